"""Measurements beside other programs, on what `synthetic` and `scribe` make up."""

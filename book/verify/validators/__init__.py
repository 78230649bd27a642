"""Judges of the outputs by their standards, that others wrote: EPUBCheck, veraPDF, ONIX's schema, Ace by DAISY."""

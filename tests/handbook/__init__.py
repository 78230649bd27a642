"""The handbook: each of its examples is run."""

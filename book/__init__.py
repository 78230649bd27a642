"""Turn messy copies of a text into one annotated edition."""

"""Read entries of BibTeX as plain text."""

import re

ENTRY = re.compile(r"@(\w+)\{([^,\s]+),")
FIELD = re.compile(r"\s*(\w+)\s*=\s*\{")

"""The print edition: `sheets` are its documents, `layout` sets them with WeasyPrint, `pdf` numbers the pages and joins them."""

import os
from pathlib import Path

# Only the book's own fonts: without one that fontconfig knows, Pango ends the process. It reads this when weasyprint is imported.
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).resolve().parent.parent.parent / "templates" / "fonts" / "fonts.conf"))

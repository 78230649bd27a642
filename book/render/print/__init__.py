"""The print edition. Its modules, in the order of the data:

    documents     the edition divided into print documents, which are laid out one by one
    footnotes     calls and notes; long notes in pieces
    typesetting   running heads, no-break spaces
    page_numbers  page numbers written into documents, and replaced in rendered pages
    html_source   a print document as an HTML file with page rules
    layout_job    what the layout engine is given
    estimate      page numbers before anything is laid out
    placement     where each document begins, and on which page each anchor is
    book_layout   documents laid out until no page number changes
    layout_pool   documents laid out on all cores
    layout_cache  what was laid out, kept by the digest of all that decides it
    engine        WeasyPrint and pydyf: layout, drawing, structure tree, the file
    rendered      rendered documents, as they go between processes and into the cache
    pdf           the whole: an edition as a PDF file

Only modules in `engine` import WeasyPrint and pydyf.
"""

import os
from pathlib import Path

# Only the book's own fonts: if fontconfig finds none, Pango ends the process. It reads this when
# weasyprint is imported.
os.environ.setdefault(
    "FONTCONFIG_FILE",
    str(Path(__file__).resolve().parents[3] / "templates" / "fonts" / "fonts.conf"),
)

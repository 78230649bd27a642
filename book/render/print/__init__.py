"""The print edition. Its rooms, in the order of the data:

    sheets    the edition divided into documents that are laid out one by one; page numbers are written in
    figures   page numbers that are put into pages when these are drawn already
    documents a sheet as HTML for the engine, with its page
    places    the pages numbered: where each sheet begins, and on which page each anchor is; guessed first, then read
    lanes     sheets laid out on all cores, and what was laid out kept
    layout    WeasyPrint: a sheet laid out with all of its notes   (`repairs` are of the engine)
    drawn     a sheet drawn: pages, fonts, and its branch of the structure that a screen reader walks through (`tags`)
    leaves    what is drawn, in a form that goes from one process to another, and into the store
    join      all sheets in one file   (`file` writes its objects)
    pdf       all of this, until no number changes

WeasyPrint is imported by `layout`, `drawn`, `join` and `repairs` alone, which are imported when a page is laid out or joined.
"""

import os
from pathlib import Path

# Only the book's own fonts: without one that fontconfig knows, Pango ends the process. It reads this when weasyprint is imported.
os.environ.setdefault(
    "FONTCONFIG_FILE",
    str(Path(__file__).resolve().parents[3] / "templates" / "fonts" / "fonts.conf"),
)

"""Gather the words of a PDF's own text."""

import re
from collections.abc import Iterator

import pypdfium2

from book.verify.intake.gathering import Gathered

# A hyphen at a line's end, as PDF programs write it, divides a word.
DIVIDED = re.compile("(?:\x02|\ufffe|(?<=[^\\W\\d_])[-\u00ad\u2010])\\s*\\n\\s*(?=[^\\W\\d_])")


def gather_pdf(content: bytes, _encoding: str = "") -> Gathered:
    """Return the words of a PDF, page by page; its form is not counted."""
    document = pypdfium2.PdfDocument(content)
    try:
        return Gathered(needed=[*_pages(document), *_titles(document)], is_uncounted=True)
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for page in document:
        text = page.get_textpage().get_text_range()
        yield DIVIDED.sub(" ", text.replace("\r", "\n").replace("\n\n", "\n"))


def _titles(document: pypdfium2.PdfDocument) -> Iterator[str]:
    about = document.get_metadata_dict()
    yield from (about.get(name, "") for name in ("Title", "Author"))

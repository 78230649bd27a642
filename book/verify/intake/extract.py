"""Choose what gathers the words of a file, by its suffix."""

from collections.abc import Callable
from pathlib import PurePosixPath

from book.verify.intake.gathering import Gathered
from book.verify.intake.markdown import gather_markdown
from book.verify.intake.markup import gather_html
from book.verify.intake.opendocument import gather_odt
from book.verify.intake.package import gather_epub
from book.verify.intake.pdf import gather_pdf
from book.verify.intake.plain import gather_text
from book.verify.intake.rtf import gather_rtf
from book.verify.intake.tei import gather_tei
from book.verify.intake.word import gather_docx

Gather = Callable[[bytes, str], Gathered]
GATHER: dict[str, Gather] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), gather_html),
    ".epub": gather_epub,
    ".docx": gather_docx,
    ".odt": gather_odt,
    ".rtf": gather_rtf,
    ".md": gather_markdown,
    ".xml": gather_tei,
    ".pdf": gather_pdf,
}


def gather(name: str, content: bytes, encoding: str = "") -> Gathered:
    """Return the words and the form of a file; what has no suffix of its own is plain text."""
    return GATHER.get(PurePosixPath(name).suffix.lower(), gather_text)(content, encoding)


def is_plain(name: str) -> bool:
    """Return whether a file is plain text.

    >>> is_plain("sources/fables/copy.txt"), is_plain("copy.md")
    (True, False)
    """
    return PurePosixPath(name).suffix.lower() not in GATHER

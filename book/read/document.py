"""Read a witness's file of any kind. A reader is imported when there is a file for it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from book.model import DEFAULT_LIMITS, Limits
from book.read.builder import DocumentBuilder, SourceDocument
from book.read.plain.reader import read_plain_text
from book.text.decode import check_mojibake, decode, empty_witness, split_lines
from book.text.limits import check_each_line, check_lines

BINARY_SUFFIXES = (".docx", ".odt", ".rtf", ".epub", ".pdf")


def _no_file(name: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its name, as errors give it, its bytes, and its encoding if it is known.

    `neighbor` returns a file of the same folder, such as a picture of a web page, or None. `limits`
    are those of the edition.
    """

    name: str
    content: bytes
    encoding: str = ""
    neighbor: Callable[[str], bytes | None] = _no_file
    limits: Limits = DEFAULT_LIMITS

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    def text(self) -> str:
        """Return the decoded content. Raise EditionError if it is not text, or is damaged."""
        text = decode(self.content, self.name, self.encoding)
        self.check(text)
        return text

    def check(self, text: str) -> None:
        """Raise EditionError if the text is damaged, and its encoding was not given."""
        if not self.encoding:
            check_mojibake(text, self.name)


def read_document(source: SourceFile) -> SourceDocument:
    """Return a file's words and form. Raise EditionError if it cannot be read."""
    if reader := READERS.get(source.suffix):
        builder = DocumentBuilder(source.limits, source.name)
        reader(source, builder)
        document = builder.document()
        if not document.lines:
            raise empty_witness(source.name)
        check_each_line(document.lines, source.limits, source.name)
        return document
    text = decode(source.content, source.name, source.encoding)
    check_lines(split_lines(text, source.name), source.limits, source.name)
    source.check(text)
    return read_plain_text(text)


def _read_docx(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.docx.reading import read_docx

    read_docx(source.content, source.name, builder)


def _read_ebook(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.epub import read_epub

    read_epub(builder, source.content, source.name, source.encoding)


def _read_markdown(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.markdown import read_markdown

    read_markdown(builder, source.text(), source.name, neighbor=source.neighbor)


def _read_odt(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.odt.reading import read_odt

    read_odt(source.content, source.name, builder)


def _read_rtf(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.rtf.reading import read_rtf

    read_rtf(source.content, source.name, builder)


def _read_pdf(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.pdf.reading import read_pdf

    read_pdf(builder, source.content, source.name)


def _read_tei(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.tei.reading import read_tei

    read_tei(builder, source.content, source.name, source.encoding, source.neighbor)


def _read_page(source: SourceFile, builder: DocumentBuilder) -> None:
    from book.read.html.parse import decode_page
    from book.read.html.reading import read_html

    markup = decode_page(source.content, source.name, source.encoding)
    source.check(markup)
    read_html(builder, markup, source.name, neighbor=source.neighbor)


READERS: dict[str, Callable[[SourceFile, DocumentBuilder], None]] = {
    ".docx": _read_docx,
    ".xml": _read_tei,
    ".pdf": _read_pdf,
    ".epub": _read_ebook,
    ".md": _read_markdown,
    ".odt": _read_odt,
    ".rtf": _read_rtf,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_page),
}

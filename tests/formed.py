"""Witnesses with form, built as readers build them."""

from collections.abc import Callable

from book.clean import clean
from book.model import Text, Witness
from book.read.builder import DocumentBuilder
from tests.factories import WORK

Write = Callable[[DocumentBuilder], None]


def formed_text(siglum: str, write: Write) -> Text:
    """Return a cleaned witness that `write` adds to a builder."""
    builder = DocumentBuilder()
    write(builder)
    document = builder.document()
    file = f"{siglum.lower()}.html"
    witness = Witness(siglum, file, "text", document.lines, pictures=document.pictures)
    return clean(witness, WORK)


def paragraph(builder: DocumentBuilder, *parts: str) -> None:
    """Add a paragraph; parts such as "*very*" are emphasized, those such as "^1" call a note."""
    with builder.block():
        for part in parts:
            if part.startswith("*"):
                with builder.range("emphasis"):
                    builder.text(part.strip("*"))
            elif part.startswith("^"):
                builder.note_call(part[1:])
            else:
                builder.text(part)


def note(builder: DocumentBuilder, name: str, *texts: str) -> None:
    """Add a note of the source with a paragraph for each text."""
    with builder.container("note", name, mark=name):
        for text in texts:
            with builder.block():
                builder.text(text)


def verse(builder: DocumentBuilder, *lines: str) -> None:
    """Add a stanza; a line's indent is its number of leading spaces."""
    with builder.block("verse", indent=_indent(lines[0])):
        for number, line in enumerate(lines):
            if number:
                builder.line_break(_indent(line))
            builder.text(line.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

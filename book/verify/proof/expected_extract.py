"""Write the beginning of the work, with its notes, as the download page must have it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from book.model import (
    Break,
    Division,
    Edition,
    Inline,
    Inlines,
    Link,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Term,
)
from book.text.inlines import cut_words, text_of
from book.text.nesting import Nest, Nested, nest
from book.verify.proof.expected_lines import write_inlines
from book.verify.readback.transcript import FlowWriter

ENOUGH, LIMIT = 140, 260  # words: the page says that it shows so much of the text
ELLIPSIS = Plain("\N{NO-BREAK SPACE}…")


def unlinked(inlines: Inlines) -> Inlines:
    """Return inlines without links to places of the book, and without anchors."""
    return tuple(part for inline in inlines for part in _unlinked(inline))


def _unlinked(inline: Inline) -> Inlines:
    match inline:
        case PageReference():
            return (Plain(inline.locator.place),)
        case Plain() | Break() | NoteCall():
            return (inline,)
        case Mark() | Term():
            return unlinked(inline.inlines)
        case Link() if inline.target.startswith("#"):
            return unlinked(inline.inlines)
    return (replace(inline, inlines=unlinked(inline.inlines)),)


def without_terms(inlines: Inlines) -> Inlines:
    """Return inlines whose words the glossary does not explain."""
    return tuple(part for inline in inlines for part in _without_terms(inline))


def _without_terms(inline: Inline) -> Inlines:
    match inline:
        case Term():
            return without_terms(inline.inlines)
        case Plain() | Break() | NoteCall() | PageReference():
            return (inline,)
    return (replace(inline, inlines=without_terms(inline.inlines)),)


def find_extract(edition: Edition) -> Division | None:
    """Return the division with which the text of the work begins; None if it has no paragraph."""
    body = (division for division in edition.divisions if division.matter == "body")
    return next((each for each in _work_divisions(body) if _paragraphs(each)), None)


def _work_divisions(divisions: Iterable[Division]) -> Iterator[Division]:
    for division in divisions:
        if division.kind != "lacuna" and division.matter == "body":
            yield division
            yield from _work_divisions(division.divisions)


def _paragraphs(division: Division) -> list[Paragraph]:
    return [b for b in division.blocks if isinstance(b, Paragraph) and b.style == "text"]


def write_extract(edition: Edition, division: Division, writer: FlowWriter) -> None:
    """Write the beginning of a division, and the notes that it calls, in one line."""
    _ExtractWriter(edition, writer).write(division)


class _ExtractWriter:
    def __init__(self, edition: Edition, writer: FlowWriter) -> None:
        self.notes = {note.id: note for note in edition.notes}
        self.labels, self.writer = edition.labels, writer
        self.called: list[Note] = []

    def write(self, division: Division) -> None:
        self.words(f"{division.label}. " if division.label else "")
        self.inlines(without_terms(division.title))
        for block in nest(_beginning(division)):
            self.block(block)
        for note in self.called:  # a note may call others, which follow
            self.note(note)

    def words(self, words: str) -> None:
        self.writer.text(words)

    def inlines(self, inlines: Inlines) -> None:
        write_inlines(inlines, self.writer, self.call)
        self.writer.text(" ")

    def block(self, block: Nested) -> None:
        if isinstance(block, Nest):
            for child in block.children:
                if isinstance(child, Nest) and child.container.kind == "item":
                    is_listed = block.container.kind == "list"
                    label = child.container.get("label") if is_listed else ""
                    self.words(f"{label} ")
                self.block(child)
        elif isinstance(block, Paragraph):
            self.inlines(block.inlines)

    def call(self, name: str) -> None:
        note = self.notes[name]
        self.called.append(note)
        self.writer.point("id", f"call-{name}")
        start = self.writer.offset
        self.writer.text(f"{self.labels['note']} {note.mark}")
        self.writer.link(start, f"#{name}")

    def note(self, note: Note) -> None:
        back = f"{self.labels['back-to-text']}, {self.labels['note']} {note.mark}"
        self.writer.point("id", note.id)
        self.writer.point("label", back)
        start = self.writer.offset
        self.words(f"{note.mark}.")
        self.writer.link(start, f"#call-{note.id}")
        self.words(" ")
        self.inlines(unlinked(note.inlines))


def _beginning(division: Division) -> Iterator[Paragraph]:
    """Yield whole paragraphs until there are enough words; a very long first one is cut."""
    count = 0
    for paragraph in _paragraphs(division):
        inlines = unlinked(paragraph.inlines)
        words = len(text_of(inlines).split())
        if count and count + words > LIMIT:
            return
        if words > LIMIT:
            inlines = (*cut_words(inlines, ENOUGH)[0], ELLIPSIS)
        yield replace(paragraph, inlines=inlines)
        count += words
        if count >= ENOUGH:
            return

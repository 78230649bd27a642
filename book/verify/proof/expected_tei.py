"""Write the edition as the TEI document must have it: its printed text, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from book.model import (
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Inlines,
    Insert,
    Note,
    Paragraph,
    Place,
    Plain,
    Release,
    Row,
    Subheading,
    Supplied,
    Table,
)
from book.text.inlines import text_of
from book.text.lines import split_paragraphs
from book.text.nesting import Nest, Nested, nest
from book.text.source_notes import note_paragraphs
from book.text.typography import xml_id
from book.verify.proof.expected_lines import write_inlines
from book.verify.readback.transcript import TranscriptLine, TranscriptWriter

# What the document leaves out: what a typesetter makes anew, the variants, which are its
# apparatus, and the history, which is in its header.
LEFT_OUT = ("cover", "half-title", "contents", "variants", "history")
OF_THE_WORK = ("preface", "part", "section", "lacuna")
# The lines of the title page by style. The date of the work is in the header.
TITLE_PAGE = ("title", "subtitle", "author", "editor", "publisher", "date")


@dataclass(frozen=True, slots=True)
class ExpectedNote:
    """A note, and its text in lines."""

    note: Note
    lines: tuple[TranscriptLine, ...]


@dataclass(frozen=True, slots=True)
class ExpectedTei:
    """What a document must have; `passages` are the rows that have an apparatus, by their ids."""

    lines: tuple[TranscriptLine, ...]
    notes: tuple[ExpectedNote, ...]
    passages: Mapping[str, Row]


def passage_id(place: Place) -> str:
    """Return the id of a passage of the work: of a paragraph, or of a heading."""
    return xml_id(f"p {place}") if place.paragraph or place.note else xml_id(f"h {place}")


def expect_tei(edition: Edition, rows: Iterable[Row], facing: Iterable[Row] = ()) -> ExpectedTei:
    """Return what the document of an edition must have, made from the rows of the work.

    The headings of the version that faces it are made from its own, `facing`.
    """
    writer = _ExpectedDocument(edition, rows, facing)
    for matter in ("front", "body", "back"):
        for division in edition.divisions:
            if division.matter == matter and division.kind not in LEFT_OUT:
                writer.division(division)
    for release in edition.history:
        writer.release(release)
    notes = tuple(note for note in writer.notes if note is not None)
    return ExpectedTei(tuple(writer.writer.lines), notes, writer.passages)


class _ExpectedDocument:
    def __init__(self, edition: Edition, rows: Iterable[Row], facing: Iterable[Row]) -> None:
        self.writer = TranscriptWriter()
        self.rows = {row.place: row for row in rows}
        self.facing = {row.place: row for row in facing}
        self.passages: dict[str, Row] = {}
        self.by_id = {note.id: note for note in edition.notes if note.kind != "variant"}
        self.notes: list[ExpectedNote | None] = []
        self.written: set[str] = set()
        self.is_work = False

    def line(self, inlines: Inlines, name: str = "") -> None:
        """Write a line; `name` is its id."""
        if name:
            self.writer.point("id", name)
        write_inlines(inlines, self.writer, self.call)
        self.writer.end_line()

    # ── Divisions ────────────────────────────────────────────────────────────────────────────────

    def division(self, division: Division) -> None:
        self.writer.where = str(division.place or "") or division.kind
        if division.kind == "title-page":
            self.title_page(division)
            return
        self.writer.point("id", division.id)
        self.writer.point("division", f"{division.kind} {division.label}".strip())
        if division.title:
            self.heading(division)
        self.is_work = division.kind in OF_THE_WORK
        self.blocks(nest(division.blocks))
        for inner in division.divisions:
            self.division(inner)

    def title_page(self, division: Division) -> None:
        lines = [block for block in division.blocks if isinstance(block, Paragraph)]
        for style in TITLE_PAGE:
            for line in lines:
                if line.style == style:
                    self.line(line.inlines)

    def heading(self, division: Division) -> None:
        """Write a heading: as a witness has it, with its number, or supplied."""
        row = self.rows.get(division.place) if division.place else None
        if row and division.kind in OF_THE_WORK:
            number = row.text[: len(row.text) - len(text_of(division.title))]
            name = passage_id(row.place)
            self.passages[name] = row
            self.line((Plain(number), *division.title), name)
        elif division.place and (own := self.facing.get(division.place)):
            number = own.text[: len(own.text) - len(text_of(division.title))]
            self.line((Plain(number), *division.title), passage_id(own.place))
        elif division.kind in OF_THE_WORK and not isinstance(division.title[0], Supplied):
            self.line((Supplied(division.title),))
        else:
            self.line(division.title)

    def release(self, release: Release) -> None:
        self.writer.where = f"history, {release.date}"
        self.writer.point("release", release.date)
        self.is_work = False
        self.blocks(nest(release.remarks))
        for change in release.changes:
            self.line(change)
        self.line((Plain(release.since),))

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def blocks(self, blocks: Iterable[Nested]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Nested) -> None:
        match block:
            case Nest():
                self.nest(block)
            case Paragraph() if self.is_work:
                self.work_paragraph(block)
            case Paragraph() | Subheading():
                self.line(block.inlines, block.id)
            case Insert() | ContentsList():
                return
            case _:
                self.list(block)

    def nest(self, nest: Nest, *, in_list: bool = False) -> None:
        """Write a container: what it holds, with the labels of items, what describes a picture."""
        container = nest.container
        if container.kind == "item" or in_list:
            self.line((Plain(container.get("label")),))
        if container.kind == "note" and (mark := container.get("mark")):
            self.writer.point("place", mark)
        for child in nest.children:
            if isinstance(child, Nest):
                self.nest(child, in_list=container.kind == "list")
            else:
                self.block(child)
        if container.kind == "figure":
            self.line((Plain(container.get("alt")),))

    def work_paragraph(self, paragraph: Paragraph) -> None:
        place = paragraph.place
        row = self.rows.get(place) if place else None
        if place and row:
            former, self.writer.where = self.writer.where, str(place)
            self.passages[paragraph.id] = row
            self.writer.point("id", paragraph.id)
            self.writer.point("place", str(place))
            self.line(paragraph.inlines)
            self.writer.where = former
        elif paragraph.style == "lacuna":
            self.line(_unbracketed(paragraph.inlines), paragraph.id)
        else:
            self.line(paragraph.inlines, paragraph.id)

    def list(self, block: Bullets | Definitions | Table | IndexGroup) -> None:
        match block:
            case Bullets():
                for item in block.items:
                    self.line(item)
            case Table():
                for cell in (block.caption, *block.head, *(c for row in block.rows for c in row)):
                    self.line(cell)
            case Definitions():
                for definition in block.items:
                    self.definition(definition)
            case IndexGroup():
                for entry in block.entries:
                    self.index_entry(entry)

    def definition(self, definition: Definition) -> None:
        self.line(definition.term, definition.id)
        *paragraphs, last = split_paragraphs(definition.inlines)
        for paragraph in paragraphs:
            self.line(paragraph)
        write_inlines(last, self.writer, self.call)
        for locator in definition.locators:
            self.writer.text(" ")
            self.reference(locator.place, f"#{locator.target}")
        self.writer.end_line()

    def index_entry(self, entry: IndexEntry) -> None:
        if entry.id:
            self.writer.point("id", entry.id)
        self.writer.text(entry.heading)
        for locator in entry.locators:
            self.writer.text(", ")
            self.reference(locator.place, f"#{locator.target}")
        for kind, references in (("see", entry.see), ("see-also", entry.see_also)):
            for reference in references:
                self.writer.text(", ")
                self.reference(reference.heading, f"{kind}: #{reference.target}")
        if entry.entries:
            self.writer.text(", ")
        self.writer.end_line()
        for inner in entry.entries:
            self.index_entry(inner)

    def reference(self, words: str, target: str) -> None:
        start = self.writer.offset
        self.writer.text(words)
        self.writer.link(start, target)

    # ── Notes ────────────────────────────────────────────────────────────────────────────────────

    def call(self, name: str) -> None:
        """Write the call of a note; the note itself where it is first called."""
        note = self.by_id.get(name)
        if note is None:
            return
        self.writer.point("call", name)
        if name in self.written:
            return
        self.written.add(name)
        number, outside = len(self.notes), self.writer
        self.notes.append(None)
        self.writer = TranscriptWriter()
        self.writer.where = f"note {name}"
        self.note(note)
        self.notes[number] = ExpectedNote(note, tuple(self.writer.lines))
        self.writer = outside

    def note(self, note: Note) -> None:
        if note.kind != "source":
            for paragraph in split_paragraphs(note.inlines):
                self.line(paragraph)
            return
        for place, inlines in note_paragraphs(note):
            name, row = passage_id(place), self.rows.get(place)
            if row and row.text == text_of(inlines):
                self.passages[name] = row
            self.writer.point("id", name)
            self.writer.point("place", str(place))
            self.line(inlines)


def _unbracketed(inlines: Inlines) -> Inlines:
    """Return inlines without the brackets of what is supplied: a gap is the editor's anyway."""
    return tuple(
        part
        for inline in inlines
        for part in (inline.inlines if isinstance(inline, Supplied) else (inline,))
    )

"""What the e-book must show of an edition, line by line: words, form, and where each link leads.

`text.plaintext` writes the words for all media. This adds what only a medium without pages and line
ends has: exact spaces and hyphens, and links that lead to places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from book.model import (
    Block,
    Container,
    Division,
    Edition,
    Insert,
    Note,
    Paragraph,
)
from book.text.inlines import calls_of, text_of
from book.text.levels import note_label
from book.text.lines import split_lines, split_paragraphs
from book.text.nesting import containers_of
from book.verify.proof.expected_lists import ListLines
from book.verify.readback.lines import BookText, FormSpan, Position, ShownLine

COVER = "cover.png"  # what a line says of the picture of the cover
DEEPEST_INDENT = 20  # steps of 1 em


def expected_book(edition: Edition, *, has_note_headings: bool = True) -> BookText:
    """Return the lines of each document of the e-book, and the place of each anchor.

    In a book that does not collect its notes, no heading stands before them.
    """
    documents: list[tuple[ShownLine, ...]] = []
    anchors: dict[str, Position] = {}
    for number, division in enumerate(edition.divisions):
        writer = _DocumentLines(edition)
        writer.has_note_headings = has_note_headings
        writer.document(division)
        documents.append(tuple(writer.builder.lines))
        for name, (line, offset) in writer.builder.anchors.items():
            anchors.setdefault(name, Position(number, line, offset))
    return BookText(tuple(documents), anchors)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with its neighbors: what is shown of it can depend on them."""

    block: Block
    before: Block | None
    after: Block | None

    @property
    def begun(self) -> tuple[Container, ...]:
        """The containers that begin with the block."""
        mine = containers_of(self.block)
        former = containers_of(self.before) if self.before else ()
        same = 0
        while same < len(mine) and same < len(former) and mine[same] == former[same]:
            same += 1
        return mine[same:]


def _placed(blocks: tuple[Block, ...]) -> Iterator[_Placed]:
    for before, (block, after) in zip((None, *blocks), pairwise((*blocks, None)), strict=False):
        if block is not None:
            yield _Placed(block, before, after)


class _DocumentLines(ListLines):
    """Writes a division as the lines of a document."""

    has_note_headings = True

    def document(self, division: Division) -> None:
        """Add a division, then the notes that it calls: first the source's own."""
        if division.kind == "cover":
            self.cover(division)
            return
        self.division(division, 1)
        notes = [self.notes[name] for name in self.called]
        self.is_in_note = True
        self.note_list("source-notes", [note for note in notes if note.kind == "source"])
        self.note_list("notes", [note for note in notes if note.kind != "source"])

    def cover(self, division: Division) -> None:
        self.builder.anchor(division.id)
        paragraphs = (block for block in division.blocks if isinstance(block, Paragraph))
        words = ". ".join(text_of(paragraph.inlines) for paragraph in paragraphs)
        spans = FormSpan(0, 0, "words", words), FormSpan(0, 0, "picture", COVER)
        self.builder.wordless("picture", *spans)

    def note_list(self, label: str, notes: list[Note]) -> None:
        if notes and self.has_note_headings:
            self.builder.end_line("h2")
            self.builder.text(self.labels[label])
        for note in notes:
            self.builder.end_line()
            self.builder.anchor(note.id)
            spoken = f"{self.labels['back-to-text']}, {self.labels['note']} {note.mark}"
            self.builder.begin("label", spoken)
            self.builder.begin_link("back", self.call_anchor(note))
            self.builder.text(note_label(note.mark, is_sign=note.kind == "source"))
            self.builder.end()
            self.builder.end()
            self.builder.text(" ")
            for paragraph in split_paragraphs(note.inlines):
                self.inlines(paragraph)
                self.builder.end_line()

    def division(self, division: Division, level: int) -> None:
        self.builder.end_line()
        self.builder.anchor(division.id)
        self.builder.end_line(f"h{min(level, 6)}")
        self.heading(division.label, division.title)
        self.builder.end_line()
        for placed in _placed(division.blocks):
            self.block(placed, division)
        for section in division.divisions:
            self.division(section, level + 1)

    def block(self, placed: _Placed, division: Division) -> None:
        block = placed.block
        if isinstance(block, Paragraph):
            self.paragraph(placed, block, division)
        elif isinstance(block, Insert):
            self.labels_of_items(placed, is_text=False)
            self.insert(block)
        else:
            self.other(block)
        if not self.is_run_in:
            self.builder.end_line()

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def paragraph(self, placed: _Placed, paragraph: Paragraph, division: Division) -> None:
        follows_speaker, self.is_run_in = self.is_run_in, self.runs_in(placed)
        if follows_speaker:
            self.inlines(paragraph.inlines)
            for _ in range(self.opened):
                self.builder.end()
            return
        is_text = paragraph.form.kind != "code" and not self.is_run_in
        label = self.labels_of_items(placed, is_text=is_text)
        is_title = division.kind == "title-page" and paragraph.style == "title"
        self.builder.end_line("h1" if is_title else "")
        if paragraph.id:
            self.builder.anchor(paragraph.id)
        if self.is_run_in and isinstance(placed.after, Paragraph):
            self.opened = self.begin_form(placed.after)
        self.words(paragraph, label)
        self.builder.text(" " if self.is_run_in else "")

    def begin_form(self, paragraph: Paragraph) -> int:
        """Begin what the block says of all its words; return how many spans."""
        return self.begin_language(paragraph.form.language, paragraph.form.direction)

    def words(self, paragraph: Paragraph, label: str = "") -> None:
        opened = self.begin_form(paragraph)
        if paragraph.form.kind in ("verse", "code"):
            self.stanza(paragraph, label)
        else:
            self.builder.text(label)
            self.inlines(paragraph.inlines)
        for _ in range(opened):
            self.builder.end()

    def stanza(self, paragraph: Paragraph, label: str) -> None:
        self.keep = paragraph.form.kind == "code"
        lines = split_lines(paragraph.inlines, paragraph.form.indent)
        for number, line in enumerate(lines):
            if number:
                self.builder.line_break()
            if line.indent:
                self.builder.begin("indent", str(min(line.indent, DEEPEST_INDENT)))
            self.builder.text("" if number else label, keep=self.keep)
            self.inlines(line.inlines)
            if line.indent:
                self.builder.end()
        self.keep = False

    def labels_of_items(self, placed: _Placed, *, is_text: bool) -> str:
        """Return the label before the block's words; one that cannot stand there has its line."""
        label = ""
        containers = containers_of(placed.block)
        for container in placed.begun:
            text = container.get("label") if container.kind == "item" else ""
            if text and is_text and container == containers[-1]:
                label = f"{text} "
            elif text:
                self.builder.end_line()
                self.builder.text(text)
        return label

    def runs_in(self, placed: _Placed) -> bool:
        """Return whether a speaker stands in the first line of the speech."""
        speaker, first = placed.block, placed.after
        if not isinstance(speaker, Paragraph) or not isinstance(first, Paragraph):
            return False
        begun, form = placed.begun, speaker.form
        is_first = bool(begun) and begun[-1].kind == "speech"
        is_speaker = form.kind == "speaker" and not speaker.id and not calls_of(speaker.inlines)
        is_prose = first.form.kind == "paragraph" and not first.id
        return is_first and is_speaker and is_prose and first.form.containers == form.containers

    def insert(self, insert: Insert) -> None:
        if insert.kind == "scene-break":
            self.builder.wordless("scene-break")
            return
        figure = insert.containers[-1] if insert.containers else None
        if figure is None or figure.kind != "figure" or figure.get("source") not in self.pictures:
            return
        words = " ".join(figure.get("alt").split()) or self.labels["undescribed"]
        words = "" if figure.get("decorative") == "yes" else words
        spans = FormSpan(0, 0, "words", words), FormSpan(0, 0, "picture", figure.get("source"))
        self.builder.wordless("picture", *spans)

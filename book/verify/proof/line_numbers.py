"""Prove the numbers of lines: those in the margin, and those by which notes and words are found.

The lines are counted as they are drawn: the letters of each counted paragraph are found in the
text of the PDF, and their baselines tell the lines. Nothing is taken from the layout.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from book.errors import ProofError
from book.model import Block, Division, Edition, Inlines, Note, Paragraph, Plain
from book.text.digits import in_digits
from book.text.direction import direction_of
from book.text.inlines import marks_of
from book.text.keyed import counted_places, counts_by_poem, keyed_edition, line_step, with_keys
from book.text.levels import note_layout, note_levels
from book.text.lines import split_lines
from book.text.plaintext import Anchor
from book.verify.proof.drawn_lines import LEAST_LEADING
from book.verify.proof.expected import text_of_part
from book.verify.proof.placed_anchors import BEGIN, END, AnchorWriter
from book.verify.proof.prove_order import is_in_margin
from book.verify.proof.spoken_form import SpokenForm, letters_of
from book.verify.readback.drawn import DrawnText
from book.verify.readback.pdf import PdfReading
from book.verify.readback.speech import TaggedBook

# Noncharacters, which no text holds: a unit of lines begins and ends with these.
UNIT, UNIT_END = "\ufdd3", "\ufdd4"
SIGNS = re.compile(f"({UNIT}|{UNIT_END}|{BEGIN}[^{END}]*{END})")
NEAR = 4.0  # points between the baseline of a number and that of its line
QUOTED = 40  # characters


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """What is counted: the lines of a paragraph, or a line of verse.

    `number` is that of a line of verse in its poem, 0 if it has none. `section` tells the division.
    """

    section: int
    number: int = 0
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that is counted, as it is drawn first."""

    page: int
    baseline: float
    number: int


@dataclass
class _PlacedUnit:
    """A unit and the places of its letters in the text, with those of the anchors in it."""

    unit: CountedUnit
    start: int
    end: int = 0
    anchors: list[tuple[str, int]] = field(default_factory=list)


def prove_line_numbers(
    edition: Edition, book: TaggedBook, reading: PdfReading, file: str
) -> PdfReading:
    """Return the reading with the line of each anchor, and with the keys of the notes.

    Raise ProofError if a number in the margin is missing or is not that of its line.
    """
    keyed = keyed_edition(edition)
    lines = _LineReader(keyed, book, reading.labels, file)
    lines.read()
    _prove_margin(lines.numbered, edition, book, reading.labels, file)
    write = partial(in_digits, language=edition.imprint.language)
    numbers = {name: write(line.number) for name, line in lines.anchors.items()}
    keys: dict[str, str] = {}
    last: dict[int, NumberedLine] = {}
    levels = note_levels(edition.apparatus)
    for note, line in lines.of_notes():
        level = levels[note.kind]
        may_repeat = not note.key or note_layout(note.kind, edition.apparatus) != "paragraphs"
        is_same = last.get(level) == line and not may_repeat
        keys[note.id] = "" if is_same else write(line.number)
        last[level] = line
        numbers |= dict.fromkeys((note.id, *marks_of(note.inlines)), write(line.number))
    return replace(reading, lines=numbers, keys=keys)


def print_form(edition: Edition, reading: PdfReading) -> Edition:
    """Return the edition as a PDF must have it: with the keys that its lines give the notes."""
    keyed = keyed_edition(edition)
    return with_keys(keyed, reading.keys) if reading.keys else keyed


# ── The units that are counted ───────────────────────────────────────────────────────────────────


class _UnitMarker:
    """Marks the units of an edition in its text; `units` are these, in order."""

    def __init__(self, edition: Edition) -> None:
        self.counted = counted_places(edition.divisions)
        self.units: list[CountedUnit] = []
        self.sections = 0
        self.by_poem = False
        self.counts: dict[str, int] = {}  # the lines of each poem, by its id

    def division(self, division: Division) -> Division:
        self.sections += 1
        self.by_poem, self.counts = counts_by_poem(division), {}
        blocks = tuple(map(self.block, division.blocks))
        return replace(
            division, blocks=blocks, divisions=tuple(map(self.division, division.divisions))
        )

    def block(self, block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return block
        form = block.form
        has_lines = form.kind in ("verse", "code")
        lines = [line.inlines for line in split_lines(block.inlines)] if has_lines else []
        numbers = self._count_verse(block, len(lines)) if form.kind == "verse" else ()
        if block.place not in self.counted:
            return block
        marked: list[Inlines] = []
        for index, inlines in enumerate(lines or [block.inlines]):
            number = numbers[index] if numbers and self.by_poem else 0
            self.units.append(CountedUnit(self.sections, number, is_single=has_lines))
            marked.append((Plain(UNIT), *inlines, Plain(UNIT_END)))
        return replace(block, inlines=tuple(inline for line in marked for inline in line))

    def _count_verse(self, block: Paragraph, lines: int) -> range:
        """Return the numbers of the lines of a stanza in its poem."""
        poems = (c.id for c in reversed(block.form.containers) if c.kind == "poem" and c.id)
        poem = next(poems, "")
        before = block.form.number - 1 if block.form.number else self.counts.get(poem, 0)
        self.counts[poem] = before + lines
        return range(before + 1, before + lines + 1)


# ── The lines as they are drawn ──────────────────────────────────────────────────────────────────


class _LineReader:
    """Reads the counted lines of an edition from its PDF.

    `numbered` are the lines, and `anchors` maps the anchors in them to theirs. `calls` are the
    notes in the order of their calls, each with the lines of the first word of its lemma.
    """

    def __init__(
        self, edition: Edition, book: TaggedBook, labels: Sequence[str], file: str
    ) -> None:
        self.edition, self.labels, self.file = edition, labels, file
        self.spoken = SpokenForm(book.document, without=("Note",))
        self.numbered: list[NumberedLine] = []
        self.anchors: dict[str, NumberedLine] = {}
        self.calls: dict[str, tuple[NumberedLine, NumberedLine]] = {}
        self.position = 0
        self.counted = (-1, 0)  # the page or section, and the number of its last line

    def read(self) -> None:
        marker = _UnitMarker(self.edition)
        divisions = tuple(map(marker.division, self.edition.divisions))
        units = iter(marker.units)
        writer = AnchorWriter(self.edition, {})
        for division, source in zip(divisions, self.edition.divisions, strict=True):
            if division != source:
                self._read_division(division, writer, units)

    def _read_division(
        self, division: Division, writer: AnchorWriter, units: Iterator[CountedUnit]
    ) -> None:
        flow = writer.chapter(division).flow
        text = "".join(text_of_part(part) for part in flow if not isinstance(part, Anchor))
        placed, letters = _place_units(text, units)
        start = self.spoken.letters.find(letters, self.position)
        if start < 0:
            message = f"the lines of {division.id} cannot be counted: its text is not that of the"
            raise ProofError(f"{message} edition", file=self.file)
        self.position = start + len(letters)
        for each in placed:
            self._read_unit(each, start)

    def _read_unit(self, placed: _PlacedUnit, start: int) -> None:
        ends: list[int] = []
        lines: list[NumberedLine] = []
        end = start + placed.start
        for piece in self.spoken.between(end, start + placed.end):
            if not lines or (not placed.unit.is_single and _is_below(lines[-1], piece.drawn)):
                lines.append(self._numbered(piece.drawn, placed.unit))
                ends.append(end)
            end += len(piece.letters)
            ends[-1] = end
        self.numbered += lines
        for name, offset in placed.anchors:
            self._note_anchor(name, start + offset, ends, lines)

    def _numbered(self, drawn: DrawnText, unit: CountedUnit) -> NumberedLine:
        if unit.number:
            return NumberedLine(drawn.page, drawn.baseline, unit.number)
        is_by_page = self.edition.apparatus.count == "page"
        group, number = drawn.page if is_by_page else unit.section, 1
        if self.counted[0] == group:
            number = self.counted[1] + 1
        self.counted = group, number
        return NumberedLine(drawn.page, drawn.baseline, number)

    def _note_anchor(
        self, name: str, place: int, ends: Sequence[int], lines: Sequence[NumberedLine]
    ) -> None:
        """Note the line of an anchor; at the second place of a call, after the word, its last."""
        if name in self.anchors:
            self.calls[name] = self.anchors[name], lines[bisect_left(ends, place)]
        else:
            self.anchors[name] = lines[min(bisect_right(ends, place), len(lines) - 1)]

    def of_notes(self) -> Iterator[tuple[Note, NumberedLine]]:
        """Yield the keyed notes in the order of their calls, each with its line.

        That is the line on which the first word of the lemma begins, or ends if it goes on
        overleaf.
        """
        notes = {f"call-{note.id}": note for note in self.edition.notes if note.key is not None}
        for name, (first, last) in self.calls.items():
            if name in notes:
                yield notes[name], first if first.page == last.page else last


def _place_units(text: str, units: Iterator[CountedUnit]) -> tuple[list[_PlacedUnit], str]:
    """Return the units in a marked text with their places in its letters, and the letters."""
    placed: list[_PlacedUnit] = []
    letters: list[str] = []
    place = 0
    for part in SIGNS.split(text):
        if part == UNIT:
            placed.append(_PlacedUnit(next(units), place))
        elif part == UNIT_END:
            placed[-1].end = place
        elif part.startswith(BEGIN):
            if placed and not placed[-1].end:
                placed[-1].anchors.append((part.strip(BEGIN + END), place))
        else:
            letters.append(letters_of(part))
            place += len(letters[-1])
    return placed, "".join(letters)


def _is_below(line: NumberedLine, drawn: DrawnText) -> bool:
    return line.page != drawn.page or abs(line.baseline - drawn.baseline) > LEAST_LEADING


# ── In the margin ────────────────────────────────────────────────────────────────────────────────


def _prove_margin(
    lines: Sequence[NumberedLine],
    edition: Edition,
    book: TaggedBook,
    labels: Sequence[str],
    file: str,
) -> None:
    """Raise ProofError for the first page whose margin lacks a number, or has a wrong one."""
    step, is_rtl = line_step(edition), direction_of(edition.imprint.language) == "rtl"
    for index, (page, label) in enumerate(zip(book.pages, labels, strict=True)):
        wanted = [line for line in lines if line.page == index and line.number % step == 0]
        drawn = [
            text
            for text in page.artifacts
            if text.text.strip().isdecimal() and is_in_margin(text, edition.trim, is_rtl=is_rtl)
        ]
        for line in wanted:
            number = next((t for t in drawn if abs(t.baseline - line.baseline) < NEAR), None)
            if number is None:
                message = f"the number of line {line.number} is not in the margin"
                raise ProofError(f"page {label}: {message}", file=file)
            drawn.remove(number)
            if number.text.strip() != in_digits(line.number, edition.imprint.language):
                message = f"the margin has {number.text.strip()} at line {line.number}"
                raise ProofError(f"page {label}: {message}", file=file)
        if drawn:
            message = f"the margin has {drawn[0].text.strip()} where no such line is"
            raise ProofError(f"page {label}: {message}", file=file)

"""The book as bare words, in reading order: what every output must hold, once each. The proof reads by this."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from book.inlines import text_of
from book.locators import pages, places
from book.model import Block, Bullets, ContentsList, Division, Edition, Inlines, Link, NoteCall, Paragraph, Plain, Subheading, Supplied

from book.model import Definitions, Emphasis, Foreign, IndexEntry, IndexGroup, Locator, Mark, Reference  # isort: skip
from book.model import SmallCapitals, Strong, Superscript  # isort: skip


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number that only print has: that of the anchor `target`."""

    target: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place where the division `id` begins, with its heading of `level` (1: a chapter's), or without one (0)."""

    id: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class NoteText:
    id: str
    mark: str
    text: str
    is_variant: bool = False


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index: a heading, its locators, and the words of its cross-references."""

    heading: str
    locators: tuple[Locator, ...]
    references: str

    def write(self, numbers: Mapping[str, str] | None) -> str:
        """Write the line with page numbers, or with places for a book without pages (None)."""
        written = places(self.locators) if numbers is None else pages(self.locators, numbers)
        return ", ".join((self.heading, *(text for _, text in written))) + self.references


Part = str | PageNumber | Anchor | IndexLine


def words_of(part: Part) -> str:
    """Give the words of a part, without page numbers."""
    return part if isinstance(part, str) else part.write(None) if isinstance(part, IndexLine) else ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A division of the book: its words in order, headings and call marks included, and its notes in the order of their calls.

    `marks` are the places in its words that the index leads to, in order.
    """

    id: str
    title: str
    flow: tuple[Part, ...]
    notes: tuple[NoteText, ...]
    marks: tuple[str, ...] = ()


def chapters(edition: Edition, sign: str = "") -> tuple[Chapter, ...]:
    """Write each division of the book in bare words, with `sign` before each mark of the index."""
    notes = {note.id: NoteText(note.id, note.mark, _bare(note.inlines), note.kind == "variant") for note in edition.notes}
    writer = _Writer(notes, edition.words, sign)
    return tuple(writer.chapter(division) for division in edition.divisions)


def heading(division: Division) -> str:
    """Write a division's heading: its number as the text has it, and its title.

    >>> heading(Division("s-1", "section", (Plain("Law"),), "1"))
    '1. Law'
    """
    title = _bare(division.title)
    return f"{division.label}. {title}" if division.label and title else division.label or title


def anchor_names(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Name, in words, what each anchor of a division or a reference is, and those that the index leads to."""
    for division in divisions:
        yield division.id, heading(division)
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.style == "reference":
                yield block.id, text_of(block.inlines)
            if isinstance(block, IndexGroup):
                yield from (name for entry in block.entries for name in _index_names(entry))
        yield from anchor_names(division.divisions)


def _index_names(entry: IndexEntry) -> Iterator[tuple[str, str]]:
    yield entry.id, entry.heading
    yield from ((locator.target, locator.place) for locator in entry.locators)
    for inner in entry.entries:
        yield from _index_names(inner)


def _bare(inlines: Inlines) -> str:
    return "".join(_Writer({}, {}).inlines(inlines))


class _Writer:
    """Writes blocks; remembers the notes that were called, in order."""

    def __init__(self, notes: Mapping[str, NoteText], words: Mapping[str, str], sign: str = "") -> None:
        self.notes, self.words, self.sign = notes, words, sign
        self.called: list[NoteText] = []
        self.marks: list[str] = []

    def chapter(self, division: Division) -> Chapter:
        self.called, self.marks = [], []
        flow = self.division(division, 1)
        return Chapter(division.id, heading(division), flow, tuple(self.called), tuple(self.marks))

    def division(self, division: Division, level: int) -> tuple[Part, ...]:
        head = (f"{division.label}. " if division.label else "") + "".join(self.inlines(division.title))
        flow: list[Part] = [Anchor(division.id, level), head] if head else [Anchor(division.id)]
        for block in division.blocks:
            flow += self.block(block)
        for section in division.divisions:
            flow += self.division(section, level + 1)
        return tuple(flow)

    def block(self, block: Block) -> list[Part]:
        match block:
            case Paragraph() | Subheading():
                return ["".join(self.inlines(block.inlines))]
            case Bullets():
                return ["".join(self.inlines(item)) for item in block.items]
            case ContentsList():
                return [part for e in block.entries for part in (_entry(e.label, _bare(e.title)), PageNumber(e.target))]
            case Definitions():
                return ["".join(self.inlines(part)) for item in block.items for part in (item.term, item.inlines)]
            case IndexGroup():
                return [line for entry in block.entries for line in self.index_entry(entry)]
        assert_never(block)

    def index_entry(self, entry: IndexEntry) -> Iterator[IndexLine]:
        references = self.references("see", entry.see) + self.references("see-also", entry.see_also)
        yield IndexLine(entry.heading, entry.locators, references)
        for inner in entry.entries:
            yield from self.index_entry(inner)

    def references(self, kind: str, references: tuple[Reference, ...]) -> str:
        return f". {self.words[kind]} {'; '.join(r.heading for r in references)}" if references else ""

    def inlines(self, inlines: Inlines) -> list[str]:
        written: list[str] = []
        for inline in inlines:
            match inline:
                case Plain():
                    written.append(inline.text)
                case NoteCall():
                    note = self.notes[inline.note]
                    self.called.append(note)
                    written.append(note.mark)
                case Mark():
                    self.marks.append(inline.id)
                    written += [self.sign, *self.inlines(inline.inlines)]
                case Supplied():
                    written += ["[", *self.inlines(inline.inlines), "]"]
                case Emphasis() | Strong() | SmallCapitals() | Superscript() | Foreign() | Link():
                    written += self.inlines(inline.inlines)
                case _:
                    assert_never(inline)
        return written


def _entry(label: str, title: str) -> str:
    return f"{label}. {title}" if label else title

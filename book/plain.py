"""The book as bare words, in reading order: what every output must hold, once each. The proof reads by this."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from book.inlines import text_of
from book.model import Block, Bullets, ContentsList, Division, Edition, Inlines, Link, NoteCall, Paragraph, Plain, Subheading, Supplied

from book.model import Emphasis, Foreign, SmallCapitals, Strong, Superscript  # isort: skip


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


Part = str | PageNumber | Anchor


@dataclass(frozen=True, slots=True)
class Chapter:
    """A division of the book: its words in order, headings and call marks included, and its notes in the order of their calls."""

    id: str
    title: str
    flow: tuple[Part, ...]
    notes: tuple[NoteText, ...]


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """Write each division of the book in bare words."""
    writer = _Writer({note.id: NoteText(note.id, note.mark, _bare(note.inlines)) for note in edition.notes})
    return tuple(writer.chapter(division) for division in edition.divisions)


def heading(division: Division) -> str:
    """Write a division's heading: its number as the text has it, and its title.

    >>> heading(Division("s-1", "section", (Plain("Law"),), "1"))
    '1. Law'
    """
    title = _bare(division.title)
    return f"{division.label}. {title}" if division.label and title else division.label or title


def anchor_names(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Name, in words, what each anchor of a division or a reference is."""
    for division in divisions:
        yield division.id, heading(division)
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.style == "reference":
                yield block.id, text_of(block.inlines)
        yield from anchor_names(division.divisions)


def _bare(inlines: Inlines) -> str:
    return "".join(_Writer({}).inlines(inlines))


class _Writer:
    """Writes blocks; remembers the notes that were called, in order."""

    def __init__(self, notes: dict[str, NoteText]) -> None:
        self.notes = notes
        self.called: list[NoteText] = []

    def chapter(self, division: Division) -> Chapter:
        self.called = []
        flow = self.division(division, 1)
        return Chapter(division.id, heading(division), flow, tuple(self.called))

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
        assert_never(block)

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
                case Supplied():
                    written += ["[", *self.inlines(inline.inlines), "]"]
                case Emphasis() | Strong() | SmallCapitals() | Superscript() | Foreign() | Link():
                    written += self.inlines(inline.inlines)
                case _:
                    assert_never(inline)
        return written


def _entry(label: str, title: str) -> str:
    return f"{label}. {title}" if label else title

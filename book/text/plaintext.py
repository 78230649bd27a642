"""The book as bare words, in reading order: what every output must hold, once each. The proof reads by this."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from book.model import (
    Block,
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Edition,
    Emphasis,
    Foreign,
    IndexEntry,
    IndexGroup,
    Inlines,
    Link,
    Locator,
    Mark,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Subheading,
    Supplied,
)  # isort: skip
from book.text.inlines import iter_inlines, missing_stop, text_of
from book.text.locators import WrittenLocator, write_pages, write_places
from book.text.traversal import blocks_of, inlines_of

from book.model import Reference, SmallCapitals, Strong, Superscript, Table, Term  # isort: skip


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


FlowPart = str | Anchor


@dataclass(frozen=True, slots=True)
class Chapter:
    """A division of the book: its words in order, headings and call marks included, and its notes in the order of their calls.

    `marks` are the places in its words that the index leads to, in order.
    """

    id: str
    title: str
    flow: tuple[FlowPart, ...]
    notes: tuple[NoteText, ...]
    marks: tuple[str, ...] = ()


def plain_chapters(
    edition: Edition, numbers: Mapping[str, str] | None = None, sign: str = ""
) -> tuple[Chapter, ...]:
    """Write each division of the book in bare words, with `sign` before each mark of the index.

    `numbers` gives the pages of the anchors as printed; without it the book has no pages, and is referred to by its places.
    """
    writer = _Writer(edition, numbers, sign)
    return tuple(writer.chapter(division) for division in edition.divisions)


def contents_targets(edition: Edition) -> tuple[str, ...]:
    """List the anchors that the contents give the pages of."""
    lists = (block for block in blocks_of(edition.divisions) if isinstance(block, ContentsList))
    return tuple(entry.target for found in lists for entry in found.entries)


def index_targets(edition: Edition) -> tuple[str, ...]:
    """List the anchors that the locators of the index lead to."""
    groups = (block for block in blocks_of(edition.divisions) if isinstance(block, IndexGroup))
    return tuple(
        locator.target
        for group in groups
        for entry in group.entries
        for locator in _locators(entry)
    )


def reference_targets(edition: Edition) -> tuple[str, ...]:
    """List the anchors that cross-references give the pages of."""
    texts = (
        *(inlines for block in blocks_of(edition.divisions) for inlines in inlines_of(block)),
        *(n.inlines for n in edition.notes),
    )
    return tuple(
        i.locator.target
        for inlines in texts
        for i in iter_inlines(inlines)
        if isinstance(i, PageReference)
    )


def _locators(entry: IndexEntry) -> Iterator[Locator]:
    yield from entry.locators
    for inner in entry.entries:
        yield from _locators(inner)


def plain_heading(division: Division) -> str:
    """Write a division's heading: its number as the text has it, and its title.

    >>> plain_heading(Division("s-1", "section", (Plain("Law"),), "1"))
    '1. Law'
    """
    title = _bare(division.title)
    return f"{division.label}. {title}" if division.label and title else division.label or title


def anchor_names(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Name, in words, what each anchor of a division or a reference is, and those that the index leads to."""
    for division in divisions:
        yield division.id, plain_heading(division)
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
    return "".join(_Writer(None).inlines(inlines))


class _Writer:
    """Writes blocks; remembers the notes that were called, in order."""

    def __init__(
        self, edition: Edition | None, numbers: Mapping[str, str] | None = None, sign: str = ""
    ) -> None:
        self.numbers, self.sign = numbers, sign
        self.called: list[NoteText] = []
        self.marks: list[str] = []
        self.words = edition.labels if edition else {}
        self.notes = {note.id: note for note in edition.notes} if edition else {}
        self.written: dict[str, NoteText] = {}

    def chapter(self, division: Division) -> Chapter:
        self.called, self.marks = [], []
        flow = self.division(division, 1)
        return Chapter(
            division.id, plain_heading(division), flow, tuple(self.called), tuple(self.marks)
        )

    def division(self, division: Division, level: int) -> tuple[FlowPart, ...]:
        head = (f"{division.label}. " if division.label else "") + "".join(
            self.inlines(division.title)
        )
        flow: list[FlowPart] = [Anchor(division.id, level), head] if head else [Anchor(division.id)]
        for block in division.blocks:
            flow += self.block(block)
        for section in division.divisions:
            flow += self.division(section, level + 1)
        return tuple(flow)

    def block(self, block: Block) -> list[FlowPart]:
        match block:
            case Paragraph() | Subheading():
                name = (Anchor(block.id),) if block.id else ()
                return [*name, "".join(self.inlines(block.inlines))]
            case Bullets():
                return ["".join(self.inlines(item)) for item in block.items]
            case Table():
                return [
                    "".join(self.inlines(cell))
                    for cell in (block.caption, *block.head, *chain.from_iterable(block.rows))
                ]
            case ContentsList():
                return [
                    part
                    for e in block.entries
                    for part in (_entry(e.label, _bare(e.title)), self.page(e.target))
                ]
            case Definitions():
                return [
                    part
                    for item in block.items
                    for part in ("".join(self.inlines(item.term)), self.said(item))
                ]
            case IndexGroup():
                return [line for entry in block.entries for line in self.index_entry(entry)]
        assert_never(block)

    def said(self, item: Definition) -> str:
        """Write what is said of a term, and, where there are no pages, the places in the text that have it."""
        said = "".join(self.inlines(item.inlines))
        written = (
            ", ".join(text for _, text in write_places(item.locators))
            if self.numbers is None
            else ""
        )
        return f"{said}{missing_stop(said)} {self.words['mentions']} {written}" if written else said

    def page(self, target: str) -> str:
        """Write the page of an entry of the contents, which only print has."""
        return self.numbers[target] if self.numbers is not None else ""

    def located(self, locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
        return (
            write_places(locators) if self.numbers is None else write_pages(locators, self.numbers)
        )

    def index_entry(self, entry: IndexEntry) -> Iterator[str]:
        written = (text for _, text in self.located(entry.locators))
        yield (
            ", ".join((entry.heading, *written))
            + self.references("see", entry.see)
            + self.references("see-also", entry.see_also)
        )
        for inner in entry.entries:
            yield from self.index_entry(inner)

    def page_reference(self, reference: PageReference) -> str:
        text = "".join(text for _, text in self.located((reference.locator,)))
        return text if self.numbers is None else self.words["page"].format(page=text)

    def references(self, kind: str, references: tuple[Reference, ...]) -> str:
        return (
            f". {self.words[kind]} {'; '.join(r.heading for r in references)}" if references else ""
        )

    def note(self, name: str) -> NoteText:
        """Write a note when it is called first; what is called or marked in it is not of the text."""
        if name not in self.written:
            note, before = self.notes[name], (self.called, self.marks)
            self.called, self.marks = [], []
            self.written[name] = NoteText(
                name, note.mark, "".join(self.inlines(note.inlines)), note.kind == "variant"
            )
            self.called, self.marks = before
        return self.written[name]

    def inlines(self, inlines: Inlines) -> list[str]:
        written: list[str] = []
        for inline in inlines:
            match inline:
                case Plain():
                    written.append(inline.text)
                case NoteCall():
                    note = self.note(inline.note)
                    self.called.append(note)
                    written.append(note.mark)
                case PageReference():
                    written.append(self.page_reference(inline))
                case Mark() | Term():
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

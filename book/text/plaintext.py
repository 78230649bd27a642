"""Write the book as plain text in reading order: what every output must hold, once each.

The proof compares the outputs with this text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from book.model import (
    Block,
    Break,
    Bullets,
    Container,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Edition,
    Emphasis,
    Foreign,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    Insert,
    Link,
    Locator,
    Mark,
    NoteCall,
    NoteKind,
    PageReference,
    Paragraph,
    Plain,
    Reference,
    SmallCapitals,
    Strong,
    Styled,
    Subheading,
    Superscript,
    Supplied,
    Table,
    Term,
)
from book.text.inlines import missing_stop, without_calls
from book.text.levels import note_label, note_levels
from book.text.locators import WrittenLocator, comma, write_pages, write_places
from book.text.nesting import containers_of


@dataclass(frozen=True, slots=True)
class Anchor:
    """The beginning of the division `id`; `level` is its heading's (1: a chapter's), 0 for none."""

    id: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """The number of an item of a list, as the source prints it; it is form, not words."""

    text: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as text; `level` is its place among the notes at the foot of a page."""

    id: str
    mark: str
    text: str
    level: int = 0
    kind: NoteKind = "note"
    key: str | None = None

    @property
    def label(self) -> str:
        """What stands before the note: its number, the sign of the source, or line and lemma."""
        is_sign = self.kind == "source"
        return note_label(self.mark, is_sign=is_sign) if self.key is None else self.key


FlowPart = str | Anchor | Label
Wrapper = Emphasis | Strong | SmallCapitals | Superscript | Styled | Foreign | Supplied | Link


@dataclass(frozen=True, slots=True)
class Chapter:
    """A division of the book: its text in order, and its notes in the order of their calls.

    The text includes headings and call marks. `marks` are the anchors in it that the index, the
    chronology and the glossary lead to, in order.
    """

    id: str
    title: str
    flow: tuple[FlowPart, ...]
    notes: tuple[NoteText, ...]
    marks: tuple[str, ...] = ()


def plain_chapters(
    edition: Edition, numbers: Mapping[str, str] | None = None, sign: str = ""
) -> tuple[Chapter, ...]:
    """Return each division of the book as plain text, with `sign` before each mark.

    `numbers` gives the printed page of each anchor; without it the book has no pages, and
    references name places.
    """
    writer = PlainWriter(edition, numbers, sign)
    return tuple(writer.chapter(division) for division in edition.divisions)


def plain_heading(division: Division) -> str:
    """Return a division's heading: its number as the text has it, and its title without calls.

    >>> plain_heading(Division("s-1", "section", (Plain("Law"),), "1"))
    '1. Law'
    """
    title = _plain(without_calls(division.title))
    return _numbered(division.label, title) if title else division.label


def _plain(inlines: Inlines) -> str:
    return PlainWriter(None).text(inlines)


def _numbered(label: str, title: str) -> str:
    return f"{label}. {title}" if label else title


def _labels(block: Block, seen: set[Container]) -> Iterator[Label]:
    """Yield the labels of the items that begin with a block; `seen` is filled with the items."""
    for container in containers_of(block):
        if container.kind == "item" and container not in seen:
            seen.add(container)
            if label := container.get("label"):
                yield Label(label)


class PlainWriter:
    """Writes blocks; collects the notes that they call and the marks in them, in order."""

    def __init__(
        self, edition: Edition | None, numbers: Mapping[str, str] | None = None, sign: str = ""
    ) -> None:
        self.numbers, self.sign = numbers, sign
        self.called: list[NoteText] = []
        self.marks: list[str] = []
        self.labels = edition.labels if edition else {}
        self.levels = note_levels(edition.apparatus) if edition else {}
        self.notes = {note.id: note for note in edition.notes} if edition else {}
        self.written: dict[str, NoteText] = {}

    def chapter(self, division: Division) -> Chapter:
        self.called, self.marks = [], []
        flow = tuple(self.division(division, 1))
        title = plain_heading(division)
        return Chapter(division.id, title, flow, tuple(self.called), tuple(self.marks))

    def division(self, division: Division, level: int) -> Iterator[FlowPart]:
        label = f"{division.label}. " if division.label else ""
        heading = label + self.text(division.title)
        if heading:
            yield from (Anchor(division.id, level), heading)
        else:
            yield Anchor(division.id)
        seen: set[Container] = set()
        for block in division.blocks:
            yield from _labels(block, seen)
            yield from self.block(block)
        for section in division.divisions:
            yield from self.division(section, level + 1)

    def block(self, block: Block) -> Iterator[FlowPart]:
        match block:
            case Paragraph() | Subheading():
                yield from (Anchor(block.id),) if block.id else ()
                yield self.text(block.inlines)
            case Insert():
                return
            case Bullets():
                yield from map(self.text, block.items)
            case Table():
                cells = chain.from_iterable(block.rows)
                yield from map(self.text, (block.caption, *block.head, *cells))
            case ContentsList():
                yield from self.contents(block)
            case Definitions():
                yield from self.definitions(block)
            case IndexGroup():
                yield from chain.from_iterable(map(self.index_entry, block.entries))
            case _:
                assert_never(block)

    def contents(self, contents: ContentsList) -> Iterator[str]:
        """Yield each entry, and its page, which only print has."""
        for entry in contents.entries:
            yield self.link(_numbered(entry.label, _plain(entry.title)), f"#{entry.target}")
            yield self.page(entry.target)

    def page(self, target: str) -> str:
        return self.numbers[target] if self.numbers is not None else ""

    def definitions(self, definitions: Definitions) -> Iterator[str]:
        for item in definitions.items:
            yield self.text(item.term)
            yield self.definition(item)

    def definition(self, item: Definition) -> str:
        """Return a definition; in a book without pages, with the places that mention its term."""
        text = self.text(item.inlines)
        if self.numbers is not None or not item.locators:
            return text
        mentions = comma(self.labels).join(self.located(write_places(item.locators)))
        return f"{text}{missing_stop(text)} {self.labels['mentions']} {mentions}"

    def link(self, words: str, _target: str) -> str:
        """Return the words of a link that the book itself makes, to “#” and an anchor."""
        return words

    def located(self, locators: tuple[WrittenLocator, ...]) -> Iterator[str]:
        return (self.link(text, f"#{anchor}") for anchor, text in locators)

    def locators(self, locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
        if self.numbers is None:
            return write_places(locators)
        return write_pages(locators, self.numbers, self.labels.get("index-notes", ""))

    def index_entry(self, entry: IndexEntry) -> Iterator[str]:
        locators = self.located(self.locators(entry.locators))
        see = self.references("see", entry.see)
        see_also = self.references("see-also", entry.see_also)
        yield comma(self.labels).join((entry.heading, *locators)) + see + see_also
        for inner in entry.entries:
            yield from self.index_entry(inner)

    def page_reference(self, reference: PageReference) -> str:
        text = "".join(text for _, text in self.locators((reference.locator,)))
        words = text if self.numbers is None else self.labels["page"].format(page=text)
        return self.link(words, f"#{reference.locator.target}")

    def references(self, kind: str, references: tuple[Reference, ...]) -> str:
        if not references:
            return ""
        links = (self.link(r.heading, f"#{r.target}") for r in references)
        return f". {self.labels[kind]} {'; '.join(links)}"

    def note(self, name: str) -> NoteText:
        """Write a note at its first call; calls and marks inside it are not the text's."""
        if name not in self.written:
            note, outside = self.notes[name], (self.called, self.marks)
            self.called, self.marks = [], []
            text = self.text(note.inlines)
            about = self.levels[note.kind], note.kind, note.key
            self.written[name] = NoteText(name, note.mark, text, *about)
            self.called, self.marks = outside
        return self.written[name]

    def text(self, inlines: Inlines) -> str:
        return "".join(self.inlines(inlines))

    def inlines(self, inlines: Inlines) -> list[str]:
        return [part for inline in inlines for part in self.inline(inline)]

    def inline(self, inline: Inline) -> list[str]:
        match inline:
            case Plain():
                return [inline.text]
            case Break():
                return [" "]
            case NoteCall():
                note = self.note(inline.note)
                self.called.append(note)
                return [note.mark]
            case PageReference():
                return [self.page_reference(inline)]
            case Mark() | Term():
                self.marks.append(inline.id)
                return [self.sign, *self.inlines(inline.inlines)]
        return self.wrapper(inline)

    def wrapper(self, inline: Wrapper) -> list[str]:
        """Write an inline that wraps others, with what it adds to their text."""
        inside = self.inlines(inline.inlines)
        match inline:
            case Supplied():
                return ["[", *inside, "]"]
            case Styled(kind="ruby"):
                return [*inside, f"({inline.value})"]
        return inside

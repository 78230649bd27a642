"""Write a manuscript as pandoc's document: JSON in the form of pandoc-types 1.23.

The names of nodes and the order of their fields are those of Text.Pandoc.Definition.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, assert_never

from book.model import (
    Block,
    Break,
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
    Inline,
    Inlines,
    Insert,
    Link,
    Locator,
    Mark,
    NoteCall,
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
from book.text.inlines import missing_stop, text_of
from book.text.locators import write_places
from book.text.plaintext import plain_heading

Node = dict[str, Any]
VERSION = [1, 23, 1]
NO_ATTRIBUTES: list[Any] = ["", [], []]
NO_TITLE = ""
DEEPEST_HEADING = 6
SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
DEFAULT_ALIGNMENT: Node = {"t": "AlignDefault"}
DEFAULT_WIDTH: Node = {"t": "ColWidthDefault"}
WRAPPERS = {
    Emphasis: "Emph",
    Strong: "Strong",
    SmallCapitals: "SmallCaps",
    Superscript: "Superscript",
}


def pandoc_document(edition: Edition) -> Node:
    """Return a manuscript, as `as_manuscript` makes it, as pandoc's document."""
    writer = DocumentWriter(edition)
    blocks = chain.from_iterable(writer.division(division, 1) for division in edition.divisions)
    return {"pandoc-api-version": VERSION, "meta": _metadata(edition), "blocks": list(blocks)}


def _metadata(edition: Edition) -> Node:
    imprint = edition.imprint
    fields = {
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "author": edition.work.author,
        "date": imprint.date,
        "lang": imprint.language,
    }
    return {name: _node("MetaInlines", _words(text)) for name, text in fields.items() if text}


class DocumentWriter:
    """Writes divisions, with the notes and labels of the edition."""

    def __init__(self, edition: Edition) -> None:
        self.labels = edition.labels
        self.notes = {note.id: note for note in edition.notes}

    def division(self, division: Division, level: int) -> Iterator[Node]:
        """Yield heading and blocks of a division, then its divisions; `level` counts from 1."""
        if plain_heading(division):
            yield _header(level, self._title(division), division.id)
        for block in division.blocks:
            yield from self._block(block, level)
        for inner in division.divisions:
            yield from self.division(inner, level + 1)

    def _title(self, division: Division) -> list[Node]:
        label = f"{division.label}. " if division.label else ""
        return [*_words(label), *self._inlines(division.title)]

    def _block(self, block: Block, level: int) -> Iterator[Node]:
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Subheading():
                yield _header(level + 1, self._inlines(block.inlines))
            case Insert():
                return
            case Bullets():
                yield _node("BulletList", [[self._plain(item)] for item in block.items])
            case Definitions():
                yield _node("DefinitionList", [self._definition(item) for item in block.items])
            case Table():
                yield self._table(block)
            case IndexGroup():
                yield self._entries(block.entries)
            case ContentsList():
                return
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> Node:
        node = _node("Para", self._inlines(paragraph.inlines))
        return _node("BlockQuote", [node]) if paragraph.style == "quotation" else node

    def _plain(self, inlines: Inlines) -> Node:
        return _node("Plain", self._inlines(inlines))

    def _definition(self, item: Definition) -> list[Any]:
        definition = _node("Para", [*self._inlines(item.inlines), *self._mentions(item)])
        return [self._inlines(item.term), [[definition]]]

    def _mentions(self, item: Definition) -> list[Node]:
        """Return a sentence with the places where the term occurs."""
        if not item.locators:
            return []
        stop = missing_stop(text_of(item.inlines))
        return _words(f"{stop} {self.labels['mentions']} {_places(item.locators)}")

    def _table(self, table: Table) -> Node:
        """Return a table with a head of one row, one body and no foot."""
        caption = [None, [self._plain(table.caption)] if table.caption else []]
        columns = [[DEFAULT_ALIGNMENT, DEFAULT_WIDTH] for _ in table.head]
        head = [NO_ATTRIBUTES, [self._row(table.head)]]
        foot = [NO_ATTRIBUTES, []]
        parts = [caption, columns, head, [self._table_body(table)], foot]
        return _node("Table", [NO_ATTRIBUTES, *parts])

    def _table_body(self, table: Table) -> list[Any]:
        rows = [self._row(row) for row in table.rows]
        return [NO_ATTRIBUTES, int(table.row_heads), [], rows]

    def _row(self, cells: tuple[Inlines, ...]) -> list[Any]:
        return [NO_ATTRIBUTES, [self._cell(cell) for cell in cells]]

    def _cell(self, cell: Inlines) -> list[Any]:
        rows = columns = 1
        return [NO_ATTRIBUTES, DEFAULT_ALIGNMENT, rows, columns, [self._plain(cell)]]

    def _entries(self, entries: tuple[IndexEntry, ...]) -> Node:
        return _node("BulletList", [self._entry(entry) for entry in entries])

    def _entry(self, entry: IndexEntry) -> list[Node]:
        line = _node("Plain", self._entry_line(entry))
        return [line, self._entries(entry.entries)] if entry.entries else [line]

    def _entry_line(self, entry: IndexEntry) -> list[Node]:
        words = f"{entry.heading}, {_places(entry.locators)}" if entry.locators else entry.heading
        see = self._references("see", entry.see)
        see_also = self._references("see-also", entry.see_also)
        return [*_words(words), *see, *see_also]

    def _references(self, label: str, references: tuple[Reference, ...]) -> list[Node]:
        if not references:
            return []
        headings = "; ".join(reference.heading for reference in references)
        see = _node("Emph", _words(self.labels[label]))
        return [*_words(". "), see, *_words(f" {headings}")]

    def _inlines(self, inlines: Inlines) -> list[Node]:
        return list(chain.from_iterable(self._inline(inline) for inline in inlines))

    def _inline(self, inline: Inline) -> Iterable[Node]:
        match inline:
            case Plain():
                return _words(inline.text)
            case Emphasis() | Strong() | SmallCapitals() | Superscript():
                return [_node(WRAPPERS[type(inline)], self._inlines(inline.inlines))]
            case Foreign():
                return [self._foreign(inline)]
            case Supplied():
                return [*_words("["), *self._inlines(inline.inlines), *_words("]")]
            case Link():
                return self._link(inline)
            case Break():
                return [LINE_BREAK]
            case Mark() | Term() | Styled():
                return self._inlines(inline.inlines)
            case NoteCall():
                return [self._note(inline)]
            case PageReference():
                return _words(inline.locator.place)
        assert_never(inline)

    def _foreign(self, inline: Foreign) -> Node:
        attributes = ["", [], [["lang", inline.language]]]
        return _node("Span", [attributes, self._inlines(inline.inlines)])

    def _link(self, link: Link) -> list[Node]:
        """Return a link; one within the book is plain text, as its anchor may be left out."""
        words = self._inlines(link.inlines)
        if link.target.startswith("#"):
            return words
        return [_node("Link", [NO_ATTRIBUTES, words, [link.target, NO_TITLE]])]

    def _note(self, call: NoteCall) -> Node:
        paragraph = _node("Para", self._inlines(self.notes[call.note].inlines))
        return _node("Note", [paragraph])


def _places(locators: tuple[Locator, ...]) -> str:
    return ", ".join(place for _, place in write_places(locators))


def _node(tag: str, content: list[Any]) -> Node:
    return {"t": tag, "c": content}


def _header(level: int, title: list[Node], name: str = "") -> Node:
    return _node("Header", [min(level, DEEPEST_HEADING), [name, [], []], title])


def _words(text: str) -> list[Node]:
    """Return a text as pandoc's words with spaces between them.

    >>> _words("the law ")
    [{'t': 'Str', 'c': 'the'}, {'t': 'Space'}, {'t': 'Str', 'c': 'law'}, {'t': 'Space'}]
    """
    nodes: list[Node] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            nodes.append(SPACE)
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes

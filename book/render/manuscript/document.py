"""Write a manuscript as pandoc's document: JSON in the form of pandoc-types 1.23.

The names of nodes and the order of their fields are those of Text.Pandoc.Definition.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, assert_never

from book.model import (
    Block,
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
    Paragraph,
    Reference,
    Subheading,
    Table,
)
from book.render.manuscript.inlines import InlineWriter
from book.render.manuscript.nests import NestedBlockWriter
from book.render.manuscript.nodes import Node, cell, header, node, table, words
from book.text.direction import direction_of
from book.text.inlines import missing_stop, text_of
from book.text.locators import comma, write_places
from book.text.nesting import nest
from book.text.plaintext import plain_heading

VERSION = [1, 23, 1]


def pandoc_document(edition: Edition, *, has_styles: bool = False) -> Node:
    """Return a manuscript, as `as_manuscript` makes it, as pandoc's document.

    With `has_styles`, blocks such as verse have the names of styles, which word processors know.
    """
    writer = DocumentWriter(edition, has_styles=has_styles)
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
    if direction_of(imprint.language) == "rtl":
        fields["dir"] = "rtl"  # pandoc's writers set paragraphs so
    return {name: node("MetaInlines", words(text)) for name, text in fields.items() if text}


class DocumentWriter:
    """Writes divisions, with the notes and labels of the edition."""

    def __init__(self, edition: Edition, *, has_styles: bool) -> None:
        self.labels = edition.labels
        self.writer = InlineWriter({note.id: note for note in edition.notes})
        pictures = {picture.name: picture for picture in edition.pictures}
        self.nests = NestedBlockWriter(self.writer, self._block, pictures, has_styles)
        self.level = 1

    def division(self, division: Division, level: int) -> Iterator[Node]:
        """Yield heading and blocks of a division, then its divisions; `level` counts from 1."""
        if plain_heading(division):
            yield header(level, self._title(division), division.id)
        self.level = level
        yield from self.nests.flow(nest(division.blocks))
        for inner in division.divisions:
            yield from self.division(inner, level + 1)

    def _title(self, division: Division) -> list[Node]:
        label = f"{division.label}. " if division.label else ""
        return [*words(label), *self.writer.one_line(division.title)]

    def _block(self, block: Block) -> Iterable[Node]:
        """Yield the nodes of a block that is neither a paragraph nor an insert."""
        match block:
            case Subheading():
                yield header(self.level + 1, self.writer.one_line(block.inlines))
            case Bullets():
                yield node("BulletList", [[self._plain(item)] for item in block.items])
            case Definitions():
                yield node("DefinitionList", [self._definition(item) for item in block.items])
            case Table():
                yield self._table(block)
            case IndexGroup():
                yield self._entries(block.entries)
            case ContentsList():
                return
            case Paragraph() | Insert():
                yield from self.nests.flow((block,))
            case _:
                assert_never(block)

    def _inlines(self, inlines: Inlines) -> list[Node]:
        return self.writer.inlines(inlines)

    def _plain(self, inlines: Inlines) -> Node:
        return node("Plain", self._inlines(inlines))

    def _definition(self, item: Definition) -> list[Any]:
        definition = self.writer.paragraphs(item.inlines)
        definition[-1]["c"] += self._mentions(item)
        return [self.writer.one_line(item.term), [definition]]

    def _mentions(self, item: Definition) -> list[Node]:
        """Return a sentence with the places where the term occurs."""
        if not item.locators:
            return []
        stop = missing_stop(text_of(item.inlines))
        places = comma(self.labels).join(place for _, place in write_places(item.locators))
        return words(f"{stop} {self.labels['mentions']} {places}")

    def _table(self, written: Table) -> Node:
        caption = [self._plain(written.caption)] if written.caption else []
        head = [self._row(written.head)] if written.head else []
        rows = list(map(self._row, written.rows))
        columns = max(map(len, (written.head, *written.rows)))
        return table(caption, columns, head, rows, row_heads=int(written.row_heads))

    def _row(self, cells: tuple[Inlines, ...]) -> list[Any]:
        return [cell([self._plain(each)]) for each in cells]

    def _entries(self, entries: tuple[IndexEntry, ...]) -> Node:
        return node("BulletList", [self._entry(entry) for entry in entries])

    def _entry(self, entry: IndexEntry) -> list[Node]:
        line = node("Plain", self._entry_line(entry))
        return [line, self._entries(entry.entries)] if entry.entries else [line]

    def _entry_line(self, entry: IndexEntry) -> list[Node]:
        places = (place for _, place in write_places(entry.locators))
        text = comma(self.labels).join((entry.heading, *places))
        see = self._references("see", entry.see)
        see_also = self._references("see-also", entry.see_also)
        return [*words(text), *see, *see_also]

    def _references(self, label: str, references: tuple[Reference, ...]) -> list[Node]:
        if not references:
            return []
        headings = "; ".join(reference.heading for reference in references)
        see = node("Emph", words(self.labels[label]))
        return [*words(". "), see, *words(f" {headings}")]

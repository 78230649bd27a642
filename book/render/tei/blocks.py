"""Write the blocks outside the work: paragraphs, lists, tables, the index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from book.model import (
    Block,
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    IndexEntry,
    IndexGroup,
    Inlines,
    Insert,
    Locator,
    Paragraph,
    Picture,
    Reference,
    Subheading,
    Table,
)
from book.render.tei.elements import Element, append_child, append_content, element
from book.render.tei.inlines import inline_content
from book.render.tei.nests import NestWriter
from book.render.tei.notes import NoteWriter
from book.render.tei.passages import WrittenLine, written_lines
from book.render.tei.sigla import pointers
from book.text.lines import split_paragraphs
from book.text.nesting import nest


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks with the notes that are called in them."""

    notes: NoteWriter
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def content(self, inlines: Inlines) -> Iterator[Element | str]:
        return inline_content(inlines, self.notes)

    # ── Words of paragraphs ──────────────────────────────────────────────────────────────────────

    def lines(self, paragraph: Paragraph) -> list[WrittenLine]:
        return written_lines(paragraph.inlines, self.notes)

    def attributes(self, paragraph: Paragraph) -> dict[str, str]:
        return {
            "xml_id": paragraph.id,
            "rend": "" if paragraph.style == "text" else paragraph.style,
            "source": pointers(paragraph.sigla, self.notes.ids),
        }

    def special(self, paragraph: Paragraph) -> Element | None:
        return None

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def sections(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Yield the elements of blocks; a subheading and what follows it become a division.

        TEI has no headings between paragraphs.
        """
        section: Element | None = None
        runs = groupby(blocks, lambda block: isinstance(block, Subheading))
        groups = [(is_heading, list(group)) for is_heading, group in runs]
        for number, (is_heading, group) in enumerate(groups, 1):
            if is_heading:
                *empty, section = map(self._section, group)
                yield from empty
            else:
                is_followed = section is None and number < len(groups)
                yield from self._section_body(section, group, has_end=not is_followed)
                section = None
        yield from () if section is None else (section,)

    def _section(self, heading: Block) -> Element:
        assert isinstance(heading, Subheading)
        return element("div", element("head", *self.content(heading.inlines)), xml_id=heading.id)

    def _section_body(
        self, section: Element | None, blocks: list[Block], *, has_end: bool
    ) -> Iterator[Element]:
        body = NestWriter(self, self.block, self.pictures).body(nest(blocks), has_end=has_end)
        if section is None:
            yield from body
        else:
            yield append_content(section, body)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Yield the elements of blocks, without divisions."""
        yield from NestWriter(self, self.block, self.pictures).flow(nest(blocks))

    def block(self, block: Block) -> Iterator[Element]:
        """Yield the element of a block that no container holds; nothing for the contents."""
        match block:
            case Subheading():
                yield element("p", *self.content(block.inlines), xml_id=block.id, rend="subheading")
            case Bullets():
                items = (element("item", *self.content(item)) for item in block.items)
                yield element("list", *items, rend=block.style)
            case Definitions():
                yield self._definitions(block)
            case Table():
                yield self._table(block)
            case IndexGroup():
                yield element("list", *map(self._entry, block.entries), type="index")
            case ContentsList():
                return
            case Paragraph() | Insert():
                yield from self.blocks((block,))
            case _:
                assert_never(block)

    def _definitions(self, definitions: Definitions) -> Element:
        parts = (part for item in definitions.items for part in self._definition(item))
        return element("list", *parts, type="gloss", rend=definitions.style)

    def _definition(self, definition: Definition) -> Iterator[Element]:
        yield element("label", *self.content(definition.term), xml_id=definition.id)
        item = element("item", *self._paragraphs(definition.inlines))
        last = item[-1] if len(split_paragraphs(definition.inlines)) > 1 else item
        for locator in definition.locators:
            append_child(last, " ")
            last.append(_ref(locator))
        yield item

    def _paragraphs(self, inlines: Inlines) -> Iterator[Element | str]:
        """Yield words; several paragraphs are elements."""
        paragraphs = split_paragraphs(inlines)
        if len(paragraphs) == 1:
            yield from self.content(inlines)
        else:
            yield from (element("p", *self.content(paragraph)) for paragraph in paragraphs)

    def _table(self, table: Table) -> Element:
        new = element("table")
        if table.caption:
            new.append(element("head", *self.content(table.caption)))
        if table.head:
            new.append(self._row(table.head, role="label"))
        new.extend(self._row(row) for row in table.rows)
        return new

    def _row(self, cells: tuple[Inlines, ...], role: str = "") -> Element:
        return element("row", *(element("cell", *self.content(cell)) for cell in cells), role=role)

    def _entry(self, entry: IndexEntry) -> Element:
        """Return an index entry: heading, locators, cross-references and subentries."""
        item = element("item", entry.heading, xml_id=entry.id)
        item.extend(_ref(locator) for locator in entry.locators)
        item.extend(_cross_reference(reference, "see") for reference in entry.see)
        item.extend(_cross_reference(reference, "see-also") for reference in entry.see_also)
        if entry.entries:
            item.append(element("list", *map(self._entry, entry.entries)))
        _separate(item)
        return item


def _separate(item: Element) -> None:
    """Put commas between the text and the children of an index entry."""
    for child in item[:-1]:
        child.tail = ", "
    if len(item):
        item.text = f"{item.text}, "


def _cross_reference(reference: Reference, kind: str) -> Element:
    return element("ref", reference.heading, target=f"#{reference.target}", type=kind)


def _ref(locator: Locator) -> Element:
    """Return a pointer to a place, which is named as in a book without pages."""
    return element("ref", locator.place, target=f"#{locator.target}")

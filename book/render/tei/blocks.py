"""Write the blocks outside the work: paragraphs, lists, tables, the index."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    Reference,
    Subheading,
    Table,
)
from book.render.tei.elements import Element, append_child, element
from book.render.tei.inlines import Notes, inline_content
from book.render.tei.passages import Ids, pointers


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks with the notes that are called in them."""

    notes: Notes
    ids: Ids

    def content(self, inlines: Inlines) -> Iterator[Element | str]:
        return inline_content(inlines, self.notes)

    def sections(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Yield the elements of blocks; a subheading and what follows it become a division.

        TEI has no headings between paragraphs.
        """
        section: Element | None = None
        for block in blocks:
            if isinstance(block, Subheading):
                if section is not None:
                    yield section
                section = self._section(block)
            elif section is None:
                yield from self.block(block)
            else:
                section.extend(self.block(block))
        if section is not None:
            if len(section) == 1:
                section.append(element("p"))
            yield section

    def _section(self, heading: Subheading) -> Element:
        return element("div", element("head", *self.content(heading.inlines)), xml_id=heading.id)

    def block(self, block: Block) -> Iterator[Element]:
        """Yield the element of a block; nothing for the table of contents."""
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Subheading():
                yield element("p", *self.content(block.inlines), xml_id=block.id, rend="subheading")
            case Insert():
                return
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
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> Element:
        return element(
            "p",
            *self.content(paragraph.inlines),
            xml_id=paragraph.id,
            rend="" if paragraph.style == "text" else paragraph.style,
            source=pointers(paragraph.sigla, self.ids),
        )

    def _definitions(self, definitions: Definitions) -> Element:
        parts = (part for item in definitions.items for part in self._definition(item))
        return element("list", *parts, type="gloss", rend=definitions.style)

    def _definition(self, definition: Definition) -> Iterator[Element]:
        yield element("label", *self.content(definition.term), xml_id=definition.id)
        item = element("item", *self.content(definition.inlines))
        for locator in definition.locators:
            append_child(item, " ")
            item.append(_ref(locator))
        yield item

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

"""Write lists with their numbers, lists of definitions, and tables with spans, as pandoc's."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from book.model import Paragraph
from book.render.manuscript.inlines import InlineWriter
from book.render.manuscript.nodes import (
    DEFAULT_ALIGNMENT,
    Node,
    cell,
    label,
    node,
    table,
    words,
)
from book.text.grid import GridCell, GridRow, table_rows
from book.text.nesting import Nest, Nested
from book.text.typography import roman_numeral

ALIGNMENTS = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}
STYLES = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
LABEL = re.compile(r"(\(?)(\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)([.)]?)")
DELIMITERS = {"": "DefaultDelim", ".": "Period", ")": "OneParen", "()": "TwoParens"}
ROMAN_NUMERALS = {roman_numeral(number): number for number in range(1, 400)}


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """The number of an item as pandoc has it; without a style, it is a bullet."""

    number: int = 0
    style: str = ""
    delimiter: str = ""

    def follows(self, before: "ItemNumber") -> bool:
        """Return whether an item continues the list that has the item `before`."""
        same = (self.style, self.delimiter) == (before.style, before.delimiter)
        return same and (not self.style or self.number == before.number + 1)


def read_label(text: str, style: str) -> ItemNumber | None:
    """Return the number that a label of a list of this style says; None if it is no number.

    >>> read_label("(b)", "lower-alpha")
    ItemNumber(number=2, style='LowerAlpha', delimiter='TwoParens')
    >>> read_label("iv.", "").number, read_label("Art. 1", "")
    (4, None)
    """
    match = LABEL.fullmatch(text)
    if not match or (match[1] and match[3] != ")"):
        return None
    written = match[2]
    delimiter = DELIMITERS["()" if match[1] else match[3]]
    if written.isdigit():
        return ItemNumber(int(written), "Decimal", delimiter)
    case = "Lower" if written.islower() else "Upper"
    if len(written) > 1 or style.endswith("roman"):
        number = ROMAN_NUMERALS.get(written.lower(), 0)
        return ItemNumber(number, f"{case}Roman", delimiter) if number else None
    return ItemNumber(ord(written.lower()) - ord("a") + 1, f"{case}Alpha", delimiter)


@dataclass(frozen=True, slots=True)
class ListNodeWriter:
    """Writes what consists of items; `flow` writes the blocks in them."""

    inlines: InlineWriter
    flow: Callable[[Iterable[Nested]], list[Node]]

    def lists(self, nest: Nest) -> Iterator[Node]:
        """Yield a list, as several where its numbers do not follow each other."""
        style = nest.container.get("style")
        group: list[list[Node]] = []
        first = last = ItemNumber()
        for index, child in enumerate(nest.children):
            number, blocks = self._item(child, style, index)
            if group and not number.follows(last):
                yield _list(group, first)
                group = []
            first = first if group else number
            last = number
            group.append(blocks)
        yield _list(group, first)

    def _item(self, child: Nested, style: str, index: int) -> tuple[ItemNumber, list[Node]]:
        is_item = isinstance(child, Nest) and child.container.kind == "item"
        children = child.children if isinstance(child, Nest) and is_item else (child,)
        blocks = _tight(self.flow(children))
        written = child.container.get("label") if isinstance(child, Nest) else ""
        if not written:
            numbered = ItemNumber(index + 1, STYLES.get(style, ""), "DefaultDelim")
            return (numbered if numbered.style else ItemNumber()), blocks
        number = read_label(written, style)
        return (number, blocks) if number else (ItemNumber(), _with_label(written, blocks))

    def definitions(self, children: Sequence[Nested]) -> Iterator[Node]:
        """Yield lists of definitions; a term without one stands alone."""
        entries: list[tuple[list[Node], list[list[Node]]]] = []
        for child, following in zip(children, (*children[1:], None), strict=True):
            if _is_definition(child) and entries:
                entries[-1][1].append(self.flow(_held(child)))
            elif isinstance(child, Paragraph) and _is_term(child) and _is_definition(following):
                entries.append((self.inlines.one_line(child.inlines), []))
            else:
                yield from _definition_list(entries)
                entries = []
                yield from self.flow(_held(child) if _is_definition(child) else (child,))
        yield from _definition_list(entries)

    def table(self, nest: Nest) -> Iterator[Node]:
        """Yield a table, and what stands beside its rows before or after it."""
        children = nest.children
        caption = children[:1] if children and _is_caption(children[0]) else ()
        for is_row, run in groupby(children[len(caption) :], _is_row):
            if is_row:
                yield self._table(self.flow(caption), table_rows(Nest(nest.container, tuple(run))))
                caption = ()
            else:
                yield from self.flow((*caption, *run))
                caption = ()
        yield from self.flow(caption)

    def _table(self, caption: list[Node], rows: tuple[GridRow, ...]) -> Node:
        head = list(takewhile(lambda row: row.is_head, rows))
        if any(_leaves(head, number) for number in range(len(head))):
            head = []
        body = rows[len(head) :]
        row_heads = int(all(row.cells[:1] and row.cells[0].is_head for row in body))
        columns = max(each.column + each.columns for row in rows for each in row.cells)
        heads, cells = ([list(map(self._cell, row.cells)) for row in part] for part in (head, body))
        return table(caption, columns, heads, cells, row_heads)

    def _cell(self, each: GridCell) -> list[Any]:
        name = ALIGNMENTS.get(each.align)
        alignment = {"t": name} if name else DEFAULT_ALIGNMENT
        return cell(_tight(self.flow(each.children)), each.rows, each.columns, alignment)


def _leaves(head: list[GridRow], number: int) -> bool:
    """Return whether a cell of a row spans rows beyond the head, which pandoc does not allow."""
    return any(each.rows > len(head) - number for each in head[number].cells)


def _list(items: list[list[Node]], first: ItemNumber) -> Node:
    if not first.style:
        return node("BulletList", items)
    kind = [first.number, {"t": first.style}, {"t": first.delimiter}]
    return node("OrderedList", [kind, items])


def _definition_list(entries: list[tuple[list[Node], list[list[Node]]]]) -> Iterator[Node]:
    if entries:
        yield node("DefinitionList", [list(entry) for entry in entries])


def _tight(blocks: list[Node]) -> list[Node]:
    """Return the only paragraph of an item or a cell without space around it.

    A picture stays a paragraph, as its text alternative would be its caption in Markdown.
    """
    only = blocks[0] if len(blocks) == 1 else None
    if not only or only["t"] != "Para" or any(part["t"] == "Image" for part in only["c"]):
        return blocks
    return [node("Plain", only["c"])]


def _with_label(text: str, blocks: list[Node]) -> list[Node]:
    """Return the blocks of an item with a label that pandoc cannot number."""
    mark = [label(text), *words(" ")]
    if blocks and blocks[0]["t"] in ("Plain", "Para"):
        return [node(blocks[0]["t"], [*mark, *blocks[0]["c"]]), *blocks[1:]]
    return [node("Para", mark), *blocks]


def _is_definition(child: Nested | None) -> bool:
    return isinstance(child, Nest) and child.container.kind == "definition"


def _held(child: Nested) -> tuple[Nested, ...]:
    return child.children if isinstance(child, Nest) else (child,)


def _is_term(child: Nested) -> bool:
    return isinstance(child, Paragraph) and child.form.kind == "term"


def _is_caption(child: Nested) -> bool:
    return isinstance(child, Paragraph) and child.form.kind == "caption"


def _is_row(child: Nested) -> bool:
    return isinstance(child, Nest) and child.container.kind == "row"

"""Read pandoc's tables as those of an edition."""

from collections.abc import Callable, Iterator
from typing import Any

from book.model import Block, BlockForm, Container, Inlines, Paragraph, Table
from book.pandoc.inlines import read_inlines
from book.pandoc.nodes import Node
from book.pandoc.origin import MarkdownSource, misplaced
from book.pandoc.record import ReadingRecord
from book.text.inlines import text_of

SPAN_FIELDS = (2, 3)  # of a cell: the rows and the columns that it spans
ALIGNMENTS = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}
NO_HEAD = "Add one: screen readers announce the column heads with each cell."

Held = tuple[Container, ...]
ReadCell = Callable[[list[Node], Held], Iterator[Block]]


def read_table(
    table: Node,
    source: MarkdownSource,
    record: ReadingRecord,
    within: Held,
    read: ReadCell,
) -> Iterator[Block]:
    """Yield a table: as one block if it is simple, or else its cells, which `read` reads.

    Raise EditionError if it has no heads of columns.
    """
    head, body = _rows(table)
    if not any(cell[4] for row in head for cell in row):
        raise misplaced(table, source, NO_HEAD, "this table has no header row")
    if not within and len(head) == 1 and all(map(_is_simple, _cells(head + body))):
        yield _simple_table(head[0], body, _caption(table, source), source)
        return
    yield from _held_table(table, source, record, within, read)


def _rows(table: Node) -> tuple[list[Any], list[Any]]:
    """Return the rows of the head, and all others; a row is a list of cells."""
    _, _, _, (_, head), bodies, (_, foot) = table["c"]
    groups = [*(group for each in bodies for group in (each[2], each[3])), foot]
    return [row[1] for row in head], [row[1] for group in groups for row in group]


def _cells(rows: list[Any]) -> Iterator[Any]:
    return (cell for row in rows for cell in row)


def _is_simple(cell: Any) -> bool:
    """Return whether a cell spans no others and has at most one paragraph."""
    nodes = cell[4]
    is_one = len(nodes) < 2 and all(node["t"] in ("Para", "Plain") for node in nodes)
    has_image = any(part["t"] == "Image" for node in nodes if is_one for part in node["c"])
    return is_one and not has_image and all(cell[index] == 1 for index in SPAN_FIELDS)


def _simple_table(
    head: list[Any], body: list[Any], caption: Inlines, source: MarkdownSource
) -> Table:
    """Return a table whose first cells name the rows if no two are the same."""
    heads, *rows = (tuple(_text(cell, source) for cell in row) for row in (head, *body))
    return Table(heads, tuple(rows), caption, row_heads=_are_heads(tuple(rows)))


def _text(cell: Any, source: MarkdownSource) -> Inlines:
    return read_inlines(cell[4][0]["c"], source) if cell[4] else ()


def _are_heads(rows: tuple[tuple[Inlines, ...], ...]) -> bool:
    """Return whether the first cells tell the rows apart."""
    names = [text_of(row[0]) for row in rows]
    return all(names) and len(set(names)) == len(names)


def _caption(table: Node, source: MarkdownSource) -> Inlines:
    _, (_, nodes), *_ = table["c"]
    return read_inlines(nodes[0]["c"], source) if nodes else ()


def _held_table(
    table: Node, source: MarkdownSource, record: ReadingRecord, within: Held, read: ReadCell
) -> Iterator[Block]:
    """Yield the blocks of a table in the containers of their cells."""
    head, body = _rows(table)
    rows = head + body
    count = sum(cell[3] for cell in rows[0])
    held = record.container("table", columns=str(count), rows=str(len(rows)))
    if caption := _caption(table, source):
        yield Paragraph(caption, form=BlockForm("caption", (*within, held)))
    alignments = [ALIGNMENTS.get(column[0]["t"], "") for column in table["c"][2]]
    taken: set[tuple[int, int]] = set()
    for number, cells in enumerate(rows):
        is_head = "yes" if number < len(head) else ""
        row = record.container("row", row=str(number), head=is_head)
        for cell, column in _placed(cells, number, taken):
            place = _place(cell, column, alignments[column])
            holder = record.container("cell", **place)
            yield from read(cell[4], (*within, held, row, holder))


def _placed(
    cells: list[Any], number: int, taken: set[tuple[int, int]]
) -> Iterator[tuple[Any, int]]:
    """Yield the cells of a row, each with its column; `taken` are the fields spanned so far."""
    column = 0
    for cell in cells:
        while (number, column) in taken:
            column += 1
        yield cell, column
        for row in range(number, number + cell[2]):
            taken.update((row, each) for each in range(column, column + cell[3]))


def _place(cell: Any, column: int, alignment: str) -> dict[str, str]:
    """Return the attributes of a cell."""
    own = ALIGNMENTS.get(cell[1]["t"], "") or alignment
    rows, columns = (str(cell[index]) if cell[index] > 1 else "" for index in SPAN_FIELDS)
    return {"column": str(column), "columns": columns, "rows": rows, "align": own}

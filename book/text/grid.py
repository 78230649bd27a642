"""The rows and cells of a table, with the cells that have no words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.text.nesting import Nest, Nested


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in the column where it begins, and how many rows and columns it spans."""

    column: int
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    align: str = ""
    children: tuple[Nested, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    cells: tuple[GridCell, ...]
    is_head: bool = False


def table_rows(table: Nest) -> tuple[GridRow, ...]:
    """Return the rows of a table, each with all cells that begin in it.

    A cell that no block stands in is empty, and so is a row between two others.

    >>> from book.model import Container
    >>> cell = Nest(Container("cell", "3", (("column", "1"),)), ())
    >>> row = Nest(Container("row", "2", (("row", "0"),)), (cell,))
    >>> (only,) = table_rows(Nest(Container("table", "1", (("columns", "3"),)), (row,)))
    >>> [cell.column for cell in only.cells]
    [0, 1, 2]
    """
    rows = dict(_numbered_rows(table))
    cells = {number: tuple(_cells(row)) for number, row in rows.items()}
    numbers = range(min(rows, default=0), max(rows, default=-1) + 1)
    columns = _column_count(table, [cell for row in cells.values() for cell in row])
    taken: set[tuple[int, int]] = set()
    grid = []
    for number in numbers:
        own = (_clipped(cell, columns, numbers.stop - number) for cell in cells.get(number, ()))
        row = tuple(_filled(tuple(own), number, columns, taken))
        is_head = number in rows and rows[number].container.get("head") == "yes"
        grid.append(GridRow(row, is_head))
    return tuple(grid)


def _column_count(table: Nest, cells: list[GridCell]) -> int:
    """Return what the table says of its columns, or what its cells need at least."""
    stated = _number(table, "columns")
    needed = (cell.column + (1 if stated else cell.columns) for cell in cells)
    return max(stated, 1, *needed)


def _clipped(cell: GridCell, columns: int, rows: int) -> GridCell:
    """Return a cell that does not span more than the table has."""
    width = min(cell.columns, columns - cell.column)
    return replace(cell, columns=width, rows=min(cell.rows, rows))


def _numbered_rows(table: Nest) -> Iterator[tuple[int, Nest]]:
    last = -1
    for child in table.children:
        if isinstance(child, Nest) and child.container.kind == "row":
            last = max(last + 1, _number(child, "row"))
            yield last, child


def _cells(row: Nest) -> Iterator[GridCell]:
    """Yield the cells of a row; what is in none is one of its own."""
    end = 0
    for child in row.children:
        is_cell = isinstance(child, Nest) and child.container.kind == "cell"
        cell = _cell(child, end) if isinstance(child, Nest) and is_cell else GridCell(end)
        end = cell.column + cell.columns
        yield cell if is_cell else replace(cell, children=(child,))


def _cell(cell: Nest, end: int) -> GridCell:
    """Return a cell; `end` is that of the one before it."""
    return GridCell(
        max(end, _number(cell, "column")),
        max(_number(cell, "columns"), 1),
        max(_number(cell, "rows"), 1),
        cell.container.get("head") == "yes",
        cell.container.get("align"),
        cell.children,
    )


def _filled(
    cells: tuple[GridCell, ...], number: int, columns: int, taken: set[tuple[int, int]]
) -> Iterator[GridCell]:
    """Yield the cells of a row with empty ones between; `taken` are the fields spanned so far."""
    by_column = {cell.column: cell for cell in cells}
    for column in range(columns):
        cell = by_column.get(column)
        if cell is None:
            if (number, column) in taken:
                continue
            cell = GridCell(column)
        yield cell
        rows, span = range(number, number + cell.rows), range(column, column + cell.columns)
        taken.update((row, each) for row in rows for each in span)


def _number(nest: Nest, name: str) -> int:
    value = nest.container.get(name)
    return int(value) if value.isascii() and value.isdigit() else 0

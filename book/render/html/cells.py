"""Tables of a source: cells that stand in rows and columns, as a grid without gaps."""

from collections.abc import Iterator
from dataclasses import dataclass

from book.model import Inlines, Insert, Paragraph, Table
from book.text.inlines import calls_of, text_of
from book.text.nesting import Nest, Nested

LONG_WORD = 24  # characters: a longer word, such as an address, may be divided anywhere


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell: what is in it, how far it spans, and whether it is a head of "row", "col" or ""."""

    children: tuple[Nested, ...] = ()
    columns: int = 1
    rows: int = 1
    scope: str = ""
    align: str = ""

    @property
    def words(self) -> list[str]:
        return [word for child in self.children for word in _words(child)]

    @property
    def has_calls(self) -> bool:
        return any(_has_calls(child) for child in self.children)

    @property
    def text(self) -> Inlines | None:
        """The text of a cell that is one plain paragraph; None if it is more than that."""
        if not self.children:
            return ()
        first, *others = self.children
        if others or not isinstance(first, Paragraph):
            return None
        form = first.form
        is_plain = form.kind in ("paragraph", "caption") and not first.id
        return first.inlines if is_plain and not (form.language or form.direction) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, the rows of its head, its other rows, and what is said below it."""

    columns: int
    captions: tuple[Nested, ...]
    head: tuple[tuple[HtmlCell, ...], ...]
    body: tuple[tuple[HtmlCell, ...], ...]
    below: tuple[Nested, ...]

    @property
    def cells(self) -> Iterator[HtmlCell]:
        for row in (*self.head, *self.body):
            yield from row

    @property
    def words(self) -> Iterator[str]:
        for cell in self.cells:
            yield from cell.words


def _words(nested: Nested) -> list[str]:
    if isinstance(nested, Nest):
        return [word for child in nested.children for word in _words(child)]
    return text_of(nested.inlines).split() if isinstance(nested, Paragraph) else []


def _has_calls(nested: Nested) -> bool:
    if isinstance(nested, Nest):
        return any(map(_has_calls, nested.children))
    return isinstance(nested, Paragraph) and bool(calls_of(nested.inlines))


def grid_of(table: Nest) -> Grid:
    """Return a table as a grid; an empty cell, which has no block, fills each gap."""
    rows = [each for each in table.children if _is_row(each)]
    index = table.children.index(rows[0]) if rows else len(table.children)
    others = [each for each in table.children if not _is_row(each)]
    captions = tuple(
        each for each in others if table.children.index(each) < index or _is_caption(each)
    )
    written = _rows(table, [row for row in rows if isinstance(row, Nest)])
    heads = _head_rows(rows)
    return Grid(
        columns=max((sum(cell.columns for cell in row) for row in written), default=1),
        captions=captions,
        head=tuple(written[:heads]),
        body=tuple(written[heads:]),
        below=tuple(each for each in others if each not in captions),
    )


def grid_of_table(table: Table) -> Grid:
    """Return a table of the editor as a grid."""
    head, *rows = (
        tuple(HtmlCell((Paragraph(cell),)) for cell in row) for row in (table.head, *table.rows)
    )
    return Grid(len(head), (), (head,), tuple(rows), ())


def _is_row(nested: Nested) -> bool:
    return isinstance(nested, Nest) and nested.container.kind == "row"


def _is_caption(nested: Nested) -> bool:
    return isinstance(nested, Paragraph) and nested.form.kind == "caption"


def _head_rows(rows: list[Nested]) -> int:
    """Return how many rows at the top are the head, counted by the number of the last of them."""
    heads = 0
    for row in rows:
        if not isinstance(row, Nest) or row.container.get("head") != "yes":
            break
        heads = _number(row, "row", heads) + 1
    return heads


def _number(nest: Nest, name: str, default: int) -> int:
    written = nest.container.get(name)
    return int(written) if written.isdigit() else default


def _rows(table: Nest, rows: list[Nest]) -> list[tuple[HtmlCell, ...]]:
    by_number = {_number(row, "row", index): row for index, row in enumerate(rows)}
    count = max(_number(table, "rows", 0), max(by_number, default=-1) + 1)
    columns = max(_number(table, "columns", 0), _width(rows))
    taken: set[tuple[int, int]] = set()
    return [tuple(_row(by_number.get(n), n, columns, count, taken)) for n in range(count)]


def _width(rows: list[Nest]) -> int:
    return max((end for row in rows for end in _ends(row)), default=0)


def _ends(row: Nest) -> Iterator[int]:
    for index, cell in enumerate(each for each in row.children if isinstance(each, Nest)):
        yield _number(cell, "column", index) + max(1, _number(cell, "columns", 1))


def _row(
    row: Nest | None, number: int, columns: int, rows: int, taken: set[tuple[int, int]]
) -> Iterator[HtmlCell]:
    """Yield the cells of a row; `taken` has the places that cells of former rows span."""
    cells = [each for each in row.children if isinstance(each, Nest)] if row else []
    by_column = {_number(cell, "column", index): cell for index, cell in enumerate(cells)}
    is_head = row is not None and row.container.get("head") == "yes"
    column = 0
    while column < columns:
        if (number, column) in taken:
            column += 1
            continue
        cell = _cell(by_column.get(column), is_head=is_head, rows=rows - number)
        yield cell
        for down in range(cell.rows):
            taken.update((number + down, column + across) for across in range(cell.columns))
        column += cell.columns


def _cell(nest: Nest | None, *, is_head: bool, rows: int) -> HtmlCell:
    if nest is None:
        return HtmlCell()
    columns, spanned = max(1, _number(nest, "columns", 1)), max(1, _number(nest, "rows", 1))
    scope = ""
    if nest.container.get("head") == "yes" or is_head:
        scope = ("colgroup" if columns > 1 else "col") if is_head else "row"
    return HtmlCell(
        tuple(each for each in nest.children if not _is_empty(each)),
        columns,
        min(spanned, rows),
        scope,
        nest.container.get("align"),
    )


def _is_empty(nested: Nested) -> bool:
    return isinstance(nested, Insert) and nested.kind != "picture"

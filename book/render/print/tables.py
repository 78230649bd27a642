"""Fit tables into the page: in smaller type, on its side, on several pages, with divided words.

The widths are estimates: WeasyPrint measures the columns itself. What lies outside the page in the
end is an error (`engine/outside.py`).
"""

from collections.abc import Iterator
from math import ceil

from book.model import Trim
from book.render.html.cells import LONG_WORD, Grid, HtmlCell

EM = 0.5  # the width of a character of a word in a narrow column, in parts of the font size
RUNNING_EM = 0.43  # of a character of a text
SIZES = {"": 10.0, " small": 9.0, " smaller": 8.0}
GAP = 8  # points between columns
EDITORS_GAP = 12
CROWDED = " crowded"
ON_ITS_SIDE = " smaller landscape"
SIDE_LEADING = 11  # points: on its side a table need not keep the lines of the text
RESERVE = 1.15  # of the width of a text: a row that is higher than estimated runs off the page
SHORT = 14  # rows
NARROW = 0.7  # of the measure
ROOM = 24  # points for rules, and for the caption


def table_classes(grid: Grid, trim: Trim) -> str:
    """Return the classes of a table of the source: its shape and its size."""
    return _shape(grid, trim) + size_classes(grid, trim, GAP)


def size_classes(grid: Grid, trim: Trim, gap: float) -> str:
    """Return the classes that make a table fit, each after a space.

    `gap` is the space between its columns in the largest size, in points.
    """
    for name, size in SIZES.items():
        room = trim.measure - (gap - GAP) * (grid.columns - 1) * (not name)
        if _narrowest(grid, size) <= room:
            return name
    return ON_ITS_SIDE if rows_on_their_side(grid, trim) else CROWDED


def _shape(grid: Grid, trim: Trim) -> str:
    """Return whether a table stays on one page, and is no wider than its words."""
    rows = len(grid.head) + len(grid.body)
    shape = " short" if rows <= SHORT and not any(cell.has_calls for cell in grid.cells) else ""
    return shape + (" narrow" if _widest(grid, SIZES[""]) < NARROW * trim.measure else "")


def _widest(grid: Grid, size: float) -> float:
    """Return the width of a table in which no cell has a second line."""
    texts = [0.0] * grid.columns
    for column, cell in _placed(grid):
        if cell.columns == 1:
            texts[column] = max(texts[column], len(" ".join(cell.words)))
    return sum(count * EM * size for count in texts) + GAP * (grid.columns - 1)


def _narrowest(grid: Grid, size: float) -> float:
    """Return the width of a table whose columns are as narrow as their longest words."""
    words = [0.0] * grid.columns
    for column, cell in _placed(grid):
        if cell.columns == 1:
            longest = max((len(word) for word in cell.words), default=0)
            words[column] = max(words[column], min(longest, LONG_WORD))
    return sum(count * EM * size for count in words) + GAP * (grid.columns - 1)


def _placed(grid: Grid) -> Iterator[tuple[int, HtmlCell]]:
    """Yield each cell with its column, as if no cell spanned rows: good enough for an estimate."""
    for row in (*grid.head, *grid.body):
        column = max(0, grid.columns - sum(cell.columns for cell in row))
        for cell in row:
            yield min(column, grid.columns - 1), cell
            column += cell.columns


def rows_on_their_side(grid: Grid, trim: Trim) -> tuple[int, ...]:
    """Return how many rows each page has of a table that lies on its side; () if it cannot.

    The page is not broken by the engine, so the rows are divided here. The head is repeated.
    """
    size = SIZES[" smaller"]
    has_calls = any(cell.has_calls for cell in grid.cells)
    if has_calls or grid.below or not grid.body or _narrowest(grid, size) > trim.depth:
        return ()
    widths = _side_widths(grid, size, trim.depth)
    room = trim.measure - ROOM - sum(_height(row, widths, size) for row in grid.head)
    pages = [0]
    free = room
    for row in grid.body:
        height = _height(row, widths, size)
        if height > free:
            pages.append(0)
            free = room
        pages[-1] += 1
        free -= height
    is_divided = len(pages) > 1 and any(cell.rows > 1 for row in grid.body for cell in row)
    return () if free < 0 or 0 in pages or is_divided else tuple(pages)


def _side_widths(grid: Grid, size: float, depth: float) -> list[float]:
    """Return the widths of the columns, estimated as CSS 2.2 (17.5.2.2) distributes them."""
    least, most = [0.0] * grid.columns, [0.0] * grid.columns
    for column, cell in _placed(grid):
        if cell.columns == 1:
            words = [min(len(word), LONG_WORD) for word in cell.words]
            least[column] = max(least[column], max(words, default=0) * EM * size)
            most[column] = max(most[column], _length(cell, size))
    gaps = GAP * (grid.columns - 1)
    wanted = sum(most) - sum(least)
    share = min(1.0, max(0.0, depth - gaps - sum(least)) / wanted) if wanted > 0 else 1.0
    return [low + share * (high - low) for low, high in zip(least, most, strict=True)]


def _length(cell: HtmlCell, size: float) -> float:
    """Return the length of a cell's text on one line, with a reserve."""
    return len(" ".join(cell.words)) * RUNNING_EM * size * RESERVE


def _height(row: tuple[HtmlCell, ...], widths: list[float], size: float) -> float:
    """Return the height of a row; a cell that spans columns has the width of them all."""
    lines, column = 1, max(0, len(widths) - sum(cell.columns for cell in row))
    for cell in row:
        width = sum(widths[column : column + cell.columns]) + GAP * (cell.columns - 1)
        lines = max(lines, ceil(_length(cell, size) / max(width, size) - 0.001))
        column += cell.columns
    return lines * SIDE_LEADING

"""Fit the tables of a source into the page: in smaller type, on its side, or with divided words.

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
LINE_HEIGHT = 1.3  # of the font size
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
    if _fits_on_its_side(grid, trim):
        return ON_ITS_SIDE
    return CROWDED


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


def _fits_on_its_side(grid: Grid, trim: Trim) -> bool:
    size = SIZES[" smaller"]
    has_calls = any(cell.has_calls for cell in grid.cells)
    if has_calls or grid.below or _narrowest(grid, size) > trim.depth:
        return False
    width = trim.depth / grid.columns - GAP
    rows = (*grid.head, *grid.body)
    lines = sum(max((_lines(cell, width, size) for cell in row), default=1) for row in rows)
    return lines * size * LINE_HEIGHT + ROOM <= trim.measure


def _lines(cell: HtmlCell, width: float, size: float) -> int:
    characters = sum(len(word) + 1 for word in cell.words)
    return max(1, ceil(characters * RUNNING_EM * size / (width * cell.columns)))

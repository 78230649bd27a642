"""The cells of a table that span rows."""

from collections.abc import Sequence
from dataclasses import replace

from book.read.word.document import WordCell, WordRow


def span_rows(rows: Sequence[WordRow]) -> tuple[WordRow, ...]:
    """Return rows in which a cell spans those below that continue it; these had 0 rows."""
    anchors: dict[int, tuple[int, int]] = {}  # of each column: the row, and the cell in it
    spanned: list[list[WordCell]] = []
    for row in rows:
        spanned.append([])
        for cell in row.cells:
            if not cell.rows and cell.column in anchors:
                number, index = anchors[cell.column]
                above = spanned[number][index]
                blocks = above.blocks + cell.blocks
                spanned[number][index] = replace(above, rows=above.rows + 1, blocks=blocks)
                continue
            anchors[cell.column] = (len(spanned) - 1, len(spanned[-1]))
            spanned[-1].append(replace(cell, rows=1))
    return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, spanned, strict=True))

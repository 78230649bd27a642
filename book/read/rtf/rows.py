"""The rows of an RTF's tables: how they are defined, and the cells that they have."""

from dataclasses import dataclass, field

from book.read.word.document import WordBlock, WordCell, WordRow, WordTable
from book.read.word.tables import span_rows

SAME_EDGE = 40  # twips by which the edges of one column may differ


@dataclass(slots=True)
class CellFormat:
    """A cell as its row defines it: its right edge, and whether it continues another."""

    edge: int = 0
    continues_left: bool = False
    continues_above: bool = False


@dataclass(slots=True)
class RowFormat:
    """The cells of a row as it defines them."""

    cells: list[CellFormat] = field(default_factory=list)
    next_cell: CellFormat = field(default_factory=CellFormat)
    left: int = 0
    is_head: bool = False

    def obey(self, word: str, number: int) -> None:
        match word:
            case "cellx":
                self.next_cell.edge = number
                self.cells.append(self.next_cell)
                self.next_cell = CellFormat()
            case "clmrg":
                self.next_cell.continues_left = True
            case "clvmrg":
                self.next_cell.continues_above = True
            case "trleft":
                self.left = number
            case "trhdr":
                self.is_head = True


@dataclass(slots=True)
class OpenTable:
    """A table that is being filled."""

    rows: list[tuple[list[tuple[WordBlock, ...]], list[CellFormat], int, bool]] = field(
        default_factory=list
    )
    cells: list[tuple[WordBlock, ...]] = field(default_factory=list)
    blocks: list[WordBlock] = field(default_factory=list)

    def table(self) -> WordTable:
        edges = _columns(self.rows)
        return WordTable(span_rows([_row(*row, edges) for row in self.rows]))


def _columns(
    rows: list[tuple[list[tuple[WordBlock, ...]], list[CellFormat], int, bool]],
) -> list[int]:
    """Return the edges of the columns of a table, from the left."""
    edges: list[int] = []
    for edge in sorted({each for _, formats, left, _ in rows for each in (left, *_edges(formats))}):
        if not edges or edge - edges[-1] > SAME_EDGE:
            edges.append(edge)
    return edges


def _edges(formats: list[CellFormat]) -> list[int]:
    return [each.edge for each in formats]


def _row(
    contents: list[tuple[WordBlock, ...]],
    formats: list[CellFormat],
    left: int,
    is_head: bool,
    edges: list[int],
) -> WordRow:
    cells: list[WordCell] = []
    column = _column(left, edges)
    for number, blocks in enumerate(contents):
        this = formats[number] if number < len(formats) else CellFormat()
        end = max(_column(this.edge, edges), column + 1) if this.edge else column + 1
        if this.continues_left and cells:
            last = cells[-1]
            columns = last.columns + end - column
            cells[-1] = WordCell(last.blocks + blocks, last.column, columns, last.rows)
        else:
            rows = 0 if this.continues_above else 1
            cells.append(WordCell(blocks, column, end - column, rows))
        column = end
    return WordRow(tuple(cells), is_head)


def _column(edge: int, edges: list[int]) -> int:
    """Return which column begins at an edge."""
    return next((n for n, each in enumerate(edges) if edge - each <= SAME_EDGE), len(edges))

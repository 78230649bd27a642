"""The pictures of a table are no wider than their columns, or they lie outside the page."""

from book.clean import clean
from book.collate import collate
from book.merge import merge
from book.model import Witness
from book.read.document import SourceFile, read_document
from book.render.print.figures import GAP, widths_in_cells
from book.text.nesting import containers_of
from book.text.traversal import blocks_of
from tests.factories import IMPRINT, LABELS, WORK

PAGE = (
    b"<html><body><p>See:</p><table><tr><td><img src='a.png' alt='A'><td>becomes<td>"
    b"<img src='a.png' alt='B'><tr><td colspan='2'><img src='a.png' alt='C'><td>in all</table>"
    b"<figure><img src='a.png' alt='D'></figure></body></html>"
)


def test_a_picture_in_a_cell_is_no_wider_than_its_columns() -> None:
    lines = read_document(SourceFile("a.html", PAGE)).lines
    text = clean(Witness("A", "a.html", "text", lines), WORK)
    edition = merge(collate((text,), WORK), (text,), IMPRINT, WORK, LABELS)
    widths = widths_in_cells(edition)
    figures = {
        each.get("alt"): each
        for block in blocks_of(edition.divisions)
        for each in containers_of(block)
        if each.kind == "figure"
    }
    column = edition.trim.measure / 3
    shares = {name: widths.get(figure.id) for name, figure in figures.items()}
    assert shares == {"A": column - GAP, "B": column - GAP, "C": 2 * column - GAP, "D": None}

"""A long table is one table, with heads for its columns and rows (ISO 14289-1, 7.5)."""

from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from book.model import Edition
from book.render.print.documents import PrintDocuments
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import read_pdf
from book.verify.readback.speech import read_structure
from book.verify.readback.tagged import TaggedElement
from tests.render.print.tagged_books import book_with_table
from tests.render.print.test_tags import parts, tags

ROWS = 90


@pytest.fixture(scope="module")
def edition() -> Edition:
    return book_with_table(ROWS)


@pytest.fixture(scope="module")
def table_pdf(edition: Edition) -> bytes:
    return render_pdf(edition, PrintDocuments(edition), workspace.read_assets())


@pytest.fixture(scope="module")
def table(table_pdf: bytes) -> TaggedElement:
    (element,) = read_structure(table_pdf).find("Table")
    return element


def test_every_word_is_on_the_pages(edition: Edition, table_pdf: bytes) -> None:
    prove_pdf(edition, read_pdf(table_pdf), "table.pdf")


def test_the_table_has_a_caption_one_head_and_a_body(table: TaggedElement) -> None:
    """The head is printed again on each page, and spoken once."""
    assert tags(table) == ["Caption", "THead", "TBody"]
    _, head, _ = parts(table)
    assert [cell.text.strip() for cell in head.find("TH")] == ["Name", "Words", "Number"]


def test_its_rows_go_over_several_pages(table: TaggedElement) -> None:
    rows = list(parts(table)[2].find("TR"))
    assert len(rows) == ROWS
    assert {tuple(tags(row)) for row in rows} == {("TH", "TD", "TD")}
    assert len({page for row in rows for cell in parts(row) for page in cell.pages}) >= 2


def test_heads_are_of_columns_and_rows(table_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(table_pdf)) as document:
        dictionaries = (o for o in document.objects if isinstance(o, pikepdf.Dictionary))
        heads = [element for element in dictionaries if element.get("/S") == "/TH"]
        assert Counter(str(head.A.Scope) for head in heads) == {"/Column": 3, "/Row": ROWS}

"""Letters that leave no ink on the page are found by looking at the page."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from book.verify.readback.ink import find_inkless

SEEN = "BT /F1 12 Tf 20 60 Td (law of the land) Tj ET"
LOST = {
    "white": "1 g BT /F1 12 Tf 20 20 Td (famished) Tj ET",
    "covered": "BT /F1 12 Tf 20 20 Td (famished) Tj ET 1 g 10 10 80 30 re f",
    "half covered": "BT /F1 12 Tf 20 20 Td (famished) Tj ET 1 g 45 10 80 30 re f",
    "clipped": "q 0 0 5 5 re W n BT /F1 12 Tf 20 20 Td (famished) Tj ET Q",
    "off the paper": "BT /F1 12 Tf 300 20 Td (famished) Tj ET",
    "invisible": "BT 3 Tr /F1 12 Tf 20 20 Td (famished) Tj ET",
}


def inkless(instructions: str) -> list[tuple[int, str]]:
    """Return what is found on a page that is drawn by these instructions."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(instructions.encode())
    content = io.BytesIO()
    pdf.save(content)
    with pypdfium2.PdfDocument(content.getvalue()) as document:
        return list(find_inkless(document))


@pytest.mark.parametrize(
    "instructions",
    [SEEN, f"0 0 0.5 rg 0 0 200 100 re f 1 g {SEEN}", f"0.8 g 0 0 200 100 re f 0 g {SEEN}"],
    ids=["black on white", "white on blue", "black on gray"],
)
def test_letters_that_are_seen_leave_ink(instructions: str) -> None:
    assert inkless(instructions) == []


@pytest.mark.parametrize("how", LOST)
def test_a_letter_that_is_not_seen_is_named(how: str) -> None:
    ((page, words),) = inkless(f"{SEEN} {LOST[how]}")
    assert page == 0
    assert "famished" in words

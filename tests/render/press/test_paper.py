"""Paper, spine and ISBN: widths, sizes of type, check digits, and what is refused."""

import re

import pytest

from book.errors import EditionError
from book.render.press.barcode import parse_isbn
from book.render.press.paper import MM, find_paper, spine_type, spine_width
from book.text.isbn import isbn_in


@pytest.mark.parametrize(
    ("pages", "paper", "millimeters"),
    [
        (200, "kdp-white", 11.44),
        (200, "kdp-cream", 12.7),
        (100, "kdp-color", 5.96),
        (320, "100um", 16),
        (320, "90g*1.5", 21.6),
    ],
)
def test_the_spine_is_as_wide_as_its_leaves_are_thick(
    pages: int, paper: str, millimeters: float
) -> None:
    assert spine_width(pages, find_paper(paper)) / MM == pytest.approx(millimeters, abs=0.005)


@pytest.mark.parametrize("name", ["vellum", "", "115", "90g", "-5um", "5um", "2000um"])
def test_an_unknown_paper_is_an_error(name: str) -> None:
    with pytest.raises(EditionError) as raised:
        find_paper(name)
    assert re.search(r"kdp-white|µm", str(raised.value))


@pytest.mark.parametrize(("width", "size"), [(40, 13), (15.9, 0), (17, 8)])
def test_the_spine_has_words_from_seven_points(width: float, size: float) -> None:
    assert spine_type(width, 648, 20) == size


@pytest.mark.parametrize(
    "written", ["urn:isbn:3-16-148410-X", "ISBN 978-3-16-148410-0", "isbn:9783161484100"]
)
def test_an_isbn_is_read_however_it_is_written(written: str) -> None:
    isbn = parse_isbn(isbn_in(written))
    assert isbn is not None
    assert isbn.digits == "9783161484100"


@pytest.mark.parametrize(
    "written",
    ["urn:isbn:978-3-16-148410-1", "urn:isbn:3-16-148410-0", "ISBN 977-3-16-148410-0", "isbn:12"],
)
def test_a_wrong_isbn_is_an_error(written: str) -> None:
    with pytest.raises(EditionError, match="is not a valid ISBN"):
        parse_isbn(isbn_in(written))

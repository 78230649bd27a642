"""ISBNs: their check digits, prefixes and groups, and which book one is of."""

from dataclasses import replace

import pytest

from book.model.catalog import Isbns
from book.text.isbn import cited_isbn, isbn_digits, isbn_fault, print_isbn
from tests.render.epub.small_ebook import IMPRINT

PRINT, EPUB = "978-3-16-148410-0", "979-8-88888-888-9"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (PRINT, ""),
        (EPUB, ""),
        ("978 0 306 40615 7", ""),
        ("979-13-87654-32-0", ""),  # a group that is new since 2023
        ("978-3-16-148410-5", "wrong check digit: the last one must be 0"),
        ("978-3-16-184410-0", "wrong check digit"),  # two digits in the wrong order
        ("979-0-2600-0043-8", "begins with neither 978 nor 979-1"),  # printed music
        ("400-6-38133-393-1", "begins with neither"),
        ("978-3-16-148410", "has not thirteen digits"),
        ("3-16-148410-X", "with thirteen it is 978-3-16-148410-0"),
        ("3-16-148410-0", "has ten digits, and a wrong one"),
        ("978-666-99-9999-2", "registration group"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(written: str, fault: str) -> None:
    found = isbn_fault(written)
    assert fault in found
    assert bool(found) == bool(fault)


@pytest.mark.parametrize("place", range(13))
def test_every_wrong_digit_is_found(place: int) -> None:
    digits = isbn_digits(PRINT)
    for digit in "0123456789".replace(digits[place], ""):
        assert isbn_fault(digits[:place] + digit + digits[place + 1 :])


@pytest.mark.parametrize(
    ("identifier", "isbns", "printed", "cited"),
    [
        ("urn:uuid:1", Isbns(), "", ""),
        (f"urn:isbn:{PRINT}", Isbns(), PRINT, PRINT),
        ("urn:uuid:1", Isbns(print=PRINT, epub=EPUB), PRINT, PRINT),
        ("urn:uuid:1", Isbns(epub=EPUB), "", EPUB),
        (f"urn:isbn:{EPUB}", Isbns(epub=EPUB), "", EPUB),
    ],
)
def test_a_number_is_of_one_book(identifier: str, isbns: Isbns, printed: str, cited: str) -> None:
    imprint = replace(IMPRINT, identifier=identifier, isbns=isbns)
    assert (print_isbn(imprint), cited_isbn(imprint)) == (printed, cited)

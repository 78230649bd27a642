"""Numbers of pages as scans have them."""

import pytest

from book.text.page_furniture.folios import parse_number


@pytest.mark.parametrize("text", ["\u0130", "\u0131", "— x\u0130 —"])
def test_letters_that_only_look_like_roman_numerals_are_none(text: str) -> None:
    """With its case ignored, a pattern takes the dotted capital I for an i."""
    assert parse_number(0, text) is None


def test_capitals_and_small_letters_are_roman_numerals() -> None:
    numbers = [parse_number(0, text) for text in ("xiv", "XIV", "[iv]")]
    assert [number and number.number for number in numbers] == [14, 14, 4]

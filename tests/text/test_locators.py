"""Page numbers are merged to ranges, and folios are sorted."""

import re

import pytest

from book.model import Locator
from book.text.locators import folio_order, write_pages

PAGES = [
    ("1 2 3", "1–3"),
    ("1 3 5", "1, 3, 5"),
    ("2 2 2", "2"),
    ("ix x xi 1 2", "ix–xi, 1–2"),
    ("xlix 49", "xlix, 49"),
    ("99 100 101 110", "99–101, 110"),
    ("12 12n3 12n3 13", "12–13, 12n3"),
    ("14n2 12 14n10", "12, 14n2, 14n10"),
    ("viiin2 viii", "viii, viii\xa0n2"),
]


@pytest.mark.parametrize(("pages", "written"), PAGES)
def test_pages_are_merged(pages: str, written: str) -> None:
    folios = [re.match(r"([ivxlc]+|\d+)(n\d+)?$", part) for part in pages.split()]
    locators = tuple(Locator(str(n), "", (m[2] or "") if m else "") for n, m in enumerate(folios))
    numbers = {str(n): m[1] for n, m in enumerate(folios) if m}
    assert ", ".join(text for _, text in write_pages(locators, numbers)) == written


def test_roman_folios_come_first() -> None:
    folios = ["i", "iv", "ix", "xl", "xc", "1", "2", "10"]
    reversed_folios = folios[::-1]
    reversed_folios.sort(key=folio_order)
    assert reversed_folios == folios

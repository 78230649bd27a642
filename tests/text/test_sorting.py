"""Headings are sorted in the order of each language."""

import pytest

from book.text.sorting import Alphabet

ORDERS = [
    ("en", ["1540 Committee", "abuse", "Ångström", "Zürich"]),
    ("en", ["resume", "Resume", "résumé", "résumés"]),
    ("en", ["law", "law, martial", "law (Roman)", "law of war", "Lawson"]),
    ("en", ["co-op", "Cooper", "“Cord” trade", "O’Brien", "Ocean", "Xiamen", "Xi’an"]),
    ("en", ["resolution 984", "resolution 1540"]),
    ("de", ["Apfel", "Äpfel", "Apfelbaum", "Masse", "Maße", "Mast", "ueben"]),
    ("de", ["Göbel", "Goethe", "Goldmann", "Götz"]),
    ("sv", ["Zorn", "Ångström", "Ärla", "Öland"]),
    ("da", ["Zahle", "Ærø", "Østerbro", "Århus"]),
    ("es", ["nube", "ñandú", "oso"]),
]


@pytest.mark.parametrize(("language", "order"), ORDERS)
def test_headings_are_in_the_order_of_the_language(language: str, order: list[str]) -> None:
    headings = order[::-1]
    headings.sort(key=Alphabet(language).key)
    assert headings == order

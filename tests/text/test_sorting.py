"""Headings are sorted in the order of each language."""

from itertools import groupby
from pathlib import Path

import pytest

from book.errors import EditionError
from book.text.sorting import Alphabet, check_readings

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


ICU_ORDERS = [
    line.split(": ", 1)
    for line in Path(__file__).with_name("orders.txt").read_text("utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("language", "words"), ICU_ORDERS)
def test_words_are_in_the_order_of_icu(language: str, words: str) -> None:
    order = words.split()
    headings = order[::-1]
    headings.sort(key=Alphabet(language).key)
    assert headings == order


def letters(language: str, headings: list[str]) -> list[list[str]]:
    """Return sorted headings by the letters under which they stand."""
    alphabet = Alphabet(language)
    ordered = sorted(headings, key=alphabet.heading_key)
    return [list(own) for _, own in groupby(ordered, key=alphabet.letter)]


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        ("es", [["nube", "Núñez"], ["ñandú"], ["oso"]]),
        ("cs", [["had"], ["chata", "Chopin"], ["ihned"]]),
        ("tr", [["ıhlamur", "IRMAK"], ["İstanbul", "izmir"]]),
        ("ru", [["ёлка", "ель", "ехать"], ["жук"], ["Bach"]]),
        ("el", [["αγάπη", "ἀγορά", "Ἀθῆναι"], ["ὦ", "ώρα"]]),
        ("ja", [["あお", "アジア", "インド"], ["カード", "かき", "ガキ"], ["さくら"]]),
        ("ko", [["고래", "까치"], ["나무"]]),
        ("zh-Hans", [["北京"], ["重庆"], ["王"]]),
        ("zh-Hant", [["一"], ["王"], ["張"]]),
        ("zh-Hant-u-co-pinyin", [["王"], ["一"], ["張"]]),
        ("ar", [["فلسطين"], ["القاهرة"], ["كتاب"]]),
    ],
)
def test_headings_stand_under_the_letters_of_the_language(
    language: str, groups: list[list[str]]
) -> None:
    assert letters(language, [heading for group in groups for heading in reversed(group)]) == groups


def test_an_article_of_arabic_counts_if_the_editor_writes_it() -> None:
    alphabet = Alphabet("ar")
    assert alphabet.heading_key("التزام", "التزام") < alphabet.heading_key("بيت")
    assert alphabet.heading_key("الله") < alphabet.heading_key("بيت")


def test_a_heading_whose_sound_is_not_written_needs_its_reading() -> None:
    headings = [("とうきょう", 3), ("大阪", 7), ("京都", 12)]
    with pytest.raises(EditionError) as caught:
        check_readings(headings, "ja", "index.toml")
    assert str(caught.value) == (
        "index.toml:7: no reading in kana, by which it is sorted: “大阪”, “京都”\n"
        '  Give each its reading, as in sort_as = "とうきょう".'
    )
    check_readings(headings, "zh-Hans", "index.toml")

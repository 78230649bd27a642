"""Differences in words: where they stand, of which kind they are, and how they are grouped."""

import pytest

from book.collate import collate
from book.model import Comparison
from tests.collate.samples import (
    LAW,
    ONE,
    TWO,
    all_readings,
    all_variants,
    list_forms,
    list_kinds,
    list_variants,
)
from tests.factories import WORK, collation, text

SUB, ACC = "substantive", "accidental"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The law of the town is old, and not known.", [(SUB, "land", "town")]),
        ("Now the law of the land is old, and not known.", [(SUB, "", "Now"), (ACC, "The", "the")]),
        (
            "The law of the land is old, and not known today.",
            [(ACC, "known.", "known"), (SUB, "", "today.")],
        ),
        ("The law of the land is old, and not at all known.", [(SUB, "", "at all")]),
        ("The law is old, and not known.", [(SUB, "of the land", "")]),
        (
            "The law of the land is very young, but not known.",
            [(SUB, "old, and", "very young, but")],
        ),
        ("The Law of the land is old, and not known.", [(ACC, "law", "Law")]),
        ("The law of the land is old and not known.", [(ACC, "old,", "old")]),
        ("The law of the land is ‘old’, and not known.", [(ACC, "old,", "‘old’,")]),
        ("The law of the land is old, and not known!", [(ACC, "known.", "known!")]),
        ("The law of the land is old, – and not known.", [(ACC, "", "–")]),
        ("The law of the la nd is old, and not known.", [(ACC, "land", "la nd")]),
    ],
)
def test_a_difference_is_stated_with_its_kind(
    other: str, expected: list[tuple[str, str, str]]
) -> None:
    base = "The law of the land is old, and not known."
    assert list_kinds(collation(text("A", LAW, base), text("B", LAW, other))) == expected


def test_quotes_differ_as_witnesses_write_them_though_all_print_alike() -> None:
    found = collation(
        text("A", LAW, "The land’s law is old, and not known to us."),
        text("B", LAW, "The land's law is old, and not known to us."),
    )
    assert list_variants(found, ACC) == [("I ¶1", "land’s", [("B", "land's")])]


def test_a_reading_of_three_witnesses_is_stated_once_in_order_of_trust() -> None:
    town, city = ONE.replace("land", "town"), ONE.replace("land", "city")
    rows = {"A": ONE, "B": town, "C": town, "D": town, "E": city}
    found = collation(*(text(siglum, LAW, row) for siglum, row in rows.items()))
    assert list_variants(found) == [("I ¶1", "land", [("BCD", "town"), ("E", "city")])]


def test_chinese_is_compared_by_character() -> None:
    base, other = "出口管制是国际通行做法，各国都非常重视。", "出口管制是国际通常做法，各国都重视。"
    found = collation(text("A", "一、立场", base), text("B", "一、立场", other))
    assert list_variants(found) == [("1 ¶1", "行", [("B", "常")]), ("1 ¶1", "非常", [("B", "")])]


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        (
            "A black cat in a white basket slept.",
            "A white cat in a black basket slept.",
            ("black cat in a white", "white cat in a black"),
        ),
        (
            "The law is old and known to all.",
            "The law is known and old to all.",
            ("old and known", "known and old"),
        ),
        ("All this is not known to us.", "All this not is known to us.", ("is not", "not is")),
        (
            "In the house of the law the children sleep.",
            "The children sleep in the house of the law.",
            (
                "In the house of the law the children sleep.",
                "The children sleep in the house of the law.",
            ),
        ),
    ],
)
def test_words_in_another_order_are_a_transposition(
    base: str, other: str, expected: tuple[str, str]
) -> None:
    found = collation(text("A", LAW, base, TWO), text("B", LAW, other, TWO))
    stated = [(v.lemma, r.text) for v, r in all_readings(found) if r.form == "transposed"]
    assert stated == [expected]


def test_a_small_word_omitted_here_and_added_there_is_no_transposition() -> None:
    found = collation(
        text("A", LAW, "The law of a land is old, as known."),
        text("B", LAW, "The law of land is old, as a known."),
    )
    assert list_variants(found) == [("I ¶1", "a", [("B", "")]), ("I ¶1", "", [("B", "a")])]
    assert list_forms(found) == []


def test_an_addition_of_two_witnesses_is_one_place() -> None:
    rows = ONE, ONE.replace("is old", "is very old"), ONE.replace("is old", "is quite very old")
    found = collation(*(text(siglum, LAW, row) for siglum, row in zip("ABC", rows, strict=True)))
    assert list_variants(found) == [("I ¶1", "", [("B", "very"), ("C", "quite very")])]


def test_places_that_overlap_are_one_with_one_lemma() -> None:
    rows = (
        ONE,
        ONE.replace("law of the land", "order of a town"),
        ONE.replace("land is", "house was"),
    )
    found = collation(*(text(siglum, LAW, row) for siglum, row in zip("ABC", rows, strict=True)))
    assert list_variants(found) == [
        ("I ¶1", "law", [("B", "order")]),
        ("I ¶1", "the land is", [("B", "a town is"), ("C", "the house was")]),
    ]


@pytest.mark.parametrize(
    ("comparison", "kind"),
    [
        (Comparison(), SUB),
        (Comparison(spelling=("our-or", "ise-ize")), ACC),
        (Comparison(spelling=("colour=color", "organised=organized")), ACC),
    ],
)
def test_spelling_is_accidental_if_the_editor_says_so_and_is_printed(
    comparison: Comparison, kind: str
) -> None:
    texts = (
        text("A", LAW, "The colour is organised as it was."),
        text("B", LAW, "The color is organized as it was."),
    )
    assert list_kinds(collate(texts, WORK, comparison)) == [
        (kind, "colour", "color"),
        (kind, "organised", "organized"),
    ]


@pytest.mark.parametrize(
    ("distinguish", "other"),
    [
        ("case", "The Law is re-drawn."),
        ("hyphens", "The law is redrawn."),
        ("punctuation", "The law is re-drawn!"),
        ("quotes", "The law is “re-drawn”."),
    ],
)
def test_what_the_editor_distinguishes_is_substantive(distinguish: str, other: str) -> None:
    texts = text("A", LAW, "The law is re-drawn."), text("B", LAW, other)
    by_default = collate(texts, WORK)
    distinguished = collate(texts, WORK, Comparison(distinguish=(distinguish,)))
    assert [variant.kind for variant in all_variants(by_default)] == [ACC]
    assert [variant.kind for variant in all_variants(distinguished)] == [SUB]

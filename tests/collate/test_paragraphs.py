"""Paragraphs that a copy moves, joins or divides keep their rows."""

from book.ledger import compile_ledger
from tests.collate.samples import (
    FOUR,
    LAW,
    ONE,
    ORDER,
    THREE,
    TWO,
    list_forms,
    list_sigla,
    list_variants,
)
from tests.factories import collation, text


def test_a_moved_paragraph_shares_its_row_with_a_variant_for_the_move() -> None:
    moved = ONE.replace("old", "new")
    found = collation(
        text("A", LAW, ONE, TWO, THREE, FOUR), text("B", LAW, TWO, THREE, moved, FOUR)
    )
    assert list_sigla(found) == [
        ("I", "AB"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("I ¶3", "AB"),
        ("I ¶4", "AB"),
    ]
    assert list_forms(found) == [("I ¶1", "B", "moved", "I ¶3")]
    assert list_variants(found) == [("I ¶1", "old,", [("B", "new,")]), ("I ¶1", ONE, [("B", "")])]


def test_a_paragraph_moved_to_another_part_does_not_take_others_along() -> None:
    found = collation(
        text("A", LAW, ONE, TWO, ORDER, THREE, FOUR), text("B", LAW, THREE, ONE, TWO, ORDER, FOUR)
    )
    assert list_sigla(found) == [
        ("I", "AB"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("II", "AB"),
        ("II ¶1", "AB"),
        ("II ¶2", "AB"),
    ]
    assert list_forms(found) == [("II ¶1", "B", "moved", "I")]


JOINED = (
    text("A", LAW, ONE, TWO, THREE),
    text("B", LAW, f"{ONE} {TWO.replace('house', 'home')}", THREE),
)


def test_paragraphs_that_a_copy_joins_are_cut_apart() -> None:
    found = collation(*JOINED)
    assert list_sigla(found) == [("I", "AB"), ("I ¶1", "AB"), ("I ¶2", "AB"), ("I ¶3", "AB")]
    assert list_variants(found) == [("I ¶2", "house", [("B", "home")])]
    assert list_forms(found) == [("I ¶2", "B", "joined", "")]


def test_the_line_of_joined_paragraphs_is_divided_between_their_places() -> None:
    ledger = compile_ledger(JOINED, collation(*JOINED))
    entries = [(e.span.line, e.span.start, e.fate, e.place) for e in ledger.accounts[1].entries]
    assert entries == [
        (1, 0, "same", "I"),
        (2, 0, "same", "I ¶1"),
        (2, len(ONE) + 1, "variant", "I ¶2"),
        (3, 0, "same", "I ¶3"),
    ]


def test_a_paragraph_that_a_copy_divides_keeps_its_row() -> None:
    first, second = ONE.split(", ")
    found = collation(text("A", LAW, ONE, TWO), text("B", LAW, f"{first},", second, TWO))
    assert list_sigla(found) == [("I", "AB"), ("I ¶1", "ABB"), ("I ¶2", "AB")]
    assert list_variants(found) == []
    assert list_forms(found) == [("I ¶1", "B", "divided", "")]

"""Each unit has its row, and each row its place."""

import time

import pytest

from tests.collate.samples import (
    FOUR,
    LAW,
    ONE,
    ORDER,
    THREE,
    TWO,
    list_rows,
    list_sigla,
    list_variants,
)
from tests.factories import collation, text


def test_equal_witnesses_share_every_row() -> None:
    rows = (LAW, ONE, ORDER, TWO)
    assert list_rows(collation(text("A", *rows), text("B", *rows))) == [
        ("I", "AB", LAW),
        ("I ¶1", "AB", ONE),
        ("II", "AB", ORDER),
        ("II ¶1", "AB", TWO),
    ]


def test_disjoint_witnesses_stand_in_the_order_of_the_outline() -> None:
    found = collation(text("A", ORDER, TWO), text("B", LAW, ONE))
    assert list_rows(found) == [
        ("I", "B", LAW),
        ("I ¶1", "B", ONE),
        ("II", "A", ORDER),
        ("II ¶1", "A", TWO),
    ]
    assert list_variants(found) == []


def test_overlapping_witnesses_share_what_both_have() -> None:
    found = collation(text("A", LAW, ONE, TWO), text("B", TWO, THREE, ORDER, FOUR))
    assert list_sigla(found) == [
        ("I", "A"),
        ("I ¶1", "A"),
        ("I ¶2", "AB"),
        ("I ¶3", "B"),
        ("II", "B"),
        ("II ¶1", "B"),
    ]
    assert list_variants(found) == []


@pytest.mark.parametrize("order", ["first", "last"])
def test_a_witness_that_begins_in_a_part_is_placed_there(order: str) -> None:
    whole, rest = "BA" if order == "first" else "AB"
    texts = [text(whole, LAW, ONE, TWO, ORDER, THREE), text(rest, TWO, ORDER, THREE)]
    found = collation(*sorted(texts, key=lambda t: t.witness.siglum))
    assert [(place, set(sigla)) for place, sigla in list_sigla(found)] == [
        ("I", {whole}),
        ("I ¶1", {whole}),
        ("I ¶2", {"A", "B"}),
        ("II", {"A", "B"}),
        ("II ¶1", {"A", "B"}),
    ]


def test_a_witness_without_headings_is_divided_by_its_wording() -> None:
    whole = text("A", LAW, ONE, TWO, ORDER, THREE, FOUR)
    assert list_sigla(collation(whole, text("B", ONE, TWO, THREE, FOUR))) == [
        ("I", "A"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("II", "A"),
        ("II ¶1", "AB"),
        ("II ¶2", "AB"),
    ]


def test_a_witness_that_lacks_a_heading_goes_on_into_the_next_part() -> None:
    found = collation(text("A", LAW, ONE, ORDER, THREE), text("B", LAW, ONE, THREE))
    assert list_sigla(found) == [("I", "AB"), ("I ¶1", "AB"), ("II", "A"), ("II ¶1", "AB")]


def test_without_any_heading_all_is_one_text() -> None:
    assert list_rows(collation(text("A", ONE, TWO), text("B", TWO, THREE))) == [
        ("Text ¶1", "A", ONE),
        ("Text ¶2", "AB", TWO),
        ("Text ¶3", "B", THREE),
    ]


def test_an_omitted_paragraph_is_a_variant_and_an_added_one_a_row() -> None:
    found = collation(
        text("A", LAW, ONE, TWO, FOUR),
        text("B", LAW, ONE, FOUR),
        text("C", LAW, ONE, TWO, THREE, FOUR),
    )
    assert list_sigla(found)[2:] == [("I ¶2", "AC"), ("I ¶3", "C"), ("I ¶4", "ABC")]
    assert list_variants(found) == [("I ¶2", TWO, [("B", "")]), ("I ¶3", THREE, [("AB", "")])]


@pytest.mark.parametrize(
    ("shorter", "expected"),
    [
        ((LAW, ONE, ORDER, THREE), [("I ¶2", TWO, [("B", "")])]),  # the end of a part
        ((LAW, ONE, TWO, ORDER, FOUR), [("II ¶1", THREE, [("B", "")])]),  # its beginning
        ((LAW, ONE), []),  # B ends there
        ((ORDER, THREE, FOUR), []),  # nothing of the part: that is said elsewhere
    ],
)
def test_what_is_left_out_at_an_end_of_a_part_is_an_omission(
    shorter: tuple[str, ...], expected: list[object]
) -> None:
    """The witness goes on in the next part, or had begun in the one before."""
    found = collation(text("A", LAW, ONE, TWO, ORDER, THREE, FOUR), text("B", *shorter))
    assert list_variants(found) == expected


def test_what_stands_beyond_a_witness_is_no_omission() -> None:
    found = collation(text("A", LAW, ONE, TWO, THREE), text("B", TWO))
    assert list_variants(found) == []


def test_sections_have_deeper_places_and_repeated_numbers_get_a_letter() -> None:
    law = (LAW, "1. Old", ONE, "A. Very old", TWO, "B. Not so old", TWO, "2. New", THREE)
    found = collation(text("A", *law, "1. Newer", FOUR, ORDER, "1. House", TWO))
    headings = [str(row.place) for row in found.rows if not row.place.paragraph]
    assert headings == ["I", "I.1", "I.1.A", "I.1.B", "I.2", "I.1b", "II", "II.1"]


def test_chinese_paragraphs_share_a_row() -> None:
    base, other = "出口管制是国际通行做法，各国都非常重视。", "出口管制是国际通常做法，各国都重视。"
    found = collation(text("A", "一、立场", base), text("B", "一、立场", other))
    assert list_sigla(found) == [("1", "AB"), ("1 ¶1", "AB")]


def test_a_commentary_is_no_copy_of_the_work() -> None:
    found = collation(text("A", LAW, ONE), text("B", "On Law", ONE, TWO, role="commentary"))
    assert [sigla for _, sigla in list_sigla(found)] == ["A", "A"]
    ((siglum, rows),) = found.commentaries
    assert siglum == "B"
    assert [(str(row.place), row.text) for row in rows] == [
        ("Foreword 1 ¶1", ONE),
        ("Foreword 1 ¶2", TWO),
    ]


def long_paragraph(part: int, row: int) -> str:
    words = " ".join(f"w{part * row * k % 997}" for k in range(40))
    return f"Row {part} {row} {words}."


def test_two_long_witnesses_are_collated_in_time() -> None:
    rows: list[str] = []
    for part, numeral in enumerate(("I", "II", "III", "IV", "V", "VI")):
        rows += [f"{numeral}. Part", *(long_paragraph(part, row) for row in range(100))]
    texts = text("A", *rows), text("B", *(row.replace("w7", "v7") for row in rows))
    start = time.process_time()
    found = collation(*texts)
    assert time.process_time() - start < 5
    assert all(len(row.units) == 2 for row in found.rows)

"""Collation: every unit at its place, and each witness rebuilt from the base text and the variants."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.collate import collate, find_outline
from book.ledger import compile_ledger
from book.model import Collation, Comparison, Row, Variant, Work
from tests.factories import WORK, collation, placed, text

ONE = "The law of the land is old, and those who made it are not known to us."
TWO = "The order of the house is older than the law, as children know very well."
THREE = "Nobody has ever seen a state without either of them for longer than a week."
FOUR = "What remains to be said about both will be said by those who come after us."
LAW, ORDER = "I. Law", "II. Order"


def variants(
    found: Collation, kind: str = "substantive"
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    every = (v for row in found.rows for v in row.variants if v.kind == kind)
    return [
        (str(v.place), v.lemma, [("".join(r.sigla), r.text) for r in v.readings]) for v in every
    ]


def test_equal_witnesses_share_every_row() -> None:
    rows = (LAW, ONE, ORDER, TWO)
    assert placed(collation(text("A", *rows), text("B", *rows))) == [
        ("I", "AB", LAW),
        ("I ¶1", "AB", ONE),
        ("II", "AB", ORDER),
        ("II ¶1", "AB", TWO),
    ]


def test_disjoint_witnesses_stand_in_the_order_of_the_outline() -> None:
    found = collation(text("A", ORDER, TWO), text("B", LAW, ONE))
    assert placed(found) == [
        ("I", "B", LAW),
        ("I ¶1", "B", ONE),
        ("II", "A", ORDER),
        ("II ¶1", "A", TWO),
    ]
    assert variants(found) == []


def test_overlapping_witnesses_share_what_both_have() -> None:
    found = collation(text("A", LAW, ONE, TWO), text("B", TWO, THREE, ORDER, FOUR))
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "A"),
        ("I ¶1", "A"),
        ("I ¶2", "AB"),
        ("I ¶3", "B"),
        ("II", "B"),
        ("II ¶1", "B"),
    ]
    assert variants(found) == []


@pytest.mark.parametrize("order", ["first", "last"])
def test_a_witness_that_begins_in_the_middle_of_a_part_is_placed_there_whatever_its_trust(
    order: str,
) -> None:
    whole, rest = ("B" if order == "first" else "A"), ("A" if order == "first" else "B")
    texts = [text(whole, LAW, ONE, TWO, ORDER, THREE), text(rest, TWO, ORDER, THREE)]
    found = collation(*sorted(texts, key=lambda t: t.witness.siglum))
    assert [(place, set(sigla)) for place, sigla, _ in placed(found)] == [
        ("I", {whole}),
        ("I ¶1", {whole}),
        ("I ¶2", {"A", "B"}),
        ("II", {"A", "B"}),
        ("II ¶1", {"A", "B"}),
    ]


def test_a_witness_without_headings_is_divided_by_its_wording() -> None:
    found = collation(
        text("A", LAW, ONE, TWO, ORDER, THREE, FOUR), text("B", ONE, TWO, THREE, FOUR)
    )
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "A"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("II", "A"),
        ("II ¶1", "AB"),
        ("II ¶2", "AB"),
    ]


def test_a_witness_that_lacks_one_heading_goes_on_into_the_next_part() -> None:
    found = collation(text("A", LAW, ONE, ORDER, THREE), text("B", LAW, ONE, THREE))
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "AB"),
        ("I ¶1", "AB"),
        ("II", "A"),
        ("II ¶1", "AB"),
    ]


def test_without_any_heading_all_is_one_text() -> None:
    assert placed(collation(text("A", ONE, TWO), text("B", TWO, THREE))) == [
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
    assert [(place, sigla) for place, sigla, _ in placed(found)][2:] == [
        ("I ¶2", "AC"),
        ("I ¶3", "C"),
        ("I ¶4", "ABC"),
    ]
    assert variants(found) == [("I ¶2", TWO, [("B", "")]), ("I ¶3", THREE, [("AB", "")])]


def test_what_stands_beyond_a_witness_is_no_omission() -> None:
    assert variants(collation(text("A", LAW, ONE, TWO, THREE), text("B", TWO))) == []


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
    found = collation(
        text("A", LAW, "The law of the land is old, and not known."), text("B", LAW, other)
    )
    assert [
        (v.kind, v.lemma, v.readings[0].text) for row in found.rows for v in row.variants
    ] == expected


def test_quotes_differ_as_the_witnesses_write_them_though_both_print_alike() -> None:
    found = collation(
        text("A", LAW, "The land’s law is old, and not known to us."),
        text("B", LAW, "The land's law is old, and not known to us."),
    )
    assert variants(found, "accidental") == [("I ¶1", "land’s", [("B", "land's")])]


def test_one_reading_of_three_witnesses_is_stated_once() -> None:
    other = ONE.replace("land", "town")
    found = collation(
        text("A", LAW, ONE),
        *(text(s, LAW, other) for s in "BCD"),
        text("E", LAW, ONE.replace("land", "city")),
    )
    assert variants(found) == [
        ("I ¶1", "land", [("BCD", "town"), ("E", "city")])
    ]  # in the order of trust, as an apparatus has it


def test_chinese_is_compared_by_character() -> None:
    base, other = "出口管制是国际通行做法，各国都非常重视。", "出口管制是国际通常做法，各国都重视。"
    found = collation(text("A", "一、立场", base), text("B", "一、立场", other))
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [("1", "AB"), ("1 ¶1", "AB")]
    assert variants(found) == [("1 ¶1", "行", [("B", "常")]), ("1 ¶1", "非常", [("B", "")])]


def rebuilt(row: Row, siglum: str) -> str:
    """Read a witness's words off the printed text and the variants."""
    said: list[tuple[Variant, str]] = [
        (v, r.text) for v in row.variants for r in v.readings if siglum in r.sigla
    ]
    made = row.text
    for variant, reading in sorted(said, key=lambda x: (x[0].start, x[0].end), reverse=True):
        assert row.text[variant.start : variant.end] == variant.lemma
        made = f"{made[: variant.start]} {reading} {made[variant.end :]}"
    return " ".join(made.split())


VOCABULARY = st.sampled_from(
    ["law", "Law", "law,", "order", "the", "of", "–", "house.", "“old”", "X"]
)
SAME_ENDS = " ".join(f"word{n}" for n in range(12))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(VOCABULARY, max_size=9),
    st.lists(VOCABULARY, max_size=9),
    st.lists(VOCABULARY, max_size=9),
)
def test_each_witness_can_be_rebuilt_from_the_base_text_and_the_variants(
    a: list[str], b: list[str], c: list[str]
) -> None:
    rows = {
        s: " ".join(("Begin", SAME_ENDS, *words, "end."))
        for s, words in zip("ABC", (a, b, c), strict=True)
    }
    found = collation(*(text(siglum, LAW, row) for siglum, row in rows.items()))
    row = next(row for row in found.rows if row.place.paragraph == 1)
    assert "".join(s for s, _ in row.units) == "ABC"
    assert {s: rebuilt(row, s) for s in "ABC"} == rows


def test_sections_have_places_of_two_levels_and_repeated_numbers_get_a_letter() -> None:
    found = collation(
        text(
            "A",
            LAW,
            "1. Old",
            ONE,
            "A. Very old",
            TWO,
            "B. Not so old",
            TWO,
            "2. New",
            THREE,
            "1. Newer",
            FOUR,
            ORDER,
            "1. House",
            TWO,
        )
    )
    assert [str(row.place) for row in found.rows if not row.place.paragraph] == [
        "I",
        "I.1",
        "I.1.A",
        "I.1.B",
        "I.2",
        "I.1b",
        "II",
        "II.1",
    ]


def test_the_outline_comes_from_the_settings_first() -> None:
    work = Work("", "", "", ("Law", "Chaos", "Order"))
    found = collation(text("A", "Law", ONE, "Order", TWO, work=work), work=work)
    assert [(h.label, h.title) for h in found.outline] == [
        ("1", "Law"),
        ("2", "Chaos"),
        ("3", "Order"),
    ]
    assert [place for place, _, _ in placed(found)] == ["1", "1 ¶1", "3", "3 ¶1"]


def test_the_outline_comes_from_a_contents_list_of_any_witness_and_keeps_unnumbered_parts() -> None:
    listed = (
        "Introduction .... 1",
        "I. Law .... 3",
        "1. Old .... 4",
        "II. Order .... 9",
        "Coda .... 12",
    )
    found = collation(
        text("A", LAW, ONE),
        text("B", *listed, "Introduction", TWO, LAW, ONE, ORDER, THREE, "Coda", FOUR),
    )
    assert [h.title for h in found.outline] == ["Introduction", "Law", "Order", "Coda"]
    assert [sigla for _, sigla, _ in placed(found)] == ["B", "B", "AB", "AB", "B", "B", "B", "B"]


def test_the_outline_comes_from_headings_in_the_order_of_their_numbers() -> None:
    outline = find_outline([text("A", "III. Peace", THREE), text("B", LAW, ONE, ORDER, TWO)], WORK)
    assert [h.label for h in outline] == ["I", "II", "III"]


def test_chinese_headings_stand_in_the_order_of_their_numbers() -> None:
    found = collation(
        text("A", "三、现代化", "现代化不断推进。"),
        text("B", "一、立场", "中国坚持立场。", "二、制度", "制度不断完善。"),
    )
    assert [h.title for h in found.outline] == ["一、立场", "二、制度", "三、现代化"]


def test_german_headings_are_matched_between_witnesses() -> None:
    rows = (
        "Kapitel 1: Überblick",
        "Das Recht ist alt und ehrwürdig.",
        "Kapitel 2: Ausblick",
        "Das Recht ist neu.",
    )
    found = collation(text("A", *rows), text("B", *rows[2:]))
    assert [h.label for h in found.outline] == ["Kapitel 1", "Kapitel 2"]
    assert [sigla for _, sigla, _ in placed(found)] == ["A", "A", "AB", "AB"]


def test_parts_that_bear_the_same_number_stay_two_parts() -> None:
    work = Work("", "", "", ("1. Law", "2. Order", "1. Peace"))
    found = collation(
        text("A", "1. Law", ONE, "2. Order", TWO, "1. Peace", THREE, work=work), work=work
    )
    assert [place for place, _, _ in placed(found)] == ["1", "1 ¶1", "2", "2 ¶1", "1b", "1b ¶1"]


def test_a_commentary_is_no_copy_of_the_work() -> None:
    found = collation(text("A", LAW, ONE), text("B", "On Law", ONE, TWO, role="commentary"))
    assert [sigla for _, sigla, _ in placed(found)] == ["A", "A"]
    assert [(s, [(str(r.place), r.text) for r in rows]) for s, rows in found.commentaries] == [
        ("B", [("Foreword 1 ¶1", ONE), ("Foreword 1 ¶2", TWO)])
    ]


def test_two_long_witnesses_are_collated_in_time() -> None:
    rows: list[str] = []
    for part, numeral in enumerate(("I", "II", "III", "IV", "V", "VI")):
        rows.append(f"{numeral}. Part")
        rows += [
            f"Row {part} {row} " + " ".join(f"w{part * row * k % 997}" for k in range(40)) + "."
            for row in range(100)
        ]
    others = [row.replace("w7", "v7") for row in rows]
    start = time.perf_counter()
    found = collation(text("A", *rows), text("B", *others))
    assert time.perf_counter() - start < 5
    assert all(len(row.units) == 2 for row in found.rows)


def test_a_heading_that_differs_a_little_opens_the_same_part() -> None:
    found = collation(text("A", "I. The Pool of Tears", ONE), text("B", "I. A Pool of Tears", ONE))
    assert [h.title for h in found.outline] == ["The Pool of Tears"]
    assert placed(found) == [("I", "AB", "I. The Pool of Tears"), ("I ¶1", "AB", ONE)]


def forms(found: Collation) -> list[tuple[str, str, str, str]]:
    """List what is stated besides words: place, siglum, form, after what."""
    readings = ((v, r) for row in found.rows for v in row.variants for r in v.readings if r.form)
    return [(str(v.place), "".join(r.sigla), r.form, str(r.after or "")) for v, r in readings]


def test_a_paragraph_that_stands_elsewhere_shares_its_row_and_the_apparatus_says_where_it_stands() -> (
    None
):
    found = collation(
        text("A", LAW, ONE, TWO, THREE, FOUR),
        text("B", LAW, TWO, THREE, ONE.replace("old", "new"), FOUR),
    )
    assert [(place, sigla) for place, sigla, _ in placed(found)][1:] == [
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("I ¶3", "AB"),
        ("I ¶4", "AB"),
    ]
    assert forms(found) == [("I ¶1", "B", "moved", "I ¶3")]
    assert variants(found) == [("I ¶1", "old,", [("B", "new,")]), ("I ¶1", ONE, [("B", "")])]


def test_a_paragraph_that_stands_in_another_part_is_found_and_does_not_take_those_after_it_along() -> (
    None
):
    found = collation(
        text("A", LAW, ONE, TWO, ORDER, THREE, FOUR), text("B", LAW, THREE, ONE, TWO, ORDER, FOUR)
    )
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "AB"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("II", "AB"),
        ("II ¶1", "AB"),
        ("II ¶2", "AB"),
    ]
    assert forms(found) == [("II ¶1", "B", "moved", "I")]


def test_paragraphs_that_a_copy_joins_are_cut_apart_and_their_lines_are_shared_out() -> None:
    texts = (
        text("A", LAW, ONE, TWO, THREE),
        text("B", LAW, f"{ONE} {TWO.replace('house', 'home')}", THREE),
    )
    found = collation(*texts)
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "AB"),
        ("I ¶1", "AB"),
        ("I ¶2", "AB"),
        ("I ¶3", "AB"),
    ]
    assert variants(found) == [("I ¶2", "house", [("B", "home")])]
    assert forms(found) == [("I ¶2", "B", "joined", "")]
    entries = [
        (e.span.line, e.span.start, e.fate, e.place)
        for e in compile_ledger(texts, found).accounts[1].entries
    ]
    assert entries == [
        (1, 0, "same", "I"),
        (2, 0, "same", "I ¶1"),
        (2, len(ONE) + 1, "variant", "I ¶2"),
        (3, 0, "same", "I ¶3"),
    ]


def test_a_paragraph_that_a_copy_divides_keeps_its_row() -> None:
    first, second = ONE.split(", ")
    found = collation(text("A", LAW, ONE, TWO), text("B", LAW, f"{first},", second, TWO))
    assert [(place, sigla) for place, sigla, _ in placed(found)] == [
        ("I", "AB"),
        ("I ¶1", "ABB"),
        ("I ¶2", "AB"),
    ]
    assert variants(found) == []
    assert forms(found) == [("I ¶1", "B", "divided", "")]


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
            None,
        ),
    ],
)
def test_words_in_another_order_are_a_transposition(
    base: str, other: str, expected: tuple[str, str] | None
) -> None:
    found = collation(text("A", LAW, base, TWO), text("B", LAW, other, TWO))
    stated = [
        (v.lemma, r.text)
        for row in found.rows
        for v in row.variants
        for r in v.readings
        if r.form == "transposed"
    ]
    assert stated == (
        [expected]
        if expected
        else [
            (
                "In the house of the law the children sleep.",
                "The children sleep in the house of the law.",
            )
        ]
    )


def test_a_small_word_left_out_here_and_put_in_there_is_no_transposition() -> None:
    found = collation(
        text("A", LAW, "The law of a land is old, as known."),
        text("B", LAW, "The law of land is old, as a known."),
    )
    assert variants(found) == [("I ¶1", "a", [("B", "")]), ("I ¶1", "", [("B", "a")])]
    assert forms(found) == []


def test_an_addition_of_two_witnesses_is_one_place() -> None:
    rows = ONE, ONE.replace("is old", "is very old"), ONE.replace("is old", "is quite very old")
    found = collation(*(text(siglum, LAW, row) for siglum, row in zip("ABC", rows, strict=True)))
    assert variants(found) == [("I ¶1", "", [("B", "very"), ("C", "quite very")])]


def test_places_that_overlap_are_one_with_one_lemma() -> None:
    rows = (
        ONE,
        ONE.replace("law of the land", "order of a town"),
        ONE.replace("land is", "house was"),
    )
    found = collation(*(text(siglum, LAW, row) for siglum, row in zip("ABC", rows, strict=True)))
    assert variants(found) == [
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
def test_a_family_of_spelling_is_accidental_where_the_editor_says_so_and_is_printed_as_it_is(
    comparison: Comparison, kind: str
) -> None:
    texts = (
        text("A", LAW, "The colour is organised as it was."),
        text("B", LAW, "The color is organized as it was."),
    )
    found = collate(texts, WORK, comparison)
    assert [(v.kind, v.lemma, v.readings[0].text) for row in found.rows for v in row.variants] == [
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
    assert [v.kind for row in collate(texts, WORK).rows for v in row.variants] == [ACC]
    assert [
        v.kind
        for row in collate(texts, WORK, Comparison(distinguish=(distinguish,))).rows
        for v in row.variants
    ] == [SUB]

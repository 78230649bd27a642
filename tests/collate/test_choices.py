"""The editor's choices: what is printed, where the other variants then stand, and what the ledger says."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.collate import collate
from book.collate.choices import apply_choices
from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Choice, Collation, Row
from book.verify.proof.prove_ledger import prove_ledger
from tests.bench.witness_generator import build_witness
from tests.collate.reconstruction import assert_reconstructible
from tests.factories import IMPRINT, LABELS, WORK, collation, text

BASE = "The law of the land is old, and those who made it are not known to us."


def chosen(others: tuple[str, ...], *choices: Choice, base: str = BASE) -> Row:
    found = apply_choices(collated(others, base), choices, "edition.toml")
    return next(row for row in found.rows if row.place.paragraph)


def collated(others: tuple[str, ...], base: str = BASE) -> Collation:
    return collation(
        *(text(siglum, "I. Law", row) for siglum, row in zip("ABCD", (base, *others), strict=False))
    )


def readings(row: Row) -> dict[str, list[tuple[str, str]]]:
    assert all(row.text[v.start : v.end] == v.lemma for v in row.variants)
    return {v.lemma: [("".join(r.sigla), r.text) for r in v.readings] for v in row.variants}


def test_a_chosen_reading_is_printed_and_the_base_text_stands_in_the_apparatus_with_the_reason() -> (
    None
):
    row = chosen((BASE.replace("land", "town"),), Choice("I ¶1", "town", 3, reason="a slip"))
    assert row.text == BASE.replace("land", "town")
    assert readings(row) == {"town": [("A", "land")]}
    assert row.variants[0].reason == "a slip"


@pytest.mark.parametrize("reading", ["a very big town", "x"])
def test_the_variants_before_and_after_it_still_stand_at_their_words(reading: str) -> None:
    other = BASE.replace("The law", "That law").replace("land", reading).replace("known", "seen")
    row = chosen((other,), Choice("I ¶1", reading, 3))
    assert row.text == BASE.replace("land", reading)
    assert readings(row) == {
        "The": [("B", "That")],
        reading: [("A", "land")],
        "known": [("B", "seen")],
    }


def test_an_addition_is_printed_with_a_space_of_its_own_and_an_omission_leaves_none() -> None:
    longer = BASE.replace("is old", "is very old")
    assert chosen((longer,), Choice("I ¶1", "very", 3)).text == longer
    assert readings(chosen((longer,), Choice("I ¶1", "very", 3))) == {"very": [("A", "")]}
    shorter = BASE.replace(" of the land", "")
    assert chosen((shorter,), Choice("I ¶1", "", 3)).text == shorter
    first = "Now " + BASE.replace("The", "the")
    assert chosen((first,), Choice("I ¶1", "Now", 3)).text == "Now " + BASE


def test_an_addition_in_chinese_is_printed_without_a_space() -> None:
    base, other = "各国都重视出口管制的问题。", "各国都非常重视出口管制的问题。"
    assert chosen((other,), Choice("I ¶1", "非常", 3), base=base).text == other


def test_a_variant_that_overlaps_the_chosen_one_still_gives_its_witness_s_words() -> None:
    wide, narrow = BASE.replace("of the land", "in every big town"), BASE.replace("land", "house")
    row = chosen((wide, narrow), Choice("I ¶1", "in every big town", 3))
    assert row.text == wide
    assert readings(row) == {"in every big town": [("A", "of the land"), ("C", "of the house")]}
    assert all(row.text[v.start : v.end] == v.lemma for v in row.variants)


def test_two_choices_in_one_paragraph_are_both_applied() -> None:
    other = BASE.replace("land", "big town").replace("known", "seen")
    row = chosen((other,), Choice("I ¶1", "big town", 3), Choice("I ¶1", "seen", 6))
    assert row.text == other


def test_of_several_readings_the_others_stay() -> None:
    row = chosen(
        tuple(BASE.replace("land", w) for w in ("town", "city", "town")), Choice("I ¶1", "town", 3)
    )
    assert readings(row) == {"town": [("A", "land"), ("C", "city")]}


def test_the_ledger_says_who_reads_what_is_printed() -> None:
    texts = tuple(
        text(s, "I. Law", row) for s, row in (("A", BASE), ("B", BASE.replace("land", "town")))
    )
    found = apply_choices(collation(*texts), (Choice("I ¶1", "town", 3),), "edition.toml")
    ledger = compile_ledger(texts, found)
    assert {
        (a.witness.siglum, e.place): e.fate
        for a in ledger.accounts
        for e in a.entries
        if "¶" in e.place
    } == {
        ("A", "I ¶1"): "variant",
        ("B", "I ¶1"): "same",
    }
    prove_ledger(merge(found, texts, IMPRINT, WORK, LABELS), ledger)


@pytest.mark.parametrize(
    ("choice", "message", "remedy"),
    [
        (Choice("I ¶1", "sea", 7), "no witness reads “sea” at I ¶1", "“land” / “town”"),
        (
            Choice("I ¶9", "town", 7),
            "no witness reads “town” at I ¶9",
            "none; inv collate lists all",
        ),
        (
            Choice("I ¶1", "town", 7, lemma="house"),
            "no witness reads “town” at I ¶1",
            "“land” / “town”",
        ),
    ],
)
def test_a_choice_that_no_witness_has_is_an_error_at_its_line(
    choice: Choice, message: str, remedy: str
) -> None:
    with pytest.raises(EditionError) as caught:
        chosen((BASE.replace("land", "town"),), choice)
    assert caught.value.message == message
    assert remedy in caught.value.remedy
    assert (caught.value.file, caught.value.line) == ("edition.toml", 7)


def test_a_reading_that_stands_twice_needs_its_lemma() -> None:
    other = BASE.replace("land", "X").replace("made", "X")
    with pytest.raises(EditionError, match="2 variants at I ¶1") as caught:
        chosen((other,), Choice("I ¶1", "X", 7))
    assert caught.value.line == 7
    assert chosen((other,), Choice("I ¶1", "X", 7, lemma="land")).text == BASE.replace("land", "X")


def test_all_that_read_as_the_base_text_stand_with_it_in_the_apparatus() -> None:
    other = BASE.replace("land", "town")
    assert readings(chosen((other, BASE), Choice("I ¶1", "town", 3))) == {"town": [("AC", "land")]}
    found = apply_choices(collated((other, BASE)), (Choice("I ¶1", "town", 3),), "edition.toml")
    texts = tuple(
        text(siglum, "I. Law", row) for siglum, row in zip("ABC", (BASE, other, BASE), strict=True)
    )
    prove_ledger(merge(found, texts, IMPRINT, WORK, LABELS), compile_ledger(texts, found))


WORDS_OF = st.lists(
    st.sampled_from(["law", "Law", "law,", "order", "the", "of", "house."]), min_size=1, max_size=6
).map(" ".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(WORDS_OF, min_size=3, max_size=4), st.integers(0, 50))
def test_each_witness_can_still_be_rebuilt_whatever_is_chosen(rows: list[str], number: int) -> None:
    texts = tuple(
        build_witness(siglum, [f"Begin with these words and {row} end with those words here."])
        for siglum, row in zip("ABCD", rows, strict=False)
    )
    found = collate(texts, WORK)
    plain = [
        (v, r)
        for row in found.rows
        for v in row.variants
        for r in v.readings
        if r.has_words and v.lemma != row.text
    ]
    if plain:
        variant, reading = plain[number % len(plain)]
        with suppress(EditionError):  # the same reading twice at one place
            found = apply_choices(
                found, (Choice(str(variant.place), reading.text, 1, variant.lemma),), "edition.toml"
            )
    assert_reconstructible(found, texts)

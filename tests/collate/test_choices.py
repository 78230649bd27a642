"""The editor's choices: what is printed, where the other variants then stand, the ledger."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from book.collate import collate
from book.collate.choices import apply_choices
from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Choice, Collation, Reading, Row, Text, Variant
from book.text.typography import fold
from book.verify.proof.prove_ledger import prove_ledger
from tests.bench.witness_generator import build_witness
from tests.collate.reconstruction import assert_reconstructible
from tests.factories import IMPRINT, LABELS, WORK, collation, text

BASE = "The law of the land is old, and those who made it are not known to us."


def witnesses(*rows: str) -> tuple[Text, ...]:
    return tuple(text(siglum, "I. Law", row) for siglum, row in zip("ABCD", rows, strict=False))


def choose(rows: tuple[str, ...], *choices: Choice) -> Row:
    """Return the paragraph that these witnesses have, after the choices."""
    edited = apply_choices(collation(*witnesses(*rows)), choices, "edition.toml")
    return next(row for row in edited.rows if row.place.paragraph)


def choose_against_base(other: str, *choices: Choice) -> Row:
    return choose((BASE, other), *choices)


def readings(row: Row) -> dict[str, list[tuple[str, str]]]:
    assert all(row.text[v.start : v.end] == v.lemma for v in row.variants)
    return {v.lemma: [("".join(r.sigla), r.text) for r in v.readings] for v in row.variants}


def test_a_chosen_reading_is_printed_and_the_base_text_becomes_a_variant() -> None:
    other = BASE.replace("land", "town")
    row = choose_against_base(other, Choice("I ¶1", "town", 3, reason="a slip"))
    assert row.text == other
    assert readings(row) == {"town": [("A", "land")]}
    assert row.variants[0].reason == "a slip"


@pytest.mark.parametrize("reading", ["a very big town", "x"])
def test_the_variants_around_a_choice_still_stand_at_their_words(reading: str) -> None:
    other = BASE.replace("The law", "That law").replace("land", reading).replace("known", "seen")
    row = choose_against_base(other, Choice("I ¶1", reading, 3))
    assert row.text == BASE.replace("land", reading)
    assert readings(row) == {
        "The": [("B", "That")],
        reading: [("A", "land")],
        "known": [("B", "seen")],
    }


def test_an_addition_brings_a_space_of_its_own() -> None:
    other = BASE.replace("is old", "is very old")
    row = choose_against_base(other, Choice("I ¶1", "very", 3))
    assert row.text == other
    assert readings(row) == {"very": [("A", "")]}


def test_an_addition_at_the_beginning_is_followed_by_a_space() -> None:
    other = "Now " + BASE.replace("The", "the")
    assert choose_against_base(other, Choice("I ¶1", "Now", 3)).text == "Now " + BASE


def test_an_omission_leaves_no_second_space() -> None:
    other = BASE.replace(" of the land", "")
    assert choose_against_base(other, Choice("I ¶1", "", 3)).text == other


def test_an_addition_in_chinese_is_printed_without_a_space() -> None:
    rows = "各国都重视出口管制的问题。", "各国都非常重视出口管制的问题。"
    assert choose(rows, Choice("I ¶1", "非常", 3)).text == rows[1]


def test_a_variant_that_overlaps_the_choice_keeps_its_words() -> None:
    wide, narrow = BASE.replace("of the land", "in every big town"), BASE.replace("land", "house")
    row = choose((BASE, wide, narrow), Choice("I ¶1", "in every big town", 3))
    assert row.text == wide
    assert readings(row) == {"in every big town": [("A", "of the land"), ("C", "of the house")]}


def test_two_choices_in_one_paragraph_are_both_applied() -> None:
    other = BASE.replace("land", "big town").replace("known", "seen")
    choices = Choice("I ¶1", "big town", 3), Choice("I ¶1", "seen", 6)
    assert choose_against_base(other, *choices).text == other


def test_of_several_readings_the_others_stay() -> None:
    others = (BASE.replace("land", word) for word in ("town", "city", "town"))
    row = choose((BASE, *others), Choice("I ¶1", "town", 3))
    assert readings(row) == {"town": [("A", "land"), ("C", "city")]}


def test_the_ledger_states_who_reads_what_is_printed() -> None:
    texts = witnesses(BASE, BASE.replace("land", "town"))
    edited = apply_choices(collation(*texts), (Choice("I ¶1", "town", 3),), "edition.toml")
    ledger = compile_ledger(texts, edited)
    fates = {
        account.witness.siglum: entry.fate
        for account in ledger.accounts
        for entry in account.entries
        if entry.place == "I ¶1"
    }
    assert fates == {"A": "variant", "B": "same"}
    prove_ledger(merge(edited, texts, IMPRINT, WORK, LABELS), ledger)


@pytest.mark.parametrize(
    ("choice", "message", "remedy"),
    [
        (Choice("I ¶1", "sea", 7), "“sea” at I ¶1", "“land” / “town”"),
        (
            Choice("I ¶9", "town", 7),
            "“town” at I ¶9",
            "no variants at this place. To list all: inv",
        ),
        (Choice("I ¶1", "town", 7, lemma="house"), "“town” at I ¶1", "“land” / “town”"),
    ],
)
def test_a_reading_that_no_witness_has_is_refused_with_its_line(
    choice: Choice, message: str, remedy: str
) -> None:
    with pytest.raises(EditionError) as caught:
        choose_against_base(BASE.replace("land", "town"), choice)
    assert caught.value.message == f"no witness reads {message}"
    assert remedy in caught.value.remedy
    assert (caught.value.file, caught.value.line) == ("edition.toml", 7)


def test_a_reading_that_occurs_twice_needs_its_lemma() -> None:
    other = BASE.replace("land", "X").replace("made", "X")
    with pytest.raises(EditionError, match="2 variants at I ¶1") as caught:
        choose_against_base(other, Choice("I ¶1", "X", 7))
    assert caught.value.line == 7
    row = choose_against_base(other, Choice("I ¶1", "X", 7, lemma="land"))
    assert row.text == BASE.replace("land", "X")


def test_all_that_read_as_the_base_text_stand_with_it_in_the_apparatus() -> None:
    other, choice = BASE.replace("land", "town"), Choice("I ¶1", "town", 3)
    assert readings(choose((BASE, other, BASE), choice)) == {"town": [("AC", "land")]}
    texts = witnesses(BASE, other, BASE)
    edited = apply_choices(collation(*texts), (choice,), "edition.toml")
    prove_ledger(merge(edited, texts, IMPRINT, WORK, LABELS), compile_ledger(texts, edited))


ROWS = st.lists(
    st.lists(
        st.sampled_from(["law", "Law", "law,", "order", "the", "of", "house."]),
        min_size=1,
        max_size=6,
    ).map(" ".join),
    min_size=3,
    max_size=4,
)


def choosable(found: Collation) -> list[tuple[Row, Variant, Reading]]:
    """List the readings that an editor may choose, other than of whole paragraphs."""
    return [
        (row, variant, reading)
        for row in found.rows
        for variant in row.variants
        for reading in variant.readings
        if reading.has_words and variant.lemma != row.text
    ]


def count_matches(found: Collation, choice: Choice) -> int:
    """Count the variants that a choice may refer to; with several, it is refused."""
    return sum(
        any(reading.text == choice.reading and reading.has_words for reading in variant.readings)
        and (not choice.lemma or fold(choice.lemma) == fold(variant.lemma))
        for row in found.rows
        for variant in row.variants
        if str(variant.place) == choice.place
    )


def assert_chosen(edited: Collation, row: Row, variant: Variant, reading: Reading) -> None:
    """Assert that a reading is printed in place of the lemma, among the same words."""
    (after,) = (other for other in edited.rows if other.place == row.place)
    (chosen,) = (other for other in after.variants if other.chosen)
    assert after.text[chosen.start : chosen.end] == chosen.lemma == reading.text
    assert not any(set(reading.sigla) & set(other.sigla) for other in chosen.readings)
    parts = row.text[: variant.start], reading.text, row.text[variant.end :]
    assert after.text.split() == " ".join(parts).split()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ROWS, st.integers(0, 50))
def test_any_choice_is_printed_and_each_witness_can_be_reconstructed(
    rows: list[str], number: int
) -> None:
    paragraphs = [f"Begin with these words and {row} end with those words here." for row in rows]
    texts = tuple(build_witness(s, [p]) for s, p in zip("ABCD", paragraphs, strict=False))
    before = collate(texts, WORK)
    options = choosable(before)
    if not options:
        reject()
    row, variant, reading = options[number % len(options)]
    choice = Choice(str(variant.place), reading.text, 1, variant.lemma)
    if count_matches(before, choice) > 1:
        reject()
    edited = apply_choices(before, (choice,), "edition.toml")
    assert_chosen(edited, row, variant, reading)
    assert_reconstructible(edited, texts)

"""The table is the same for any order of the witnesses, and pairs the words that are equal."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.collate.lexicon import Lexicon
from book.collate.table import NONE, tabulate
from tests.collate.samples import table

SIX = (
    "the law of the land is old and those who made it are gone",
    "the law of the land is very old and they who made it are gone",
    "the old law of the land is and those who made it are gone",
    "the law is old and of the land those who made it have gone",
    "of the land the law is – and made it are gone",
    "the law of the house ¶ is old it is old and gone",
)
WORDS = st.sampled_from(["the", "of", "law", "laws", "house", "–", "¶", "a", "出", "口"])
WITNESSES = st.lists(st.lists(WORDS, max_size=9).map(" ".join), min_size=2, max_size=5)


def columns_by_witness(witnesses: dict[str, str]) -> Counter[frozenset[tuple[str, int]]]:
    """Return the columns as sets of a witness and the index of its word."""
    lexicon = Lexicon()
    texts = [lexicon.encode(words) for words in witnesses.values()]
    return Counter(
        frozenset((s, index) for s, index in zip(witnesses, column, strict=True) if index != NONE)
        for column in tabulate(texts, lexicon.spell)
    )


def test_the_columns_are_the_same_for_all_orders_of_six_witnesses() -> None:
    witnesses = dict(zip("ABCDEF", SIX, strict=True))
    expected = columns_by_witness(witnesses)
    assert len(expected) > 14
    for order in permutations(witnesses):
        assert columns_by_witness({s: witnesses[s] for s in order}) == expected


@settings(max_examples=100, deadline=None, derandomize=True)
@given(WITNESSES, st.randoms(use_true_random=False))
def test_the_columns_are_the_same_for_any_order(words: list[str], source: object) -> None:
    witnesses = dict(zip("ABCDE", words, strict=False))
    order = sorted(witnesses)
    source.shuffle(order)  # type: ignore[attr-defined]
    assert columns_by_witness({s: witnesses[s] for s in order}) == columns_by_witness(witnesses)


@pytest.mark.parametrize(
    "rows",
    [
        ["|he|looked| |to|his|master|", "|he|looked|up|to| |them|"],
        ["|done| | | |by|certain|farmers|", "|done|in|the|east|by|certain|men|"],
        ["|found| |in|the|oldest|beds|of|all|", "|found|also|in|the|oldest|rocks| | |"],
        [
            "|compare|the|two|and|look|to|the|third| | | | |",
            "| | | | |look|to|the|third|and|compare|the|two|",
        ],
        # A small word is equal by chance.
        ["|the|tide|was|high|and|nobody|came|the|day|", "|she|had|left|us|long|before|it|was|day|"],
    ],
    ids=lambda rows: rows[0],
)
def test_equal_words_beside_other_differences_are_paired(rows: list[str]) -> None:
    assert table(*(" ".join(row.replace("|", " ").split()) for row in rows)) == rows

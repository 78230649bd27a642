"""Each witness can be reconstructed from what is printed and the variants."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from book.collate import collate
from book.ledger import compile_ledger
from tests.bench.witness_generator import build_witness
from tests.collate.reconstruction import (
    assert_reconstructible,
    reconstruct,
    rows_in_stated_order,
)
from tests.collate.strategies import overlapping_copies
from tests.factories import WORK, collation, text

PROPERTY = settings(max_examples=150, deadline=None, derandomize=True)
WORDS = st.lists(
    st.sampled_from(["law", "Law", "law,", "order", "the", "of", "–", "house.", "“old”", "X"]),
    max_size=9,
)
COMMON = " ".join(f"word{n}" for n in range(12))


@PROPERTY
@given(WORDS, WORDS, WORDS)
def test_each_witness_of_a_row_can_be_reconstructed(
    a: list[str], b: list[str], c: list[str]
) -> None:
    rows = {
        siglum: " ".join(("Begin", COMMON, *words, "end."))
        for siglum, words in zip("ABC", (a, b, c), strict=True)
    }
    rows_of = collation(*(text(siglum, "I. Law", row) for siglum, row in rows.items())).rows
    row = next(row for row in rows_of if row.place.paragraph == 1)
    assert "".join(siglum for siglum, _ in row.units) == "ABC"
    assert {siglum: " ".join(reconstruct(row, siglum)) for siglum in "ABC"} == rows


@PROPERTY
@given(overlapping_copies())
def test_every_witness_can_be_reconstructed_whatever_it_has(witnesses: list[list[str]]) -> None:
    texts = tuple(map(build_witness, "ABCDEF", witnesses))
    collated = collate(texts, WORK)
    assert_reconstructible(collated, texts)
    compile_ledger(texts, collated)


@settings(PROPERTY, max_examples=40)
@given(overlapping_copies(), st.integers(0, 2**32))
def test_rows_and_stated_moves_give_each_witness_in_its_own_order(
    witnesses: list[list[str]], seed: int
) -> None:
    source = random.Random(seed)  # noqa: S311 (no secret)
    texts = tuple(
        text(siglum, *divide_into_parts(paragraphs, source))
        for siglum, paragraphs in zip("ABCDEF", witnesses, strict=False)
    )
    collated = collate(texts, WORK)
    compile_ledger(texts, collated)
    for each in texts:
        siglum = each.witness.siglum
        rows = rows_in_stated_order(collated, siglum)
        units = [unit for row in rows for own, unit in row.units if own == siglum]
        starts = [(unit.spans[0].line, unit.spans[0].start) for unit in units]
        assert starts == sorted(starts)


def divide_into_parts(paragraphs: list[str], source: random.Random) -> list[str]:
    """Return paragraphs with the headings of three parts before some of them, in any order."""
    lines = list(paragraphs)
    for heading in source.sample(["I. Law", "II. Order", "III. House"], 3):
        lines.insert(source.randint(0, len(lines)), heading)
    return lines

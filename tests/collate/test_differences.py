"""What counts as a difference, and of which kind it is: hand-made pairs in many languages."""

from pathlib import Path

import pytest

from book.collate import collate
from book.model import Comparison
from tests.collate.samples import LAW, TWO, all_variants
from tests.factories import WORK, text

FILE = Path(__file__).with_name("differences.txt")
PAIRS = [
    line.split(" # ")[0].replace(r"\N{WORD JOINER}", "\N{WORD JOINER}").split(" | ")
    for line in FILE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "one", "other", "kind"), PAIRS)
def test_a_difference_is_of_its_kind(language: str, one: str, other: str, kind: str) -> None:
    rows = [f"Before it there are some words, {each} and others after it." for each in (one, other)]
    for base, copy in (rows, rows[::-1]):
        texts = text("A", LAW, base, TWO), text("B", LAW, copy, TWO)
        variants = all_variants(collate(texts, WORK, Comparison(language=language)))
        kinds = {variant.kind for variant in variants}
        found = next((each for each in ("substantive", "accidental") if each in kinds), "same")
        assert found == kind.strip(), [(v.lemma, v.readings[0].text) for v in variants]
        if len(one.split()) == len(other.split()) == 1:
            assert all(v.lemma and v.readings[0].text for v in variants), "one place, not two"

"""Numbers are reduced in linear time, and by the custom of the edition's language."""

import time

import pytest

from book.model import Comparison
from book.text.folding import GROUP_MARKS, Folding


@pytest.mark.parametrize(
    "unit", ["123 ", "1,234", "1'234'", "1 ", "1–", "–1", ".5", "½", "a", "--", "1²", "$1 ", "alli"]
)
def test_a_hostile_text_is_reduced_in_time(unit: str) -> None:
    folding = Folding(Comparison(("ll-l", "our-or", "ae-e"), language="en"))
    start = time.process_time()
    folding.fold(f"x {unit * (40_000 // len(unit))}1234x")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("language", [*GROUP_MARKS, "la", ""])
def test_thousands_are_divided_as_the_language_does(language: str) -> None:
    fold = Folding(Comparison(language=language)).fold
    mark = GROUP_MARKS.get(language, "")
    grouped = {each for each in " ,.'" if fold(f"1{each}500") == "1500"}
    assert grouped == {" ", "'", *mark}
    assert fold("1500") != fold("15 00") != fold("150 0")

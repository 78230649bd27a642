"""Patterns take no more than linear time, even for lines made to slow them down."""

import time

import pytest

from book.clean import clean
from book.model import Witness, Work
from book.text.decode import split_lines

HOSTILE = (
    *("a", "<", " ", "a.b ", ".", "home > a", "1. A ", "A.", "'", '"', "- ", "--", "中", "中A"),
    *("a.B", "\xa0", "By Aa ", "[", "© ", "2021 "),
)
WORK = Work("Title", "Author", "", ("I. Law",))


def seconds(text: str) -> float:
    """Return the processor time that cleaning takes; the load of the machine does not count."""
    start = time.process_time()
    clean(Witness("A", "a.txt", "text", split_lines(text, "a.txt")), WORK)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_line_is_cleaned_in_time(unit: str) -> None:
    line = unit * (30_000 // len(unit))
    assert seconds(f"x{line}x\n\nA {line} 2021\nhome > {line}y!\nEnd {line}\n\nThe end.") < 2


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE[:6])
def test_a_hostile_line_of_five_megabytes_is_cleaned_in_time(unit: str) -> None:
    line = unit * (5_000_000 // len(unit))
    assert seconds(f"A {line} 2021\n\nThe end.") < 60


@pytest.mark.parametrize(
    "row",
    [
        "home" + " > a" * 27 + "!" * 45,
        "share " * 20,
        "A" * 159,
        "I. " + "A " * 70,
        "By " + "Aa " * 50,
    ],
)
def test_a_short_hostile_line_is_cleaned_in_time(row: str) -> None:
    assert seconds("\n".join([row] * 200) + "\n\nThe end.") < 2


def test_many_equal_lines_are_cleaned_in_time() -> None:
    refrain = "With hey, ho, the wind and the rain at www.example.org Now"
    assert seconds("\n".join(f"{n} {refrain}" for n in range(4000))) < 4

"""An editor's patterns are compiled and searched for in bounded memory and time."""

import pytest

from book.text.patterns import LinePattern, pattern_problem


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("(((a{1000}){1000}){1000})", "more than 100,000 characters"),
        ("(?:a{2,300}|b){400}", "more than 100,000 characters"),
        ("(" * 101 + "a" + ")" * 101, "groups more than 100 deep"),
        ("a" * 10_001, "more than 10,000 characters"),
    ],
)
def test_a_pattern_that_would_take_all_memory_is_refused(pattern: str, problem: str) -> None:
    assert problem in pattern_problem(pattern)


@pytest.mark.parametrize(
    "pattern",
    [r"^Page \d{1,4}$", r"[({]{3}", r"\({500}", "(?:a{300}){300}", "[]{99999}]{99}", "(a|b){9,}"],
)
def test_a_pattern_of_usual_size_is_compiled(pattern: str) -> None:
    assert pattern_problem(pattern) == ""


def test_many_slow_lines_are_refused_before_each_took_its_second() -> None:
    pattern = LinePattern("(a|aa)+$")
    with pytest.raises(TimeoutError):
        list(map(pattern.search, ["a" * 25 + "b"] * 1000))


def test_a_line_that_takes_years_is_refused() -> None:
    with pytest.raises(TimeoutError):
        LinePattern("(a|aa)+$").search("a" * 40 + "b")

"""The cleaning rules, by the cases in tests/clean/cases/."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from book.clean import clean
from tests.clean.cases import CASES, FIXER_FILES, RULE_FILES, Case, mark, read_cases


def rule_cases() -> Iterator[ParameterSet]:
    for path in sorted(CASES.glob("*.txt")):
        for case in read_cases(path):
            marks = [pytest.mark.xfail(reason=case.reason, strict=True)] if case.reason else []
            yield pytest.param(case, id=f"{path.stem}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", list(rule_cases()))
def test_a_rule_takes_what_is_marked_and_leaves_the_rest(case: Case) -> None:
    expected = [row if row.strip() else "" for row in case.marked]
    while expected and not expected[-1]:
        expected.pop()
    assert mark(clean(case.witness, case.work)) == tuple(expected)


@pytest.mark.parametrize("name", RULE_FILES)
def test_each_rule_has_a_case_it_changes_and_one_it_must_not(name: str) -> None:
    cases = list(read_cases(RULE_FILES[name]))
    changed = [any("⟦" in row or "⤷" in row for row in case.marked) for case in cases]
    assert any(changed)
    assert not all(changed)


def test_each_file_of_cases_belongs_to_a_rule_or_a_fixer() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(RULE_FILES)
    assert {path.stem for path in (CASES / "characters").glob("*.txt")} == set(FIXER_FILES)

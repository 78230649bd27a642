"""The character rules, by the cases in tests/clean/cases/characters/."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from book.clean.characters import fix
from tests.clean.cases import FIXER_FILES, spell_out


def character_cases() -> Iterator[ParameterSet]:
    for name, path in FIXER_FILES.items():
        reason = ""
        for row in filter(None, spell_out(path.read_text("utf-8")).split("\n")):
            if row.startswith("!!"):
                reason = row[2:].strip()
                continue
            before, arrow, after = row.partition(" ⇒ ")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            expected = after if arrow else before
            yield pytest.param(name, before, expected, id=f"{name}: {before}", marks=marks)
            reason = ""


@pytest.mark.parametrize(("name", "before", "after"), list(character_cases()))
def test_a_fixer_mends_what_it_should_and_leaves_the_rest(
    name: str, before: str, after: str
) -> None:
    fixed, counts = fix(before)
    assert fixed == after
    if before != after:
        assert name in dict(counts)


@pytest.mark.parametrize("name", FIXER_FILES)
def test_each_fixer_has_a_case_it_changes_and_one_it_must_not(name: str) -> None:
    rows = FIXER_FILES[name].read_text("utf-8").splitlines()
    changes = [" ⇒ " in row for row in rows if row and not row.startswith("!!")]
    assert any(changes)
    assert not all(changes)

"""The character rules, by the cases in tests/clean/cases/characters/."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from book.clean.characters import fix
from book.model import Punctuation
from tests.clean.cases import FIXER_FILES, spell_out


def character_cases() -> Iterator[ParameterSet]:
    for name, path in FIXER_FILES.items():
        reason, language = "", "en"
        for row in filter(None, spell_out(path.read_text("utf-8")).split("\n")):
            if row.startswith("!!"):
                reason = row[2:].strip()
                continue
            if row.startswith("@language "):
                language = row.removeprefix("@language ")
                continue
            before, arrow, after = row.partition(" ⇒ ")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            expected = after if arrow else before
            label = f"{name}, {language}: {before}"
            yield pytest.param(name, language, before, expected, id=label, marks=marks)
            reason = ""


@pytest.mark.parametrize(("name", "language", "before", "after"), list(character_cases()))
def test_a_fixer_mends_what_it_should_and_leaves_the_rest(
    name: str, language: str, before: str, after: str
) -> None:
    fixed, counts = fix(before, Punctuation(language))
    assert fixed == after
    if before != after:
        assert name in dict(counts)


@pytest.mark.parametrize("name", FIXER_FILES)
def test_each_fixer_has_a_case_it_changes_and_one_it_must_not(name: str) -> None:
    rows = FIXER_FILES[name].read_text("utf-8").splitlines()
    changes = [" ⇒ " in row for row in rows if row and row[0] not in "!@"]
    assert any(changes)
    assert not all(changes)

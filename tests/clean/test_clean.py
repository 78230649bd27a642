"""Cleaning as a whole: lines, counted changes, and the errors of a witness."""

from dataclasses import replace

import pytest

from book.clean import clean
from book.errors import EditionError
from book.model import Line, Selection, Witness, Work
from book.text import patterns
from book.text.decode import split_lines

NO_WORK = Work("", "", "")


def witness(*lines: Line) -> Witness:
    return Witness("Q", "a.txt", "text", lines)


def test_a_change_is_counted_with_its_line_and_rule() -> None:
    text = clean(witness(Line(3, "China's  own"), Line(4, "nothing")), NO_WORK)
    assert [(c.line, c.rule, c.count) for c in text.changes] == [(3, "spaces", 1), (3, "quotes", 1)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_divide_lines(ending: str) -> None:
    lines = split_lines(f"One.{ending}{ending}Two.{ending}", "a.txt")
    text = clean(witness(*lines), NO_WORK)
    assert [(u.text, u.spans[0].line) for u in text.units] == [("One.", 1), ("Two.", 3)]


def test_a_witness_of_furniture_alone_is_refused_by_name() -> None:
    with pytest.raises(EditionError, match="nothing is left") as caught:
        clean(witness(Line(1, "© 2020 Somebody")), NO_WORK)
    assert caught.value.file == "a.txt"
    assert "keep" in caught.value.remedy


@pytest.mark.parametrize("key", ["drop", "keep"])
@pytest.mark.parametrize("way", ["line", "part", "first"])
def test_a_pattern_that_would_take_years_is_refused(
    key: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.05)
    one = witness(Line(1, "a" * 40 + "b"))
    slow = (Selection(**{way: "(a|aa)+$"}, position=7),)
    copy = replace(one, drop=slow) if key == "drop" else replace(one, keep=slow)
    with pytest.raises(EditionError, match=f"`{key}` of witness Q takes too long") as caught:
        clean(copy, NO_WORK)
    assert (caught.value.file, caught.value.line) == ("edition.toml", 7)


NOTHING = (
    Selection(line="Three"),
    Selection(part="Three"),
    Selection(first="One", last="Three"),
    Selection(first="Three", last="One"),
    Selection(kind="table"),
    Selection(kind="heading"),
    Selection(kind="picture"),
)


@pytest.mark.parametrize("selection", NOTHING)
def test_an_entry_of_drop_that_matches_nothing_is_named(selection: Selection) -> None:
    entry = replace(selection, written="the entry", position=7)
    one = replace(witness(Line(1, "One."), Line(2, "Two.")), drop=(entry,), file="sources/s/a.txt")
    with pytest.raises(EditionError, match="`drop` of witness Q matches nothing: the entry") as it:
        clean(one, NO_WORK)
    assert (it.value.file, it.value.line) == ("sources/s/edition.toml", 7)


def test_an_entry_of_keep_that_matches_nothing_is_named() -> None:
    one = replace(witness(Line(1, "One.")), keep=(Selection(line="Two"),))
    with pytest.raises(EditionError, match="`keep` of witness Q matches nothing"):
        clean(one, NO_WORK)

"""What holds when any text is cleaned."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings

from book.clean import clean
from book.clean.characters import fix
from book.errors import EditionError
from book.model import Span, Text, Unit, Witness, Work
from book.text.decode import split_lines
from tests.clean.strategies import ROWS, VISIBLE_ROWS

PROPERTY = settings(max_examples=150, deadline=None, derandomize=True)


def try_clean(rows: list[str], outline: tuple[str, ...] = (), siglum: str = "A") -> Text | None:
    """Clean a witness of these lines; return None if it has no text."""
    try:
        lines = split_lines("\n".join(rows), "a.txt")
        return clean(Witness(siglum, "a.txt", "text", lines), Work("", "", "", outline))
    except EditionError:
        return None


def iter_spans(text: Text) -> Iterator[Span]:
    yield from (span for unit in text.units for span in unit.spans)
    yield from (removal.span for removal in text.removals)
    yield from (datum.span for datum in text.metadata)


@PROPERTY
@given(ROWS)
def test_spans_add_up_to_the_lines_of_any_text(rows: list[str]) -> None:
    text = try_clean(rows)
    if text is None:
        return
    ranges: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in iter_spans(text):
        ranges[span.line].append((span.start, span.end))
    for line in text.witness.lines:
        ordered = sorted(ranges.pop(line.number))
        assert (ordered[0][0], ordered[-1][1]) == (0, len(line.text))
        assert all(end == start for (_, end), (start, _) in pairwise(ordered))
    assert not ranges


def letters(text: str) -> list[str]:
    return sorted(character for character in text if character.isalnum())


def source_of(text: Text, unit: Unit) -> str:
    lines = {line.number: line.text for line in text.witness.lines}
    return "".join(lines[span.line][span.start : span.end] for span in unit.spans)


@PROPERTY
@given(ROWS)
def test_no_unit_is_empty_and_units_keep_the_letters_of_their_spans(rows: list[str]) -> None:
    text = try_clean(rows)
    if text is None:
        return
    for unit in text.units:
        assert unit.text.strip()
        assert letters(unit.source) == letters(source_of(text, unit))


@PROPERTY
@given(ROWS)
def test_fixing_characters_twice_is_fixing_them_once(rows: list[str]) -> None:
    for row in rows:
        once = fix(row)[0]
        assert fix(once) == (once, ())


@PROPERTY
@given(VISIBLE_ROWS)
def test_cleaning_what_was_printed_changes_nothing(rows: list[str]) -> None:
    """The page is so short that it is head and tail at once, as some rules ask for either.

    The list of contents, which was not printed, is given as the outline.
    """
    text = try_clean(rows)
    if text is None:
        return
    listed = tuple(datum.value for datum in text.metadata if datum.field == "outline")
    again = try_clean([row for unit in text.units for row in (unit.text, "")], listed)
    assert again is not None
    assert [(u.kind, u.text) for u in again.units] == [(u.kind, u.text) for u in text.units]

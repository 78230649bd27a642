"""Report the places of passages or notes that have other numbers, as ranges."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

NUMBERED = re.compile(r"(.*\D)(\d+)")


@dataclass(frozen=True, slots=True)
class _Number:
    """A place with its number apart: "I ¶2" is "I ¶" and 2; 0 for a place without a number."""

    head: str
    number: int


def renumbered_ranges(places: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the former and the new numbers of places, consecutive ones as one range.

    >>> list(renumbered_ranges([("I ¶2", "I ¶3"), ("I ¶3", "I ¶4"), ("II ¶1", "III ¶1")]))
    [('I ¶2–3', 'I ¶3–4'), ('II ¶1', 'III ¶1')]
    """
    numbers = [(_parse(old), _parse(new)) for old, new in places if old != new]
    for _, group in groupby(enumerate(numbers), key=_run):
        run = [pair for _, pair in group]
        (old_first, new_first), (old_last, new_last) = run[0], run[-1]
        yield _range(old_first, old_last), _range(new_first, new_last)


def _run(item: tuple[int, tuple[_Number, _Number]]) -> tuple[str, str, int, int]:
    """Return what is equal for consecutive places: the heads, the shift, and the offset."""
    index, (old, new) = item
    return old.head, new.head, new.number - old.number, old.number - index


def _parse(place: str) -> _Number:
    parts = NUMBERED.fullmatch(place)
    return _Number(parts[1], int(parts[2])) if parts else _Number(place, 0)


def _range(first: _Number, last: _Number) -> str:
    if not first.number:
        return first.head
    end = f"–{last.number}" if last.number > first.number else ""
    return f"{first.head}{first.number}{end}"

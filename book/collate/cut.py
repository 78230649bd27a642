"""Cut a unit of a witness between two words: where a copy joins what others divide, each part has its own place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from book.model import Span, Text, Unit
from book.text.typography import TOKEN, fold


def cut(unit: Unit, words: tuple[int, ...], lines: dict[int, str]) -> tuple[Unit, ...]:
    """Cut before each of the words, counted from 0; `lines` are the witness's by number. The parts' spans add up to the unit's.

    Gives the unit whole if its lines do not hold its words, or its letters, one for one.
    """
    if not words:
        return (unit,)
    spans = [m.span() for m in TOKEN.finditer(unit.text)]
    sources = [m.span() for m in TOKEN.finditer(unit.source)]
    source, within = (unit.source, sources) if len(sources) == len(spans) else (unit.text, spans)
    bounds = (0, *words, len(spans))
    places = _places(unit, words, spans, lines)
    if not places or not all(
        first < last for first, last in pairwise((0, *places, _length(unit.spans)))
    ):
        return (unit,)
    return tuple(
        replace(
            unit,
            text=unit.text[spans[start][0] : spans[end - 1][1]],
            source=source[within[start][0] : within[end - 1][1]],
            spans=tuple(_between(unit.spans, first, last)),
        )
        for (start, end), (first, last) in zip(
            pairwise(bounds), pairwise((0, *places, _length(unit.spans))), strict=True
        )
    )


def _length(spans: tuple[Span, ...]) -> int:
    return sum(span.end - span.start for span in spans)


def _places(
    unit: Unit, words: tuple[int, ...], spans: list[tuple[int, int]], lines: dict[int, str]
) -> list[int]:
    """Find the characters of the unit's lines, counted through all its spans, at which the words begin; none if they cannot be told."""
    parts = [lines[span.line][span.start : span.end] for span in unit.spans]
    found = [m.start() for m in TOKEN.finditer("\n".join(parts))]
    if len(found) == len(spans):
        seams = list(accumulate(len(part) + 1 for part in parts))
        return [found[word] - bisect_right(seams, found[word]) for word in words]
    return _by_letters(
        "".join(parts),
        [len(fold(unit.text[: spans[word][0]])) for word in words],
        len(fold(unit.text)),
    )


def _by_letters(text: str, letters: list[int], total: int) -> list[int]:
    """Find where, after so many letters, the next word begins: for lines at whose end a word is broken.

    >>> _by_letters("the con-trol “law”", [3, 10], 13)
    [4, 13]
    """
    before = list(accumulate((len(fold(c)) for c in text), initial=0))
    if before[-1] != total:
        return []
    found = []
    for count in letters:
        at = start = (
            bisect_right(before, count) - 1
        )  # the last character with so many letters before it: the next letter
        while start > 0 and before[start - 1] == count and not text[start - 1].isspace():
            start -= 1
        found.append(start if start == 0 or text[start - 1].isspace() else at)
    return found


def _between(spans: tuple[Span, ...], first: int, last: int) -> Iterator[Span]:
    """Give the spans from one character to another, counted through all of them."""
    at = 0
    for span in spans:
        start, end = max(first - at, 0), min(last - at, span.end - span.start)
        if start < end:
            yield replace(span, start=span.start + start, end=span.start + end)
        at += span.end - span.start


def lines_of(text: Text) -> dict[int, str]:
    return {line.number: line.text for line in text.witness.lines}

"""Set the calls of notes into inlines."""

import re
from collections.abc import Iterable
from dataclasses import replace

from book.model import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    NoteCall,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
)
from book.text.inlines import text_of
from book.text.typography import IDEOGRAPHS

WORD_REST = re.compile(rf"[^\s—–{IDEOGRAPHS}]*")
# Chinese has no spaces: a word ends where the editor says, and takes its punctuation with it.
HAN_REST = re.compile(rf"(?<=[{IDEOGRAPHS}])[^\w\s—–]*")

Calls = dict[int, list[NoteCall]]  # by the offset in a text after which they stand


def word_end(text: str, offset: int) -> int:
    """Return the end of the word, past its punctuation.

    There a call stands in English usage (Chicago Manual of Style 14.26).

    >>> word_end("the law, and", 7)
    8
    """
    match = HAN_REST.match(text, offset) or WORD_REST.match(text, offset)
    return match.end() if match else offset


def insert_calls(inlines: Inlines, points: Calls) -> Inlines:
    """Return inlines with calls inserted after so many characters of their text.

    >>> insert_calls((Plain("ab cd"),), {2: [NoteCall("n1")]})
    (Plain(text='ab'), NoteCall(note='n1'), Plain(text=' cd'))
    >>> insert_calls((), {0: [NoteCall("n1")]})  # the editor has chosen to print nothing there
    (NoteCall(note='n1'),)
    """
    if not inlines:
        return tuple(call for point in sorted(points) for call in points[point])
    inserted: list[Inline] = []
    start = 0
    for inline in inlines:
        end = start + len(text_of((inline,)))
        inside = {
            point - start: calls
            for point, calls in points.items()
            if start < point <= end or point == start == 0
        }
        inserted += _insert_in(inline, inside) if inside else (inline,)
        start = end
    return tuple(inserted)


def _insert_in(inline: Inline, points: Calls) -> Inlines:
    match inline:
        case Plain():
            return tuple(part for part in _split(inline.text, points) if part != Plain(""))
        case Foreign():
            return (replace(inline, inlines=insert_calls(inline.inlines, points)),)
        case Emphasis() | Strong() | SmallCapitals() | Styled():
            return _insert_in_form(inline, points)
    return inline, *(call for point in sorted(points) for call in points[point])


def _insert_in_form(inline: Emphasis | Strong | SmallCapitals | Styled, points: Calls) -> Inlines:
    """Insert calls in words with a form; one at their end stands after them, upright."""
    end = len(text_of(inline.inlines))
    inside = {point: calls for point, calls in points.items() if point < end}
    changed = replace(inline, inlines=insert_calls(inline.inlines, inside)) if inside else inline
    return changed, *points.get(end, ())


def _split(text: str, points: Calls) -> Iterable[Inline]:
    """Split a text at the points, with the calls between its parts."""
    start = 0
    for point in sorted(points):
        yield Plain(text[start:point])
        yield from points[point]
        start = point
    yield Plain(text[start:])

"""Read, cut and mark inlines, for stages and renderers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from book.model import (
    Break,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Plain,
    Term,
)
from book.text.typography import split_scripts

WORDS = re.compile(r"\S+\s*|\s+")
WORD_END = re.compile(r"\s|$")


def plain_inlines(text: str) -> Inlines:
    """Return text as inlines, with Chinese marked as such for the voice of a screen reader.

    >>> plain_inlines("China’s law")
    (Plain(text='China’s law'),)
    """
    return tuple(
        Foreign("zh-Hans", (Plain(run),), is_guessed=True) if han else Plain(run)
        for han, run in split_scripts(text)
    )


def cut_words(inlines: Inlines, size: int) -> tuple[Inlines, ...]:
    """Cut inlines into pieces of about `size` words.

    Only plain text is cut, between words; the last piece has more than half of `size`.

    >>> [text_of(piece) for piece in cut_words((Plain("one two three four five six"),), 2)]
    ['one two ', 'three four ', 'five six']
    >>> linked = (Plain("as (one "), Link("#", (Plain("two"),)), Plain("), three four five"))
    >>> [text_of(piece) for piece in cut_words(linked, 3)]
    ['as (one two), ', 'three four five']
    """
    pieces: list[list[Inline]] = [[]]
    count, left = 0, len(text_of(inlines).split())
    for run in _word_runs(inlines):
        if count >= size and left > size / 2 and _ends_in_space(pieces[-1]):
            pieces.append([])
            count = 0
        pieces[-1].append(run)
        length = len(text_of((run,)).split())
        count, left = count + length, left - length
    return tuple(tuple(_join_plain(piece)) for piece in pieces)


def _word_runs(inlines: Inlines) -> Iterator[Inline]:
    """Yield plain text word by word, and each other inline whole."""
    for inline in inlines:
        if isinstance(inline, Plain):
            yield from map(Plain, WORDS.findall(inline.text))
        else:
            yield inline


def _ends_in_space(inlines: list[Inline]) -> bool:
    return text_of(tuple(inlines))[-1:].isspace()


def _join_plain(inlines: list[Inline]) -> Iterator[Inline]:
    """Join adjacent plain inlines."""
    for is_plain, group in groupby(inlines, key=lambda inline: isinstance(inline, Plain)):
        run = tuple(group)
        yield from (Plain(text_of(run)),) if is_plain else run


def text_of(inlines: Inlines) -> str:
    """Return the text of inlines, without note calls and without the brackets of supplied words.

    A line break is one space; the annotation of a ruby is left out.

    >>> from book.model import Emphasis
    >>> text_of((Plain("the "), Emphasis((Plain("law"),)), NoteCall("n1")))
    'the law'
    """
    return "".join(map(_text, inlines))


def _text(inline: Inline) -> str:
    match inline:
        case Plain():
            return inline.text
        case Break():
            return " "
    return text_of(getattr(inline, "inlines", ()))


def missing_stop(text: str) -> str:
    """Return the full stop that a text needs before another sentence, or "" if it has one.

    >>> missing_stop("article"), missing_stop("A frame of bars.")
    ('.', '')
    """
    return "" if text.rstrip("”’)»").endswith((".", "!", "?", "…", "。")) else "."


def without_calls(inlines: Inlines) -> Inlines:
    """Return inlines without note calls and anchors, for a heading that is repeated."""
    return tuple(kept for inline in inlines for kept in _without_calls(inline))


def _without_calls(inline: Inline) -> Inlines:
    match inline:
        case NoteCall():
            return ()
        case Mark() | Term():
            return without_calls(inline.inlines)
        case Plain() | PageReference() | Break():
            return (inline,)
    return (replace(inline, inlines=without_calls(inline.inlines)),)


def iter_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Yield each inline, then those in it."""
    for inline in inlines:
        yield inline
        yield from iter_inlines(getattr(inline, "inlines", ()))


def calls_of(inlines: Inlines) -> tuple[str, ...]:
    """Return the ids of the notes called in inlines, in order."""
    return tuple(inline.note for inline in iter_inlines(inlines) if isinstance(inline, NoteCall))


def call_offsets(inlines: Inlines, start: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the id of each note that is called, and the offset of its call in the text.

    >>> list(call_offsets((Plain("a fox"), NoteCall("n1"), Plain(" ran"))))
    [('n1', 5)]
    """
    for inline in inlines:
        if isinstance(inline, NoteCall):
            yield inline.note, start
        yield from call_offsets(getattr(inline, "inlines", ()), start)
        start += len(text_of((inline,)))


def marks_of(inlines: Inlines) -> tuple[str, ...]:
    """Return the ids of the anchors in inlines: of the index, the chronology and the glossary."""
    return tuple(inline.id for inline in iter_inlines(inlines) if isinstance(inline, Mark | Term))


def with_marks(inlines: Inlines, points: Mapping[int, str]) -> Inlines:
    """Return inlines with an anchor around each word that begins at one of the points.

    `points` maps an offset in the text of `inlines` to the anchor's id. An anchor encloses a word,
    as a point between two words could stay behind at the end of the page before.

    >>> from book.model import Emphasis
    >>> marked = with_marks((Plain("the law, "), Emphasis((Plain("law"),))), {4: "m1", 9: "m2"})
    >>> marked[:3]
    (Plain(text='the '), Mark(id='m1', inlines=(Plain(text='law,'),)), Plain(text=' '))
    >>> marked[3]
    Emphasis(inlines=(Mark(id='m2', inlines=(Plain(text='law'),)),))
    """
    marked: list[Inline] = []
    start = 0
    for inline in inlines:
        end = start + len(text_of((inline,)))
        inside = {point - start: mark for point, mark in points.items() if start <= point < end}
        marked += _with_marks(inline, inside) if inside else (inline,)
        start = end
    return tuple(marked)


def _with_marks(inline: Inline, points: Mapping[int, str]) -> Inlines:
    match inline:
        case Plain():
            return _mark_words(inline.text, points)
        case NoteCall() | PageReference() | Break():
            return (inline,)
    return (replace(inline, inlines=with_marks(inline.inlines, points)),)


def _mark_words(text: str, points: Mapping[int, str]) -> Inlines:
    """Return text with an anchor around the word at each of the points."""
    marked: list[Inline] = []
    end = 0
    for point, next_point in pairwise((*sorted(points), len(text))):
        marked.append(Plain(text[end:point]))
        word_end = WORD_END.search(text, point, next_point)
        end = word_end.start() if word_end else next_point
        marked.append(Mark(points[point], (Plain(text[point:end]),)))
    return _without_empty((*marked, Plain(text[end:])))


def _without_empty(inlines: Inlines) -> Inlines:
    return tuple(inline for inline in inlines if inline != Plain(""))


def with_term(inlines: Inlines, start: int, end: int, term: Term) -> Inlines | None:
    """Return inlines with the characters `start` to `end` of their text made the term.

    Return None if these are not within one inline, or are part of a link or of another term.

    >>> term = Term("m1", "t1", "", ())
    >>> marked = with_term((Plain("The UN"), NoteCall("n1")), 4, 6, term)
    >>> marked[:2]
    (Plain(text='The '), Term(id='m1', target='t1', expansion='', inlines=(Plain(text='UN'),)))
    """
    offset = 0
    for number, inline in enumerate(inlines):
        length = len(text_of((inline,)))
        if offset <= start and end <= offset + length:
            marked = _with_term(inline, start - offset, end - offset, term)
            return (*inlines[:number], *marked, *inlines[number + 1 :]) if marked else None
        offset += length
    return None


def _with_term(inline: Inline, start: int, end: int, term: Term) -> Inlines | None:
    match inline:
        case Plain():
            return _make_term(inline.text, start, end, term)
        case Link() | Term() | NoteCall() | PageReference() | Break():
            return None
    inside = with_term(inline.inlines, start, end, term)
    return (replace(inline, inlines=inside),) if inside else None


def _make_term(text: str, start: int, end: int, term: Term) -> Inlines:
    filled = replace(term, inlines=(Plain(text[start:end]),))
    return _without_empty((Plain(text[:start]), filled, Plain(text[end:])))

"""Small things that stages and renderers do with inlines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from book.model import Foreign, Inline, Inlines, Link, Mark, NoteCall, PageReference, Plain, Term
from book.text.typography import split_scripts

WORDS = re.compile(r"\S+\s*|\s+")
WORD_END = re.compile(r"\s|$")


def plain_inlines(text: str) -> Inlines:
    """Make inlines of a witness's words; Chinese in them is marked as such, for the voice of a screen reader.

    >>> plain_inlines("China’s law")
    (Plain(text='China’s law'),)
    """
    return tuple(
        Foreign("zh-Hans", (Plain(run),)) if han else Plain(run) for han, run in split_scripts(text)
    )


def cut_words(inlines: Inlines, size: int) -> tuple[Inlines, ...]:
    """Cut into pieces of about `size` words; only plain text is cut, between words, and the last piece is no mere rest.

    >>> [text_of(piece) for piece in cut_words((Plain("one two three four five six"),), 2)]
    ['one two ', 'three four ', 'five six']
    >>> [text_of(piece) for piece in cut_words((Plain("as (one "), Link("#", (Plain("two"),)), Plain("), three four five")), 3)]
    ['as (one two), ', 'three four five']
    """
    pieces: list[list[Inline]] = [[]]
    count, left = 0, len(text_of(inlines).split())
    for inline in inlines:
        runs = (
            [Plain(run) for run in WORDS.findall(inline.text)]
            if isinstance(inline, Plain)
            else [inline]
        )
        for run in runs:
            if count >= size and left > size / 2 and text_of(tuple(pieces[-1]))[-1:].isspace():
                pieces.append([])
                count = 0
            pieces[-1].append(run)
            number = len(text_of((run,)).split())
            count, left = count + number, left - number
    return tuple(tuple(_joined(piece)) for piece in pieces)


def _joined(inlines: list[Inline]) -> Iterator[Inline]:
    """Join the runs of plain text that follow each other."""
    for is_plain, group in groupby(inlines, key=lambda inline: isinstance(inline, Plain)):
        run = tuple(group)
        yield from (Plain(text_of(run)),) if is_plain else run


def text_of(inlines: Inlines) -> str:
    """Write the words of inlines, without calls and without the brackets of what is supplied.

    >>> from book.model import Emphasis
    >>> text_of((Plain("the "), Emphasis((Plain("law"),)), NoteCall("n1")))
    'the law'
    """
    return "".join(
        inline.text if isinstance(inline, Plain) else text_of(getattr(inline, "inlines", ()))
        for inline in inlines
    )


def missing_stop(text: str) -> str:
    """Give the stop that words need before a sentence follows them.

    >>> missing_stop("article"), missing_stop("A frame of bars.")
    ('.', '')
    """
    return "" if text.rstrip("”’)»").endswith((".", "!", "?", "…", "。")) else "."


def without_calls(inlines: Inlines) -> Inlines:
    """Take the note calls and the marks of the index out of a heading, for where it is repeated."""
    return tuple(kept for inline in inlines for kept in _without_calls(inline))


def _without_calls(inline: Inline) -> Inlines:
    match inline:
        case NoteCall():
            return ()
        case Mark() | Term():
            return without_calls(inline.inlines)
        case Plain() | PageReference():
            return (inline,)
    return (replace(inline, inlines=without_calls(inline.inlines)),)


def iter_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Give each inline before those in it."""
    for inline in inlines:
        yield inline
        yield from iter_inlines(getattr(inline, "inlines", ()))


def calls_of(inlines: Inlines) -> tuple[str, ...]:
    """List the notes called in inlines."""
    return tuple(inline.note for inline in iter_inlines(inlines) if isinstance(inline, NoteCall))


def marks_of(inlines: Inlines) -> tuple[str, ...]:
    """List the marks in inlines: those of index and chronology, and the terms."""
    return tuple(inline.id for inline in iter_inlines(inlines) if isinstance(inline, Mark | Term))


def with_marks(inlines: Inlines, points: Mapping[int, str]) -> Inlines:
    """Mark the words that begin after so many characters of the text of `inlines`; `points` gives each mark's id.

    A mark holds one word, as a point between words could be left behind at the end of the page before.

    >>> from book.model import Emphasis
    >>> with_marks((Plain("the law, "), Emphasis((Plain("law"),))), {4: "m1", 9: "m2"})[1:]
    (Mark(id='m1', inlines=(Plain(text='law,'),)), Plain(text=' '), Emphasis(inlines=(Mark(id='m2', inlines=(Plain(text='law'),)),)))
    """
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        here = {point - at: mark for point, mark in points.items() if at <= point < at + length}
        made += _with_marks(inline, here) if here else (inline,)
        at += length
    return tuple(made)


def _with_marks(inline: Inline, points: Mapping[int, str]) -> Inlines:
    if isinstance(inline, NoteCall | PageReference):
        return (inline,)
    if not isinstance(inline, Plain):
        return (replace(inline, inlines=with_marks(inline.inlines, points)),)
    text, made, end = inline.text, list[Inline](), 0
    for point, after in pairwise((*sorted(points), len(inline.text))):
        word = WORD_END.search(text, point, after)
        made.append(Plain(text[end:point]))
        end = word.start() if word else after
        made.append(Mark(points[point], (Plain(text[point:end]),)))
    return tuple(i for i in (*made, Plain(text[end:])) if i != Plain(""))


def with_term(inlines: Inlines, start: int, end: int, term: Term) -> Inlines | None:
    """Make the characters `start` to `end` of the text a term; None where they are not one piece, or are part of a link.

    >>> term = Term("m1", "t1", "", ())
    >>> with_term((Plain("The UN"), NoteCall("n1")), 4, 6, term)
    (Plain(text='The '), Term(id='m1', target='t1', expansion='', inlines=(Plain(text='UN'),)), NoteCall(note='n1'))
    """
    at = 0
    for number, inline in enumerate(inlines):
        length = len(text_of((inline,)))
        if at <= start and end <= at + length:
            made = _with_term(inline, start - at, end - at, term)
            return (*inlines[:number], *made, *inlines[number + 1 :]) if made else None
        at += length
    return None


def _with_term(inline: Inline, start: int, end: int, term: Term) -> Inlines | None:
    match inline:
        case Plain():
            parts = (
                Plain(inline.text[:start]),
                replace(term, inlines=(Plain(inline.text[start:end]),)),
                Plain(inline.text[end:]),
            )
            return tuple(part for part in parts if part != Plain(""))
        case Link() | Term() | NoteCall() | PageReference():
            return None
    inside = with_term(inline.inlines, start, end, term)
    return (replace(inline, inlines=inside),) if inside else None

"""Cut inlines into pieces of their text."""

from collections.abc import Iterator
from dataclasses import replace

from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
    Supplied,
    Term,
)
from book.text.inlines import text_of

Wrapper = (
    Emphasis
    | Strong
    | SmallCapitals
    | Superscript
    | Styled
    | Foreign
    | Supplied
    | Link
    | Mark
    | Term
)


def slice_inlines(inlines: Inlines, start: int, end: int) -> Inlines:
    """Return the inlines of the characters `start` to `end` of their text.

    What has no text belongs to the character behind it. The first piece of an anchor keeps its id,
    and the last one of a ruby its annotation.

    >>> from book.model import Emphasis, NoteCall
    >>> inlines = (Plain("a "), Emphasis((Plain("fox"), NoteCall("n"))), Plain(" ran"))
    >>> slice_inlines(inlines, 0, 5)
    (Plain(text='a '), Emphasis(inlines=(Plain(text='fox'),)))
    >>> slice_inlines(inlines, 5, 9)
    (NoteCall(note='n'), Plain(text=' ran'))
    """
    kept: list[Inline] = []
    position = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        if position + length >= start and position < end:
            kept += _slice(inline, length, start - position, end - position)
        position += length
    return tuple(kept)


def _slice(inline: Inline, length: int, start: int, end: int) -> Inlines:
    match inline:
        case Plain():
            text = inline.text[max(start, 0) : end]
            return (Plain(text),) if text else ()
        case Break() | NoteCall() | PageReference():
            return (inline,) if start <= 0 else ()
    inside = slice_inlines(inline.inlines, start, end)
    return _wrap(inline, inside, is_first=start <= 0, is_last=length <= end)


def _wrap(inline: Wrapper, inside: Inlines, *, is_first: bool, is_last: bool) -> Inlines:
    """Return a piece of an inline; what has no text needs no wrapper."""
    if not text_of(inside):
        return inside
    match inline:
        case Mark() | Term():
            return (replace(inline, inlines=inside),) if is_first else inside
        case Styled(kind="ruby") if not is_last:
            return inside
        case Styled(kind="formula") if not is_last:
            return (replace(inline, inlines=inside, value=""),)
    return (replace(inline, inlines=inside),)


def break_offsets(inlines: Inlines) -> Iterator[tuple[int, Break]]:
    """Yield the line breaks in inlines, each with its offset in their text.

    >>> list(break_offsets((Plain("one"), Break(2), Plain("two"))))
    [(3, Break(indent=2, is_paragraph=False))]
    """
    position = 0
    for inline in inlines:
        if isinstance(inline, Break):
            yield position, inline
        else:
            for offset, inner in break_offsets(getattr(inline, "inlines", ())):
                yield position + offset, inner
        position += len(text_of((inline,)))


def without_breaks(inlines: Inlines, instead: Plain | None = None) -> Inlines:
    """Return inlines with something `instead` of their line breaks, or with nothing."""
    return tuple(part for inline in inlines for part in _without_breaks(inline, instead))


def _without_breaks(inline: Inline, instead: Plain | None) -> Inlines:
    match inline:
        case Break():
            return (instead,) if instead else ()
        case Plain() | NoteCall() | PageReference():
            return (inline,)
    return (replace(inline, inlines=without_breaks(inline.inlines, instead)),)

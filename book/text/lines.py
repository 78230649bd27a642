"""Divide inlines into lines of verse, and notes into paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.model import Break, Inline, Inlines, Mark, Styled, Term


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of verse or of an address; `indent` is in steps of 1 em."""

    indent: int
    inlines: Inlines


def split_lines(inlines: Inlines, indent: int = 0) -> tuple[TextLine, ...]:
    """Return the lines that breaks divide; `indent` is that of the first one.

    What goes on over a break is divided with it, except a word with an anchor or an annotation.

    >>> from book.model import Emphasis, Plain
    >>> for line in split_lines((Emphasis((Plain("One"), Break(2), Plain("two"))), Plain("."))):
    ...     print(line.indent, line.inlines)
    0 (Emphasis(inlines=(Plain(text='One'),)),)
    2 (Emphasis(inlines=(Plain(text='two'),)), Plain(text='.'))
    """
    lines: list[TextLine] = []
    current: list[Inline] = []
    for part in _parts(inlines):
        if isinstance(part, Break):
            lines.append(TextLine(indent, tuple(current)))
            indent, current = part.indent, []
        else:
            current.append(part)
    return (*lines, TextLine(indent, tuple(current)))


def _parts(inlines: Inlines) -> Iterator[Inline]:
    """Yield inlines, each break by itself and what it divides in pieces."""
    for inline in inlines:
        inside = getattr(inline, "inlines", ())
        if isinstance(inline, Break) or _is_whole(inline) or not _has_break(inside):
            yield inline
            continue
        for number, line in enumerate(split_lines(inside)):
            if number:
                yield Break(line.indent)
            if line.inlines:
                yield replace(inline, inlines=line.inlines)  # type: ignore[arg-type]


def _is_whole(inline: Inline) -> bool:
    return isinstance(inline, Mark | Term) or (
        isinstance(inline, Styled) and inline.kind in ("ruby", "formula")
    )


def _has_break(inlines: Inlines) -> bool:
    return any(
        isinstance(inline, Break) or _has_break(getattr(inline, "inlines", ()))
        for inline in inlines
    )


def split_paragraphs(inlines: Inlines) -> tuple[Inlines, ...]:
    """Return the paragraphs of a note.

    >>> from book.model import Plain
    >>> len(split_paragraphs((Plain("One."), Break(is_paragraph=True), Plain("Two."))))
    2
    """
    paragraphs: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, Break) and inline.is_paragraph:
            paragraphs.append([])
        else:
            paragraphs[-1].append(inline)
    return tuple(map(tuple, paragraphs))

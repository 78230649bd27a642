"""Write text with ranges as inlines."""

from collections.abc import Iterator
from dataclasses import replace

from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    NoteCall,
    Plain,
    Range,
    Ranges,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
)
from book.text.inlines import plain_inlines

WRAPPERS: dict[str, type[Emphasis | Strong | SmallCapitals | Superscript]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "small-capitals": SmallCapitals,
    "superscript": Superscript,
}
POINTS = ("note", "break")
HAN_LANGUAGES = ("zh", "ja", "ko")


def formed_inlines(text: str, ranges: Ranges = ()) -> Inlines:
    """Return text as inlines, nested as its ranges are. A range that crosses another is divided.

    >>> formed_inlines("a fox ran", (Range(2, 5, "emphasis"), Range(5, 6, "break", "2")))[:2]
    (Plain(text='a '), Emphasis(inlines=(Plain(text='fox'),)))
    """
    if not ranges:
        return plain_inlines(text)
    ordered = sorted(ranges, key=_order)
    return tuple(_inlines(text, 0, len(text), ordered, in_han=False))


def _inlines(
    text: str, start: int, end: int, ranges: list[Range], *, in_han: bool
) -> Iterator[Inline]:
    """Yield the inlines of the characters `start` to `end`; `ranges` are sorted by their start."""
    position, pending = start, list(ranges)
    while pending:
        first = pending.pop(0)
        if first.start > position:
            yield from _plain(text[position : first.start], in_han=in_han)
            position = first.start
        if first.kind in POINTS:
            yield _point(first)
            position = first.end
            continue
        inside, pending = _divide(pending, first.end)
        han = in_han or (first.kind == "foreign" and first.value.startswith(HAN_LANGUAGES))
        inner = tuple(_inlines(text, first.start, first.end, inside, in_han=han))
        yield _wrapped(first, inner)
        position = first.end
    if position < end:
        yield from _plain(text[position:end], in_han=in_han)


def _plain(text: str, *, in_han: bool) -> Inlines:
    return (Plain(text),) if in_han else plain_inlines(text)


def _divide(ranges: list[Range], end: int) -> tuple[list[Range], list[Range]]:
    """Return the ranges before `end` and those from it on, cut there if they cross it."""
    inside = [replace(each, end=min(each.end, end)) for each in ranges if each.start < end]
    after = [
        replace(each, start=max(each.start, end))
        for each in ranges
        if each.end > end or each.start >= end
    ]
    return inside, sorted(after, key=_order)


def _order(each: Range) -> tuple[int, bool, bool, int]:
    """Sort ranges: a call of a note stands before what begins there, and after what ends there."""
    return each.start, each.kind != "note", each.kind in POINTS, -each.end


def _point(each: Range) -> Inline:
    if each.kind == "note":
        return NoteCall(each.value)
    is_paragraph = each.value == "paragraph"
    return Break(0 if is_paragraph else int(each.value or 0), is_paragraph)


def _wrapped(each: Range, inlines: Inlines) -> Inline:
    if wrapper := WRAPPERS.get(each.kind):
        return wrapper(inlines)
    match each.kind:
        case "foreign":
            return Foreign(each.value, inlines)
        case "direction":
            return Foreign("", inlines, each.value)
        case "link":
            return Link(each.value, inlines)
        case "note" | "break":
            return _point(each)
        case "emphasis" | "strong" | "small-capitals" | "superscript":
            raise AssertionError
    return Styled(each.kind, inlines, each.value)

"""Compare lines as an output has them with those that it must have, character by character."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import unquote

from book.errors import ProofError
from book.text.code_points import tell_apart
from book.verify.readback.transcript import LinePoint, LinkedSpan, TranscriptLine

CONTEXT = 40  # characters that an error quotes, before and after a difference
BEFORE = 24
# What an error calls a point.
POINTS = {
    "call": "the call of {name}",
    "anchor": "the anchor {name}",
    "term": "the term {name}",
    "id": "the id {name}",
    "place": "the place {name}",
    "division": "the division “{name}”",
    "release": "the release of {name}",
    "formula": "the formula {name}",
    "ruby": "the annotation “{name}”",
    "label": "the label “{name}”",
    "cell": "the cell “{name}”",
    "language": "the language “{name}”",
}


def compare_lines(
    expected: Sequence[TranscriptLine], found: Sequence[TranscriptLine], file: str
) -> None:
    """Raise ProofError for the first line that is not as it must be, or is too much or too little.

    The text must be the same in every character, and so must what stands in it, at its place.
    """
    for number, (wanted, line) in enumerate(zip_longest(expected, found)):
        if wanted is None or line is None or wanted.text != line.text:
            raise ProofError(_describe_text(number, expected, found), file=file)
        if fault := _point_fault(wanted, line) or _link_fault(wanted, line):
            raise ProofError(f"{wanted.where}: {fault}", file=file)


def _describe_text(
    number: int, expected: Sequence[TranscriptLine], found: Sequence[TranscriptLine]
) -> str:
    """Describe the line with a number: it is missing, too much, or other words."""
    wanted = expected[number] if number < len(expected) else None
    line = found[number] if number < len(found) else None
    if wanted is None or line is None:
        extra = line or wanted
        assert extra is not None, "one of the lines is there"
        fate = "has no place there" if wanted is None else "is missing at the end"
        return f"{extra.where}: “{_shown(extra.text)}” {fate}"
    if line.text in (each.text for each in expected[number + 1 : number + 3]):
        return f"{wanted.where}: “{_shown(wanted.text)}” is missing"
    if wanted.text in (each.text for each in found[number + 1 : number + 3]):
        return f"{wanted.where}: “{_shown(line.text)}” has no place before “{_shown(wanted.text)}”"
    return f"{wanted.where}: {difference(wanted.text, line.text)}"


def _shown(text: str) -> str:
    return text if len(text) <= 2 * CONTEXT else f"{text[: 2 * CONTEXT]}…"


def difference(expected: str, found: str) -> str:
    """Describe where two texts first differ, with some of what stands before.

    >>> difference("the law of the land", "the law ofthe land")
    'expected “the law of the land”, found “the law ofthe land”'
    """
    length = next(
        (n for n, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other),
        min(len(expected), len(found)),
    )
    start = max(0, length - BEFORE)
    if start:
        start = expected.find(" ", start, length) + 1 or start
    pieces = (text[start : length + CONTEXT] for text in (expected, found))
    wanted, actual = tell_apart(*pieces)
    return f"expected “{wanted}”, found “{actual}”"


def _point_fault(expected: TranscriptLine, found: TranscriptLine) -> str:
    """Describe the first call or anchor that is missing, too much, or misplaced; "" if none is."""
    if expected.points == found.points:
        return ""
    lacking = _first_without(expected.points, found.points)
    extra = _first_without(found.points, expected.points)
    if lacking is None:
        return f"{_name(extra or found.points[0])} is not the edition's, or not in its order"
    elsewhere = next(
        (p for p in found.points if (p.kind, p.name) == (lacking.kind, lacking.name)), None
    )
    if elsewhere:
        here, there = _before(expected, lacking), _before(found, elsewhere)
        return f"{_name(lacking)} must stand after “{here}”, and stands after “{there}”"
    instead = f"; {_name(extra)} is there" if extra and extra.offset == lacking.offset else ""
    before = _before(expected, lacking)
    after = f"after “{before}”" if before else f"before “{_shown(expected.text)}”"
    return f"{_name(lacking)} is missing {after}{instead}"


def _first_without(points: Iterable[LinePoint], others: Sequence[LinePoint]) -> LinePoint | None:
    known = set(others)
    return next((point for point in points if point not in known), None)


def _name(point: LinePoint) -> str:
    return POINTS[point.kind].format(name=point.name)


def _before(line: TranscriptLine, point: LinePoint) -> str:
    return line.text[max(0, point.offset - BEFORE) : point.offset]


def _link_fault(expected: TranscriptLine, found: TranscriptLine) -> str:
    """Describe the first link that does not lead where it must; "" if all do."""
    if expected.links == found.links:
        return ""
    for wanted, link in zip_longest(expected.links, found.links):
        if wanted is None or link is None or not _are_equal(wanted, link):
            return _describe_link(expected, wanted, link)
    return ""


def _are_equal(one: LinkedSpan, other: LinkedSpan) -> bool:
    """Return whether two links lead to the same target, which may be percent-encoded."""
    return (one.start, one.end) == (other.start, other.end) and (
        one.target == other.target or unquote(one.target) == unquote(other.target)
    )


def _describe_link(line: TranscriptLine, wanted: LinkedSpan | None, link: LinkedSpan | None) -> str:
    if wanted is None:
        assert link is not None, "one of the links is there"
        return f"“{line.text[link.start : link.end]}” must be no link, and leads to {link.target}"
    words = line.text[wanted.start : wanted.end]
    if link is None or (link.start, link.end) != (wanted.start, wanted.end):
        return f"“{words}” must be a link to {wanted.target}"
    return f"“{words}” must lead to {wanted.target}, and leads to {link.target}"

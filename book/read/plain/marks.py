"""The marks that a typist sets for italics, bold, superiors: ranges, and the words without marks.

Each is read only where it cannot be anything else: `snake_case`, `a = b` and the blanks `____` of
a form stay as they are.
"""

import re
from dataclasses import dataclass

from book.model import Range, RangeKind

# A single underscore that is not the mark of a subscript.
UNDERSCORE = re.compile(r"(?<!_)_(?![_{])")
# Each kind of run, the sign without which there is none, and its pattern.
PAIRS: tuple[tuple[RangeKind, str, re.Pattern[str]], ...] = (
    (
        "strong",
        "=",
        re.compile(r"(?<![\w=])=(?=[^\s=])([^=\n]*(?:\n[^=\n]+)*)(?<=[^\s=])=(?![\w=])"),
    ),
    ("superscript", "^", re.compile(r"(?<=[^\s^])\^\{([^{}\n]{1,40})\}")),
    ("superscript", "^", re.compile(r"(?<=[A-Za-z0-9])\^([A-Za-z]{1,3})(?![\w^])")),
    ("subscript", "_", re.compile(r"(?<=\w)_\{([^{}\n]{1,40})\}")),
    ("subscript", "~", re.compile(r"(?<=[^\W_])~(\w{1,4})~(?!~)")),
    ("emphasis", "~", re.compile(r"(?<![\w~])~(?=[^\s~])([^~\n]+)(?<=[^\s~])~(?![\w~])")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A marked run: the marks stand before `start` and from `end` on, up to the outer positions."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    kind: RangeKind
    value: str = ""


def find_marks(text: str) -> list[Found]:
    """Return the marked runs of a paragraph, in order; those inside others are after them.

    >>> [text[f.start:f.end] for text in ["(_a_ _b_, c_d __ =e=)"] for f in find_marks(text)]
    ['a', 'b', 'e']
    """
    found = _emphases(text) if "_" in text else []
    for kind, pattern in ((kind, pattern) for kind, sign, pattern in PAIRS if sign in text):
        found += (
            Found(match.start(), match.start(1), match.end(1), match.end(), kind)
            for match in pattern.finditer(text)
        )
    return sorted(_without_overlaps(found), key=lambda each: (each.outer_start, -each.outer_end))


def _emphases(text: str) -> list[Found]:
    """Pair the underscores: one opens before a word, and one closes after a word."""
    places = [match.start() for match in UNDERSCORE.finditer(text)]
    found: list[Found] = []
    start = -1
    for index, place in enumerate(places):
        opens, closes = _sides(text, place)
        if start >= 0 and (closes or _ends_inside_word(text, places[index:])):
            found.append(Found(start, start + 1, place, place + 1, "emphasis"))
            start = -1
        elif opens:
            start = place
    return found


def _sides(text: str, place: int) -> tuple[bool, bool]:
    """Return whether an underscore can open, and whether it can close, an emphasis."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opens = not before.isalnum() and bool(after.strip())
    closes = not after.isalnum() and bool(before.strip())
    return opens, closes


def _ends_inside_word(text: str, places: list[int]) -> bool:
    """Return whether an underscore inside a word closes: `_Times_s`, but not `_snake_case_`."""
    opens, _ = _sides(text, places[0])
    if opens or not text[places[0] - 1].isalnum():
        return False
    nexts = (_sides(text, place) for place in places[1:])
    next_opens, next_closes = next((sides for sides in nexts if any(sides)), (True, False))
    return next_opens and not next_closes


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Drop the runs that cross an earlier one, or whose marks do."""
    kept: list[Found] = []
    for each in found:
        if not any(_cross(each, other) for other in kept):
            kept.append(each)
    return kept


def _cross(each: Found, other: Found) -> bool:
    apart = each.outer_end <= other.outer_start or other.outer_end <= each.outer_start
    inside = other.start <= each.outer_start and each.outer_end <= other.end
    around = each.start <= other.outer_start and other.outer_end <= each.end
    return not (apart or inside or around)


@dataclass(frozen=True, slots=True)
class Stripped:
    """The lines of a paragraph without marks, with the ranges of each, and what was taken off.

    `removed` are the words taken off each line with the rule that removes them.
    """

    lines: tuple[str, ...]
    ranges: tuple[tuple[Range, ...], ...]
    removed: tuple[tuple[tuple[str, str], ...], ...]


def strip_marks(
    lines: list[str], found: list[Found], calls: list[tuple[int, int, str]]
) -> Stripped:
    """Take the marks off the lines of a paragraph; `calls` are those of notes, with their ids.

    The positions count the characters of the lines joined by a line feed.
    """
    text = "\n".join(lines)
    cuts = _cuts(found, calls)
    spans: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    points = [(at, note) for at, _, note in calls]
    results = [_strip_line(text, span, cuts, found, points) for span in spans]
    removed = [
        [(text[a:b].strip(), "note mark") for a, b, _ in calls if s <= a < e] for s, e in spans
    ]
    return Stripped(
        tuple(line for line, _ in results),
        tuple(ranges for _, ranges in results),
        tuple(map(tuple, removed)),
    )


def _cuts(found: list[Found], calls: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return the characters to leave out, in order."""
    cuts = [(each.outer_start, each.start) for each in found]
    cuts += [(each.end, each.outer_end) for each in found]
    return sorted([*cuts, *((start, end) for start, end, _ in calls)])


def _strip_line(
    text: str,
    span: tuple[int, int],
    cuts: list[tuple[int, int]],
    found: list[Found],
    calls: list[tuple[int, str]],
) -> tuple[str, tuple[Range, ...]]:
    first, last = span
    inside = [cut for cut in cuts if first <= cut[0] < last]

    def moved(place: int) -> int:
        place = min(max(place, first), last)
        return place - first - sum(min(b, place) - a for a, b in inside if a < place)

    kept, position = [], first
    for start, end in inside:
        kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:last])
    ranges = [
        Range(moved(each.start), moved(each.end), each.kind, each.value)
        for each in found
        if max(each.start, first) < min(each.end, last)
    ]
    ranges += (
        Range(moved(at), moved(at), "note", note) for at, note in calls if first <= at < last
    )
    return "".join(kept), tuple(
        each for each in ranges if each.start < each.end or each.kind == "note"
    )

"""Gather the words and the form that a reader gave."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from book.model import Container, Insert, Line, Ranges
from book.verify.intake.gathering import Gathered
from book.verify.intake.words import split

TAG = re.compile(r"<[^<>]*>")
UNCOUNTED = ("break", "note", "direction")
CONTAINERS = {
    "quotation": "quotations",
    "list": "lists",
    "item": "items",
    "table": "tables",
    "cell": "cells",
    "note": "notes",
    "speech": "speeches",
    "figure": "pictures",
    "aside": "asides",
}
ALSO_GIVEN = ("label", "mark", "source")


def gather_lines(lines: Sequence[Line]) -> Gathered:
    """Return the words of all lines, whatever their fate, and the form of those that are text.

    What a reader adds, such as the numbers of a list, is optional: the file may have it as text.
    """
    found = Gathered()
    for line in lines:
        found.needed.append(line.text)
        _add_values(line, found)
        _add_form(line, found)
    for container in _containers(lines):
        # A picture that the file lacks leaves its text twice: the reader names it too.
        is_missing = container.kind == "figure" and not container.get("source")
        (found.optional if is_missing else found.needed).append(container.get("alt"))
        found.optional += (container.get(name) for name in ALSO_GIVEN)
        if kind := CONTAINERS.get(container.kind):
            _count(found, kind)
    for insert in _inserts(lines):
        found.optional.append(insert.text)
        if insert.kind == "scene-break":
            _count(found, "scene-breaks")
    return found


def _count(found: Gathered, kind: str, number: int = 1) -> None:
    found.blocks.setdefault(kind, []).extend([""] * number)


def _add_values(line: Line, found: Gathered) -> None:
    """Add the words beside a line's own: annotations, and what formulas and links hold."""
    for each in line.ranges:
        if each.kind == "ruby":
            found.needed.append(each.value)
            found.formed.setdefault("ruby", []).extend(split(each.value))
        elif each.kind in ("formula", "link"):
            found.optional.append(TAG.sub(" ", each.value))


def _add_form(line: Line, found: Gathered) -> None:
    if line.form.kind == "code":
        found.formed.setdefault("code", []).extend(split(line.text))
    for kind in {each.kind for each in line.ranges}.difference(UNCOUNTED, ("ruby",)):
        found.formed.setdefault(kind, []).extend(split(marked_words(line.text, line.ranges, kind)))
    breaks = sum(each.kind == "break" for each in line.ranges)
    _count(found, "breaks", breaks)
    if line.form.kind == "verse":
        _count(found, "verse-lines", breaks + 1)
        _count(found, "stanzas", not line.continues)
    if line.form.kind == "stage":
        _count(found, "stage-directions")
    if line.fate == "open" and line.text.startswith("#"):
        _count(found, "headings")


def marked_words(text: str, ranges: Ranges, kind: str) -> str:
    """Return the words of a text that have a form, those apart divided by spaces.

    >>> from book.model import Range
    >>> marked_words("a fox, a crow", (Range(2, 5, "code"), Range(9, 13, "code")), "code")
    'fox crow'
    """
    spans: list[tuple[int, int]] = []
    for start, end in sorted((each.start, each.end) for each in ranges if each.kind == kind):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return " ".join(text[start:end] for start, end in spans)


def _containers(lines: Sequence[Line]) -> Iterator[Container]:
    """Yield each container once."""
    seen: set[tuple[str, str]] = set()
    inserts = (insert.containers for insert in _inserts(lines))
    for containers in (*(line.form.containers for line in lines), *inserts):
        for container in containers:
            if (key := (container.kind, container.id)) not in seen:
                seen.add(key)
                yield container


def _inserts(lines: Sequence[Line]) -> Iterator[Insert]:
    for line in lines:
        yield from (*line.form.before, *line.form.after)


def words_by_rule(lines: Sequence[Line]) -> dict[str, Counter[str]]:
    """Return the words of the lines whose fate their reader decided, by its rule."""
    rules: dict[str, Counter[str]] = {}
    for line in lines:
        if line.fate != "open":
            rules.setdefault(line.rule or line.field, Counter()).update(split(line.text))
    return rules

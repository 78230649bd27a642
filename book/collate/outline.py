"""Find the work's outline, and know a heading of a witness as one of it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from book.model import Heading, Text, Unit, Work
from book.text.typography import DIVISION_WORDS, fold, letter_label

DIVISION = re.compile(DIVISION_WORDS.lower())
HAN_NUMBER = re.compile(r"^第?([一二三四五六七八九十百]+)")
HAN_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def find_outline(copies: Iterable[Text], work: Work) -> tuple[Heading, ...]:
    """Take the outline from edition.toml, else from a witness's list of contents, else from the witnesses' headings."""
    if work.outline:
        return _labelled(_heading(entry, number) for number, entry in enumerate(work.outline, 1))
    copies = list(copies)
    for text in copies:
        listed = [m.value for m in text.metadata if m.field == "outline"]
        if listed:
            return _labelled(
                _heading(entry, number) for number, entry in enumerate(_top_level(listed), 1)
            )
    return _labelled(_merged_headings(copies))


def _labelled(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Give each part a label of its own: by it its rows are found."""
    found: dict[str, Heading] = {}
    for heading in headings:
        label = free_label(heading.label, found)
        found[label] = replace(heading, label=label)
    return tuple(found.values())


def free_label(label: str, taken: Iterable[str]) -> str:
    """Mark a label that comes again with a letter: 1, 1b, 1c …"""
    taken = set(taken)
    return next(
        free
        for n in range(1, len(taken) + 2)
        if (free := label + (letter_label(n) if n > 1 else "")) not in taken
    )


def _top_level(entries: list[str]) -> list[str]:
    """Keep the entries numbered as the first numbered one is, and those without number: the parts, not their sections."""
    first = next((found for entry in entries if (found := numbering(entry))), "")
    return [entry for entry in entries if numbering(entry) in (first, "")]


def numbering(entry: str) -> str:
    """Name the kind of an entry's number.

    >>> [numbering(e) for e in ("IV. Exchanges", "2. Dialogue", "Part 2: Law", "Coda")]
    ['roman', 'arabic', 'part', '']
    """
    first = entry.split(maxsplit=1)[0] if entry.strip() else ""
    if not first.rstrip(".)、:").isascii() or not first[:1].isalnum():
        return ""
    if first[-1] in ".)" and set(first[:-1]) <= set("IVXLC"):
        return "roman"
    if first[-1] in ".)" and first[:-1].replace(".", "").isdigit():
        return "arabic"
    return first.lower() if DIVISION.fullmatch(first.lower()) and len(entry.split()) > 1 else ""


def _heading(entry: str, number: int) -> Heading:
    """Divide an entry of the outline into number and title; an entry without a number gets its ordinal as a label."""
    if numbering(entry) in ("roman", "arabic"):
        label, title = entry.split(maxsplit=1)
        return Heading(label.rstrip(".)"), title)
    if numbering(entry):
        word, label, *rest = entry.split(maxsplit=2)
        return Heading(f"{word} {label.rstrip('.:')}", rest[0] if rest else "")
    return Heading(str(number), entry)


def _merged_headings(copies: list[Text]) -> tuple[Heading, ...]:
    """Without a list of contents: the headings of the style that comes first, in all witnesses, in the order of numbers."""
    found: dict[str, Heading] = {}
    style = next((u.style for t in copies for u in t.units if u.kind == "heading"), "")
    for text in copies:
        for unit in text.units:
            if unit.kind == "heading" and unit.style == style:
                heading = _heading(unit.text.lstrip("# "), len(found) + 1)
                known = match_outline(unit, tuple(found.values()))
                found.setdefault(
                    fold(known.title or known.label)
                    if known
                    else fold(heading.title or heading.label),
                    heading,
                )
    headings = list(found.values())
    numbers = [_value(h.title if HAN_NUMBER.match(h.title) else h.label) for h in headings]
    in_order = sorted(zip(numbers, headings, strict=True), key=lambda x: x[0])
    return (
        tuple(h for _, h in in_order)
        if all(numbers) and len(set(numbers)) == len(numbers)
        else tuple(headings)
    )


def _value(label: str) -> int:
    """Read a label's number, roman, arabic or Chinese; 0 if it has none.

    >>> [_value(label) for label in ("IV", "12", "Part II", "Coda", "二十三、总则", "第十章 总则")]
    [4, 12, 2, 0, 23, 10]
    """
    if match := HAN_NUMBER.match(label):
        tens, ten, units = match[1].rpartition("十")
        return (HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + HAN_DIGITS.get(units, 0)
    last = label.split()[-1]
    if last.isdigit():
        return int(last)
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(c, 0) for c in last]
    if not values or not all(values):
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def match_outline(unit: Unit, outline: tuple[Heading, ...]) -> Heading | None:
    """Find the part that a heading opens: the same title, or the same number and nearly the same title."""
    entry = _heading(unit.text.lstrip("# "), 0)
    for heading in outline:
        title = fold(heading.title or heading.label)
        same = title == fold(entry.title or entry.label)
        near = heading.label == entry.label and fuzz.ratio(title, fold(entry.title)) >= 80
        if title and (same or near):
            return heading
    return None

"""Find the outline of the work: its parts, each with a label of its own."""

from collections.abc import Iterable
from dataclasses import replace

from book.collate.headings import (
    find_in_outline,
    folded_title,
    heading_number,
    numbering,
    parse_entry,
    parse_unit,
)
from book.model import Heading, Text, Work
from book.text.typography import letter_label


def find_outline(copies: Iterable[Text], work: Work) -> tuple[Heading, ...]:
    """Return the parts of the work.

    They come from edition.toml, else from the first list of contents in a witness, else from the
    headings of all witnesses.
    """
    if work.outline:
        return _parse_entries(work.outline)
    copies = list(copies)
    contents = (_contents_list(text) for text in copies)
    listed = next(filter(None, contents), None)
    if listed:
        return _parse_entries(_top_level(listed))
    return _with_unique_labels(_in_order(_merge_headings(copies)))


def _contents_list(text: Text) -> list[str]:
    return [datum.value for datum in text.metadata if datum.field == "outline"]


def _parse_entries(entries: Iterable[str]) -> tuple[Heading, ...]:
    return _with_unique_labels(parse_entry(entry, n) for n, entry in enumerate(entries, 1))


def _with_unique_labels(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Return the parts with labels of their own, by which their rows are found."""
    labeled: dict[str, Heading] = {}
    for heading in headings:
        label = free_label(heading.label, labeled)
        labeled[label] = replace(heading, label=label)
    return tuple(labeled.values())


def free_label(label: str, taken: Iterable[str]) -> str:
    """Return the label, with a letter if it is taken.

    >>> free_label("1", []), free_label("1", ["1"]), free_label("1", ["1", "1b"])
    ('1', '1b', '1c')
    """
    taken = set(taken)
    suffixes = (letter_label(number) if number > 1 else "" for number in range(1, len(taken) + 2))
    return next(free for suffix in suffixes if (free := label + suffix) not in taken)


def _top_level(entries: list[str]) -> list[str]:
    """Keep the parts and drop their sections.

    Parts are numbered as the first numbered entry is, or not at all.
    """
    kinds = [numbering(entry) for entry in entries]
    top = next(filter(None, kinds), "")
    return [entry for entry, kind in zip(entries, kinds, strict=True) if kind in (top, "")]


def _merge_headings(copies: list[Text]) -> list[Heading]:
    """Return the headings of all witnesses that have the style of the first one, each once."""
    units = [unit for text in copies for unit in text.units if unit.kind == "heading"]
    merged: dict[str, Heading] = {}
    for unit in units:
        if unit.style == units[0].style and not find_in_outline(unit, merged.values()):
            heading = parse_unit(unit, len(merged) + 1)
            merged.setdefault(folded_title(heading), heading)
    return list(merged.values())


def _in_order(headings: list[Heading]) -> list[Heading]:
    """Sort headings by their numbers, if each has one of its own."""
    numbers = [heading_number(heading) for heading in headings]
    if not all(numbers) or len(set(numbers)) < len(numbers):
        return headings
    return sorted(headings, key=heading_number)

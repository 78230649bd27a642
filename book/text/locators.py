"""Write the locators of the index: as page numbers where there are pages, otherwise as places.

A written locator is a pair: the anchor that it leads to, and its text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from book.model import Locator

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
WrittenLocator = tuple[str, str]
FolioOrder = tuple[int, int, int]
Placed = tuple[FolioOrder, str, str]  # a written locator, and the page by which it is sorted
NUMBERED = re.compile(r"(.*?)(\d+)")  # a note's label: what stands before its number


def write_pages(
    locators: tuple[Locator, ...], numbers: Mapping[str, str], notes_label: str = ""
) -> tuple[WrittenLocator, ...]:
    """Write locators as page numbers; `numbers` gives the folio of each anchor.

    Each page, or each line of it ("17.12"), is named once, consecutive pages are a range, and notes
    follow their page. Ranges have all their digits: the form that cannot be misread (Chicago Manual
    of Style, 17th ed., 9.62). For the same reason a space separates a roman number from the letter
    of its note. A locator that `numbers` does not have is left out.

    Consecutive notes of a page are a range, which is written with `notes_label`; others of the same
    page are named one by one (Chicago Manual of Style, 17th ed., 16.111). Without the label, all
    are.

    >>> numbers = {"a": "ix", "b": "12", "c": "12", "d": "13", "e": "14", "f": "21", "g": "13"}
    >>> locators = tuple(Locator(anchor, "") for anchor in "abcdef")
    >>> write_pages((*locators, Locator("g", "", "n3")), numbers)
    (('a', 'ix'), ('b', '12–14'), ('g', '13n3'), ('f', '21'))
    >>> write_pages((Locator("i", "", "n3"),), {"i": "viii"})
    (('i', 'viii\\xa0n3'),)
    >>> notes = tuple(Locator(str(number), "", f"n{number}") for number in (11, 12, 13, 15))
    >>> write_pages(notes, dict.fromkeys(("11", "12", "13", "15"), "8"), "nn{notes}")
    (('11', '8nn11–13'), ('15', '8n15'))
    >>> by_line = {"a": "17.12", "b": "17.9", "c": "18.1", "d": "17.12", "e": "17.12"}
    >>> write_pages((*(Locator(name, "") for name in "abcd"), Locator("e", "", "n")), by_line)
    (('b', '17.9'), ('a', '17.12'), ('e', '17.12n'), ('c', '18.1'))
    """
    known = [
        (folio_order(numbers[locator.target]), numbers[locator.target], locator)
        for locator in locators
        if locator.target in numbers
    ]
    first: dict[FolioOrder, tuple[str, str]] = {}
    for page, folio, locator in sorted((k for k in known if not k[2].note), key=lambda k: k[0]):
        first.setdefault(page, (locator.target, folio))
    runs: list[_NoteRun] = []
    for page, folio, locator in known:
        if locator.note:
            _add_note(runs, page, folio, locator, joins=bool(notes_label))
    notes = [(run.page, run.target, run.written(notes_label)) for run in runs]
    ordered = sorted((*_ranges(first), *notes), key=lambda placed: placed[0])
    return tuple((target, text) for _, target, text in ordered)


@dataclass(slots=True)
class _NoteRun:
    """Consecutive notes of a page; their labels are those of the first and the last."""

    page: FolioOrder
    folio: str
    target: str
    first: str
    last: str

    def holds(self, note: str) -> bool:
        label, number = _number(note)
        first, last = _number(self.first), _number(self.last)
        return label == first[0] and first[1] <= number <= last[1]

    def written(self, label: str) -> str:
        if self.first == self.last:
            return _note_locator(self.folio, self.first)
        label_of = len(_number(self.first)[0])
        numbers = (note[label_of:] for note in (self.first, self.last))
        return _note_locator(self.folio, label.format(notes="–".join(numbers)))


def _add_note(
    runs: list[_NoteRun], page: FolioOrder, folio: str, locator: Locator, *, joins: bool
) -> None:
    """Add a note to the run of its page that it continues, or as a run of its own."""
    label, number = _number(locator.note)
    for run in (run for run in runs if run.page == page):
        if run.holds(locator.note):
            return
        if joins and number and _number(run.last) == (label, number - 1):
            run.last = locator.note
            return
    runs.append(_NoteRun(page, folio, locator.target, locator.note, locator.note))


def _number(note: str) -> tuple[str, int]:
    """Return what stands before a note's number, and the number; 0 if its mark is none."""
    match = NUMBERED.fullmatch(note)
    return (match[1], int(match[2])) if match else (note, 0)


def _note_locator(folio: str, note: str) -> str:
    space = NO_BREAK_SPACE if folio.isalpha() and note[0].isalpha() else ""
    return f"{folio}{space}{note}"


def _ranges(first: Mapping[FolioOrder, tuple[str, str]]) -> list[Placed]:
    """Join consecutive pages; `first` gives the first anchor and the folio of each, in order."""
    ranges: list[Placed] = []
    last: FolioOrder = (-1, -1, 0)
    for page, (target, folio) in first.items():
        if page == (last[0], last[1] + 1, 0) and not last[2]:
            begin, anchor, text = ranges[-1]
            ranges[-1] = (begin, anchor, f"{text.partition('–')[0]}–{folio}")
        else:
            ranges.append((page, target, folio))
        last = page
    return ranges


def folio_order(folio: str) -> FolioOrder:
    """Return the sort key of a folio: its series (0: roman, 1: arabic), its number, and the line.

    >>> [folio_order(folio) for folio in ("i", "xiv", "xlix", "7", "7.12")]
    [(0, 1, 0), (0, 14, 0), (0, 49, 0), (1, 7, 0), (1, 7, 12)]
    """
    page, _, line = folio.partition(".")
    if page.isdecimal():
        return 1, int(page), int(line or 0)
    return 0, _roman_value(page), int(line or 0)


def _roman_value(numeral: str) -> int:
    values = [ROMAN.get(letter, 0) for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, (*values[1:], 0), strict=True))


def write_places(locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
    """Write locators as places of the text, each once.

    >>> here, again = Locator("a", "IV.2 ¶3"), Locator("b", "IV.2 ¶3")
    >>> write_places((here, again, Locator("c", "IV.2 n1", "n1")))
    (('a', 'IV.2 ¶3'), ('c', 'IV.2 n1'))
    """
    first: dict[str, str] = {}
    for locator in locators:
        first.setdefault(locator.place, locator.target)
    return tuple((target, place) for place, target in first.items())


def comma(labels: Mapping[str, str]) -> str:
    """Return what stands between two locators: the comma of Arabic letters, or that of all others.

    >>> comma({"list-separator": "، "}), comma({"list-separator": "、"})
    ('، ', ', ')
    """
    separator = labels.get("list-separator", "")
    return separator if separator.startswith("\N{ARABIC COMMA}") else ", "


def term_id(number: int) -> str:
    """Return the anchor of a term from its position, from 0, in glossary.toml."""
    return f"term-{number + 1}"

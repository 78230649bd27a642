"""Parse headings and entries of an outline into number and title, and match them."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from book.model import Heading, Unit
from book.text.typography import DIVISION_WORDS, fold

DIVISION = re.compile(DIVISION_WORDS.lower())
HAN_NUMBER = re.compile(r"^第?([一二三四五六七八九十百]+)")
HAN_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
SAME_TITLE = 80.0  # per cent of likeness from which titles with the same number are the same


def numbering(entry: str) -> str:
    """Return the kind of an entry's number: "roman", "arabic", a word in lower case, or "".

    >>> [numbering(e) for e in ("IV. Exchanges", "2. Dialogue", "Part 2: Law", "Coda")]
    ['roman', 'arabic', 'part', '']
    """
    first, *rest = entry.split(maxsplit=1) or [""]
    if not first[:1].isalnum() or not first.rstrip(".)、:").isascii():
        return ""
    if first[-1] in ".)" and set(first[:-1]) <= ROMAN_DIGITS.keys():
        return "roman"
    if first[-1] in ".)" and first[:-1].replace(".", "").isdigit():
        return "arabic"
    return first.lower() if rest and DIVISION.fullmatch(first.lower()) else ""


def parse_entry(entry: str, ordinal: int) -> Heading:
    """Divide an entry of an outline into label and title; without a number, `ordinal` is the label.

    >>> parse_entry("IV. Exchanges", 1)
    Heading(label='IV', title='Exchanges')
    >>> parse_entry("IV.", 1)
    Heading(label='IV', title='')
    >>> parse_entry("Coda", 3)
    Heading(label='3', title='Coda')
    """
    kind = numbering(entry)
    if kind in ("roman", "arabic"):
        label, *rest = entry.split(maxsplit=1)
        return Heading(label.rstrip(".)"), "".join(rest))
    if kind:
        word, label, *rest = entry.split(maxsplit=2)
        return Heading(f"{word} {label.rstrip('.:')}", "".join(rest))
    return Heading(str(ordinal), entry)


def parse_unit(unit: Unit, ordinal: int) -> Heading:
    """Parse a heading of a witness as an entry of an outline."""
    return parse_entry(unit.text.lstrip("# "), ordinal)


def folded_title(heading: Heading) -> str:
    """Return the title, or the label if there is none, as it is compared."""
    return fold(heading.title or heading.label)


def find_in_outline(unit: Unit, outline: Iterable[Heading]) -> Heading | None:
    """Return the part that a heading opens, or None.

    The title is the same, or the number is the same and the title nearly so.
    """
    entry = parse_unit(unit, 0)
    return next((heading for heading in outline if _is_same(heading, entry)), None)


def _is_same(heading: Heading, entry: Heading) -> bool:
    title = folded_title(heading)
    likeness = fuzz.ratio(title, fold(entry.title)) if heading.label == entry.label else 0.0
    return bool(title) and (title == folded_title(entry) or likeness >= SAME_TITLE)


def heading_number(heading: Heading) -> int:
    """Return the value of a heading's number; 0 if it has none."""
    is_chinese = HAN_NUMBER.match(heading.title)
    return number_value(heading.title if is_chinese else heading.label)


def number_value(label: str) -> int:
    """Return the value of a label's Roman, Arabic or Chinese number; 0 if it has none.

    >>> [number_value(label) for label in ("IV", "12", "Part II", "Coda")]
    [4, 12, 2, 0]
    >>> number_value("二十三、总则"), number_value("第十章 总则")
    (23, 10)
    """
    if match := HAN_NUMBER.match(label):
        return _chinese_value(match[1])
    last = label.split()[-1]
    return int(last) if last.isdigit() else _roman_value(last)


def _chinese_value(number: str) -> int:
    tens, ten, units = number.rpartition("十")
    return (HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + HAN_DIGITS.get(units, 0)


def _roman_value(number: str) -> int:
    values = [ROMAN_DIGITS.get(letter, 0) for letter in number]
    if not all(values):
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))

"""Find text of which cleaning was not sure: kept lines that look like furniture, removed prose."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from book.model import Doubt, Removal, Text, Unit, line_texts
from book.text.notices import names_library
from book.text.page_furniture import is_folio
from book.text.typography import fold

LONGEST_LINE = 70  # characters; a longer paragraph is no line of furniture
RECURRING = 4
SHORTEST_PROSE = 60
SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][”’»\"')\]]*$")
LOWER_WORD = re.compile(r"\b[^\W\d_A-ZÀ-ÞА-Я]{2,}\b")
LEAST_WORDS = 8
ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$", re.IGNORECASE)
MARK = re.compile(r"\[(?:pg|page|p\.)\s*\d+\]|^\W*\[edit\]\W*$", re.IGNORECASE)
SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
LONGEST_PATTERN = 60
# Rules that judge by what a line looks like; the others know what it is.
JUDGING_RULES = (
    *("watermark", "pager", "page chrome", "breadcrumb", "label", "copyright line", "standfirst"),
    *("folio", "running head", "signature mark", "catchword", "page mark"),
)


def find_doubts(text: Text) -> tuple[Doubt, ...]:
    """Return what may have been kept or removed wrongly, in the order of the file."""
    lines = line_texts(text.witness.lines)
    doubts = [*_doubtful_units(text, lines), *_doubtful_removals(text)]
    return tuple(sorted(doubts, key=lambda doubt: (doubt.line, doubt.key)))


def _doubtful_units(text: Text, lines: Mapping[int, str]) -> Iterator[Doubt]:
    counts = Counter(fold(unit.text) for unit in text.units if _is_line(unit))
    for unit in text.units:
        if reason := _reason(unit, counts):
            line = unit.spans[0].line
            entry = _entry(lines[line], lines[unit.spans[-1].line])
            yield Doubt(line, unit.text, "drop", reason, entry)


def _is_line(unit: Unit) -> bool:
    is_plain = unit.kind == "paragraph" and unit.form.is_plain
    return is_plain and len(unit.spans) == 1 and len(unit.text) <= LONGEST_LINE


def _reason(unit: Unit, counts: Mapping[str, int]) -> str:
    """Return why a unit looks like furniture, "" if it does not."""
    if unit.kind == "paragraph" and names_library(unit.text):
        return "names a library"
    if MARK.search(unit.text):
        return "a mark"
    if not _is_line(unit):
        return ""
    if is_folio(unit.text):
        return "a number alone"
    if ADDRESS.match(unit.text):
        return "an address alone"
    is_title = not SENTENCE.search(unit.text) and any(map(str.isalpha, unit.text))
    return "recurs" if is_title and counts[fold(unit.text)] >= RECURRING else ""


def _doubtful_removals(text: Text) -> Iterator[Doubt]:
    for removal in text.removals:
        if removal.rule in JUDGING_RULES and _is_prose(removal):
            entry = _pattern(removal.text.strip())
            yield Doubt(removal.span.line, removal.text, "keep", "looks like prose", entry)


def _is_prose(removal: Removal) -> bool:
    words = removal.text.strip()
    is_long = len(words) >= SHORTEST_PROSE and bool(SENTENCE.search(words))
    return is_long and len(LOWER_WORD.findall(words)) >= LEAST_WORDS


def _entry(first: str, last: str) -> str:
    """Return an entry of `drop` for a line, or for the lines from one to another.

    >>> print(_entry("12", "12"))
    '^\\s*12\\s*$'
    >>> print(_entry("A mill", "ends."))
    {from = '^\\s*A mill\\s*$', to = '^\\s*ends\\.\\s*$'}
    """
    if first == last:
        return _pattern(first.strip())
    return f"{{from = {_pattern(first.strip())}, to = {_pattern(last.strip())}}}"


def _pattern(words: str) -> str:
    """Return a regular expression for a line, as a string of TOML."""
    start = words[:LONGEST_PATTERN]
    end = r"\s*$" if start == words else ""
    literal = SPECIAL.sub(r"\\\g<0>", start)
    pattern = rf"^\s*{literal}{end}"
    if "'" not in pattern:
        return f"'{pattern}'"
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'

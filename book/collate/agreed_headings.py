"""Let the copies agree on what is a heading, where one marks it and another does not.

A plain text has “The Mill” on a line of its own, or “CHAPTER ONE” and the title below it; only the
copy that marks its headings tells that from a paragraph, and from a name in capitals.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz, process

from book.collate.cut import cut_unit, numbered_lines
from book.collate.headings import (
    OPENING,
    Section,
    have_same_opening,
    name_of,
    openings_after,
    sections_of,
)
from book.collate.levels import LISTED
from book.collate.lexicon import printed_text
from book.collate.stray_headings import GUESSED, MARKED, find_strays
from book.model import Range, Text, Unit, shift_ranges
from book.text.divisions import read_division
from book.text.grouping import group_values
from book.text.typography import fold, tokenize

LONGEST_TITLE = 160
SAME_TITLE = 90.0  # per cent of likeness, at least, of a title and a copy of it
LIKE_TITLE = 70.0  # per cent of likeness from which a line is the title above the same text
LETTER = re.compile(r"[^\W\d_]")


def agree_on_headings(copies: Sequence[Text]) -> list[Text]:
    """Return the copies, each with the headings that others mark, without those that they deny.

    A paragraph is a heading if another copy marks its words as one and the same text follows. A
    title that another copy has as a paragraph below its number is one. A line in capitals, or a
    title in a list of contents, is no heading if a copy that marks its headings has it as a
    paragraph. Strays are none either.
    """
    marked = [copy for copy in copies if _marks_headings(copy)]
    return [_agree(copy, [other for other in marked if other is not copy]) for copy in copies]


def _marks_headings(text: Text) -> bool:
    return sum(unit.style.startswith(MARKED) for unit in text.units) > 1


def _agree(copy: Text, others: Sequence[Text]) -> Text:
    theirs = chain.from_iterable(other.units for other in others)
    paragraphs = {fold(unit.text) for unit in theirs if _is_short(unit)}
    known = [section for other in others for section in sections_of(other.units)]
    listed = paragraphs - {section.folded for section in known}
    denied = {GUESSED: paragraphs, LISTED: listed}
    units = tuple(_without_guess(unit, denied) for unit in copy.units)
    units = tuple(_with_titles(units, known))
    lines = numbered_lines(copy)
    units = tuple(chain.from_iterable(_divide(unit, known, lines) for unit in units))
    for other in others:
        strays = find_strays(units, list(sections_of(other.units)))
        units = tuple(_as_paragraph(u) if u.spans[0] in strays else u for u in units)
    return replace(copy, units=units)


def _without_guess(unit: Unit, denied: Mapping[str, set[str]]) -> Unit:
    """Return a unit; a heading is a paragraph if one like it is denied among those of its style."""
    like = denied.get(unit.style) and process.extractOne(
        fold(unit.text), denied[unit.style], scorer=fuzz.ratio, score_cutoff=SAME_TITLE
    )
    return _as_paragraph(unit) if like else unit


def _as_paragraph(unit: Unit) -> Unit:
    return replace(unit, kind="paragraph", label="", style="")


def _with_titles(units: tuple[Unit, ...], known: Sequence[Section]) -> list[Unit]:
    """Return the units; a known title is a heading, or is joined to the number above it."""
    styles = _own_styles(units, known)
    agreed: list[Unit] = []
    for unit, opening in zip(units, openings_after(units), strict=True):
        section = _find_section(unit, opening, known)
        if not section:
            agreed.append(unit)
        elif agreed and _is_bare(agreed[-1]):
            agreed[-1] = _join(agreed[-1], unit)
        else:
            style = styles.get(section.style, section.style)
            agreed.append(replace(unit, kind="heading", style=style))
    return agreed


def _find_section(unit: Unit, opening: str, known: Iterable[Section]) -> Section | None:
    """Return the known section that a paragraph is the title of: the same text follows both."""
    if not _may_be_title(unit):
        return None
    title = fold(unit.text)
    same = [other for other in known if _alike(title, other)]
    if not same:
        return None
    own = Section(unit.text, read_division(unit.text), opening=opening)
    return next((other for other in same if have_same_opening(own, other)), None)


def _may_be_title(unit: Unit) -> bool:
    return _is_short(unit) and unit.form.is_plain and bool(LETTER.search(unit.text))


def _is_short(unit: Unit) -> bool:
    return unit.kind == "paragraph" and len(unit.text) <= LONGEST_TITLE


def _alike(title: str, section: Section) -> bool:
    return fuzz.ratio(title, section.folded, score_cutoff=LIKE_TITLE) > 0


def _own_styles(units: Sequence[Unit], known: Iterable[Section]) -> dict[str, str]:
    """Return, for the styles of the known headings, what the copy has for them."""
    styles = {section.folded: section.style for section in known}
    own = ((styles.get(section.folded), section.style) for section in sections_of(units))
    groups = group_values(own)
    return {style: Counter(own).most_common(1)[0][0] for style, own in groups.items() if style}


def _divide(unit: Unit, known: Iterable[Section], lines: Mapping[int, str]) -> tuple[Unit, ...]:
    """Return a heading without a title that another copy has as the first paragraph below it."""
    name = name_of(unit) if unit.kind == "heading" else None
    if not name or not name.number or not name.title:
        return (unit,)
    title = Section(unit.text, name, opening=fold(name.title)[:OPENING])
    same = (other for other in known if other.name.number == name.number and not other.title)
    if not any(have_same_opening(title, other) for other in same):
        return (unit,)
    number, *rest = cut_unit(unit, (len(tokenize(name.label)),), lines)
    return (number, *map(_as_paragraph, rest))


def _is_bare(unit: Unit) -> bool:
    """Return whether a unit is a heading that is a number without a title."""
    name = read_division(printed_text(unit))
    return unit.kind == "heading" and name.number > 0 and not name.title


def _join(number: Unit, title: Unit) -> Unit:
    """Return a heading of two lines: its number, and its title."""
    start = len(number.text) + 1
    line_end = Range(start - 1, start, "break", "0")
    moved = shift_ranges(title.ranges, 0, len(title.text), start)
    return replace(
        number,
        text=f"{number.text} {title.text}",
        source=f"{number.source} {title.source}",
        spans=(*number.spans, *title.spans),
        ranges=(*number.ranges, line_end, *moved),
    )

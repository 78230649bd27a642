"""Drop lines that look like headings, where what stands around them says that they are none."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from book.clean.parsed_headings import CAPITAL_STYLE, ParsedHeading
from book.text.divisions import KINDS, is_frame, read_division
from book.text.number_words import number_of_numeral

# The Roman numerals beside those that are also a letter within an alphabetical list.
ROMAN_NEIGHBORS = {"L": {"XLIX", "LI"}, "C": {"XCIX", "CI"}}
LIST_STYLES = ("arabic", "letter", "decimal", "roman")
LONGEST_ROMAN_RUN = 2  # headings
STAGED = frozenset(("act", "scene"))
PARTS = frozenset(("volume", "part", "book"))
CHAPTERS = frozenset(KINDS.values()) - PARTS  # what has text below it
NUMBERED = re.compile(r"\d{1,3}[.)] +\S")
SECTIONS = ("article", "section")
FEW = 3  # numbered headings from which a text is known to number its chapters
# How a dedication begins; “To the Reader” heads an address.
DEDICATION = re.compile(r"^(?:(?:dedicated )?to|für|à)\b(?! the readers?\b)", re.IGNORECASE)
LONGEST_DEDICATION = 40
MOST_BELOW = 3  # paragraphs below a title in an advertisement
LINES_OF_SCENE = 3  # of an entry in a list of scenes
Headings = list[ParsedHeading | None]


def drop_by_context(
    headings: Headings, is_outlined: Sequence[bool], lines: Sequence[str]
) -> Headings:
    """Return the headings without those that their neighbors deny.

    There is one or None for each paragraph, whose first lines are `lines`; those that are
    outlined are known from a list of contents, or from edition.toml.
    """
    headings = _drop_numbered_paragraphs(_drop_lone_letters(headings), lines)
    headings = _drop_lists(headings, is_outlined)
    headings = _drop_articles(_drop_scene_list(_drop_unmarked(headings)))
    headings = _drop_false_parts(headings)
    headings = _drop_dedication(headings, lines)
    return _drop_lone_capitals(headings)


def _drop_numbered_paragraphs(headings: Headings, lines: Sequence[str]) -> Headings:
    """Drop lines with a number in digits where most of such lines are paragraphs: “12. Be kind.”"""
    is_numbered = [bool(NUMBERED.match(line)) for line in lines]
    own = [h for h, numbered in zip(headings, is_numbered, strict=True) if numbered]
    if 2 * sum(h is not None for h in own) >= len(own):
        return headings
    return [None if h and h.style == "arabic" and h.title else h for h in headings]


def _drop_unmarked(headings: Headings) -> Headings:
    """Drop an unmarked “Act II: A garden” in a file that marks its Act II, and most of its acts."""
    titles = [h.title for h in headings if h and h.style.startswith("hash")]
    names = Counter((name.kind, name.number) for name in map(read_division, titles))
    marked = Counter(kind for kind, _ in names.elements())
    unmarked = Counter(h.style for h in headings if h)
    return [
        None if h and names[h.style, _number_of(h)] and marked[h.style] >= unmarked[h.style] else h
        for h in headings
    ]


def _drop_scene_list(headings: Headings) -> Headings:
    """Drop the acts of a list of scenes, which stand close together before those of the play."""
    acts = [n for n, h in enumerate(headings) if h and h.style == "act"]
    firsts = [n for n in acts if _number_of(headings[n]) == 1]
    listed = [n for n in acts if len(firsts) > 1 and n < firsts[1]]
    is_dense = len(listed) > 1 and listed[-1] - listed[0] < LINES_OF_SCENE * len(listed)
    dropped = set(listed) if is_dense else set()
    return [None if n in dropped else h for n, h in enumerate(headings)]


def _drop_articles(headings: Headings) -> Headings:
    """Drop the few articles of a treaty, or sections, that a single one of many chapters has."""
    kept = list(headings)
    for kind in SECTIONS:
        own = [n for n, h in enumerate(headings) if h and h.style == kind]
        others = [
            n for n, h in enumerate(headings) if h and is_numbered_chapter(h) and h.style != kind
        ]
        is_inside = bool(own) and not any(own[0] < n < own[-1] for n in others)
        if is_inside and len(others) >= max(FEW, len(own)) and others[0] < own[0]:
            kept = [None if h and h.style == kind else h for h in kept]
    return kept


def _number_of(heading: ParsedHeading | None) -> int:
    """Return the number of a heading; 0 if it has none."""
    return number_of_numeral(heading.label) if heading else 0


def _drop_false_parts(headings: Headings) -> Headings:
    """Drop “The First Book” inside a chapter: most parts of its kind contain no chapters.

    Drop also what has the number of the part before it, and text right below it.
    """
    chapters = [n for n, h in enumerate(headings) if h and is_numbered_chapter(h)]
    kept = list(headings)
    for kind in PARTS if len(chapters) >= FEW else ():
        own = [n for n, h in enumerate(headings) if h and h.style == kind]
        ends = [*own[1:], len(headings)]
        holding = sum(any(n < c < end for c in chapters) for n, end in zip(own, ends, strict=False))
        for before, n in zip([-1, *own], own, strict=False):
            repeats = before >= 0 and _number_of(headings[before]) == _number_of(headings[n])
            if 2 * holding < len(own) >= FEW or (repeats and not any(headings[n + 1 : n + 2])):
                kept[n] = None
    return kept


def _drop_dedication(headings: Headings, lines: Sequence[str]) -> Headings:
    """Drop the names in capitals below a line such as “TO” before the first numbered heading."""
    first = next((n for n, h in enumerate(headings) if h and is_numbered_chapter(h)), 0)
    kept = list(headings)
    is_dedicated = False
    for n, line in enumerate(lines[:first]):
        if is_dedicated and _is_capital(headings[n]):
            kept[n] = None
        is_short = len(line) <= LONGEST_DEDICATION
        is_dedicated = is_short and (
            bool(DEDICATION.match(line)) or (is_dedicated and line.isupper())
        )
    return kept


def _is_capital(heading: ParsedHeading | None) -> bool:
    return heading is not None and heading.style == CAPITAL_STYLE


def _drop_lone_capitals(headings: Headings) -> Headings:
    """Drop lines in capitals inside the chapters of a text that numbers most of them.

    They are a placard, the head of a list, the end of an act. What stands right above a division
    with the number 1 may head what contains it, what has much text below the last one a work of
    its own.
    """
    numbered = [n for n, h in enumerate(headings) if h and is_numbered_chapter(h)]
    if len(numbered) < FEW:
        return headings
    inside = enumerate(headings[numbered[0] :], numbered[0])
    capitals = [n for n, h in inside if h and _is_capital(h) and not is_frame(h.title)]
    is_play = any(h and h.style in STAGED for h in headings)
    if len(capitals) >= len(numbered) and not is_play:
        return headings
    kept = list(headings)
    for n in reversed(capitals):
        has_text = not any(headings[n + 1 : n + 2 + MOST_BELOW])
        is_last = n > numbered[-1] and len(kept) > n + 1 + MOST_BELOW
        is_own = is_last and has_text and not is_play
        if not is_own and not _may_contain(kept[n + 1 : n + 2]):
            kept[n] = None
    return kept


def is_numbered_chapter(heading: ParsedHeading) -> bool:
    """Return whether a heading has a number and is of a chapter or the like, with text below it."""
    is_numeral = heading.style in ("roman", "arabic") and not heading.title
    return bool(heading.label) and (is_numeral or heading.style in CHAPTERS)


def _may_contain(below: Headings) -> bool:
    """Return whether a heading in capitals may contain what stands right below it."""
    first = below[0] if below else None
    return _is_capital(first) or (first is not None and _number_of(first) == 1)


def _drop_lone_letters(headings: Headings) -> Headings:
    """Accept a letter as a number only beside its neighbor in the alphabet.

    “A. Smith” alone is a name. “I.”, “V.”, “C.” and the like are Roman numerals, but letters where
    the letter before them is used as a number.
    """
    letters = {h.label for h in headings if h and h.style == "letter"}
    romans = {h.label for h in headings if h and h.style == "roman"}
    return [h and _judge_letter(h, letters, romans) for h in headings]


def _judge_letter(
    parsed: ParsedHeading, letters: set[str], romans: set[str]
) -> ParsedHeading | None:
    label = parsed.label
    if parsed.style not in ("letter", "roman") or len(label) != 1:
        return parsed
    before, after = chr(ord(label) - 1), chr(ord(label) + 1)
    if parsed.style == "letter":
        return parsed if {before, after} & (letters | romans) else None
    if before in letters:
        return parsed._replace(style="letter")
    return parsed if romans & ROMAN_NEIGHBORS.get(label, {label}) else None


def _drop_lists(headings: Headings, is_outlined: Sequence[bool]) -> Headings:
    """Drop numbered lines that follow each other directly.

    They are a list: a heading has text under it. An entry of the outline is a heading all the same.
    A Roman numeral may be a part's, right above that of its first chapter.
    """
    kept: list[ParsedHeading | None] = []
    candidates = zip(headings, is_outlined, strict=True)
    for style, group in groupby(candidates, key=lambda pair: pair[0].style if pair[0] else ""):
        run, outlined = zip(*group, strict=True)
        least = LONGEST_ROMAN_RUN if style == "roman" else 1
        is_list = len(run) > least and style.startswith(LIST_STYLES) and not any(outlined)
        kept += [None] * len(run) if is_list else run
    return kept

"""Prose: which lines are wrapped, and which groups are quoted, signed or dated."""

import re
from collections.abc import Sequence
from itertools import pairwise

from book.model import BlockKind
from book.read.plain.rows import (
    LIST_MARK,
    FileRow,
    Group,
    Page,
    early_breaks,
    has_room,
    indent_of,
    is_centered,
    lower_share,
)

SLACK = 12  # columns by which wrapped lines fall short of the width, as words are not broken
INDENTED = 2
FAR = 20  # columns from the margin, for what is set at the right
ATTRIBUTION = re.compile(r"^(?:--|[–—]|- )\s*[_“\"]?[A-Z\[(]")
SALUTATION = re.compile(
    r"^_?(?:My |Most )?(?:[Dd]ear|DEAR|Dearest|Honou?red)\b[^.!?]{0,50}[,:—–-]+_?$"
)
DATELINE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? "
    r"\d|\d(?:st|nd|rd|th)\b"
)
SENTENCE_END = re.compile(r"[.!?,;:][”’\"')\]_]*$")


def right_kind(group: Group, page: Page) -> BlockKind | None:
    """Return what a group set at the right is: a dateline or a signature."""
    if (
        len(group) > 4
        or is_attribution(group)
        or indent_of(group) < page.margin + FAR
        or is_centered(group, page)
    ):
        return None
    middle = (min(row.column for row in group) + max(row.right for row in group)) / 2
    if abs(middle - (page.margin + page.width) / 2) <= 6:
        return None
    return "dateline" if any(DATELINE.search(row.text) for row in group) else "signature"


def is_quotation(group: Group, page: Page) -> bool:
    """Return whether a whole group is indented prose."""
    least = indent_of(group)
    if least < page.margin + INDENTED or lower_share(group) < 0.5 or is_centered(group, page):
        return False
    if any(LIST_MARK.match(row.text) for row in group):
        return False
    width = max(row.right for row in group)
    if len(group) > 1:
        return early_breaks(group, width) <= 0.2 and least < page.margin + FAR
    return (
        not page.indents_paragraphs
        and bool(page.prose)
        and least <= page.margin + 10
        and bool(SENTENCE_END.search(group[0].text))
    )


def is_attribution(group: Group) -> bool:
    """Return whether a group names the author of what is quoted above it."""
    return len(group) == 1 and len(group[0].text) <= 80 and bool(ATTRIBUTION.match(group[0].text))


def is_salutation(group: Group) -> bool:
    return len(group) == 1 and bool(SALUTATION.match(group[0].text))


def joins_of(group: Sequence[FileRow], page: Page) -> list[bool]:
    """Return whether each row of a paragraph continues the one before it, as wrapped lines do."""
    if not page.is_wrapped:
        return [False] * len(group)
    joins = [
        not has_room(row, below, page.width - SLACK) and not LIST_MARK.match(below.text)
        for row, below in pairwise(group)
    ]
    return [False, *joins]

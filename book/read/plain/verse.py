"""Verse: lines that break although there was room, most with a capital."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from book.model import BlockForm, Container, Line
from book.read.plain.lines import Calls, decided, write_block
from book.read.plain.rows import (
    LIST_MARK,
    USUAL_WIDTH,
    WIDEST,
    FileRow,
    Group,
    Page,
    capital_share,
    cut,
    early_breaks,
    indent_of,
    lower_share,
)

NARROW = 36  # columns: a quotation in prose is wider
STEP = 2  # columns for an indent of 1 em
DEEPEST = 20  # em
INDENTED = 2  # columns
SENTENCE_END = re.compile(r"[.!?][”’\"')\]_]*$")
FIGURE_END = re.compile(r"[\d.]$")
LINE_NUMBER = re.compile(r"\S(\s{3,})[\[(]?(\d{1,4})[\])]?$")
HAS_LOWER = 0.5  # of the words of a stanza, which names and titles do not reach


def find_verse(groups: Sequence[Group], page: Page, taken: set[int]) -> set[int]:
    """Return the indices of the groups that are stanzas; `taken` are known to be something else."""
    several = [i for i, group in enumerate(groups) if len(group) > 1 and i not in taken]
    certain = {i for i in several if _is_certain(groups[i], page)}
    likely = {i for i in several if i not in certain and _is_likely(groups[i], page)}
    has_couplets = not page.prose and len(likely) > 1
    if has_couplets or 2 * len(certain) >= len(several):
        return certain | likely  # a book of verse
    near = {i + step for i in certain for step in (-1, 1)}
    return certain | (likely & near)


def _is_certain(group: Group, page: Page) -> bool:
    if _is_no_verse(group, page):
        return False
    if indent_of(group) >= page.margin + INDENTED:
        return _is_indented_verse(group, page)
    sentences = sum(bool(SENTENCE_END.search(row.text)) for row in group) / len(group)
    is_long = len(group) >= 4 or (len(group) > 1 and _is_stepped(group))
    average = sum(len(row.text) for row in group) / len(group)
    return (
        is_long
        and average >= 20
        and sentences <= 0.6
        and capital_share(group) >= 0.9
        and early_breaks(group, _room(page)) >= 0.95
    )


def _room(page: Page) -> int:
    """Return the columns that a line of prose would fill; a file of verse shows none."""
    return min(page.width, USUAL_WIDTH) if page.prose else WIDEST


def _is_no_verse(group: Group, page: Page) -> bool:
    """Return whether a group is a title, a list or columns, or is too wide."""
    listed = sum(bool(LIST_MARK.match(row.text)) for row in group)
    figures = sum(bool(FIGURE_END.search(row.text[-1:])) and row.text[-1:] != "." for row in group)
    numbered = any(LINE_NUMBER.search(row.text) for row in group)
    return (
        lower_share(group) < HAS_LOWER
        or 2 * listed >= len(group)
        or 3 * sum(row.text.startswith("[") for row in group) >= len(group)
        or (2 * figures >= len(group) and not numbered)
        or max(row.right for row in group) > max(page.width, USUAL_WIDTH, _room(page) - 20) + 8
    )


def _is_indented_verse(group: Group, page: Page) -> bool:
    """Return whether an indented group breaks where verse does, and not as wrapped prose."""
    width = max(row.right for row in group)
    early = early_breaks(group, width)
    capitals = capital_share(group)
    if len(group) == 2:
        is_short = width <= page.width - 6
        return capitals == 1 and (early == 1 or is_short) and not _is_sloped(group)
    if max(len(row.text) for row in group) <= NARROW and not _is_sloped(group):
        return True
    return capitals >= 0.75 or (capitals >= 0.5 and early >= 0.5) or (early >= 0.7 and capitals > 0)


def _is_sloped(group: Group) -> bool:
    """Return whether each line begins far right of the one before it, as in a signature."""
    return all(below.column - row.column >= 8 for row, below in pairwise(group))


def _is_stepped(group: Group) -> bool:
    """Return whether some lines are indented, but not the first alone."""
    columns = [row.column for row in group[1:]]
    return len(set(columns)) > 1 or columns[0] > group[0].column


def _is_likely(group: Group, page: Page) -> bool:
    """Return whether a group beside verse, or in a book of verse, is a stanza too."""
    return (
        not _is_no_verse(group, page)
        and capital_share(group) >= 0.75
        and early_breaks(group, _room(page)) >= 0.8
    )


def write_stanza(
    group: Group, least: int, containers: tuple[Container, ...], calls: Calls
) -> list[Line]:
    """Return a stanza: a line of verse for each row, with its indent from the column `least`."""
    numbers = dict(line_numbers(group))
    rows = [cut(row, 0, numbers[row.number][0]) if row.number in numbers else row for row in group]
    first = _first_number(group, numbers)
    forms = [BlockForm("verse", containers, indent=_indent(row, least)) for row in rows]
    forms[0] = replace(forms[0], number=first)
    lines = write_block(rows, forms, [bool(index) for index in range(len(rows))], calls)
    ends = {
        row.number: row.text[numbers[row.number][0] :].strip()
        for row in group
        if row.number in numbers
    }
    return list(_with_numbers(lines, ends, {row.number: row for row in group}))


def _indent(row: FileRow, least: int) -> int:
    return min((row.column - least + 1) // STEP, DEEPEST) if row.column > least else 0


def line_numbers(group: Group) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the rows that end in the number of their line: where it starts, and the number."""
    for row in group:
        match = LINE_NUMBER.search(row.text)
        if match and int(match[2]) % 5 == 0 and int(match[2]) > 0:
            yield row.number, (match.start(1), int(match[2]))


def _first_number(group: Group, numbers: dict[int, tuple[int, int]]) -> int:
    """Return the number of the first line by that of the first numbered one; 0 if there is none."""
    for index, row in enumerate(group):
        if row.number in numbers:
            return max(numbers[row.number][1] - index, 0)
    return 0


def _with_numbers(
    lines: list[Line], ends: dict[int, str], rows: dict[int, FileRow]
) -> Iterator[Line]:
    for line in lines:
        yield line
        if line.number in ends and line.fate == "open":
            yield decided(rows[line.number], ends[line.number], "line number")


@dataclass(frozen=True, slots=True)
class Poem:
    """A row of stanzas with nothing between them, and the least column of its lines."""

    container: Container
    least: int


def find_poems(groups: Sequence[Group], verse: set[int]) -> dict[int, Poem]:
    """Return the poem of each stanza by the index of its group."""
    found: dict[int, Poem] = {}
    run: list[int] = []
    for index in [*sorted(verse), -1]:
        if run and index != run[-1] + 1:
            found |= dict.fromkeys(run, _poem([groups[each] for each in run], run[0]))
            run = []
        run.append(index)
    return found


def _poem(stanzas: Sequence[Group], first: int) -> Poem:
    numbers = [number for group in stanzas for _, (_, number) in line_numbers(group)]
    is_numbered = bool(numbers) and all(a < b for a, b in pairwise(numbers))
    attributes = (("numbers", "yes"),) if is_numbered else ()
    return Poem(Container("poem", f"poem-{first}", attributes), min(map(indent_of, stanzas)))

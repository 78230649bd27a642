"""The lines of a plain file in groups that blank lines divide, and the page they were typed for."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from book.text.grouping import group_runs

WORD = re.compile(r"[^\W\d_]+")
# What may stand before the first letter of a line of verse.
OPENING = "“‘\"'«„¿¡([_=*—–-… "
LIST_MARK = re.compile(r"(?:[-–—*•·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
USUAL_WIDTH = 72
MOST_WIDE = 20  # one line in so many may be wider than the page: an address, a table
WIDEST = 120  # columns; a file with longer lines is not wrapped
TAB = 8


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line of the file that is not blank, or its rest from the character `offset` of its text.

    `column` is that of its first character, from 0; `raw` is the line as the file has it.
    """

    number: int
    raw: str
    column: int
    text: str
    offset: int = 0

    @property
    def right(self) -> int:
        """The column after its last character."""
        return self.column + len(self.text)


Group = tuple[FileRow, ...]


def cut(row: FileRow, start: int, end: int | None = None) -> FileRow:
    """Return the characters `start` to `end` of a row without the spaces around them."""
    part = row.text[start:end]
    skipped = start + len(part) - len(part.lstrip())
    return FileRow(row.number, row.raw, row.column + skipped, part.strip(), row.offset + skipped)


def read_rows(text: str) -> list[FileRow]:
    """Return the lines that are not blank, with their numbers from 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_row(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _row(number: int, line: str) -> FileRow:
    wide = line.expandtabs(TAB)
    return FileRow(number, line, len(wide) - len(wide.lstrip()), line.strip())


def group_rows(rows: list[FileRow], joined: Collection[int] = ()) -> list[Group]:
    """Divide the rows where a blank line stood; `joined` are numbers of rows that go on over it."""
    runs = group_runs(rows, lambda a, b: b.number == a.number + 1 or b.number in joined)
    return [tuple(run) for run in runs]


@dataclass(frozen=True)
class Page:
    """What the groups show of the page they were typed for."""

    groups: tuple[Group, ...]

    @cached_property
    def prose(self) -> tuple[Group, ...]:
        """The groups that are wrapped prose."""
        return tuple(group for group in self.groups if looks_wrapped(group))

    @cached_property
    def margin(self) -> int:
        """The column at which lines of prose begin."""
        columns = Counter(row.column for group in self.prose for row in group[1:])
        return columns.most_common(1)[0][0] if columns else 0

    @cached_property
    def width(self) -> int:
        """The column at which lines of prose are wrapped."""
        rights = sorted(row.right for group in self.prose for row in group[:-1])
        wrapped = [right for right in rights if right <= WIDEST]
        return wrapped[-1 - len(wrapped) // 50] if len(wrapped) > 1 else USUAL_WIDTH

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether the lines are those of a page; else each of them is a paragraph."""
        rows = [row for group in self.groups for row in group]
        wide = sum(row.right > WIDEST for row in rows)
        return bool(self.prose) and wide * MOST_WIDE <= len(rows)

    @cached_property
    def indents_paragraphs(self) -> bool:
        """Whether the first line of a paragraph is indented."""
        first = [group[0].column > self.margin for group in self.prose]
        return 2 * sum(first) > len(first)


def looks_wrapped(group: Group) -> bool:
    """Return whether these lines are prose: most lines after the first begin in lower case."""
    below = group[1:]
    if not below:
        return False
    lower = sum(not begins_with_capital(row.text) for row in below)
    return 2 * lower >= len(below) and group[0].right >= USUAL_WIDTH // 2


def begins_with_capital(text: str) -> bool:
    """Return whether the first letter is a capital, whatever marks stand before it.

    >>> begins_with_capital("“_O my_ lord"), begins_with_capital("the end")
    (True, False)
    """
    return text.lstrip(OPENING)[:1].isupper()


def capital_share(group: Group) -> float:
    """Return the share of lines that begin with a capital."""
    return sum(begins_with_capital(row.text) for row in group) / len(group)


def lower_share(group: Group) -> float:
    """Return the share of words in lower case: low in headings, names and title pages."""
    words = [word for row in group for word in WORD.findall(row.text)]
    return sum(word.islower() for word in words) / len(words) if words else 0.0


def early_breaks(group: Group, width: int) -> float:
    """Return the share of lines that end although the next word would have fitted in."""
    pairs = list(pairwise(group))
    if not pairs:
        return 1.0
    return sum(has_room(row, below, width) for row, below in pairs) / len(pairs)


def has_room(row: FileRow, below: FileRow, width: int) -> bool:
    """Return whether the first word of the line below would have fitted into a line."""
    return row.right + 1 + len(below.text.split(maxsplit=1)[0]) <= width


def is_centered(group: Group, page: Page) -> bool:
    """Return whether all lines have the middle of the page in their middle, but begin elsewhere."""
    middles = [row.column + row.right for row in group]
    near = all(abs(middle - page.margin - page.width) <= 8 for middle in middles)
    same = max(middles) - min(middles) <= 4
    return (near or (len(group) > 2 and same)) and len({row.column for row in group}) > 1


def indent_of(group: Group) -> int:
    """Return the least column at which a line begins."""
    return min(row.column for row in group)

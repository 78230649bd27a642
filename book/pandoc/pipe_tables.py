"""Refuse the rows of tables of which pandoc would drop cells, before it is called."""

import re
from collections.abc import Iterator

from book.errors import EditionError
from book.pandoc.nesting import FENCE

# Pandoc User's Guide, "pipe_tables": the rule below the heads says how many columns there are.
RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
# An escaped sign, code, and a formula: a bar in them divides no cells.
LITERAL = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|\$(?=\S)[^$]*?(?<=\S)\$(?!\d)")
REMEDY = r"Remove cells, or add columns to the heads; write \| for a bar that is meant literally."


def check_tables(text: str, file: str, first_line: int = 0) -> None:
    """Raise EditionError if a row of a table has words in more cells than there are columns.

    `first_line` is that of the entry the text stands in, 0 if it is a file of its own.

    >>> check_tables("| a | b |\\n|---|---|\\n| c | d | |\\n| e | f | g |", "a.md")
    Traceback (most recent call last):
    book.errors.EditionError: a.md:4: this row of a table has 3 cells, and its head 2
      Remove cells, or add columns to the heads; write \\| for a bar that is meant literally.
    """
    for number, cells, columns in _rows(text):
        if any(cell.strip() for cell in cells[columns:]):
            message = f"this row of a table has {len(cells)} cells, and its head {columns}"
            raise EditionError(message, file=file, line=first_line or number, remedy=REMEDY)


def _rows(text: str) -> Iterator[tuple[int, list[str], int]]:
    """Yield the line of each row below a rule, its cells, and the number of columns."""
    columns, before, fence = 0, "", ""
    for number, line in enumerate(text.split("\n") if "|" in text else (), 1):
        if match := FENCE.match(line):
            fence = "" if fence == match[1] else fence or match[1]
        if fence or not line.strip(" \t>"):
            columns = 0
        elif columns:
            yield number, _cells(line), columns
        elif "|" in before and RULE.match(line):
            columns = len(re.findall("-+", line))
        before = line


def _cells(row: str) -> list[str]:
    """Return the cells of a row, without what is literal in them.

    >>> _cells("| a | `b|c` | d \\\\| e |"), _cells("a | b")
    ([' a ', ' x ', ' d x e '], ['a ', ' b'])
    """
    bare = LITERAL.sub("x", row).strip(" \t>")
    return bare.removeprefix("|").removesuffix("|").split("|")

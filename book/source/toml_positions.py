"""Find the line of a table or a key in a TOML file, for error messages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, takewhile

from book.errors import EditionError
from book.text.grouping import group_values

HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
MULTILINE_QUOTES = re.compile(r'"""|' + "'''")
PATH_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")

Step = tuple[str, int | None]  # the name of a table or a key, and its number in a list, from 0


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The text of a TOML file, and the file's name in error messages."""

    name: str
    text: str

    def error(self, path: str, message: str, remedy: str) -> EditionError:
        """Return an error at the line of a table or a key, such as `.witness[2].role`."""
        line = find_line(self.text, path)
        return EditionError(message, file=self.name, line=line, remedy=remedy)


def find_line(text: str, path: str, key: str = "") -> int:
    """Return the line of a table or a key by msgspec's path to it, or of a `key` in that table.

    >>> text = '[edition]\\ntitle = "x"\\n[[witness]]\\n[[witness]]\\nrole = 3'
    >>> find_line(text, ".witness[1].role"), find_line(text, ".witness[1]", "role")
    (5, 5)
    """
    steps = _steps(path)
    line, depth = _innermost_table(text, steps)
    name = steps[depth][0] if depth < len(steps) else key
    return _find_key(text, line, name) if name else line


def find_table(text: str, name: str, ordinal: int = 0) -> int:
    """Return the line of a table, the `ordinal`th of its name (from 0); 1 if there is none."""
    lines = _lines_by_header(text).get(name, [])
    return lines[ordinal] if ordinal < len(lines) else 1


def table_lines(text: str, name: str) -> Iterator[int]:
    """Yield the line of each table with this name, then 1 for ever."""
    return (find_table(text, name, ordinal) for ordinal in count())


def find_outside_tables(text: str, name: str) -> int:
    """Return the line of a table or a key of that name, whatever table it is in; 1 if none."""
    pattern = re.compile(rf"\s*(?:\[\[?\s*{name}\s*\]|{name}\s*=)")
    lines = (number for number, line in lines_outside_strings(text) if pattern.match(line))
    return next(lines, 1)


def lines_outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines, with their numbers, that do not begin inside a multi-line string.

    >>> [number for number, _ in lines_outside_strings("a = '''\\n[b]\\n'''\\nc = 1")]
    [1, 4]
    """
    open_quotes = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not open_quotes:
            yield number, line
        for quotes in MULTILINE_QUOTES.findall(line):
            open_quotes = "" if open_quotes == quotes else open_quotes or quotes


def _steps(path: str) -> list[Step]:
    """Return the names of a path with their numbers.

    >>> _steps(".release[1].change[0].what")
    [('release', 1), ('change', 0), ('what', None)]
    """
    steps: list[Step] = []
    for name, number in PATH_STEP.findall(path):
        if name:
            steps.append((name, None))
        elif steps:
            steps[-1] = (steps[-1][0], int(number) if number.isdigit() else 0)
    return steps


def _innermost_table(text: str, steps: list[Step]) -> tuple[int, int]:
    """Return the line of the innermost table of a path, and the number of steps to it."""
    if not steps:
        return 1, 0
    (outer, ordinal), *rest = steps
    line = find_table(text, outer, ordinal or 0)
    inner = _find_inner_table(text, line, outer, rest[0]) if rest else 0
    return (inner, 2) if inner else (line, 1)


def _find_inner_table(text: str, start: int, outer: str, step: Step) -> int:
    """Return the line of a table within the table that begins at `start`; 0 if there is none.

    >>> _find_inner_table("[[a]]\\n[[a.b]]\\n[[a]]\\n[[a.b]]\\n[[a.b]]", 3, "a", ("b", 1))
    5
    """
    name, ordinal = step
    if ordinal is None:
        return 0
    following = (header for header in _headers(text) if header[0] > start)
    within = takewhile(lambda header: header[1] != outer, following)
    lines = [line for line, header in within if header == f"{outer}.{name}"]
    return lines[ordinal] if ordinal < len(lines) else 0


@lru_cache(maxsize=8)  # every table of a file asks for them
def _headers(text: str) -> tuple[tuple[int, str], ...]:
    """Return the lines of the table headers, and their names."""
    lines = lines_outside_strings(text)
    return tuple((number, match[1]) for number, line in lines if (match := HEADER.match(line)))


@lru_cache(maxsize=8)
def _lines_by_header(text: str) -> dict[str, list[int]]:
    return group_values((name, line) for line, name in _headers(text))


def _find_key(text: str, start: int, key: str) -> int:
    """Return the line of a key of the table that begins at `start`; `start` if there is none."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    following = ((number, line) for number, line in lines_outside_strings(text) if number > start)
    own = takewhile(lambda numbered: not HEADER.match(numbered[1]), following)
    return next((number for number, line in own if pattern.match(line)), start)

"""The editor's files cut into what is written in them: the value of each key, the prose."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from book.pipeline.where.streams import Stream, StreamPiece

HEADER = re.compile(r"\s*(\[+)\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=\s*")
LONG = re.compile(r'"""|\'\'\'')
HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*(?:\{[^}]*\})?$")
YAML_ITEM = re.compile(r"\s*-\s")
YAML_KEY = re.compile(r"\s*(?:-\s+)?([\w-]+):(?:\s+|$)")
YAML_ID = re.compile(r"\s*(?:-\s+)?id:\s+[\"']?([^\"'#]*?)[\"']?\s*(?:#.*)?$")


@dataclass(slots=True)
class WrittenValue:
    """What is written at one place of a file, and may be searched as a whole.

    `table` is the entry that it is in, with its number among those of that name, from 0; `key` is
    its key. Of prose, `key` is the heading above it.
    """

    table: str
    number: int
    key: str
    pieces: list[StreamPiece] = field(default_factory=list)
    is_comment: bool = False

    def add(self, line: int, start: int, text: str) -> None:
        self.pieces.append(StreamPiece(line, start, text[start:], 0))

    def stream(self) -> Stream:
        return Stream(self.pieces)


def written_values(name: str, content: str) -> tuple[WrittenValue, ...]:
    """Return what is written in an editor's file, in its order."""
    cut: Callable[[list[str]], Iterator[WrittenValue]] = _toml
    if name.endswith(".md"):
        cut = _markdown
    elif name.endswith(".yaml"):
        cut = _yaml
    rows = content.replace("\r\n", "\n").split("\n")
    values = list(cut(rows))
    return tuple(value for value in values if value.pieces)


def _toml(rows: list[str]) -> Iterator[WrittenValue]:
    table, numbers = "", Counter[str]()
    value = WrittenValue("", 0, "")
    is_long = False
    for line, row in enumerate(rows, 1):
        header, key = HEADER.match(row), KEY.match(row)
        start = 0
        if not is_long and row.lstrip().startswith("#"):
            yield (comment := WrittenValue(table, 0, "", is_comment=True))
            comment.add(line, 0, row)
            continue
        if not is_long and header and not key:
            table = header[2]
            yield (value := WrittenValue(table, numbers[table], ""))
            numbers[table] += 1
            continue
        if not is_long and key:
            yield (value := WrittenValue(table, value.number, key[1].strip("\"'")))
            start = key.end()
        value.add(line, start, row)
        is_long ^= len(LONG.findall(row, start)) % 2 == 1


def _markdown(rows: list[str]) -> Iterator[WrittenValue]:
    value = WrittenValue("", 0, "")
    yield value
    for line, row in enumerate(rows, 1):
        if heading := HEADING.match(row):
            yield (value := WrittenValue("", 0, heading[1]))
        value.add(line, 0, row)


def _yaml(rows: list[str]) -> Iterator[WrittenValue]:
    """Yield the values of CSL data; the entry is named by its id, wherever that stands in it."""
    items = [index for index, row in enumerate(rows) if YAML_ITEM.match(row)]
    margin = min((_indent(rows[index]) for index in items), default=0)
    starts = [index for index in items if _indent(rows[index]) == margin]
    for start, end in pairwise((0, *starts, len(rows))):
        names = (YAML_ID.match(row) for row in rows[start:end])
        table = next((name[1] for name in names if name), "")
        value = WrittenValue(table, 0, "")
        for index in range(start, end):
            key = YAML_KEY.match(rows[index])
            if key:
                yield (value := WrittenValue(table, 0, key[1]))
            value.add(index + 1, key.end() if key else 0, rows[index])


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())

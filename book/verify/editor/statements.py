"""Read what the editor's TOML files state: each value with its key and its lines."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")
STRING_OR_COMMENT = re.compile(r"""'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|\#.*""")
MULTILINE = re.compile(r'"""|' + "'''")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value, in the lines `first` to `last` of a file.

    `table` is the name of the table that it is in, and `number` counts the tables of this name from
    0: the second `[[note]]` has 1. A release's changes are counted through the whole file.
    """

    first: int
    last: int
    table: str
    number: int
    key: str
    value: Any

    @property
    def name(self) -> str:
        """The table and the key, such as "note.lemma"."""
        return f"{self.table}.{self.key}" if self.table else self.key


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a file: its number among those of its name, its first line and its values."""

    number: int
    line: int
    values: Table

    def words(self, key: str) -> str:
        """Return a value that is text, "" if there is none."""
        return str(self.values.get(key, ""))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a value that is one text or several, as several."""
        value = self.values.get(key, ())
        return (value,) if isinstance(value, str) else tuple(map(str, value))


def read_statements(content: bytes) -> tuple[StatedValue, ...]:
    """Return all that a TOML file states, in order. The file must be valid TOML."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    tables = list(_tables(tomllib.loads(text)))
    return tuple(_located(text.split("\n"), tables))


def tables_of(statements: tuple[StatedValue, ...], name: str) -> tuple[TomlTable, ...]:
    """Return the tables of a name, in order."""
    found: dict[int, TomlTable] = {}
    for each in statements:
        if each.table == name:
            table = found.setdefault(each.number, TomlTable(each.number, each.first, {}))
            table.values[each.key] = each.value
    return tuple(found.values())


def _tables(data: Table, name: str = "") -> Iterator[tuple[str, Table]]:
    """Yield each table with its name, in the order of the file: first what is in no table."""
    yield name, {key: value for key, value in data.items() if not _is_table(value)}
    for key, value in data.items():
        inner = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            yield from _tables(value, inner)
        elif _is_table(value):
            for each in value:
                yield from _tables(each, inner)


def _is_table(value: Any) -> bool:
    """Return whether a value is a table, or a list of tables alone."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) for each in value)
    return isinstance(value, dict)


def _located(lines: list[str], tables: list[tuple[str, Table]]) -> Iterator[StatedValue]:
    """Yield the values of the tables with their lines.

    A value whose key is on no line of its own, as in `note = [{…}]`, has the line of its table.
    """
    places = _key_places(lines)
    numbers: Counter[str] = Counter()
    for name, values in tables:
        number = numbers[name]
        numbers[name] += 1
        for key, value in values.items():
            first, last = places.get((name, number, key)) or _inline_place(places, name)
            yield StatedValue(first, last, name, number, key, value)


KeyPlaces = dict[tuple[str, int, str], tuple[int, int]]


def _inline_place(places: KeyPlaces, name: str) -> tuple[int, int]:
    outer, _, key = name.rpartition(".")
    return places.get((outer, 0, key), (1, 1))


def _key_places(lines: list[str]) -> KeyPlaces:
    """Return the lines of each key's value, by table, number and key."""
    places: KeyPlaces = {}
    numbers: Counter[str] = Counter()
    table, number, last = "", 0, None
    quotes, depth = "", 0
    for line_number, line in enumerate(lines, 1):
        is_inside = bool(quotes) or depth > 0
        if not is_inside and (not line.strip() or line.lstrip().startswith("#")):
            continue
        if not is_inside and (header := HEADER.match(line)):
            table = ".".join(part.strip().strip("\"'") for part in header[1].split("."))
            number, last = numbers[table], None
            numbers[table] += 1
            continue
        if not is_inside and (key := KEY.match(line)):
            last = (table, number, key[1] or key[2] or key[3])
            places[last] = (line_number, line_number)
        if last:
            places[last] = (places[last][0], line_number)
        depth = depth if quotes else max(0, depth + _brackets(line))
        quotes = _open_quotes(line, quotes)
    return places


def _brackets(written: str) -> int:
    """Return how many more brackets a line opens than it closes, outside of its strings.

    >>> _brackets("drop = ['^[a-z]',"), _brackets('match = ["a"]'), _brackets("] # [")
    (1, 0, -1)
    """
    bare = STRING_OR_COMMENT.sub("", written)
    return bare.count("[") - bare.count("]")


def _open_quotes(line: str, quotes: str) -> str:
    """Return the quotes of the multi-line string that is open after a line, "" if none is."""
    for match in MULTILINE.finditer(line):
        if not quotes:
            quotes = match[0]
        elif match[0] == quotes:
            quotes = ""
    return quotes

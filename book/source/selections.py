"""Read what an editor drops or keeps of a witness: lines, their parts, ranges, kinds of blocks."""

import json
from collections.abc import Iterator, Sequence
from typing import get_args

from book.errors import EditionError
from book.model import BlockKind, ContainerKind, Selection
from book.source.schema import SelectionTable
from book.source.toml_positions import TomlFile, find_line
from book.text.patterns import pattern_problem

KINDS = sorted({*get_args(BlockKind), *get_args(ContainerKind), "picture"} - {"paragraph"})
PATTERN_REMEDY = (
    "Put the pattern in single quotes, and a backslash before each of ( ) [ ] * + ? . "
    "that is meant literally."
)
TABLE_REMEDY = (
    "Write a pattern in quotes, or one of {part = '…'}, {from = '…', to = '…'}, {kind = \"table\"}."
)


def read_selections(
    entries: Sequence[str | SelectionTable], path: str, toml: TomlFile
) -> tuple[Selection, ...]:
    """Return the entries of `drop` or `keep`. Raise EditionError for the first mistake in one.

    `path` is that of the key, such as `.witness[1].drop`.
    """
    selections = []
    line = find_line(toml.text, path)
    for entry in entries:
        line = _find_entry(toml.text, entry, line)
        selection = _selection(entry, line)
        _check(selection, path.rpartition(".")[2], toml)
        selections.append(selection)
    return tuple(selections)


def _selection(entry: str | SelectionTable, line: int) -> Selection:
    if isinstance(entry, str):
        return Selection(line=entry, written=f"'{entry}'", position=line)
    pairs = {key: value for key, value in _pairs(entry) if value}
    written = ", ".join(f"{key} = '{value}'" for key, value in pairs.items())
    return Selection("", entry.part, entry.first, entry.last, entry.kind, f"{{{written}}}", line)


def _pairs(entry: SelectionTable) -> Iterator[tuple[str, str]]:
    yield from (("part", entry.part), ("from", entry.first), ("to", entry.last))
    yield "kind", entry.kind


def _find_entry(text: str, entry: str | SelectionTable, first: int) -> int:
    """Return the line of an entry: the first one, from the line `first` on, that has its words."""
    words = entry if isinstance(entry, str) else next((v for _, v in _pairs(entry) if v), "")
    ways = (words, json.dumps(words, ensure_ascii=False)[1:-1])
    lines = enumerate(text.split("\n")[first - 1 :], first)
    return next((number for number, line in lines if any(way in line for way in ways)), first)


def _check(selection: Selection, key: str, toml: TomlFile) -> None:
    ways = [selection.line, selection.part, selection.first or selection.last, selection.kind]
    if sum(map(bool, ways)) != 1:
        message = f"`{key}` has an entry that selects nothing, or in two ways: {selection.written}"
        raise _error(selection, toml, message, TABLE_REMEDY)
    if selection.kind and selection.kind not in KINDS:
        message = f"unknown kind of block in `{key}`: {selection.kind!r}"
        raise _error(selection, toml, message, f"Kinds: {', '.join(KINDS)}.")
    for pattern in (selection.line, selection.part, selection.first, selection.last):
        if problem := pattern_problem(pattern):
            message = f"invalid regular expression in `{key}`: {pattern!r}: {problem}"
            raise _error(selection, toml, message, PATTERN_REMEDY)


def _error(selection: Selection, toml: TomlFile, message: str, remedy: str) -> EditionError:
    return EditionError(message, file=toml.name, line=selection.position, remedy=remedy)

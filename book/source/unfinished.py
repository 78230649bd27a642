"""Find what an editor has still to write: an edition that has such a place is not published."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.runtime import workspace
from book.source import schema
from book.source.folder import read_optional
from book.source.parse import load_toml
from book.source.toml_positions import TomlFile, find_line

TODO = "TODO"
# Whole words. “was to be written in Latin” is prose; at the end of a sentence it is a reminder.
UNFINISHED = re.compile(rf"\b{TODO}\b|(?i:\bto be written\b)(?=\W*(?:$|[.;!?)\]]))", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SHAPES: dict[str, type] = {
    "edition.toml": schema.EditionFile,
    "notes.toml": schema.NotesFile,
    "glossary.toml": schema.GlossaryFile,
    "chronology.toml": schema.ChronologyFile,
    "index.toml": schema.IndexFile,
    "history.toml": schema.HistoryFile,
}
PROSE = ("introduction.md", "references.yaml")
# The keys whose values are the work's own words, patterns, or names of files.
OF_THE_WORK = {
    *("lemma", "reading", "place", "match", "outline", "spelling", "drop", "keep"),
    *("file", "url", "slug", "identifier", "was", "old", "new"),
}


def check_finished(slug: str, root: Path = workspace.ROOT) -> None:
    """Raise EditionError with every place where the editor's files say that words are missing."""
    places = list(_find_unfinished(workspace.find_folder(slug, root)))
    if not places:
        return
    remedy = "\n  ".join(f"{file}:{line}: {words}" for file, line, words in places)
    raise EditionError(
        f"this edition is not finished: {_count(len(places))} to write",
        file=f"sources/{slug}",
        remedy=f"{remedy}\n  Replace these words, or remove what you do not want to state. "
        f"Until then, see drafts: inv pdf --edition {slug}",
    )


def _count(number: int) -> str:
    return "one place" if number == 1 else f"{number} places"


def _find_unfinished(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each file, with the line and the words of each reminder in it."""
    for name, shape in SHAPES.items():
        toml = TomlFile(f"sources/{folder.name}/{name}", read_optional(folder, name))
        for path, key, value in _strings(load_toml(toml, shape)):
            yield from (
                (name, _line_of(toml.text, path, offset), f"{key} = {words!r}")
                for offset, words in _reminders(value)
            )
    for name in PROSE:
        text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), read_optional(folder, name))
        yield from ((name, offset + 1, words) for offset, words in _reminders(text))


def _reminders(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines, counted from 0, that say that words are missing.

    >>> list(_reminders("A fox.\nTODO: the crow\nIt was to be written in Latin."))
    [(1, 'TODO: the crow')]
    """
    for number, line in enumerate(text.split("\n")):
        if UNFINISHED.search(line):
            yield number, line.strip()


def _strings(table: Any, path: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the path, the key and the value of each string that the editor words."""
    match table:
        case str():
            yield path, key, table
        case dict():
            for name, value in table.items():
                if name not in OF_THE_WORK:
                    yield from _strings(value, f"{path}.{name}", name)
        case list():
            for number, value in enumerate(table):
                yield from _strings(value, f"{path}[{number}]", key)


def _line_of(text: str, path: str, offset: int) -> int:
    """Return the line of a value, or of the `offset`th line of a value of several lines."""
    line = find_line(text, path)
    first = text.split("\n")[line - 1].partition("=")[2].strip()
    begins_below = first in ('"""', "'''")  # a line end after the quotes is no part of the value
    return line + offset + begins_below

"""Parse history.toml, the editor's record of former releases."""

import re
from typing import cast, get_args

from book.model import AlterationKind, AlterationSubject, DraftChange, DraftRelease
from book.source import schema
from book.source.entries import one_line
from book.source.parse import parse_toml
from book.source.settings import check_date, invalid
from book.source.toml_positions import TomlFile, find_table

FILE = "history.toml"
SHA256 = re.compile(r"[0-9a-f]{64}")
SHA256_REMEDY = "Write the 64 hexadecimal digits of a SHA-256 in lower case, or remove `since`."


def parse_history(toml: TomlFile) -> tuple[DraftRelease, ...]:
    """Return the releases, the first one first. Raise EditionError with the line of a mistake."""
    releases: list[DraftRelease] = []
    for index, table in enumerate(parse_toml(toml, schema.HistoryFile).release):
        former_date = releases[-1].date if releases else ""
        _check_release(table, f".release[{index}]", former_date, toml)
        releases.append(_release(table, index, toml))
    return tuple(releases)


def _check_release(table: schema.ReleaseTable, path: str, former_date: str, toml: TomlFile) -> None:
    check_date(table.date, f"{path}.date", toml)
    _check_order(table.date, former_date, f"{path}.date", toml)
    if table.since and not SHA256.fullmatch(table.since):
        raise toml.error(f"{path}.since", f"invalid `since` {table.since!r}", SHA256_REMEDY)


def _check_order(date: str, former_date: str, path: str, toml: TomlFile) -> None:
    if date < former_date:
        message = f"{date} is before {former_date}, the date of the release above"
        raise toml.error(path, message, "Order the releases by date, the first one first.")


def _release(table: schema.ReleaseTable, index: int, toml: TomlFile) -> DraftRelease:
    changes = tuple(
        _change(change, f".release[{index}].change[{number}]", toml)
        for number, change in enumerate(table.change)
    )
    line = find_table(toml.text, "release", index)
    return DraftRelease(table.date, table.text.strip(), line, table.since, changes)


def _change(table: schema.ChangeTable, path: str, toml: TomlFile) -> DraftChange:
    subjects, kinds = get_args(AlterationSubject), get_args(AlterationKind)
    if table.what not in subjects:
        raise invalid(toml, f"{path}.what", table.what, subjects)
    if table.how not in kinds:
        raise invalid(toml, f"{path}.how", table.how, kinds)
    subject, kind = cast(AlterationSubject, table.what), cast(AlterationKind, table.how)
    texts = (table.place, table.name, table.note, table.was, table.old, table.new)
    return DraftChange(subject, kind, *map(one_line, texts))

"""The shapes of the files that an editor writes, and errors that say where one of them is wrong."""

import re
import tomllib
from typing import TypeVar

import msgspec

from book.errors import EditionError

Shape = TypeVar("Shape")
TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
PATH_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a settings file: a key that it does not know is an error, as a misspelt one would be lost."""


class EditionTable(Frozen, frozen=True):
    title: str
    language: str
    date: str
    editor: str
    publisher: str
    identifier: str
    rights: str
    slug: str
    subtitle: str = ""
    description: str = ""


class WorkTable(Frozen, frozen=True):
    title: str
    author: str
    date: str
    outline: tuple[str, ...] = ()


class WitnessTable(Frozen, frozen=True):
    siglum: str
    file: str
    role: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    note: str = ""
    encoding: str = ""
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class ChoiceTable(Frozen, frozen=True):
    place: str
    reading: str
    lemma: str = ""
    reason: str = ""


class EditionFile(Frozen, frozen=True):
    edition: EditionTable
    work: WorkTable
    witness: tuple[WitnessTable, ...]
    choice: tuple[ChoiceTable, ...] = ()


class NoteTable(Frozen, frozen=True):
    lemma: str
    text: str
    place: str = ""
    by: str = ""


class NotesFile(Frozen, frozen=True):
    note: tuple[NoteTable, ...] = ()


def parse(text: str, shape: type[Shape], file: str) -> Shape:
    """Read a TOML file into its shape. Raise EditionError with the line of what is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditionError(
            f"this is not TOML: {TOML_PLACE.sub('', str(error))}",
            file=file,
            line=_toml_line(str(error), text),
            remedy="Strings stand in quotes, several lines in triple quotes; see 'An edition of your own' in README.md.",
        ) from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        missing = re.search(r"`(\w+)`", message)
        raise EditionError(
            _in_words(message),
            file=file,
            line=line_of(text, path.rstrip("`"), missing[1] if missing else ""),
            remedy=f"Keys here: {', '.join(_keys(shape, path))}.",
        ) from error


def _toml_line(message: str, text: str) -> int:
    match = TOML_PLACE.search(message)
    return int(match[1]) if match and match[1] else text.count("\n") + 1


def _in_words(message: str) -> str:
    """Say msgspec's message in an editor's words.

    >>> _in_words("Object missing required field `file`")
    'the key `file` is missing'
    """
    message = message.replace("Object missing required field", "the key").replace("Object contains unknown field", "there is no key")
    return f"{message} is missing" if message.startswith("the key") else message[:1].lower() + message[1:]


def _keys(shape: type, path: str) -> tuple[str, ...]:
    for step, _ in PATH_STEP.findall(path.rstrip("`")):
        if step:
            shape = next((f.type for f in msgspec.structs.fields(shape) if f.name == step), shape)
            shape = next((a for a in getattr(shape, "__args__", ()) if isinstance(a, type)), shape)
            if not (isinstance(shape, type) and issubclass(shape, msgspec.Struct)):
                return (step,)
    return tuple(f.name for f in msgspec.structs.fields(shape))


def line_of(text: str, path: str, key: str = "") -> int:
    """Find the line of a table or a key by msgspec's path to it, such as `.witness[2].role`.

    >>> line_of('[edition]\\ntitle = "x"\\n[[witness]]\\n[[witness]]\\nrole = 3', ".witness[1].role")
    5
    """
    steps = PATH_STEP.findall(path)
    names = [name for name, _ in steps if name]
    ordinal = next((int(number) for _, number in steps if number.isdigit()), 0)
    start = table_line(text, names[0], ordinal) if names else 1
    wanted = names[1] if len(names) > 1 else key
    return _key_line(text, start, wanted) if wanted else start


def table_line(text: str, name: str, ordinal: int = 0) -> int:
    """Find the line of the table `name`, the `ordinal`th of that name (from 0); 1 if it is not there."""
    found = [number for number, header in _headers(text) if header == name]
    return found[ordinal] if ordinal < len(found) else 1


def _headers(text: str) -> list[tuple[int, str]]:
    """List the table headers with their lines, but none that stand inside a string of several lines."""
    headers: list[tuple[int, str]] = []
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and (match := TABLE.match(line)):
            headers.append((number, match[1]))
        for mark in re.findall(r'"""|' + "'''", line):
            inside = "" if inside == mark else inside or mark
    return headers


def _key_line(text: str, start: int, key: str) -> int:
    for number, line in enumerate(text.splitlines()[start:], start + 1):
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
        if TABLE.match(line):
            break
    return start

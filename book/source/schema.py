"""The shapes of the files that an editor writes, and errors that say where one of them is wrong."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Annotated, TypeVar

import msgspec

from book.errors import EditionError

Shape = TypeVar("Shape")
Words = Annotated[str, msgspec.Meta(pattern=r"\S")]  # a string that says something
TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
PATH_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")

QUOTES = re.compile(r'"""|' + "'''")
TOML_REMEDY = "Write key = \"words\"; several lines stand in triple quotes. See 'An edition of your own' in README.md."
TOML_MISTAKES = (
    (
        "Illegal character '\\n'",
        "a string does not end on its line",
        "Close its quotes, or put it in triple quotes.",
    ),
    ("Unterminated string", "a string that begins here does not end", "Close its quotes."),
    ('Expected "\'"', "a string that begins here does not end", "Close its quotes."),
    ("Cannot overwrite a value", "this key is there already", "Take one of the two out."),
    (
        "Cannot declare",
        "this table is there already",
        "Take one of the two out; [[witness]], [[choice]] and [[note]] have two brackets.",
    ),
    ("Invalid value", "the words here stand in no quotes", 'Write key = "words".'),
    (
        "Unescaped '\\'",
        "a backslash stands alone",
        "Write it twice, or put the string in single quotes.",
    ),
)
AS_LIST = '{0} = ["words", "words"]'
WANTED = (
    (
        "Expected `str | array`",
        "words in quotes, or a list of them",
        '{0} = "words", or ' + AS_LIST,
    ),
    ("Expected `str`", "words in quotes", '{} = "words"'),
    ("Expected `array`", "a list", AS_LIST + ", or [[{0}]] if it is a table"),
    ("Expected `object`", "a table", "[{}] on a line of its own"),
)
FOUND = {
    "int": "a number",
    "float": "a number",
    "str": "words",
    "array": "a list",
    "object": "a table",
    "bool": "true or false",
    "date": "a date without quotes",
}


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a settings file: a key that it does not know is an error, as a misspelt one would be lost."""


class EditionTable(Frozen, frozen=True):
    title: Words
    language: Words
    date: Words
    editor: Words
    publisher: Words
    identifier: Words
    rights: Words
    slug: Words
    subtitle: str = ""
    description: str = ""
    series: str = ""
    series_number: str = ""
    url: str = ""


class WorkTable(Frozen, frozen=True):
    title: Words
    author: Words
    date: Words
    outline: tuple[Words, ...] = ()


class WitnessTable(Frozen, frozen=True):
    siglum: str
    file: Words
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


class ContributorTable(Frozen, frozen=True):
    name: Words
    role: Words
    credit: str = ""


class AccessibilityTable(Frozen, frozen=True):
    conforms_to: Words
    certified_by: Words
    credential: str = ""


class PrintTable(Frozen, frozen=True):
    size: str = "6x9"


class EpubTable(Frozen, frozen=True):
    kepub: bool = False


class CollationTable(Frozen, frozen=True):
    spelling: tuple[str, ...] = ()
    distinguish: tuple[str, ...] = ()


class ApparatusTable(Frozen, frozen=True):
    style: str = "negative"
    where: str = "auto"


class ChoiceTable(Frozen, frozen=True):
    place: str
    reading: str
    lemma: str = ""
    reason: str = ""


class EditionFile(Frozen, frozen=True):
    edition: EditionTable
    work: WorkTable
    witness: tuple[WitnessTable, ...]
    print: PrintTable = PrintTable()
    epub: EpubTable = EpubTable()
    collation: CollationTable = CollationTable()
    apparatus: ApparatusTable = ApparatusTable()
    contributor: tuple[ContributorTable, ...] = ()
    sort: dict[str, str] = {}
    accessibility: AccessibilityTable | None = None
    choice: tuple[ChoiceTable, ...] = ()


class NoteTable(Frozen, frozen=True):
    lemma: str
    text: str = ""  # until it is written; `make` asks for it
    place: str = ""
    by: str = ""
    id: str = ""


class NotesFile(Frozen, frozen=True):
    note: tuple[NoteTable, ...] = ()


class TermTable(Frozen, frozen=True):
    term: Words
    expansion: str = ""
    definition: str = ""


class GlossaryFile(Frozen, frozen=True):
    term: tuple[TermTable, ...] = ()


OneOrMore = (
    str | tuple[str, ...]
)  # not of Words: two such unions end msgspec 0.22 with a segmentation fault at exit


class EventTable(Frozen, frozen=True):
    date: Words
    text: Words
    match: OneOrMore = ()


class ChronologyFile(Frozen, frozen=True):
    event: tuple[EventTable, ...] = ()


class EntryTable(Frozen, frozen=True):
    heading: Words
    match: OneOrMore = ()
    sub: str = ""
    see: OneOrMore = ()
    see_also: OneOrMore = ()
    sort: str = ""


class IndexFile(Frozen, frozen=True):
    entry: tuple[EntryTable, ...] = ()


class ChangeTable(Frozen, frozen=True):
    what: Words
    how: Words
    place: str = ""
    name: str = ""
    note: str = ""
    was: str = ""
    old: str = ""
    new: str = ""


class ReleaseTable(Frozen, frozen=True):
    date: Words
    text: Words
    since: str = ""
    change: tuple[ChangeTable, ...] = ()


class HistoryFile(Frozen, frozen=True):
    release: tuple[ReleaseTable, ...] = ()


def parse(text: str, shape: type[Shape], file: str) -> Shape:
    """Read a TOML file into its shape. Raise EditionError with the line of what is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = TOML_PLACE.sub("", str(error))
        found, remedy = next(
            ((f, r) for start, f, r in TOML_MISTAKES if said.startswith(start)),
            (f"this is not TOML: {said}", TOML_REMEDY),
        )
        raise EditionError(
            found, file=file, line=_toml_line(str(error), text), remedy=remedy
        ) from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        raise _misshapen(message, path.rstrip("`"), text, shape, file) from error


def _misshapen(message: str, path: str, text: str, shape: type, file: str) -> EditionError:
    """Say msgspec's message in an editor's words, with the line of the table or the key that it is about."""
    names = [name for name, _ in PATH_STEP.findall(path) if name]
    named = re.search(r"`([\w-]+)`", message)
    key = named[1] if named else ""
    line = line_of(text, path)
    if message.startswith(("Object missing", "Object contains")):
        known = f"{'Keys' if names else 'Tables'} here: {', '.join(_keys(shape, names))}."
        if message.startswith("Object missing"):
            what = (
                f"the key `{key}` is missing"
                if names
                else f"there is no {'[[witness]]' if key == 'witness' else f'[{key}]'}"
            )
            return EditionError(what, file=file, line=line if names else 0, remedy=known)
        what = (
            f"there is no key `{key}`"
            if names
            else f"there is no table or key `{key}` outside of a table"
        )
        return EditionError(
            what,
            file=file,
            line=line_of(text, path, key) if names else _any_line(text, key),
            remedy=known,
        )
    wanted, got = next(
        ((w, g) for start, w, g in WANTED if message.startswith(start)), (message, "")
    )
    found = re.search(r"got `(\w+)`", message)
    in_list = path.endswith("]") and message.startswith("Expected `str`")
    subject = f"an entry of `{names[-1]}`" if in_list else f"`{names[-1]}`"
    what = (
        f"{subject} must be {wanted}, and is {FOUND.get(found[1], found[1])}"
        if found
        else f"{subject} is empty"
    )
    return EditionError(
        what,
        file=file,
        line=line,
        remedy=f"Write {(AS_LIST if in_list else got).format(names[-1])}.",
    )


def _toml_line(message: str, text: str) -> int:
    """Find where tomllib stopped; for a string that never ends, where it begins."""
    match = TOML_PLACE.search(message)
    if match and match[1]:
        return int(match[1])
    quote = '"' if message.startswith("Unterminated") else "'"
    begins = (
        re.compile(rf"=\s*\[?\s*{quote}(?:{quote * 2})?(?:(?!{quote}).)*$")
        if "document" in message and "Cannot" not in message
        else None
    )
    open_at = [number for number, line in _outside(text) if begins and begins.search(line)]
    return open_at[-1] if open_at else text.rstrip("\n").count("\n") + 1


def _keys(shape: type, names: list[str]) -> tuple[str, ...]:
    for name in names:
        shape = next((f.type for f in msgspec.structs.fields(shape) if f.name == name), shape)
        shape = next((a for a in getattr(shape, "__args__", ()) if isinstance(a, type)), shape)
    return tuple(f.name for f in msgspec.structs.fields(shape))


def _any_line(text: str, key: str) -> int:
    """Find a table or a key that stands outside of the tables that are known."""
    found = (
        number
        for number, line in _outside(text)
        if re.match(rf"\s*(?:\[\[?\s*{key}\s*\]|{key}\s*=)", line)
    )
    return next(found, 1)


def line_of(text: str, path: str, key: str = "") -> int:
    """Find the line of a table or a key by msgspec's path to it, such as `.witness[2].role`.

    >>> line_of('[edition]\\ntitle = "x"\\n[[witness]]\\n[[witness]]\\nrole = 3', ".witness[1].role")
    5
    """
    steps = _steps(path)
    names = [name for name, _ in steps]
    start = table_line(text, names[0], steps[0][1] or 0) if names else 1
    inner = (
        _inner_line(text, start, names, steps[1][1])
        if len(steps) > 1 and steps[1][1] is not None
        else 0
    )
    rest = names[2:] if inner else names[1:]
    wanted = rest[0] if rest else key
    return _key_line(text, inner or start, wanted) if wanted else inner or start


def _steps(path: str) -> list[tuple[str, int | None]]:
    """Give the names of a path with their numbers.

    >>> _steps(".release[1].change[0].what")
    [('release', 1), ('change', 0), ('what', None)]
    """
    steps: list[tuple[str, int | None]] = []
    for name, number in PATH_STEP.findall(path):
        if name:
            steps.append((name, None))
        elif steps:
            steps[-1] = (steps[-1][0], int(number) if number.isdigit() else 0)
    return steps


def _inner_line(text: str, start: int, names: list[str], ordinal: int) -> int:
    """Find the line of a table within the table that begins at a line; 0 if it has none of that name.

    >>> _inner_line("[[a]]\\n[[a.b]]\\n[[a]]\\n[[a.b]]\\n[[a.b]]", 3, ["a", "b"], 1)
    5
    """
    after = list(
        takewhile(
            lambda found: found[1] != names[0],
            (found for found in _headers(text) if found[0] > start),
        )
    )
    inner = [number for number, header in after if header == f"{names[0]}.{names[1]}"]
    return inner[ordinal] if ordinal < len(inner) else 0


def table_line(text: str, name: str, ordinal: int = 0) -> int:
    """Find the line of the table `name`, the `ordinal`th of that name (from 0); 1 if it is not there."""
    found = [number for number, header in _headers(text) if header == name]
    return found[ordinal] if ordinal < len(found) else 1


@lru_cache(maxsize=8)  # it is asked of each table of a file
def _headers(text: str) -> tuple[tuple[int, str], ...]:
    """List the table headers with their lines."""
    return tuple(
        (number, match[1]) for number, line in _outside(text) if (match := TABLE.match(line))
    )


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that do not begin inside a string of several lines, with their numbers.

    >>> [number for number, _ in _outside("a = '''\\n[b]\\n'''\\nc = 1")]
    [1, 4]
    """
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        began_inside = inside
        for mark in QUOTES.findall(line):
            inside = "" if inside == mark else inside or mark
        if not began_inside:
            yield number, line


def _key_line(text: str, start: int, key: str) -> int:
    for number, line in _outside(text):
        if number > start and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
        if number > start and TABLE.match(line):
            break
    return start

"""Parse a TOML file into its shape, with errors in an editor's words and with their lines."""

import re
import tomllib
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from book.errors import EditionError
from book.source.toml_positions import (
    HEADER,
    PATH_STEP,
    TomlFile,
    find_line,
    find_outside_tables,
    lines_outside_strings,
)

Shape = TypeVar("Shape")
TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
TOML_COLUMN = re.compile(r"column (\d+)\)")
DIGITS = re.compile(r"\d{4301}")

TOML_REMEDY = (
    'Write key = "text"; text of several lines goes in triple quotes. '
    "See 'An edition of your own' in README.md."
)
CURLY = "“”„‟«»‘’‚‛‹›"
CURLY_ERROR = ("curly quotes around a text", 'Use straight quotes ("), not “ ”.')
# What tomllib and msgspec say where a list of tables has a table of one bracket.
ONE_BRACKET = ("Cannot overwrite a value", "Cannot declare", "Expected `array`, got `object`")
# The beginnings of tomllib's messages, with ours and their remedies.
TOML_ERRORS = (
    (
        "Illegal character '\\n'",
        "a string is not closed at the end of its line",
        "Close its quotes, or put it in triple quotes.",
    ),
    ("Unterminated string", "the string that begins here does not end", "Close its quotes."),
    ('Expected "\'"', "the string that begins here does not end", "Close its quotes."),
    ("Cannot overwrite a value", "duplicate key", "Remove one of the two."),
    ("Cannot declare", "duplicate table", "Remove one of the two."),
    ("Invalid value", "a value without quotes", 'Write key = "text".'),
    (
        "Unescaped '\\'",
        "a single backslash in a string",
        "Double it, or put the string in single quotes.",
    ),
)
OR_TABLE = "Expected `str | object`"
LIST = '{0} = ["text", "text"]'
# The beginnings of msgspec's messages: what is expected, and how to write it.
EXPECTED = (
    ("Expected `str | array`", "text in quotes, or a list of texts", f'{{0}} = "text", or {LIST}'),
    (
        OR_TABLE,
        "text in quotes, or a table",
        "{0} = ['pattern', {{part = 'pattern'}}]",
    ),
    ("Expected `str`", "text in quotes", '{0} = "text"'),
    ("Expected `bool`", "true or false", "{0} = true"),
    ("Expected `array`", "a list", f"{LIST}, or [[{{0}}]] if it is a table"),
    ("Expected `object`", "a table", "[{0}] on a line of its own"),
)
# The names of msgspec's types.
TYPES = {
    "int": "a number",
    "float": "a number",
    "str": "text",
    "array": "a list",
    "object": "a table",
    "bool": "true or false",
    "date": "a date without quotes",
}


def parse_toml(toml: TomlFile, shape: type[Shape]) -> Shape:
    """Parse a TOML file into its shape. Raise EditionError with the line of the first mistake."""
    try:
        return msgspec.convert(load_toml(toml, shape), shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        if single := _one_bracket(toml, message, shape):
            raise single from error
        raise _shape_error(toml, shape, message, path.rstrip("`")) from error


def load_toml(toml: TomlFile, shape: type) -> dict[str, object]:
    """Return the tables of a TOML file. Raise EditionError with the line of a mistake in it.

    Its `shape` tells which tables have two brackets.
    """
    try:
        return tomllib.loads(toml.text)
    except tomllib.TOMLDecodeError as error:
        if single := _one_bracket(toml, str(error), shape):
            raise single from error
        line = _toml_line(str(error), toml.text)
        is_curly = _has_curly_quotes(str(error), toml.text.split("\n")[line - 1])
        message, remedy = CURLY_ERROR if is_curly else _toml_message(TOML_PLACE.sub("", str(error)))
        raise EditionError(message, file=toml.name, line=line, remedy=remedy) from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        line = next((n for n, own in enumerate(toml.text.split("\n"), 1) if DIGITS.search(own)), 0)
        message, remedy = "a number with too many digits", "Put it in quotes, if it is text."
        raise EditionError(message, file=toml.name, line=line, remedy=remedy) from error
    except RecursionError as error:
        line = _deepest_line(toml.text)
        message = "lists or tables within lists, too deep to be read"
        raise EditionError(message, file=toml.name, line=line, remedy=TOML_REMEDY) from error


def _one_bracket(toml: TomlFile, message: str, shape: type) -> EditionError | None:
    """Return the error for the first header with one bracket that needs two, if that is wrong."""
    if message.startswith(ONE_BRACKET):
        listed = set(_listed(shape))
        for number, line in lines_outside_strings(toml.text):
            header = HEADER.match(line)
            if header and header[1] in listed and not line.lstrip().startswith("[["):
                problem = f"[{header[1]}] has one bracket"
                remedy = f"Write [[{header[1]}]], with two brackets: there may be several."
                return EditionError(problem, file=toml.name, line=number, remedy=remedy)
    return None


def _has_curly_quotes(message: str, line: str) -> bool:
    """Tell whether a value begins or ends with them, where tomllib stopped at this line.

    >>> _has_curly_quotes("Invalid value (at line 1, column 5)", "a = “b”")
    True
    """
    place = TOML_COLUMN.search(message)
    if message.startswith("Invalid value") and place:
        return line[int(place[1]) - 1 : int(place[1])] in tuple(CURLY)
    is_open = message.startswith(("Illegal character '\\n'", "Unterminated", "Expected '\"'"))
    return is_open and line.rstrip(" ,]}").endswith(tuple(CURLY))


def _deepest_line(text: str) -> int:
    """Return the line that opens most brackets."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda n: lines[n].count("[") + lines[n].count("{")) + 1


def _toml_message(message: str) -> tuple[str, str]:
    """Translate a message of tomllib, and return its remedy."""
    for start, translation, remedy in TOML_ERRORS:
        if message.startswith(start):
            return translation, remedy
    return f"invalid TOML: {message}", TOML_REMEDY


def _toml_line(message: str, text: str) -> int:
    """Return the line at which tomllib stopped; for a string that never ends, where it begins."""
    place = TOML_PLACE.search(message)
    if place and place[1]:
        return int(place[1])
    begins = _string_beginnings(message, text)
    return begins[-1] if begins else text.rstrip("\n").count("\n") + 1


def _string_beginnings(message: str, text: str) -> list[int]:
    """Return the lines at which an unclosed string may begin."""
    if "document" not in message or "Cannot" in message:
        return []
    quote = '"' if message.startswith("Unterminated") else "'"
    begins = re.compile(rf"=\s*\[?\s*{quote}(?:{quote * 2})?(?:(?!{quote}).)*$")
    return [number for number, line in lines_outside_strings(text) if begins.search(line)]


def _shape_error(toml: TomlFile, shape: type, message: str, path: str) -> EditionError:
    """Translate a message of msgspec, with the line of the table or the key that it is about."""
    names = [name for name, _ in PATH_STEP.findall(path) if name]
    key = _quoted(message, r"`([\w-]+)`")
    if message.startswith("Object missing"):
        return _missing_key(toml, shape, path, names, key)
    if message.startswith("Object contains"):
        return _unknown_key(toml, shape, path, names, key)
    return _wrong_value(toml, message, path, names[-1])


def _missing_key(
    toml: TomlFile, shape: type, path: str, names: list[str], key: str
) -> EditionError:
    valid = _valid_names(shape, names)
    if names:
        return toml.error(path, f"missing key `{key}`", valid)
    table = "[[witness]]" if key == "witness" else f"[{key}]"
    return EditionError(f"missing table {table}", file=toml.name, remedy=valid)


def _unknown_key(
    toml: TomlFile, shape: type, path: str, names: list[str], key: str
) -> EditionError:
    if names:
        message, line = f"unknown key `{key}`", find_line(toml.text, path, key)
    else:
        message = f"unknown table or top-level key `{key}`"
        line = find_outside_tables(toml.text, key)
    return EditionError(message, file=toml.name, line=line, remedy=_valid_names(shape, names))


def _wrong_value(toml: TomlFile, message: str, path: str, name: str) -> EditionError:
    """Translate a message about a value of another type, or one that is blank."""
    expected, example = _expectation(message)
    is_listed = path.endswith("]") and message.startswith(("Expected `str`", OR_TABLE))
    subject = f"an entry of `{name}`" if is_listed else f"`{name}`"
    given = _quoted(message, r"got `(\w+)`")
    problem = f"must be {expected}, but is {TYPES.get(given, given)}" if given else "is empty"
    remedy = f"Write {(LIST if is_listed and 'table' not in expected else example).format(name)}."
    return toml.error(path, f"{subject} {problem}", remedy)


def _expectation(message: str) -> tuple[str, str]:
    """Return what msgspec expected, in words, and how it is written."""
    for start, expected, example in EXPECTED:
        if message.startswith(start):
            return expected, example
    return message, ""


def _quoted(message: str, pattern: str) -> str:
    match = re.search(pattern, message)
    return match[1] if match else ""


def _valid_names(shape: type, names: list[str]) -> str:
    """List the keys of a table, or the tables of the file, for a remedy."""
    for name in names:
        shape = _shape_of(shape, name)
    return f"Valid {'keys' if names else 'tables'}: {', '.join(_keys(shape))}."


def _keys(shape: type) -> tuple[str, ...]:
    return tuple(field.encode_name for field in msgspec.structs.fields(shape))


def _shape_of(shape: type, name: str) -> type:
    """Return the shape of a table in a table; of a list of tables, that of one of them."""
    types = [field.type for field in msgspec.structs.fields(shape) if field.name == name]
    outer = types[0] if types else shape
    return next(_structs(outer), outer)


def _structs(shape: type) -> Iterator[type]:
    """Yield the shapes of tables in a list, or among other types that a value may have."""
    for argument in getattr(shape, "__args__", ()):
        if isinstance(argument, type) and issubclass(argument, msgspec.Struct):
            yield argument
        else:
            yield from _structs(argument)


def _listed(shape: type, before: str = "") -> Iterator[str]:
    """Yield the headers of the tables of which a file may have several: `release.change`."""
    for field in msgspec.structs.fields(shape):
        if getattr(field.type, "__origin__", None) is tuple:
            for inner in _structs(field.type):
                yield f"{before}{field.encode_name}"
                yield from _listed(inner, f"{before}{field.encode_name}.")

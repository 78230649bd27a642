"""Decode a witness's bytes, and split them into lines."""

import codecs
import re

from book.errors import EditionError
from book.model import Line
from book.text.encodings import EncodingGuess, guess_by_letters
from book.text.mojibake import find_mojibake, repair_mojibake

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_END = re.compile(rb"\r\n|\r|\n")
UTF_8 = "utf-8"
UNMARKED = EncodingGuess("")
# UTF-8 that was read as Windows-1252 and saved as UTF-8 once more.
TWICE = "utf-8-twice"
TWICE_REMEDY = (
    f'Write encoding = "{TWICE}" in its [[witness]] in edition.toml to repair it, or '
    f'encoding = "{UTF_8}" to keep it as it is.'
)
ENCODING_REMEDY = (
    'Name the file\'s encoding in its [[witness]] in edition.toml, e.g. encoding = "windows-1252".'
)


def is_encoding(name: str) -> bool:
    """Return whether this is an encoding of text: one of Python's, or `TWICE`.

    >>> [is_encoding(name) for name in ("windows-1252", "utf-9", "hex", "undefined")]
    [True, False, False, False]
    """
    if name == TWICE:
        return True
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return True  # one of more than a byte a letter
    except (LookupError, ValueError):
        return False
    return True


def decode(content: bytes, file: str, encoding: str = "") -> str:
    """Decode a witness by the encoding given, by its byte order mark, or else as UTF-8.

    No encoding is guessed: a wrong guess would print wrong letters silently. Raise EditionError
    with the line of what cannot be decoded, or of a NUL.
    """
    if encoding == TWICE:
        return repair_mojibake(decode(content, file, UTF_8))
    name = encoding or _marked_encoding(content) or UTF_8
    try:
        text = content.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if b"\0" in content and not encoding and name == "utf-8":
            raise _not_text(content, file) from error
        raise _undecodable(content, file, name, error.start) from error
    if "\0" in text:
        raise _not_text(content, file)
    return text


def guess_encoding(content: bytes) -> EncodingGuess:
    """Guess the encoding of a future witness, "" for UTF-8. An editor must check the guess.

    >>> [guess_encoding(text.encode(name)).name for text, name in (("é", "utf-8"), ("é", "cp1252"))]
    ['', 'windows-1252']
    >>> guess_encoding("出口管制".encode("gb18030")).name, guess_encoding("it’s Ã©".encode()).name
    ('gb18030', 'utf-8-twice')
    """
    if _marked_encoding(content) or b"\0" in content:
        return EncodingGuess("")  # what has a NUL is no text in any of these encodings
    try:
        damage = find_mojibake(content.decode())
    except UnicodeDecodeError:
        return guess_by_letters(content)
    return EncodingGuess(TWICE, damage.meant, ((UTF_8, damage.found),)) if damage else UNMARKED


def check_mojibake(text: str, file: str) -> None:
    """Raise EditionError if a text was read in a wrong encoding before it was saved as UTF-8."""
    if damage := find_mojibake(text):
        message = f"“{damage.found}” seems to be “{damage.meant}”, read in a wrong encoding"
        raise EditionError(message, file=file, line=damage.line, remedy=TWICE_REMEDY)


def _marked_encoding(content: bytes) -> str:
    """Return the encoding that a byte order mark tells, or ""."""
    return next((codec for mark, codec in BYTE_ORDER_MARKS if content.startswith(mark)), "")


def _undecodable(content: bytes, file: str, encoding: str, offset: int) -> EditionError:
    message = f"byte 0x{content[offset]:02x} is not valid {encoding.upper()}"
    line = line_number(content, offset)
    return EditionError(message, file=file, line=line, remedy=ENCODING_REMEDY)


def _not_text(content: bytes, file: str) -> EditionError:
    """Return an error about a NUL: images and archives have it, UTF-16 in every second byte."""
    order = "le" if content[1::2].count(0) >= content[::2].count(0) else "be"
    encoding = f'encoding = "utf-16-{order}"'
    return EditionError(
        "this is not plain text: it contains a NUL character",
        file=file,
        line=line_number(content, content.index(b"\0")),
        remedy=f"If it is text in UTF-16, save it as UTF-8, or write {encoding} in its [[witness]] "
        "in edition.toml.",
    )


def line_number(content: bytes, offset: int) -> int:
    """Return the line of a byte, from 1, whatever the line ends are.

    >>> line_number(b"one\\r\\ntwo\\rthree", 10)
    3
    """
    return len(LINE_END.findall(content[:offset])) + 1


def split_lines(text: str, file: str) -> tuple[Line, ...]:
    """Return the lines that are not blank, with their numbers. Raise EditionError if none is left.

    Lines end where a text editor ends them: at \\n, \\r\\n or \\r.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 1) if row.strip())
    if not lines:
        raise empty_witness(file)
    return lines


def empty_witness(file: str) -> EditionError:
    """Return the error for a file without text."""
    remedy = "Add the text, or leave the file out (in edition.toml, remove its [[witness]])."
    return EditionError("this witness is empty", file=file, remedy=remedy)

"""Read a witness's bytes into lines."""

import codecs
import re

from book.errors import EditionError
from book.model import Line
from book.text.typography import HAN

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_END = re.compile(rb"\r\n|\r|\n")


def is_encoding(name: str) -> bool:
    """Say whether Python knows this encoding of text.

    >>> [is_encoding(name) for name in ("windows-1252", "utf-9", "hex", "undefined")]
    [True, False, False, False]
    """
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return True  # one that takes more than a byte a letter
    except (LookupError, ValueError):
        return False
    return True


def decode(content: bytes, file: str, encoding: str = "") -> str:
    """Decode a witness: by its byte order mark, by the encoding that edition.toml names, else as UTF-8.

    No encoding is guessed: a wrong guess would print wrong letters without a word.
    """
    name = encoding or next(
        (codec for mark, codec in BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8"
    )
    try:
        text = content.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(content[: error.start])) + 1
        if name == "utf-8" and not encoding and b"\0" in content:
            raise _not_text(content, file) from error
        raise EditionError(
            f"byte 0x{content[error.start]:02x} is not {name.upper()}",
            file=file,
            line=line,
            remedy='Name the file\'s encoding in its [[witness]] in edition.toml, e.g. encoding = "windows-1252".',
        ) from error
    if "\0" in text:
        raise _not_text(content, file)
    return text


def guess_encoding(content: bytes) -> str:
    """Guess the encoding of a file that is to be a witness, "" for UTF-8: for an editor to check, never to print by.

    >>> [guess_encoding(text.encode(name)) for text, name in (("é", "utf-8"), ("café", "windows-1252"), ("出口管制", "gb18030"))]
    ['', 'windows-1252', 'gb18030']
    """
    if any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return ""
    for name in ("utf-8", "gb18030", "windows-1252"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if not c.isascii()]
        if name != "gb18030" or sum(bool(HAN.match(c)) for c in foreign) > 0.8 * len(foreign):
            return "" if name == "utf-8" else name
    return "latin-1"


def _not_text(content: bytes, file: str) -> EditionError:
    """Tell of a NUL: it comes with pictures and archives, and with UTF-16 in every second byte."""
    at = content.index(b"\0")
    order = "le" if content[1::2].count(0) >= content[::2].count(0) else "be"
    return EditionError(
        "there is a NUL character: this is not plain text",
        file=file,
        line=len(LINE_END.findall(content[:at])) + 1,
        remedy=f'If it is UTF-16, write encoding = "utf-16-{order}" in its [[witness]] in edition.toml.',
    )


def split_lines(text: str, file: str) -> tuple[Line, ...]:
    """List the lines that are not blank, with their numbers. Raise EditionError if there is none.

    Lines end where an editor's program ends them: at \\n, \\r\\n or \\r.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 1) if row.strip())
    if not lines:
        raise EditionError(
            "this witness is empty",
            file=file,
            remedy="Put the text in, or take its [[witness]] out of edition.toml.",
        )
    return lines

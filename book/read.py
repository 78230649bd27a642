"""Read a witness's bytes into lines."""

import codecs

from book.errors import EditionError
from book.model import Line

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, file: str, encoding: str = "") -> str:
    """Decode a witness: by its byte order mark, by the encoding that edition.toml names, else as UTF-8.

    No encoding is guessed: a wrong guess would print wrong letters without a word.
    """
    name = encoding or next((codec for mark, codec in BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(name)
    except LookupError as error:
        raise EditionError(
            f"there is no encoding {encoding!r}", file=file, remedy='Names are such as "windows-1252", "gb18030", "utf-16".'
        ) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise EditionError(
            f"byte 0x{content[error.start]:02x} is not {name.upper()}",
            file=file,
            line=line,
            remedy='Name the file\'s encoding in its [[witness]] in edition.toml, e.g. encoding = "windows-1252".',
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise EditionError(
            "a NUL character: this is not a text file", file=file, line=line, remedy='Is it UTF-16? Then write encoding = "utf-16".'
        )
    return text


def lines_of(text: str, file: str) -> tuple[Line, ...]:
    """List the lines that are not blank, with their numbers. Raise EditionError if there is none.

    Lines end where an editor's program ends them: at \\n, \\r\\n or \\r.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 1) if row.strip())
    if not lines:
        raise EditionError("this witness is empty", file=file, remedy="Put the text in, or take its [[witness]] out of edition.toml.")
    return lines

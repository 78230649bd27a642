"""Refuse what is larger than an edition's limits, with its place and the way to raise them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from book.errors import EditionError
from book.model import Limits, Line
from book.text.patterns import longest_run_of_marks

EXCESS_REMEDY = "Save its text in another format, such as .txt, and divide it if it is very large."
MOST_TAGS = 3_000_000  # an element takes some 300 bytes of memory, however short its tags are
WRITTEN = (".md", ".toml", ".yaml")  # the ends of the names of what people write

MOST_ATTRIBUTES = 1_000
ATTRIBUTES_REMEDY = "Remove those that hold no text."
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")
QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)")


def check_size(size: int, limits: Limits, file: str) -> None:
    """Raise EditionError if a file has more bytes than `file_size`, or `markdown_size`."""
    is_markdown = file.lower().endswith(WRITTEN)
    key = "markdown_size" if is_markdown else "file_size"
    limit = limits.markdown_size if is_markdown else limits.file_size
    if size > limit:
        message = f"this file has {size:,} bytes"
        raise EditionError(message, file=file, remedy=_remedy(key, limit, size))


def check_lines(lines: Sequence[Line], limits: Limits, file: str) -> None:
    """Raise EditionError if a text has more lines, longer ones, or more marks than is allowed."""
    count = lines[-1].number if lines else 0
    if count > limits.lines:
        message = f"this file has {count:,} lines"
        remedy = _remedy("lines", limits.lines, count)
        raise EditionError(message, file=file, line=count, remedy=f"Divide it. {remedy}")
    check_each_line(lines, limits, file)


def check_paragraphs(count: int, limits: Limits, file: str) -> None:
    """Raise EditionError if a file that is not plain text has more paragraphs than is allowed."""
    if count > limits.paragraphs:
        message = f"this file has more than {limits.paragraphs:,} paragraphs"
        remedy = _remedy("paragraphs", limits.paragraphs, 2 * limits.paragraphs)
        raise EditionError(message, file=file, remedy=f"Divide it. {remedy}")


def check_tags(count: int, file: str) -> None:
    """Raise EditionError if there is more markup than a parser can take in."""
    if count > MOST_TAGS:
        message = f"this file has {count:,} tags; the limit is {MOST_TAGS:,}"
        raise EditionError(message, file=file, remedy=EXCESS_REMEDY)


def check_attributes(markup: str, file: str) -> None:
    """Raise EditionError, with its line, for an element with too many attributes.

    The time that a parser takes grows with the square of their number.

    >>> check_attributes(f"<p>a</p>\\n<p {' '.join(f'a{n}=x' for n in range(2000))}>b", "a.html")
    Traceback (most recent call last):
    book.errors.EditionError: a.html:2: an element has more than 1,000 attributes
      Remove those that hold no text.
    """
    for match in LONG_TAG.finditer(markup):
        if len(QUOTED.sub(" ", match[0]).split()) > MOST_ATTRIBUTES:
            line = markup.count("\n", 0, match.start()) + 1
            message = f"an element has more than {MOST_ATTRIBUTES:,} attributes"
            raise EditionError(message, file=file, line=line, remedy=ATTRIBUTES_REMEDY)


def check_each_line(lines: Iterable[Line], limits: Limits, file: str) -> None:
    """Raise EditionError if a line is longer, or has more marks, than is allowed."""
    for line in lines:
        if len(line.text) > limits.line_length:
            message = f"this line has {len(line.text):,} characters"
            remedy = _remedy("line_length", limits.line_length, len(line.text))
            raise EditionError(message, file=file, line=line.number, remedy=f"Divide it. {remedy}")
        marks = 0 if line.text.isascii() else longest_run_of_marks(line.text, limits.marks + 1)
        if marks:
            message = f"a letter has {marks:,} combining marks"
            remedy = _remedy("marks", limits.marks, marks)
            raise EditionError(message, file=file, line=line.number, remedy=remedy)


@contextmanager
def refusing_excess(file: str) -> Iterator[None]:
    """Raise EditionError where a file takes more memory, or deeper calls, than there are."""
    try:
        yield
    except RecursionError as error:
        message = "what is in this file is nested too deep to be read"
        raise EditionError(message, file=file, remedy=EXCESS_REMEDY) from error
    except MemoryError as error:
        message = "this file takes more memory than this machine has"
        raise EditionError(message, file=file, remedy=EXCESS_REMEDY) from error


def _remedy(name: str, limit: int, value: int) -> str:
    return (
        f"The limit is {limit:,}. If that is right, write {name} = {value} under [limits] in "
        "edition.toml."
    )

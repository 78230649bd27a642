"""Refuse what is larger than an edition's limits, with its place and the way to raise them."""

from collections.abc import Iterable

from book.errors import EditionError
from book.model import Limits, Line
from book.text.patterns import longest_run_of_marks


def check_size(size: int, limits: Limits, file: str) -> None:
    """Raise EditionError if a file has more bytes than `file_size`."""
    if size > limits.file_size:
        message = f"this file has {size:,} bytes"
        raise EditionError(message, file=file, remedy=_remedy("file_size", limits.file_size, size))


def check_lines(lines: Iterable[Line], limits: Limits, file: str) -> None:
    """Raise EditionError if a line is longer, or has more marks on a letter, than is allowed."""
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


def _remedy(name: str, limit: int, value: int) -> str:
    return (
        f"The limit is {limit:,}. If that is right, write {name} = {value} under [limits] in "
        "edition.toml."
    )

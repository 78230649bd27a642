"""Gather the words of a plain text: all of them; and prove its lines to the very space."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from book.errors import ProofError
from book.model import Line, line_parts
from book.verify.intake.encoding import decode_text
from book.verify.intake.gathering import Gathered

# The marks that typists set for italics and the like, and the brackets around what is no text.
MARKS = re.compile(r"[_=*^{}\[\]|~+#/\\<>]")
BEFORE, SHOWN = 20, 50  # characters before a difference, and in all, that an error quotes


def gather_text(content: bytes, encoding: str = "") -> Gathered:
    """Return the words of a plain text; a line's end ends a word."""
    return Gathered(needed=decode_text(content, encoding).splitlines())


def prove_lines(
    name: str, content: bytes, encoding: str, lines: Iterable[Line], remedy: str
) -> None:
    """Raise ProofError, with its line, for a line that was not read as it stands in the file.

    Spaces count, but not how many there are. A typist's marks may be gone, and so may other parts
    of the line, such as the call of a note.
    """
    text = decode_text(content, encoding).replace("\r\n", "\n").replace("\r", "\n")
    written = text.split("\n")
    for number, parts in line_parts(lines).items():
        whole = written[number - 1] if number <= len(written) else ""
        for part in parts:
            if not _is_in(part, parts, whole):
                message = _describe(_bare(part.text), _bare(whole))
                raise ProofError(message, file=name, line=number, remedy=remedy)


def _describe(read: str, whole: str) -> str:
    """Describe a line from shortly before the first character that was read otherwise."""
    size = bisect_left(range(len(read) + 1), True, key=lambda n: read[:n] not in whole) - 1
    start = max(0, size - BEFORE)
    there = whole.find(read[:size]) + start
    found, wanted = read[start : start + SHOWN], whole[there : there + SHOWN]
    return f"this line was read as “{found}”, and the file has “{wanted}”"


def _is_in(part: Line, parts: Sequence[Line], whole: str) -> bool:
    own = _bare(part.text)
    if own in _bare(whole):
        return True
    for other in parts:
        whole = whole.replace(other.text, "", 1) if other is not part else whole
    return own in _bare(whole)


def _bare(text: str) -> str:
    return " ".join(MARKS.sub("", text).split())

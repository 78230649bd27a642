"""Find characters of the ledger's lines in the file itself, where an editor's program shows them.

The ledger has a plain line without the marks of italics and calls, and the marks after it. In a
file of another format a line is a block, and its characters are those of its text.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from rapidfuzz.distance import Indel

from book.model import Line, line_parts
from book.source.witness_files import PLAIN_SUFFIXES, WitnessFile
from book.text.decode import decode


class FileColumns:
    """The columns of a witness's file."""

    def __init__(self, file: WitnessFile, lines: Iterable[Line]) -> None:
        self.file, self.lines = file, tuple(lines)

    @property
    def is_plain(self) -> bool:
        return PurePosixPath(self.file.witness.file).suffix.lower() in PLAIN_SUFFIXES

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The lines of a plain file as they are in it; of other files there are none."""
        if not self.is_plain:
            return ()
        text = decode(self.file.content, self.file.witness.file, self.file.encoding)
        rows = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        return tuple(rows)

    @cached_property
    def parts(self) -> dict[int, list[Line]]:
        return line_parts(self.lines)

    def columns(self, line: int, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last column of the characters `start` to `end` of a line."""
        if not 0 < line <= len(self.rows):
            return start + 1, end
        places = _places(self.parts[line], self.rows[line - 1])
        return places[start] + 1, places[end - 1] + 1


def _places(parts: list[Line], row: str) -> list[int]:
    """Return for each character of a line's parts, joined, its offset in the file's line.

    >>> _places([Line(1, "so new"), Line(1, "_", column=6), Line(1, "_", column=7)], "so _new_")
    [0, 1, 2, 4, 5, 6, 3, 7]
    """
    places = [0] * sum(len(part.text) for part in parts)
    left = list(range(len(row)))
    # What is text first: a mark could be taken for one of its letters.
    for part in sorted(parts, key=lambda part: (part.fate != "open", part.column)):
        found = dict(_aligned(part.text, "".join(row[offset] for offset in left)))
        nearest = 0
        for index in range(len(part.text)):
            nearest = found.get(index, nearest)
            places[part.column + index] = left[nearest] if left else 0
        used = set(found.values())
        left = [offset for index, offset in enumerate(left) if index not in used]
    return places


def _aligned(text: str, row: str) -> Iterator[tuple[int, int]]:
    """Yield the offset of each character of a text that a row has, and the offset in the row."""
    if (start := row.find(text)) >= 0:
        yield from ((index, start + index) for index in range(len(text)))
        return
    for operation in Indel.opcodes(text, row):
        if operation.tag == "equal":
            length = operation.src_end - operation.src_start
            for index in range(length):
                yield operation.src_start + index, operation.dest_start + index

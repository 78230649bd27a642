"""Write rows as lines of the witness, without their marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from book.model import BlockForm, Line, LineFate
from book.read.plain.marks import Stripped, find_marks, strip_marks
from book.read.plain.rows import FileRow


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: the characters `start` to `end` of a row's text."""

    start: int
    end: int
    note: str


Calls = Mapping[int, Sequence[Call]]


def strip_rows(rows: Sequence[FileRow], calls: Calls) -> Stripped:
    """Return the texts of rows without marks; `calls` are by the number of the row."""
    lines = [row.text for row in rows]
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    placed = [
        (start + call.start - row.offset, start + call.end - row.offset, call.note)
        for start, row in zip(starts, rows, strict=True)
        for call in calls.get(row.number, ())
        if row.offset <= call.start and call.end <= row.offset + len(row.text)
    ]
    return strip_marks(lines, find_marks("\n".join(lines)), placed)


def write_block(
    rows: Sequence[FileRow], forms: Sequence[BlockForm], continues: Sequence[bool], calls: Calls
) -> list[Line]:
    """Return rows as lines with these forms; the marks of notes follow their line, removed."""
    stripped = strip_rows(rows, calls)
    lines: list[Line] = []
    for index, row in enumerate(rows):
        text, ranges = stripped.lines[index], stripped.ranges[index]
        if text.strip():
            lines.append(Line(row.number, text, forms[index], ranges, continues[index]))
        lines += (decided(row, mark, rule) for mark, rule in stripped.removed[index])
    return lines


def write_paragraph(rows: Sequence[FileRow], form: BlockForm, calls: Calls) -> list[Line]:
    """Return rows as one paragraph."""
    return write_block(rows, [form] * len(rows), [bool(index) for index in range(len(rows))], calls)


def decided(row: FileRow, text: str, rule: str, fate: LineFate = "removed") -> Line:
    """Return words of a row that are not text, and the rule that removes them."""
    return Line(row.number, text, fate=fate, rule=rule)


def with_columns(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Count the characters that lines of the same line of the file have before each of them."""
    used: dict[int, int] = {}
    counted = []
    for line in lines:
        column = used.get(line.number, 0)
        counted.append(replace(line, column=column) if column else line)
        used[line.number] = column + len(line.text)
    return tuple(counted)

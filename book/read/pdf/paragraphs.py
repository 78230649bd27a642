"""Which lines are a heading, a stanza, a quotation or a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from book.read.pdf.layout import Measures
from book.read.pdf.lines import PdfLine, Piece

Kind = Literal["paragraph", "heading", "verse", "quotation"]
GAP = 1.3  # pitches between two paragraphs
LARGER = 1.12  # of the body's size
INDENT = 0.8  # em
SHORT = 0.12  # of the width of a column that a line of verse leaves
END = re.compile(r"[.!?:…][”’\"')\]]*\s*$")
OPENING = "“‘\"'«„([—–"
DROP_CAP = 1.6  # of the body's size


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a column, and its edges."""

    lines: tuple[PdfLine, ...]
    left: float
    right: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


@dataclass(frozen=True, slots=True)
class PdfBlock:
    """Lines that belong together, and whether the text may go on in the next block."""

    kind: Kind
    lines: tuple[PdfLine, ...]
    column: Column
    is_open: bool = False

    def is_indented(self, line: PdfLine) -> bool:
        return line.left - self.column.left > INDENT * line.size

    def is_short(self, line: PdfLine) -> bool:
        return self.column.right - line.right > SHORT * self.column.width


def make_column(lines: Sequence[PdfLine]) -> Column:
    return Column(tuple(lines), min(line.left for line in lines), max(line.right for line in lines))


def find_blocks(columns: Sequence[Column], measures: Measures) -> list[PdfBlock]:
    """Return the blocks of all columns; paragraphs that go on in the next column are joined."""
    blocks: list[PdfBlock] = []
    for column in columns:
        for index, block in enumerate(_column_blocks(column, measures)):
            last = blocks[-1] if blocks else None
            if last and index == 0 and _goes_on(last, block):
                blocks[-1] = replace(last, lines=(*last.lines, *block.lines), is_open=block.is_open)
            else:
                blocks.append(block)
    return blocks


def _goes_on(last: PdfBlock, block: PdfBlock) -> bool:
    same = last.kind == block.kind and last.kind in ("paragraph", "quotation")
    if not same or abs(last.lines[-1].size - block.lines[0].size) > 0.3:
        return False
    return last.is_open and not (block.kind == "paragraph" and block.is_indented(block.lines[0]))


def _column_blocks(column: Column, measures: Measures) -> Iterator[PdfBlock]:
    for lines in _divide(_join_drop_caps(column.lines, measures), measures):
        block = PdfBlock("paragraph", tuple(lines), column)
        if _is_heading(block, measures):
            yield replace(block, kind="heading")
        elif _is_verse(block):
            yield replace(block, kind="verse")
        else:
            yield from _paragraphs(block)


def _join_drop_caps(lines: Sequence[PdfLine], measures: Measures) -> list[PdfLine]:
    """Set a large initial before the first line beside it."""
    kept = list(lines)
    for initial in lines:
        is_large = initial.size > DROP_CAP * measures.size
        if not is_large or len(initial.text.strip(OPENING + " ")) != 1:
            continue
        beside = [line for line in kept if _is_beside(line, initial)]
        if beside:
            first = max(beside, key=lambda line: line.base)
            place = kept.index(first)
            piece = Piece(initial.text.strip())
            kept[place] = replace(first, left=initial.left, pieces=(piece, *first.pieces))
            kept.remove(initial)
    return kept


def _is_beside(line: PdfLine, initial: PdfLine) -> bool:
    is_level = initial.base - 1 <= line.base <= initial.base + initial.size
    return line is not initial and is_level and line.left >= initial.right - 2


def _divide(lines: Sequence[PdfLine], measures: Measures) -> Iterator[list[PdfLine]]:
    """Divide the lines of a column where there is a gap, or where the size changes."""
    block: list[PdfLine] = []
    for line in lines:
        if block and _is_apart(block[-1], line, measures):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_apart(above: PdfLine, line: PdfLine, measures: Measures) -> bool:
    distance = above.base - line.base
    pitch = measures.pitch * max(line.size / measures.size, 0.7)
    return (
        abs(above.size - line.size) > 0.1 * measures.size
        or distance > GAP * pitch
        or above.is_bold != line.is_bold
    )


def _is_heading(block: PdfBlock, measures: Measures) -> bool:
    text = " ".join(line.text for line in block.lines)
    if not any(char.isalnum() for char in text) or len(text) > 200 or len(block.lines) > 4:
        return False
    size = block.lines[0].size
    is_bold = all(line.is_bold for line in block.lines)
    return size >= LARGER * measures.size or (
        is_bold and size >= 0.95 * measures.size and len(text) < 100 and not END.search(text)
    )


def _is_verse(block: PdfBlock) -> bool:
    lines = block.lines
    if len(lines) < 2 or (len(lines) == 2 and not all(map(block.is_indented, lines))):
        return False
    if 2 * sum(line.text.strip()[-1:].isdigit() for line in lines) >= len(lines):
        return False  # a list of contents
    short = sum(map(block.is_short, lines))
    capitals = sum(line.text.lstrip(OPENING)[:1].isupper() for line in lines)
    return short >= 0.85 * len(lines) and capitals >= 0.75 * len(lines)


def _paragraphs(block: PdfBlock) -> Iterator[PdfBlock]:
    """Divide a block at indented first lines and after short last lines."""
    lines = block.lines
    if len(lines) > 1 and all(map(block.is_indented, lines)):
        yield replace(block, kind="quotation", is_open=_is_open(block, lines[-1]))
        return
    start = 0
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        begins = block.is_indented(line) and not block.is_indented(above)
        ended = block.is_short(above) and END.search(above.text) and not _hangs(block, line)
        if begins or ended:
            yield replace(block, lines=lines[start:index])
            start = index
    yield replace(block, lines=lines[start:], is_open=_is_open(block, lines[-1]))


def _hangs(block: PdfBlock, line: PdfLine) -> bool:
    return line.text[:1].islower()


def _is_open(block: PdfBlock, last: PdfLine) -> bool:
    """Return whether the text may go on after the last line of a column."""
    return not (block.is_short(last) and END.search(last.text)) or not END.search(last.text)

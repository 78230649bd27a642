"""Paragraphs and tables of an RTF, as they are filled."""

import re
from dataclasses import dataclass, field
from typing import Literal

from book.read.rtf.fonts import RtfTables
from book.read.rtf.rows import CellFormat, OpenTable
from book.read.rtf.state import ParagraphState
from book.read.word.document import (
    Dropped,
    Inset,
    ListPlace,
    Piece,
    Run,
    WordBlock,
    WordParagraph,
)
from book.read.word.styles import part_of

TWIPS_PER_EM = 240
QUOTATION_INDENT = 2  # ems on both sides that make a paragraph a quotation
SPACE = 60  # twips that divide stanzas
LABEL_STYLES = (
    (re.compile(r"\d"), "decimal"),
    (re.compile(r"\b[ivxlc]+\b"), "lower-roman"),
    (re.compile(r"\b[IVXLC]+\b"), "upper-roman"),
    (re.compile(r"[a-z]"), "lower-alpha"),
    (re.compile(r"[A-Z]"), "upper-alpha"),
    (re.compile(r"\w"), "decimal"),
)


@dataclass(slots=True)
class Frame:
    """A row of blocks that is being filled: the body, a note, a text box, a running head.

    `kind` is the destination; `rule` removes all that is inside.
    """

    kind: str = ""
    rule: str = ""
    blocks: list[WordBlock] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    tables: list[OpenTable] = field(default_factory=list)

    def end_paragraph(self, state: ParagraphState, names: RtfTables, depth: int = 0) -> None:
        """End the paragraph that is being filled; `depth` is that of its tables."""
        if not depth and state.in_table:
            depth = max(state.nesting, 1)
        pieces, label = tuple(self.pieces), self.label
        self.pieces, self.label = [], ""
        if not pieces and not self.tables:
            return
        self.close_tables(depth)
        while len(self.tables) < min(depth, 50):
            self.tables.append(OpenTable())
        paragraph = _paragraph(pieces, label, state, names)
        (self.tables[-1].blocks if self.tables else self.blocks).append(paragraph)

    def end_cell(self, state: ParagraphState, names: RtfTables, depth: int) -> None:
        """End a cell, with its last paragraph."""
        self.end_paragraph(state, names, depth)
        self.close_tables(depth)
        while len(self.tables) < min(depth, 50):
            self.tables.append(OpenTable())
        table = self.tables[-1]
        table.cells.append(tuple(table.blocks))
        table.blocks = []

    def end_row(self, formats: list[CellFormat], left: int, depth: int, *, is_head: bool) -> None:
        """End a row of the table of a depth."""
        self.close_tables(depth)
        if len(self.tables) == depth and self.tables[-1].cells:
            table = self.tables[-1]
            table.rows.append((table.cells, formats, left, is_head))
            table.cells = []

    def close_tables(self, depth: int) -> None:
        """Close tables until there are only `depth`."""
        while len(self.tables) > depth:
            closed = self.tables.pop()
            if closed.cells or closed.blocks:
                closed.rows.append(([*closed.cells, tuple(closed.blocks)], [], 0, False))
            if closed.rows:
                (self.tables[-1].blocks if self.tables else self.blocks).append(closed.table())

    def end(self, state: ParagraphState, names: RtfTables) -> tuple[WordBlock, ...]:
        """End the frame, and return its blocks."""
        if self.pieces:
            self.end_paragraph(state, names)
        self.close_tables(0)
        return tuple(self.blocks)


def _paragraph(
    pieces: tuple[Piece, ...], label: str, state: ParagraphState, names: RtfTables
) -> WordParagraph:
    part, level = part_of(names.names(state.style))
    if part == "text" and 0 <= state.outline < 9:
        part, level = "heading", state.outline + 1
    has_text = any(isinstance(each, Run | Inset) for each in pieces)
    place = list_place(label, state) if has_text or not _is_dropped(pieces) else None
    indent, right = round(state.left / TWIPS_PER_EM), round(state.right / TWIPS_PER_EM)
    if part == "text" and not place and not state.align:
        part = "quotation" if min(indent, right) >= QUOTATION_INDENT else part
    align: Literal["", "center", "right"] = ""
    if state.align == "center":
        align = "center"
    elif state.align == "right" and not state.is_rtl:
        align = "right"
    direction: Literal["", "rtl"] = "rtl" if state.is_rtl else ""
    is_apart = state.before >= SPACE
    return WordParagraph(pieces, part, level, place, align, direction, indent, is_apart)


def _is_dropped(pieces: tuple[Piece, ...]) -> bool:
    return bool(pieces) and all(isinstance(each, Dropped) for each in pieces)


def list_place(label: str, state: ParagraphState) -> ListPlace | None:
    """Return the place of a paragraph with this number in a list; None without one.

    >>> list_place("(b)", ParagraphState())
    ListPlace(list_id='0', level=0, label='(b)', style='lower-alpha', continues=False, number=0)
    """
    label = " ".join(label.split())
    if not label:
        return None
    for pattern, style in LABEL_STYLES:
        if pattern.search(label):
            digits = re.findall(r"\d+", label)
            number = int(digits[-1][:9]) if digits else 0
            return ListPlace(str(state.list_id), state.level, label, style, number=number)
    return ListPlace(str(state.list_id), state.level)

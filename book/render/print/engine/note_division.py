"""Divide the notes at the foot of the page into their lines, so that they can go on overleaf.

WeasyPrint sets a note whole, at the foot of one page. Here the lines of a note are planned before
the pages are laid out, and each becomes a box of its own: the first two belong to the line of the
call, the last two stay together, the others go overleaf if they do not fit. Short notes, and those
that run on or stand in columns, are not divided.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from typing import Any

import weasyprint.layout as layout
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes, build

from book.render.print.engine.paragraphs.pieces import cut_piece
from book.render.print.engine.paragraphs.plans import PlannedLine, plan_paragraph

SHORTEST = 3  # lines of a note that is divided
FIRST, LAST = 2, 2  # lines that stay together at its beginning, if it has so many, and at its end
PARAGRAPHS = "paragraphs"  # the layout of notes that are set one below the other
NO_INDENT = Dimension(0, "px")

# 0 for documents of others, which are not divided.
_measure: ContextVar[float] = ContextVar("measure", default=0.0)
initialize_page_maker = layout.initialize_page_maker


@contextmanager
def notes_of_width(measure: float) -> Iterator[None]:
    """Plan the notes of the documents that are laid out for lines of so many CSS pixels."""
    token = _measure.set(measure)
    try:
        yield
    finally:
        _measure.reset(token)


def apply() -> None:
    """Make WeasyPrint divide notes before it lays out the first page."""
    layout.initialize_page_maker = _initialize_page_maker


def _initialize_page_maker(context: Any, root_box: Any) -> None:
    if context.footnotes and _measure.get():
        context.footnotes = []
        _divide_notes(context, root_box)
    initialize_page_maker(context, root_box)


def _divide_notes(context: Any, box: Any) -> None:
    """Put the pieces of each note in its place: behind its call, and in the notes to be set."""
    children: list[Any] = []
    for child in box.children:
        children.append(child)
        if child.footnote is not None:
            child.footnote, *others = _pieces(context, child.footnote)
            context.footnotes += [child.footnote, *others]
            for piece in others:
                children.append(child.copy())
                children[-1].footnote = piece
        elif isinstance(child, boxes.ParentBox):
            _divide_notes(context, child)
    box.children = children


def _pieces(context: Any, note: Any) -> Sequence[Any]:
    """Return a note in pieces, or whole if it is short or not one paragraph by itself."""
    if note.element.get("data-layout", PARAGRAPHS) != PARAGRAPHS:
        return [note]
    block = build.create_anonymous_boxes(note.deepcopy())
    if len(block.children) != 1 or not isinstance(block.children[0], boxes.LineBox):
        return [note]
    measure = _measure.get()
    block.width = measure
    (line_box,) = block.children
    planned = plan_paragraph(context, line_box, block)
    indent = _indent(block)
    first = planned.line(0, measure - indent, measure) if planned else None
    lines = _lines_of(first) if first else []
    if len(lines) < SHORTEST:
        return [note]
    return list(_divided(context, note, line_box, lines))


def _indent(block: Any) -> float:
    indent = block.style["text_indent"]
    return float(indent.value) if isinstance(indent, Dimension) else float(indent)


def _lines_of(first: PlannedLine) -> list[PlannedLine]:
    paragraph, lines = first.paragraph, [first]
    for fitted in first.rest()[1:]:
        line = paragraph.line(fitted.start, first.full, first.full)
        assert line is not None
        lines.append(line)
    return lines


def _divided(context: Any, note: Any, line_box: Any, lines: Sequence[PlannedLine]) -> Iterator[Any]:
    """Yield the lines of a note as notes of their own, the last ones as one."""
    count = len(lines) - LAST + 1
    for number in range(count):
        is_last = number == count - 1
        of_piece = lines[number:] if is_last else [lines[number]]
        following = inf if is_last else lines[number + 1].fitted.start
        piece = note.copy_with_children(cut_piece(context, line_box, of_piece, following).children)
        piece.piece = (number, count)
        piece.style = note.style.copy()
        piece.style["text_indent"] = NO_INDENT if number else note.style["text_indent"]
        piece.style["footnote_policy"] = "line" if number < min(FIRST, count - 1) else "auto"
        yield piece

"""Check where WeasyPrint has placed notes, and move those in the margin to its outer side."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from book.model import Trim
from book.render.print.footnotes import level_of
from book.render.print.html_source import MARGIN_GAP

PIXEL = 96 / 72  # CSS pixels, WeasyPrint's unit, in a point

Position = tuple[int, float]  # index of the page, CSS pixels from its top


def set_margin_notes(document: Document, trim: Trim) -> None:
    """Move the notes in the margin of left-hand pages to its outer side.

    CSS cannot set a paragraph by the side of its page. The first page of a document is a right-hand
    one.
    """
    for page in document.pages[1::2]:
        for box in page._page_box.descendants():
            if _is_margin_note(box):
                _move_to_outer_side(box, trim)


def _is_margin_note(box: Any) -> bool:
    source = box.element
    if source is None or source.get("class") != "sources":
        return False
    return bool(box.element_tag == "p")


def _move_to_outer_side(box: Any, trim: Trim) -> None:
    edges = _right_edges(box)
    if edges:  # a box may be broken before its first line
        box.translate(dx=(trim.outer - MARGIN_GAP) * PIXEL - max(edges))


def _right_edges(box: Any) -> list[float]:
    return [inline.position_x + inline.width for line in box.children for inline in line.children]


def misplaced_notes(notes: Sequence[str], document: Document) -> list[str]:
    """Return the notes that are on no page, and those that are not in the order of their calls.

    The levels stand one above the other at the foot of a page, so each has an order of its own.
    """
    positions = _positions(document)
    misplaced = [note for note in notes if note not in positions]
    levels = _levels(document)
    for level in sorted(set(levels.values())):
        placed = [n for n in notes if n in positions and levels.get(n, level) == level]
        misplaced += _out_of_order(placed, positions)
    return misplaced


def _levels(document: Document) -> dict[str, int]:
    """Map the anchor of each note at the foot of a page to its level."""
    levels: dict[str, int] = {}
    for page in document.pages:
        for area in page._page_box.children:
            if isinstance(area, FootnoteAreaBox):
                levels |= {
                    box.element.get("id", ""): level_of(_classes(box)) for box in _notes(area)
                }
    return levels


def _notes(area: Any) -> Iterator[Any]:
    for box in area.descendants():
        if box.element is not None and "footnote" in _classes(box):
            yield box


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split()


def _positions(document: Document) -> dict[str, Position]:
    """Map each anchor to its first position."""
    positions: dict[str, Position] = {}
    for number, page in enumerate(document.pages):
        for anchor, (_, top, *_) in page.anchors.items():
            positions.setdefault(anchor, (number, top))
    return positions


def _out_of_order(notes: Sequence[str], positions: dict[str, Position]) -> Iterator[str]:
    for former, latter in pairwise(notes):
        if positions[former] > positions[latter]:
            yield from (former, latter)

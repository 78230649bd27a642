"""Check where WeasyPrint has placed notes, and move those in the margin to its outer side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from book.model import Trim
from book.render.print.footnotes import level_of

PIXEL = 96 / 72  # CSS pixels, WeasyPrint's unit, in a point

# The index of the page, and in CSS pixels where the column begins, 0 if there is none, and the top.
Position = tuple[int, float, float]


def set_margin_notes(pages: Iterable[Any], trim: Trim, gap: float) -> None:
    """Move the notes in the margin of versos to its outer side.

    CSS cannot set a paragraph by the side of its page. `gap` is the points between such a note and
    the text.
    """
    room = (trim.outer - gap) * PIXEL
    for page in pages:
        for box in page._page_box.descendants():
            if _is_margin_note(box):
                _move_to_outer_side(box, room, trim.width * PIXEL)


def is_verso(page: Any) -> bool:
    """Tell whether a page is on the left, or on the right in a book that is bound there."""
    box = page._page_box
    return bool(box.page_type.side == ("right" if box.style["direction"] == "rtl" else "left"))


def _is_margin_note(box: Any) -> bool:
    source = box.element
    if source is None or source.get("class") != "sources":
        return False
    return bool(box.element_tag == "p")


def _move_to_outer_side(box: Any, room: float, width: float) -> None:
    """Move a note so that it ends `room` pixels from the edge of a page that is so wide."""
    inlines = [inline for line in box.children for inline in line.children]
    if not inlines:  # a box may be broken before its first line
        return
    if box.style["direction"] == "rtl":
        box.translate(dx=width - room - min(inline.position_x for inline in inlines))
    else:
        box.translate(dx=room - max(inline.position_x + inline.width for inline in inlines))


def misplaced_notes(notes: Sequence[str], document: Document) -> list[str]:
    """Return the notes that are on no page, before their calls, or not in the order of these.

    The levels stand one above the other at the foot of a page, so each has an order of its own.
    """
    positions = _positions(document, dict(_columns(document)))
    misplaced = [note for note in notes if note not in positions]
    misplaced += [note for note in notes if _is_before_its_call(note, positions)]
    misplaced += _broken_notes(document)
    levels = _levels(document)
    for level in sorted(set(levels.values())):
        placed = [n for n in notes if n in positions and levels.get(n, level) == level]
        misplaced += _out_of_order(placed, positions)
    return misplaced


def _is_before_its_call(note: str, positions: Mapping[str, Position]) -> bool:
    call = positions.get(f"called-{note}") or positions.get(f"call-{note}")
    return call is not None and note in positions and positions[note][0] < call[0]


def _broken_notes(document: Document) -> Iterator[str]:
    """Yield the notes of which a piece is lost, or has another note before it (`note_division`)."""
    pieces: dict[int, list[tuple[str, tuple[int, int]]]] = {}  # by level
    for page in document.pages:
        for area in page._page_box.children:
            for box in _notes(area) if isinstance(area, FootnoteAreaBox) else ():
                if hasattr(box, "piece"):
                    placed = (box.element.get("id"), box.piece)
                    pieces.setdefault(level_of(box.element), []).append(placed)
    for placed_pieces in pieces.values():
        for note, group in groupby(placed_pieces, key=itemgetter(0)):
            numbers = [piece for _, piece in group]
            if numbers != [(number, numbers[0][1]) for number in range(numbers[0][1])]:
                yield note


def _levels(document: Document) -> dict[str, int]:
    """Map the anchor of each note at the foot of a page to its level."""
    levels: dict[str, int] = {}
    for page in document.pages:
        for area in page._page_box.children:
            if isinstance(area, FootnoteAreaBox):
                levels |= {box.element.get("id", ""): level_of(box.element) for box in _notes(area)}
    return levels


def _columns(document: Document) -> Iterator[tuple[str, float]]:
    """Yield the anchor of each note, or piece of one, in a column, and where the column begins.

    That is counted from right to left, below 0, if the lines run so.
    """
    for page in document.pages:
        for area in page._page_box.children:
            for column in area.descendants() if isinstance(area, FootnoteAreaBox) else ():
                if getattr(column, "is_note_column", False):
                    sign = -1 if column.style["direction"] == "rtl" else 1
                    begin = sign * column.content_box_x()
                    yield from ((note.element.get("id"), begin) for note in _notes(column))


def _notes(area: Any) -> Iterator[Any]:
    for box in area.descendants():
        if box.element is not None and "footnote" in _classes(box):
            yield box


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split()


def _positions(document: Document, columns: Mapping[str, float]) -> dict[str, Position]:
    """Map each anchor to its first position."""
    positions: dict[str, Position] = {}
    for number, page in enumerate(document.pages):
        for anchor, (_, top, *_) in page.anchors.items():
            positions.setdefault(anchor, (number, columns.get(anchor, 0), top))
    return positions


def _out_of_order(notes: Sequence[str], positions: dict[str, Position]) -> Iterator[str]:
    for former, latter in pairwise(notes):
        if positions[former] > positions[latter]:
            yield from (former, latter)

"""Repair how WeasyPrint 70.0 places notes in dense text, by patching its private parts.

The patches are for the supported version alone (`versions`). `LayoutEngine` checks in any case that
no note is lost. Measured on 1,400 notes of 3 to 150 words on 500 pages (`inv bench --notes`):
without the patches documents are laid out again, which takes 2.6 times as long in all.

1. If a line stays on a page for widows or orphans after its notes were pushed on, its notes are
   never laid out; and notes that are pushed on can swap places. Repair: after each page, notes that
   were called on it and are still waiting go to the next page, in the order of their calls.
2. For each note that is added, all notes of the page are laid out again. Repair: notes are blocks
   without margins, or pieces that run on, so their heights add up, and each height is found once.
3. The levels of notes stand one above the other at the foot of each page, but WeasyPrint has one
   footnote area a page. Repair: it is sorted by level whenever it is laid out, and arranged in a
   band for each level if the levels have layouts of their own (`note_layouts`). The list from which
   the latest note is pushed on stays in the order of the calls.
4. A text before an element of its own (a mark, an emphasis) that fits into the rest of a line but
   for the space at its end counts as one that cannot be broken: its first word is hyphenated, and
   the line gapes. Repair: that space may hang over the end of the line.
5. To keep two lines of a paragraph together, the notes of the page are pushed on one by one, away
   from their calls. Repair: no note that belongs to its line (`footnote-policy: line`) is pushed
   on; the paragraph moves with its notes.
6. Asked about the two letters at the border of two elements, Pango allows a line to end between a
   comma and a digit, so a call could begin a line. Repair: there is no break without a space
   (UAX 14, LB13 and LB25: IS × NU).
7. Of the notes that are pushed on, a page takes all, however many. Repair: the footnote area counts
   as full when it leaves too little room for text; the pieces of a very long note go further on.
8. A word that no line can hold may be cut, if it begins its line. The first text of an element
   counts as the beginning of a line wherever the element stands: names in italics were cut
   ("Gwe|ndolen"). Repair: a text begins its line only at the line's start.
"""

from functools import partial
from typing import Any

import weasyprint.layout as layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as inline_layout
from weasyprint.layout import page as page_layout

from book.render.print.engine.note_layouts import arrange_notes, block_of_width
from book.render.print.footnotes import level_of

MOST_OF_PAGE = 0.8  # of a page's height, for notes
make_page = page_layout.make_page
split_first_line = inline_layout.split_first_line
can_break_text = inline_layout.can_break_text
split_inline_box = inline_layout.split_inline_box
split_text_box = inline_layout.split_text_box


def apply() -> None:
    """Apply the repairs to WeasyPrint. To apply them again changes nothing."""
    page_layout.make_page = _make_page_with_all_notes
    layout.LayoutContext._update_footnote_area = _update_footnote_area
    layout.LayoutContext.current_page_footnotes = property(_notes_of_page, _set_notes_of_page)
    inline_layout.split_first_line = _split_first_line
    inline_layout.can_break_text = _can_break_text
    inline_layout.split_inline_box = _split_inline_box
    inline_layout.split_text_box = _split_text_box


def _make_page_with_all_notes(context: Any, *arguments: Any) -> Any:
    if not hasattr(context, "order_of_notes"):
        context.order_of_notes = {id(note): number for number, note in enumerate(context.footnotes)}
    result = make_page(context, *arguments)
    _report_waiting_notes(context, result[0])
    context.reported_footnotes.sort(key=lambda note: context.order_of_notes.get(id(note), -1))
    return result


def _report_waiting_notes(context: Any, page: Any) -> None:
    """Move the notes that were called on a page and are on none to those of the next page."""
    waiting = {id(note): note for note in context.footnotes}
    for box in page.descendants() if waiting else ():
        if box.footnote is not None and id(box.footnote) in waiting:
            note = waiting.pop(id(box.footnote))
            context.footnotes.remove(note)
            context.reported_footnotes.append(note)


def _update_footnote_area(context: Any) -> bool:
    """Fill the footnote area with its notes, sorted by level, and set its height to their sum.

    Return whether it overflows, as it leaves too little of the page to its text.
    """
    area = context.current_footnote_area
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    notes = sorted(context.current_page_footnotes, key=_level)
    area.children, area.height = arrange_notes(notes, area, partial(_height, context, area))
    if context.in_column:
        return False
    context.page_bottom -= area.margin_height()
    return bool(area.margin_height() > MOST_OF_PAGE * area.page.height)


def _level(box: Any) -> int:
    return level_of(box.element)


def _height(context: Any, area: Any, run: tuple[Any, ...], width: float) -> float:
    heights: dict[tuple[object, ...], float] = context.__dict__.setdefault("heights_of_notes", {})
    key = (width, *map(id, run))
    if key not in heights:
        heights[key] = _laid_out_height(context, area, run, width)
    return heights[key]


def _laid_out_height(context: Any, area: Any, run: tuple[Any, ...], width: float) -> float:
    alone = area.deepcopy()
    notes = [box.deepcopy() for box in run]
    alone.children = notes if width == area.width else [block_of_width(area, notes, width)]
    boxes = layout.build.create_anonymous_boxes(alone)
    laid_out = layout.block_level_layout(context, boxes, -layout.inf, None, area.page)[0]
    height: float = laid_out.height
    return height


def _split_first_line(
    text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any
) -> Any:
    """Return the first line of a text as WeasyPrint does.

    That is its layout, its length in bytes, where the next line begins (None if there is none), and
    sizes.
    """
    line = split_first_line(text, style, context, max_width, *rest, **named)
    if (
        line[2] is None
        or not text.endswith(" ")
        or style["white_space"] != "normal"
        or " " in text.encode()[: line[1]].decode().strip()
    ):
        return line
    if split_first_line(text.rstrip(" "), style, context, max_width, *rest, **named)[2] is not None:
        return line
    return split_first_line(text, style, context, max_width + style["font_size"], *rest, **named)


class PageNotes(list[Any]):
    """The notes of a page; true if the last of them may be pushed on to keep lines together.

    WeasyPrint asks for that in `_linebox_layout` ("while … context.current_page_footnotes"), and in
    columns, which have no notes here.
    """

    def __bool__(self) -> bool:
        return len(self) > 0 and self[-1].style["footnote_policy"] != "line"


def _notes_of_page(context: Any) -> list[Any]:
    notes: list[Any] = context.notes_of_page
    return notes


def _set_notes_of_page(context: Any, notes: list[Any]) -> None:
    context.notes_of_page = PageNotes(notes)


def _can_break_text(text: str, language: str) -> bool | None:
    if len(text) == 2 and text[1].isdigit() and not text[0].isspace():
        return False
    allowed: bool | None = can_break_text(text, language)
    return allowed


def _split_inline_box(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
    """Split a box as WeasyPrint does, and take note of where the line that is set begins."""
    if not isinstance(box, boxes.LineBox):
        return split_inline_box(context, box, position_x, *rest)
    outer = getattr(context, "line_start", None)
    context.line_start = position_x
    try:
        return split_inline_box(context, box, position_x, *rest)
    finally:
        context.line_start = outer


def _split_text_box(
    context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
) -> Any:
    start = getattr(context, "line_start", None)
    is_measured = available_width is None  # a box whose width is sought has no place yet
    if start is not None and not is_measured:
        # The padding of the elements around it may stand before the first text.
        is_line_start = is_line_start and box.position_x < start + box.style["font_size"]
    return split_text_box(context, box, available_width, skip, is_line_start)

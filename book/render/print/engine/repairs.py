"""Repairs of the engine: what WeasyPrint 70.0 does with notes in dense text, by its private parts.

They are for the pinned version alone and do nothing for any other; `pdf.Press` guards the result in either case. Measured
on 1,400 notes of 3 to 150 words on 500 pages (`inv bench --notes`): without them sheets are laid out again, in all 2.6 times as long.

1. A line that stays on a page for widows or orphans after its notes were pushed on never gets its notes laid out, and
   notes pushed on can swap places. After each page, what was called on it and is still waiting goes to the next page, in
   the order of the calls.
2. Each note that is added makes the engine lay out all notes of the page again. Notes here are blocks without margins, or
   pieces that run on, so their heights add up, and each height need be found but once.
3. Variants stand above notes at the foot of each page. The engine has one footnote area a page: it is sorted by level
   whenever it is laid out, while the list by which the latest note is pushed on stays as it is.
4. A text before an element of its own (a mark, an emphasis) that fits into the rest of a line but for the space at its end
   is taken for one that cannot be broken: its first word is hyphenated, and the line gapes. The space may hang over the end.
5. To keep two lines of a paragraph together, the engine pushes on the notes of the page one by one, away from their calls. Of
   notes that belong to their line (`footnote-policy: line`) none is pushed on: the paragraph goes with them.
6. Asked about the two letters at the border of two elements, Pango allows a line to end between a comma and a figure: so a
   call would begin a line. Without a space between there is no such place (UAX 14, LB13 and LB25: IS × NU).
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import weasyprint
import weasyprint.layout as layout
from weasyprint.layout import inline as inline_layout
from weasyprint.layout import page as page_layout

ENGINE = "70.0"


def apply() -> bool:
    """Apply the repairs, once; say whether this is the version that they are for."""
    if weasyprint.__version__ != ENGINE:
        return False
    if page_layout.make_page is not _make_page_with_all_notes:
        page_layout.make_page = _make_page_with_all_notes
        layout.LayoutContext._update_footnote_area = _update_footnote_area
        layout.LayoutContext.current_page_footnotes = property(_notes_of_page, _set_notes_of_page)
        inline_layout.split_first_line = _split_first_line
        inline_layout.can_break_text = _can_break_text
    return True


_make_page = page_layout.make_page


def _make_page_with_all_notes(context: Any, *arguments: Any) -> Any:
    if not hasattr(context, "order_of_notes"):
        context.order_of_notes = {id(note): number for number, note in enumerate(context.footnotes)}
    result = _make_page(context, *arguments)
    waiting = {id(note): note for note in context.footnotes}
    for box in result[0].descendants() if waiting else ():
        if box.footnote is not None and id(box.footnote) in waiting:
            note = waiting.pop(id(box.footnote))
            context.footnotes.remove(note)
            context.reported_footnotes.append(note)
    context.reported_footnotes.sort(key=lambda note: context.order_of_notes.get(id(note), -1))
    return result


def _update_footnote_area(context: Any) -> bool:
    """Give the footnote area its notes, sorted by level, and its height, the sum of theirs."""
    area = context.current_footnote_area
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = sorted(context.current_page_footnotes, key=_is_note)
    area.height = sum(_height(context, area, run) for run in _runs(area.children))
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return False  # as an area without a greatest height never overflows


def _runs(boxes: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Give the notes one by one, but the pieces of long notes that follow each other together: they run on in their lines."""
    for is_long, group in groupby(boxes, key=lambda box: "long" in _classes(box)):
        run = tuple(group)
        yield from (run,) if is_long else ((box,) for box in run)


def _is_note(box: Any) -> bool:
    return "variant" not in _classes(box)


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split()


def _height(context: Any, area: Any, run: tuple[Any, ...]) -> float:
    heights: dict[tuple[object, ...], float] = context.__dict__.setdefault("heights_of_notes", {})
    key = (area.width, *map(id, run))
    if key not in heights:
        alone = area.deepcopy()
        alone.children = [box.deepcopy() for box in run]
        boxes = layout.build.create_anonymous_boxes(alone)
        heights[key] = layout.block_level_layout(context, boxes, -layout.inf, None, area.page)[
            0
        ].height
    return heights[key]


_split_once = inline_layout.split_first_line


def _split_first_line(
    text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any
) -> Any:
    """Give the first line of a text as the engine does: layout, length in bytes, where to go on (None: it is all there), and sizes."""
    line = _split_once(text, style, context, max_width, *rest, **named)
    if (
        line[2] is None
        or not text.endswith(" ")
        or style["white_space"] != "normal"
        or " " in text.encode()[: line[1]].decode().strip()
    ):
        return line
    if _split_once(text.rstrip(" "), style, context, max_width, *rest, **named)[2] is not None:
        return line
    return _split_once(text, style, context, max_width + style["font_size"], *rest, **named)


class _Notes(list[Any]):
    """The notes of a page; as a condition, it says whether the last of them may be pushed on to keep lines together.

    The engine asks so in `_linebox_layout` ("while … context.current_page_footnotes"), and in columns, which have no notes here.
    """

    def __bool__(self) -> bool:
        return len(self) > 0 and self[-1].style["footnote_policy"] != "line"


def _notes_of_page(context: Any) -> list[Any]:
    notes: list[Any] = context.notes_of_page
    return notes


def _set_notes_of_page(context: Any, notes: list[Any]) -> None:
    context.notes_of_page = _Notes(notes)


_can_break = inline_layout.can_break_text


def _can_break_text(text: str, language: str) -> bool | None:
    if len(text) == 2 and text[1].isdigit() and not text[0].isspace():
        return False
    allowed: bool | None = _can_break(text, language)
    return allowed

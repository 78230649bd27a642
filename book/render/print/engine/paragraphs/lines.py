"""Make WeasyPrint end the lines of a paragraph where the plan says, and fill them.

WeasyPrint ends a line where its width is used up. Here a line has no width; the text box in which
it ends is cut at the planned byte.
"""

from functools import partial
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as inline_layout
from weasyprint.text.line_break import create_layout, first_line_metrics, strut

from book.render.print.engine.paragraphs.gaps import widen_gaps
from book.render.print.engine.paragraphs.glyphs import count_glyphs
from book.render.print.engine.paragraphs.kept_lines import keep_filled, kept_line, note_result
from book.render.print.engine.paragraphs.letters import (
    Letters,
    glyph_counts,
    is_stretched,
    set_letters,
)
from book.render.print.engine.paragraphs.plans import PlannedLine, plan_paragraph
from book.render.print.engine.paragraphs.total_fit import letter_fit

TINY = 0.01  # CSS pixels
UNLIMITED = 1e6  # CSS pixels; wider lines are those of a box whose width is sought
split_inline_box = inline_layout.split_inline_box
split_text_box = inline_layout.split_text_box
text_align = inline_layout.text_align
justify_line = inline_layout.justify_line


def apply() -> None:
    """Make WeasyPrint use this module, after the repairs."""
    global split_inline_box, split_text_box
    if inline_layout.text_align is _text_align:
        return
    split_inline_box, split_text_box = inline_layout.split_inline_box, inline_layout.split_text_box
    inline_layout.split_inline_box = _split_inline_box
    inline_layout.split_text_box = _split_text_box
    inline_layout.text_align = _text_align


def _split_inline_box(
    context: Any, box: Any, position_x: float, max_x: float, bottom_space: Any, *rest: Any
) -> Any:
    """Fill a line box as planned, if it is; any other as WeasyPrint does."""
    if not isinstance(box, boxes.LineBox):
        return split_inline_box(context, box, position_x, max_x, bottom_space, *rest)
    line = _planned_line(context, box, max_x - position_x, *rest)
    place = (id(box.element), position_x, max_x, str(rest[0]))
    if line and (kept := kept_line(context, line, place)):
        return kept
    end = inf if line else max_x
    outer = context.__dict__.get("line_in_progress")
    context.line_in_progress = line and (line, line.cut and _box_at(box, line.cut.path))
    try:
        result = split_inline_box(context, box, position_x, end, bottom_space, *rest)
    finally:
        context.line_in_progress = outer
    result[0].planned_line = line
    if line:
        result[0].ends_as_planned = _resumes_as_planned(line, result[1])
        note_result(context, box, line, place, result)
    return result


def _resumes_as_planned(line: PlannedLine, resume_at: Any) -> bool:
    measured = line.paragraph.measured
    resumed = measured.index_of(resume_at) if resume_at else len(measured.text)
    return resumed == line.fitted.breakpoint.start


def _planned_line(
    context: Any, box: Any, width: float, skip_stack: Any, containing_block: Any, *rest: Any
) -> PlannedLine | None:
    *_, first_letter_style, first_line_style = rest
    is_special = first_letter_style or first_line_style or context.excluded_shapes
    if is_special or _is_verse(box) or not 0 < width < UNLIMITED:
        return None
    planned = plan_paragraph(context, box, containing_block)
    if planned is None:
        return None
    return planned.line(planned.measured.index_of(skip_stack), width, width + box.text_indent)


def _is_verse(box: Any) -> bool:
    """Tell whether a box is a line of verse: as much of it as fits stands before the turn."""
    return box.element is not None and "line" in (box.element.get("class") or "").split()


def _box_at(box: Any, path: tuple[int, ...]) -> Any:
    for index in path:
        box = box.children[index]
    return box


def _split_text_box(
    context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
) -> Any:
    in_progress = context.__dict__.get("line_in_progress") if context else None
    if not in_progress:
        return split_text_box(context, box, available_width, skip, is_line_start)
    line, target = in_progress
    if box is not target:
        return split_text_box(context, box, None, skip, is_line_start)
    return _cut_text_box(context, box, skip, line.cut.byte, is_hyphen=line.cut.is_hyphen)


def _cut_text_box(context: Any, box: Any, skip: int, byte: int, *, is_hyphen: bool) -> Any:
    """Return the part of a text box up to a byte, as `weasyprint.layout.inline.split_text_box`."""
    style, text = box.style, box.text.encode()[skip:byte].decode().rstrip(" ")
    if not text:
        return None, byte, False
    text += style["hyphenate_character"] if is_hyphen else ""
    layout = create_layout(text, style, context, None, box.justification_spacing)
    line, _ = layout.get_first_line()
    box = box.copy_with_text(text)
    box.glyph_count = count_glyphs(line)
    metrics = first_line_metrics(line, text, layout, None, True, style)
    box.pango_layout, _, _, box.width, box.height, baseline = metrics
    line_height, _ = strut(style)
    box.margin_top = box.margin_bottom = (line_height - box.height) / 2
    box.baseline = baseline + box.margin_top
    return box, byte, False


def _text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
    """Fill a planned line, and return how far it begins to the right of its place."""
    if (offset := getattr(line, "filled_offset", None)) is not None:
        return offset
    offset = _aligned(context, line, available_width, last)
    keep_filled(context, line, offset)
    return offset


def _aligned(context: Any, line: Any, available_width: float, last: bool) -> Any:
    planned = getattr(line, "planned_line", None)
    if planned is None or planned.quality.rag:
        return text_align(context, line, available_width, last)
    _fill(context, line, available_width + planned.left + planned.right, planned)
    return -planned.left


def _fill(context: Any, line: Any, width: float, planned: PlannedLine) -> None:
    """Set the letters and spaces of a line so that it is as wide as is asked.

    The last line of a paragraph has the ideal spaces, if they fit.
    """
    quality, spaces = planned.quality, planned.fitted.spaces
    if quality.widens_gaps:
        if not planned.fitted.is_last or line.width > width:
            widen_gaps(context, line, width - line.width)
        return
    ideal = line.width + (quality.ideal - 1) * spaces
    justify = partial(widen_gaps, spaces_alone=True) if quality.measures_spaces else justify_line
    if planned.fitted.is_last and ideal <= width:
        justify(context, line, ideal - line.width)
        return
    texts = [box for box in line.descendants() if is_stretched(box)]
    natural = sum(box.width for box in texts)
    room = width - (line.width - natural)
    fit = letter_fit(quality, natural, spaces, room)
    scale = 1 + min(quality.expansion, max(-quality.expansion, fit))
    apart = ((1 + fit) / scale - 1) * natural
    counts = glyph_counts(texts, context) if abs(apart) > TINY else {}
    tracking = apart / sum(counts.values()) if counts else 0.0
    justify(context, line, room / scale - natural - apart)
    set_letters(line, Letters(scale, tracking), counts)

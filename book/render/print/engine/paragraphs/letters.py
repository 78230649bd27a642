"""Give the letters of a line a little more or less room, and draw them so.

Pango knows nothing of it, so ligatures and kerning stay. In the PDF it is a text matrix and a
character spacing (ISO 32000-1, 9.3.2 `Tc`, 9.4.2 `Tm`): what is copied or read aloud is the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.draw import text as text_drawing
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import create_layout

from book.render.print.engine.paragraphs.glyphs import count_glyphs
from book.render.print.page_numbers import SLOT_ATTRIBUTE

draw_first_line = text_drawing.draw_first_line


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are drawn: how many times as wide, and how many CSS pixels further apart.

    They are moved apart before they are made wider.
    """

    scale: float = 1.0
    tracking: float = 0.0


def apply() -> None:
    """Make WeasyPrint draw letters so."""
    text_drawing.draw_first_line = _draw_first_line


def _draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    letters: Letters | None = getattr(textbox, "letters", None)
    if letters is None:
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    a, b, c, d, e, f = matrix.values
    scaled = Matrix(a * letters.scale, b, c, d, e, f)
    if not letters.tracking:
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, scaled)
    stream.stream.append(b"%.4f Tc" % letters.tracking)
    emojis = draw_first_line(stream, textbox, text_overflow, block_ellipsis, scaled)
    stream.stream.append(b"0 Tc")
    return emojis


def is_stretched(box: Any) -> bool:
    """Tell whether a box is a text, but not a page number: that is put in its place later."""
    is_text = isinstance(box, boxes.TextBox)
    return is_text and (box.element is None or SLOT_ATTRIBUTE not in box.element.attrib)


def glyph_counts(texts: list[Any], context: Any) -> dict[int, int]:
    """Map the identity of each text box to the number of its glyphs."""
    return {id(box): _glyph_count(box, context) for box in texts}


def _glyph_count(box: Any, context: Any) -> int:
    """Return the number of glyphs of a text box; that of one cut for its line is known."""
    known: int | None = getattr(box, "glyph_count", None)
    if known is None:
        layout = create_layout(box.text, box.style, context, None, 0)
        known = count_glyphs(layout.get_first_line()[0])
        layout.deactivate()
    return known


def set_letters(box: Any, letters: Letters, counts: Mapping[int, int], shift: float = 0.0) -> float:
    """Set the letters in a box so, and move what follows. Return how far that is.

    `counts` has the glyphs of the text boxes; those that it lacks have no tracking.
    """
    if is_stretched(box):
        box.position_x += shift
        width = (box.width + letters.tracking * counts.get(id(box), 0)) * letters.scale
        shift += width - box.width
        box.width, box.letters = width, letters
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        before = shift
        box.position_x += 0 if isinstance(box, boxes.LineBox) else shift
        children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
        for child in children:
            if child.is_in_normal_flow():
                shift = set_letters(child, letters, counts, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift

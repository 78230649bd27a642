"""Find where the page numbers of a drawn page stand, so that others can be put there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import SimpleNamespace
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import create_layout

from book.errors import EditionError
from book.render.print.engine.tags.spaces import FONT, SHOWS_TEXT
from book.render.print.page_numbers import (
    CHARACTERS,
    SLOT_ATTRIBUTE,
    PageNumberSlot,
    shown_glyphs,
)
from book.text.digits import ALL

AMONG_LEFTWARD = 2  # the embedding level of digits in a paragraph that runs from right to left
# What the glyphs of a text and their widths depend on.
FONT_PROPERTIES = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning"),
    *("font_variant_numeric", "font_variant_caps", "font_variant_alternates"),
    *("font_variant_position", "font_feature_settings", "lang"),
)

FontKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigitGlyphs:
    """The digits 0 to 9 in a style, and the point, if it is needed.

    Glyph numbers, and widths in thousandths of the font size.
    """

    glyphs: tuple[bytes, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DrawnNumber:
    """A page number as WeasyPrint drew it.

    Its index in the document, the number of its marked content, its count of digits, its width in
    thousandths of the font size.
    """

    place: int
    mcid: int
    length: int
    room: int
    digits: DigitGlyphs
    is_leftward: bool


def drawn_numbers(canvas: Any, known: dict[FontKey, DigitGlyphs]) -> list[DrawnNumber]:
    """Return the page numbers of a page that is drawn and not yet tagged.

    All digits of their fonts are embedded. `known` is filled with the digits of each style.
    """
    return [
        _drawn_number(box, int(place), tag["mcid"], _digits_of(box, canvas, known))
        for box, tag in canvas._tags.items()
        if (place := _place(box)) is not None
    ]


def _place(box: Any) -> str | None:
    if box.element is None or not hasattr(box, "pango_layout"):
        return None
    place: str | None = box.element.get(SLOT_ATTRIBUTE)
    return place


def _drawn_number(box: Any, place: int, mcid: int, digits: DigitGlyphs) -> DrawnNumber:
    room = round(box.width * 1000 / box.style["font_size"])
    is_leftward = getattr(box, "level", 0) == AMONG_LEFTWARD
    return DrawnNumber(place, mcid, len(box.text), room, digits, is_leftward)


def _digits_of(box: Any, canvas: Any, known: dict[FontKey, DigitGlyphs]) -> DigitGlyphs:
    place = next((ALL.index(each) // 10 for each in box.text if each in ALL), 0) * 10
    characters = ALL[place : place + 10] + CHARACTERS[10:] * ("." in box.text)
    key = (characters, *(str(box.style[name]) for name in FONT_PROPERTIES))
    if key not in known:
        known[key] = _draw_digits(characters, box.style, canvas)
    return known[key]


def _draw_digits(characters: str, style: Any, canvas: Any) -> DigitGlyphs:
    """Draw all digits aside. Raise EditionError if the font lacks a glyph for one of them."""
    operations = _drawn_aside(characters, style, canvas)
    fonts = {match[1] for operation in operations if (match := FONT.match(operation))}
    shown = (operation for operation in operations if operation.endswith(SHOWS_TEXT))
    glyphs = tuple(glyph for operation in shown for glyph in shown_glyphs(operation))
    if len(fonts) != 1 or len(glyphs) != len(characters):
        family = ", ".join(style["font_family"])
        raise EditionError(
            f"the font {family} has no glyph of its own for each of the digits {characters[:10]}",
            remedy="Choose another font for page numbers in the style sheet.",
        )
    widths = next(font for font in canvas._fonts.values() if font.hash.encode() in fonts).widths
    return DigitGlyphs(glyphs, tuple(widths[int(glyph, 16)] for glyph in glyphs))


def _drawn_aside(text: str, style: Any, canvas: Any) -> list[bytes]:
    scratch = canvas.clone(tags={})
    layout = create_layout(text, style, None, None, 0)
    box = SimpleNamespace(text=text, style=style, pango_layout=layout)
    draw_first_line(scratch, box, "clip", "none", Matrix())
    return [item for item in scratch.stream if isinstance(item, bytes)]


def find_slots(
    numbers: Sequence[DrawnNumber], stream: Sequence[Any], operations: Sequence[bytes]
) -> tuple[PageNumberSlot, ...]:
    """Return the slots of the page numbers in a content stream.

    `operations` are the items of the stream as bytes, after one that opens it, to be joined by
    single bytes.
    """
    starts = [0, *accumulate(len(operation) + 1 for operation in operations)]
    marked = {
        item["MCID"]: index
        for index, item in enumerate(stream, 1)
        if isinstance(item, dict) and "MCID" in item
    }
    return tuple(_slot(number, operations, starts, marked[number.mcid]) for number in numbers)


def _slot(
    number: DrawnNumber, operations: Sequence[bytes], starts: Sequence[int], first: int
) -> PageNumberSlot:
    """Return the slot of a page number whose marked content begins at an operation."""
    index = next(
        index for index in range(first, len(operations)) if operations[index].endswith(SHOWS_TEXT)
    )
    operation, begin = operations[index], starts[index]
    # After the number there may be a space that separates words.
    tail = b"".join(shown_glyphs(operation)[number.length :])
    return PageNumberSlot(
        place=number.place,
        begin=begin,
        end=begin + len(operation),
        glyphs=number.digits.glyphs,
        widths=number.digits.widths,
        room=number.room,
        tail=b"<%b>" % tail if tail else b"",
        is_leftward=number.is_leftward,
    )

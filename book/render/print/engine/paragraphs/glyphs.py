"""Read the widths of characters, and where lines may end, from Pango's own layouts.

Widths are in CSS pixels. Pango's arrays are read as a whole, as calls for each glyph take too long.
"""

import sys
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout, get_log_attrs

INTEGERS_OF_GLYPH = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
WIDTH = 1  # index of a glyph's width among its integers


def _line_break_bit() -> int:
    attribute = ffi.new("PangoLogAttr *")
    attribute.is_line_break = 1
    return int.from_bytes(ffi.buffer(attribute), sys.byteorder)


LINE_BREAK = _line_break_bit()


def character_ends(text: str, style: Any, context: Any) -> list[float]:
    """Return the width of a text up to the end of each of its characters, set in one line."""
    widths: dict[int, int] = {}  # of the glyphs of each cluster, at its first byte
    for item, glyphs in _glyph_items(text, style, context):
        count = glyphs.num_glyphs
        clusters = _integers(glyphs.log_clusters, count)
        advances = _integers(glyphs.glyphs, count * INTEGERS_OF_GLYPH)[WIDTH::INTEGERS_OF_GLYPH]
        for cluster, advance in zip(clusters, advances, strict=True):
            first = item.offset + cluster
            widths[first] = widths.get(first, 0) + advance
    return [width * FROM_UNITS for width in accumulate(_character_widths(text, widths))]


def count_glyphs(text: str, style: Any, context: Any) -> int:
    return sum(glyphs.num_glyphs for _, glyphs in _glyph_items(text, style, context))


def _glyph_items(text: str, style: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the items and glyph strings of a text that is set in one line."""
    layout = create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    run = line.runs
    while run != ffi.NULL:
        yield run.data.item, run.data.glyphs
        run = run.next
    layout.deactivate()


def _character_widths(text: str, widths: Mapping[int, int]) -> Iterator[float]:
    """Yield the width of each character; those of a cluster, such as a ligature, have equal parts.

    >>> list(_character_widths("fin", {0: 8, 2: 4}))
    [4.0, 4.0, 4.0]
    """
    if len(widths) == len(text) == len(text.encode()):
        yield from (widths[index] for index in range(len(text)))
        return
    bytes_before = accumulate((len(character.encode()) for character in text), initial=0)
    starts = [index in widths for index in bytes_before][: len(text)]
    ends = (index for index in range(1, len(text) + 1) if index == len(text) or starts[index])
    before = 0
    for width, end in zip((widths[key] for key in sorted(widths)), ends, strict=False):
        yield from [width / (end - before)] * (end - before)
        before = end


def _integers(pointer: Any, count: int) -> memoryview:
    return memoryview(ffi.buffer(pointer, count * ffi.sizeof("int"))).cast("i")


def text_width(text: str, style: Any, context: Any) -> float:
    """Return the width of a text that is set in one line."""
    return character_ends(text, style, context)[-1]


def line_breaks(text: str, language: str | None) -> list[int]:
    """Return the indexes of the characters before which a line may end (UAX 14)."""
    attributes = get_log_attrs(text, language)
    size = ffi.sizeof("PangoLogAttr")
    raw = memoryview(ffi.buffer(attributes, (len(text) + 1) * size)).cast("I")
    return [index for index, value in enumerate(raw[: len(text)]) if value & LINE_BREAK]

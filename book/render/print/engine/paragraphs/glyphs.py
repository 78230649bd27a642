"""Read the widths of characters, and where lines may end, from Pango's own layouts.

Widths are in CSS pixels. Pango's arrays are read as a whole, as calls for each glyph take too long.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import accumulate, pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout, get_log_attrs

from book.render.print.engine.paragraphs.word_widths import widths_by_words

INTEGERS_OF_GLYPH = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
WIDTH = 1  # index of a glyph's width among its integers


def _line_break_bit() -> int:
    attribute = ffi.new("PangoLogAttr *")
    attribute.is_line_break = 1
    return int.from_bytes(ffi.buffer(attribute), sys.byteorder)


LINE_BREAK = _line_break_bit()


def character_ends(text: str, style: Any, context: Any) -> list[float]:
    """Return the width of a text up to the end of each of its characters, set in one line."""
    widths = widths_by_words(text, style, partial(_shaped, style=style, context=context))
    if widths is None:
        widths = _shaped(text, style, context)
    return [end * FROM_UNITS for end in accumulate(widths)]


def _shaped(text: str, style: Any, context: Any) -> list[float]:
    """Return the widths of the characters of a text that is set in one line, in Pango's units."""
    layout = create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    widths = _cluster_widths(line)
    layout.deactivate()
    return list(_character_widths(text, widths))


def _cluster_widths(line: Any) -> dict[int, int]:
    """Map the first byte of each cluster of a line to the width of its glyphs."""
    widths: dict[int, int] = {}
    for item, glyphs in _glyph_items(line):
        count = glyphs.num_glyphs
        clusters = [item.offset + cluster for cluster in _integers(glyphs.log_clusters, count)]
        advances = _integers(glyphs.glyphs, count * INTEGERS_OF_GLYPH)[WIDTH::INTEGERS_OF_GLYPH]
        if len(set(clusters)) == count:
            widths.update(zip(clusters, advances, strict=True))
            continue
        for first, advance in zip(clusters, advances, strict=True):
            widths[first] = widths.get(first, 0) + advance
    return widths


def count_glyphs(line: Any) -> int:
    """Return the number of glyphs in a line of Pango's."""
    return sum(glyphs.num_glyphs for _, glyphs in _glyph_items(line))


def _glyph_items(line: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the items and glyph strings of a line."""
    run = line.runs
    while run != ffi.NULL:
        yield run.data.item, run.data.glyphs
        run = run.next


def _character_widths(text: str, widths: Mapping[int, int]) -> Iterator[float]:
    """Yield the width of each character; those of a cluster, such as a ligature, have equal parts.

    >>> list(_character_widths("fin", {0: 8, 2: 4}))
    [4.0, 4.0, 4.0]
    """
    starts = sorted(widths)
    if len(starts) == len(text):
        yield from map(widths.__getitem__, starts)
        return
    encoded = text.encode()
    for start, end in pairwise([*starts, len(encoded)]):
        count = end - start
        if count > 1:
            count = len(encoded[start:end].decode())
        for _ in range(count):
            yield widths[start] / count


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

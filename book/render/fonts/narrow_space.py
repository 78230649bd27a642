"""A font with a narrow no-break space: EB Garamond lacks it.

Without a glyph of its own, it would be drawn with that of the space, and be read back as one.
"""

from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

NARROW, NAME = 0x202F, "uni202F"
WIDTH = 0.12  # em: a fine space; two are as wide as a word space of the font, which has 0.2


def with_narrow_space(font: bytes) -> bytes:
    """Return a TrueType font with U+202F as its last glyph; as it is, if it has one."""
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        if NARROW in opened.getBestCmap():
            return font
        _add(opened)
        written = BytesIO()
        opened.save(written, reorderTables=False)
    return written.getvalue()


def _add(font: Any) -> None:
    width = round(WIDTH * font["head"].unitsPerEm)
    font.setGlyphOrder([*font.getGlyphOrder(), NAME])
    font["glyf"].glyphs[NAME] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][NAME] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW] = NAME

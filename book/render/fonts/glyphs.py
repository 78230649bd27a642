"""Which characters the book's fonts can draw."""

import io
from collections.abc import Mapping
from functools import lru_cache

from fontTools.ttLib import TTFont

from book.text.invisible import without_invisible

# HarfBuzz draws a narrow no-break space that a font lacks as a part of its space.
NEEDS_NO_GLYPH = {"\n", "\t", "\N{NARROW NO-BREAK SPACE}"}


def missing_glyphs(text: str, fonts: Mapping[str, bytes]) -> list[str]:
    """Return the characters of `text`, sorted, that none of the fonts can draw.

    `fonts` maps file names to the contents of TrueType files.
    """
    missing = set(without_invisible(text)) - NEEDS_NO_GLYPH
    for content in fonts.values():
        if missing:
            missing -= characters_of(content)
    return sorted(missing)


@lru_cache(maxsize=32)
def characters_of(content: bytes) -> frozenset[str]:
    """Return the characters that a font has."""
    return frozenset(map(chr, _open(content).getBestCmap()))


def space_glyph(content: bytes) -> tuple[int, int]:
    """Return the glyph number of a font's space and its advance width, in font units."""
    font = _open(content)
    name = font.getBestCmap()[ord(" ")]
    return font.getGlyphID(name), font["hmtx"][name][0]


def _open(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), lazy=True)

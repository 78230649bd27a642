"""See which characters the book's fonts can draw."""

import io
from collections.abc import Mapping

from fontTools.ttLib import TTFont

NEEDS_NO_GLYPH = {"\n", "\t"}


def missing_glyphs(text: str, fonts: Mapping[str, bytes]) -> list[str]:
    """List the characters of `text` that none of the fonts (TrueType files by name) has."""
    wanted = set(text) - NEEDS_NO_GLYPH
    for content in fonts.values():
        if wanted:
            wanted -= {chr(code) for code in TTFont(io.BytesIO(content), lazy=True).getBestCmap()}
    return sorted(wanted)


def space_of(content: bytes) -> tuple[int, int]:
    """Give the number of a font's space, and how wide it is, in units of its em."""
    font = TTFont(io.BytesIO(content), lazy=True)
    name = font.getBestCmap()[ord(" ")]
    return font.getGlyphID(name), font["hmtx"][name][0]

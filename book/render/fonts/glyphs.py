"""Which characters the book's fonts can draw."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from fontTools.ttLib import TTFont

from book.text.invisible import without_invisible

# HarfBuzz draws a narrow no-break space that a font lacks as a part of its space.
SINGLE = 1
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


@lru_cache(maxsize=8)  # the same fonts are in each document of a book
def characters_by_glyph(content: bytes) -> Mapping[int, str]:
    """Return the character that each glyph of a font stands for by itself, by its number.

    That are the glyphs of characters, and the forms of one that single substitutions lead to, as
    those of Arabic letters within a word (OpenType 1.9, GSUB, lookup type 1).
    """
    font = _open(content)
    characters: dict[str, str] = {}
    for code, name in sorted(font.getBestCmap().items()):
        characters.setdefault(name, chr(code))
    forms = dict(characters)
    substitutions = list(_single_substitutions(font))
    while added := _forms(substitutions, forms):
        forms |= added
    return {font.getGlyphID(name): character for name, character in forms.items() if character}


def _forms(substitutions: Sequence[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Return the glyphs that are not known and stand for a known one; "" for several characters."""
    found: dict[str, set[str]] = {}
    for glyph, form in substitutions:
        if form not in known and known.get(glyph):
            found.setdefault(form, set()).add(known[glyph])
    return {form: each.pop() if len(each) == 1 else "" for form, each in found.items()}


def _single_substitutions(font: TTFont) -> Iterator[tuple[str, str]]:
    for lookup in font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ():
        for table in lookup.SubTable:
            substitution = getattr(table, "ExtSubTable", table)
            if substitution.LookupType == SINGLE:
                yield from substitution.mapping.items()

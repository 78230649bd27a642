"""A script's font as the book needs it: static, with TrueType curves, without Latin letters."""

import re
from collections.abc import Collection
from io import BytesIO
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError, newTable
from fontTools.varLib.instancer import instantiateVariableFont

from book.render.fonts.full_width import join_dashes, kern_signs, widen_signs

SPACES = frozenset(" \N{NO-BREAK SPACE}")
RESTRICTED = 0x0002  # OpenType, OS/2, fsType: restricted license embedding
FAMILY = (16, 1)  # name IDs: the typographic family, and the older one
VARIATIONS = 14  # the format of a table of variation selectors, in cmap
MOST_ERROR = 1.0  # units of the font by which a quadratic curve may lie beside a cubic one
# Of a font whose features are left out: what else depends on them, and vertical writing.
DROPPED = ("DSIG", "BASE", "VORG", "GSUB", "GPOS", "vhea", "vmtx")
MAXIMA = (
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
    *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints"),
    *("maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"),
)


class UnusableFontError(ValueError):
    """A file is no font, or one that a book cannot have; the message says why."""


def prepare_font(
    content: bytes,
    weight: int,
    leaves_out: re.Pattern[str],
    only: Collection[str] = (),
    *,
    is_wide: bool = False,
) -> bytes:
    """Return a font with TrueType curves, reduced to `only` these characters if there are some.

    It has a space, and no character that `leaves_out` matches. PDF/A checkers reject CFF subsets
    that are keyed by CID. A reduced font is one of ideographs and the like: its features, which are
    for vertical text or draw signs narrower, are left out. If it `is_wide`, its signs are made so.
    """
    with TTFont(BytesIO(content), recalcTimestamp=False, lazy=True) as font:
        if is_wide:
            widen_signs(font)
        known = {chr(code) for code in font.getBestCmap()}
        wanted = known & {*only, *SPACES} if only else known
        kept = [each for each in wanted if not leaves_out.match(each)]
        if only or "glyf" not in font or "fvar" in font:
            _reduce(font, kept, only)
        else:
            _forget_others(font, kept)
        if "fvar" in font:
            _fix_weight(font, weight)
        if "CFF " in font or "CFF2" in font:
            _to_truetype(font)
        if is_wide:
            join_dashes(font)
            kern_signs(font)
        written = BytesIO()
        font.save(written, reorderTables=False)
    return written.getvalue()


def _reduce(font: Any, kept: Collection[str], only: Collection[str]) -> None:
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False)
    options.layout_features = [] if only else ["*"]
    options.drop_tables = [*options.drop_tables, *(DROPPED if only else ("DSIG",))]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, kept)))
    subsetter.subset(font)


def _forget_others(font: Any, kept: Collection[str]) -> None:
    """Take other characters from a font, but not their glyphs, which those who embed it leave out.

    A font with thousands of glyphs takes a second or more to be reduced.
    """
    codes = set(map(ord, kept))
    for table in font["cmap"].tables:
        if table.format != VARIATIONS:
            table.cmap = {code: name for code, name in table.cmap.items() if code in codes}
    if "DSIG" in font:  # a signature of the file as it was
        del font["DSIG"]


def _fix_weight(font: Any, weight: int) -> None:
    """Make a variable font a static one."""
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    least, most = next(
        ((axis.minValue, axis.maxValue) for axis in font["fvar"].axes if axis.axisTag == "wght"),
        (weight, weight),
    )
    if "wght" in axes and weight:
        axes["wght"] = min(most, max(least, weight))
    instantiateVariableFont(font, axes, inplace=True)


def _to_truetype(font: Any) -> None:
    """Turn cubic curves into quadratic ones."""
    outlines, order, glyphs = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["maxp"].tableVersion = 0x00010000
    for field in MAXIMA:
        setattr(font["maxp"], field, 0)
    font["maxp"].maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    for table in ("CFF ", "CFF2"):
        if table in font:
            del font[table]
    font.sfntVersion = "\0\1\0\0"


def own_family(content: bytes) -> str:
    """Return the name of a font's family. Raise UnusableFontError for one that is of no use."""
    try:
        with TTFont(BytesIO(content), lazy=True) as font:
            characters, rights, names = font.getBestCmap(), font["OS/2"].fsType, font["name"]
            family = next(filter(None, map(names.getDebugName, FAMILY)), "")
    except (TTLibError, KeyError, ValueError, AssertionError, EOFError) as error:
        raise UnusableFontError("this is not a TrueType or OpenType font") from error
    if rights & RESTRICTED:
        raise UnusableFontError("the license of this font forbids to embed it (OS/2, fsType)")
    if not characters or ord(" ") not in characters:
        raise UnusableFontError("this font has no space")
    if not family:
        raise UnusableFontError("this font has no name")
    return str(family)

"""Signs of Chinese and Japanese: as wide as a character, and closer where two of them meet.

Of a stop, a comma or a bracket one half is blank. Where two such signs meet, printers take one
blank half away (*Requirements for Chinese Text Layout*, 3.1.6; *Requirements for Japanese Text
Layout*, 3.1.2); a dash of two em dashes is one line.
"""

from collections.abc import Iterator
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.boundsPen import BoundsPen

WIDE_SIGNS = "—“”‘’"
DASHES = "—―"
MEETING = "、。，．；：！？」』）〕］｝〉》】〗“”‘’「『（〔［｛〈《【〖"
RULES = """
languagesystem DFLT dflt;
@open = [{open}];
@close = [{close}];
@sign = [{open} {close}];
feature kern {{
    pos @close @sign {half};
    pos @open @open {half};
}} kern;
"""


def widen_signs(font: Any) -> None:
    """Give signs that a font has in two widths the one of a character (the feature `fwid`)."""
    wide = dict(_substitutes(font, "fwid"))
    for table in font["cmap"].tables:
        for sign in WIDE_SIGNS:
            glyph = getattr(table, "cmap", {}).get(ord(sign))
            if glyph in wide:
                table.cmap[ord(sign)] = wide[glyph]


def _substitutes(font: Any, feature: str) -> Iterator[tuple[str, str]]:
    """Yield the glyphs that a feature puts in place of others."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == feature:
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    rule = getattr(part, "ExtSubTable", part)
                    yield from getattr(rule, "mapping", {}).items()


def join_dashes(font: Any) -> None:
    """Make em dashes as long as they are wide, so that two of them meet."""
    characters, em = font.getBestCmap(), font["head"].unitsPerEm
    for name in {characters[ord(each)] for each in DASHES if ord(each) in characters}:
        glyph = font["glyf"][name]
        if glyph.numberOfContours == 1 and font["hmtx"][name][0] == em:
            glyph.recalcBounds(font["glyf"])
            left, right = glyph.xMin, glyph.xMax
            for index, (x, y) in enumerate(glyph.coordinates):
                glyph.coordinates[index] = (round((x - left) * em / (right - left)), y)
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (em, 0)


def kern_signs(font: Any) -> None:
    """Kern the signs of which one half is blank where they meet."""
    half = font["head"].unitsPerEm // 2
    sides = dict(_sides(font, half))
    names = {
        side: " ".join(sorted({name for name, each in sides.items() if each == side}))
        for side in ("open", "close")
    }
    if all(names.values()):
        addOpenTypeFeaturesFromString(font, RULES.format(half=-half, **names), tables={"GPOS"})


def _sides(font: Any, half: int) -> Iterator[tuple[str, str]]:
    """Yield the glyphs that open or close, told by the half of them that is blank."""
    glyphs, characters = font.getGlyphSet(), font.getBestCmap()
    for name in (characters[ord(sign)] for sign in MEETING if ord(sign) in characters):
        bounds = BoundsPen(glyphs)
        glyphs[name].draw(bounds)
        if bounds.bounds and font["hmtx"][name][0] == 2 * half:
            left, _, right, _ = bounds.bounds
            if left >= half:
                yield name, "open"
            elif right <= half:
                yield name, "close"

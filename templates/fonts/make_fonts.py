"""Make the vendored fonts: EB Garamond and Inconsolata, static; Noto Serif SC, reduced.

Of Noto Serif SC level 1 of GB 2312 is kept.

    pip install fonttools==4.68.0 fontpkg-eb-garamond==1.3 fontpkg-inconsolata==3.1
    pip install pylopdf-fonts-zh-cn==0.1.1
    python make_fonts.py FOLDER

The same versions give the same bytes: no time stamp is written, and glyphs keep the order of the
source. The files are not compressed, because the print edition reads them at each build; the e-book
takes subsets of them.
"""

import sys
from importlib import import_module
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont


def package(name: str) -> Path:
    """Return the folder of an installed package."""
    return Path(import_module(name).__path__[0])


def save(font: TTFont, target: Path) -> None:
    font.save(target, reorderTables=False)
    print(
        f"{target.name}: {target.stat().st_size / 1024:.0f} KB, {len(font.getGlyphOrder())} glyphs"
    )


def static(source: Path, target: Path, **axes: int) -> None:
    font = TTFont(source, recalcTimestamp=False)
    font = instantiateVariableFont(font, axes, inplace=True, updateFontNames=True)
    save(font, target)


def gb2312_level_1() -> str:
    han = "".join(
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA)
    )
    full_width = "".join(map(chr, range(0xFF01, 0xFF5F)))
    # The space is needed: Pango keeps the font across a space between two Chinese words.
    return " \u00a0\u3000" + han + full_width + "、。〃々〇〈〉《》「」『』【】〔〕〖〗—…‘’“”·—―‖￥"


def chinese(source: Path, characters: str, target: Path) -> None:
    """Write a subset with TrueType curves: PDF/A checkers reject CID-keyed CFF subsets."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=[],
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "BASE", "VORG", "GSUB", "GPOS"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    outlines, order, glyphs = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxComponentDepth",
    ):
        setattr(font["maxp"], field, 0)
    font["maxp"].maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"
    save(font, target)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    garamond, noto = package("fontpkg_eb_garamond"), package("pylopdf_fonts_zh_cn")
    roman, italic = (
        garamond / "files" / f"EBGaramond{style}[wght].ttf" for style in ("", "-Italic")
    )
    static(roman, folder / "EBGaramond-Regular.ttf", wght=400)
    static(roman, folder / "EBGaramond-SemiBold.ttf", wght=600)
    static(italic, folder / "EBGaramond-Italic.ttf", wght=400)
    static(italic, folder / "EBGaramond-SemiBoldItalic.ttf", wght=600)
    code = package("fontpkg_inconsolata")
    variable = code / "files" / "Inconsolata[wdth,wght].ttf"
    static(variable, folder / "Inconsolata-Regular.ttf", wght=400, wdth=100)
    (folder / "Inconsolata-OFL.txt").write_bytes((code / "LICENSE").read_bytes())
    chinese(noto / "NotoSerifSC-Regular.otf", gb2312_level_1(), folder / "NotoSerifSC-Regular.ttf")
    (folder / "EBGaramond-OFL.txt").write_bytes((garamond / "LICENSE").read_bytes())
    licence = next(noto.parent.glob("pylopdf_fonts_zh_cn-*.dist-info/licenses/LICENSE"))
    (folder / "NotoSerifSC-OFL.txt").write_bytes(licence.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

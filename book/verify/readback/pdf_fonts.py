"""Read the fonts of a PDF: what each glyph stands for, how wide it is, whether it is blank."""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf

from book.text.invisible import without_invisible
from book.text.scripts import INDIC_LETTER
from book.verify.readback.geometry import Box

CMAP_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_CHARACTER = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
DEFAULT_WIDTH = 1000  # ISO 32000-1, 9.7.4.3: DW
NOTDEF = 0


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """A font: its name, the text and the width of each glyph, and the glyphs that draw nothing.

    Widths, and the `bounds` of the outlines, are in thousandths of the font's size. All fonts of
    the engine have two-byte codes, which are the numbers of the glyphs.
    """

    name: str
    characters: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    blank: frozenset[int]
    bounds: Mapping[int, Box] = field(default_factory=dict)

    def outline(self, codes: Sequence[int], starts: Sequence[float]) -> Box:
        """Return the box around glyphs that begin at these places along their line."""
        boxes = [
            (start + left, bottom, start + right, top)
            for code, start in zip(codes, starts, strict=True)
            if code in self.bounds
            for left, bottom, right, top in (self.bounds[code],)
        ]
        if not boxes:
            return (0, 0, 0, 0)
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


Fonts = dict[tuple[int, int], DrawnFont]  # by their objects


def read_font(font: Any, known: Fonts) -> DrawnFont:
    """Return a font; `known` are those that were read, and is filled with it."""
    if font.objgen not in known:
        known[font.objgen] = _read(font)
    return known[font.objgen]


def _read(font: Any) -> DrawnFont:
    """Read a font by ISO 32000-1: 9.10.3 (ToUnicode), 9.7.4.3 (widths), 9.6.4 (the name's tag)."""
    characters = dict(_parse_cmap(font.ToUnicode.read_bytes().decode("latin-1")))
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    descendant = font.DescendantFonts[0]
    default = float(descendant.get("/DW", DEFAULT_WIDTH))
    widths = dict(_widths(descendant.get("/W", ())))
    descriptor, named = descendant.FontDescriptor, name.partition("+")[2] or name
    blank = _blank_glyphs(descriptor, characters)
    bounds = dict(_bounds(descriptor, widths))
    return DrawnFont(named, characters, widths, default, blank, bounds)


def _parse_cmap(cmap: str) -> Iterator[tuple[int, str]]:
    for kind, block in CMAP_BLOCK.findall(cmap):
        yield from _parse_characters(block) if kind == "bfchar" else _parse_ranges(block)


def _parse_characters(block: str) -> Iterator[tuple[int, str]]:
    for code, text in CMAP_CHARACTER.findall(block):
        yield int(code, 16), bytes.fromhex(text).decode("utf-16-be")


def _parse_ranges(block: str) -> Iterator[tuple[int, str]]:
    for match in CMAP_RANGE.findall(block):
        first, last, text = (int(number, 16) for number in match)
        for code in range(first, last + 1):
            yield code, chr(code + text - first)


def _widths(entries: Any) -> Iterator[tuple[int, float]]:
    """Yield the width of each glyph: of consecutive ones in an array, or one for a range."""
    waiting: list[int] = []
    for entry in entries:
        if isinstance(entry, pikepdf.Array):
            yield from ((waiting[-1] + n, float(width)) for n, width in enumerate(entry))
            waiting = []
        elif len(waiting) == 2:
            yield from ((code, float(entry)) for code in range(waiting[0], waiting[1] + 1))
            waiting = []
        else:
            waiting.append(int(entry))


def _blank_glyphs(descriptor: Any, characters: Mapping[int, str]) -> frozenset[int]:
    """Return the glyphs that should draw a character but have no outline in the font's file.

    Of a TrueType font (OpenType 1.9, loca: a glyph without outline has no length). Of another kind
    of font, and of one that is not embedded, all are blank: the engine writes none.
    """
    texts = characters.items()
    drawn = frozenset(code for code, text in texts if _is_drawn(text) and not _is_joined(text))
    if "/FontFile2" not in descriptor:
        return drawn
    lengths = _glyph_lengths(descriptor.FontFile2.read_bytes())
    return frozenset(c for c in drawn if c == NOTDEF or c >= len(lengths) or not lengths[c])


def _is_joined(text: str) -> bool:
    """Return whether letters are drawn by several glyphs, of which some may have no outline."""
    return len(text) > 1 and bool(INDIC_LETTER.search(text))


def _is_drawn(text: str) -> bool:
    """Return whether a text is seen. A soft hyphen is: it stands for the hyphens at line ends."""
    return text == "\N{SOFT HYPHEN}" or bool(without_invisible(text).strip())


def _bounds(descriptor: Any, codes: Iterable[int]) -> Iterator[tuple[int, Box]]:
    """Yield the box around the outline of each glyph of a TrueType font (OpenType 1.9, glyf)."""
    if "/FontFile2" not in descriptor:
        return
    font: bytes = descriptor.FontFile2.read_bytes()
    tables, starts = _tables(font), _glyph_starts(font)
    (em,) = struct.unpack_from(">H", font, tables[b"head"][0] + 18)
    for code in codes:
        if code + 1 < len(starts) and starts[code] < starts[code + 1]:
            corners = struct.unpack_from(">4h", font, tables[b"glyf"][0] + starts[code] + 2)
            left, bottom, right, top = (1000 * corner / em for corner in corners)
            yield code, (left, bottom, right, top)


def _glyph_lengths(font: bytes) -> list[int]:
    """Return the length of the outline of each glyph of a TrueType font."""
    return [end - start for start, end in pairwise(_glyph_starts(font))]


def _glyph_starts(font: bytes) -> list[int]:
    """Return where the outline of each glyph begins in the table glyf, and where the last ends."""
    tables = _tables(font)
    (is_long,) = struct.unpack_from(">h", font, tables[b"head"][0] + 50)
    offset, length = tables[b"loca"]
    size, letter, unit = (4, "L", 1) if is_long else (2, "H", 2)
    starts = struct.unpack_from(f">{length // size}{letter}", font, offset)
    return [unit * start for start in starts]


def _tables(font: bytes) -> dict[bytes, tuple[int, int]]:
    """Return the offset and the length of each table of a font."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        tables[tag] = offset, length
    return tables

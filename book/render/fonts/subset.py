"""The book's fonts, reduced to the characters of a text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from book.text.cached import ResultCache, recall
from book.text.typography import HAN

# The features that the style sheets ask for and fontTools would drop. It keeps kerning, ligatures
# and the positions of marks by itself.
FEATURES = ("lnum", "onum", "pnum", "smcp")
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # the last two: the license and its address


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file, and its family, slope and weight as CSS names them."""

    file: str
    family: str
    slope: str = "normal"
    weight: int = 400
    content: bytes = b""


LATIN = (
    Face("EBGaramond-Regular.ttf", "EB Garamond"),
    Face("EBGaramond-Italic.ttf", "EB Garamond", slope="italic"),
    Face("EBGaramond-SemiBold.ttf", "EB Garamond", weight=600),
)
CHINESE = Face("NotoSerifSC-Regular.ttf", "Noto Serif SC")


def subset_fonts(
    text: str, files: Mapping[str, bytes], cache: ResultCache | None = None
) -> tuple[Face, ...]:
    """Return the faces that `text` needs, each reduced to the characters of `text`.

    `files` maps file names to TrueType files. A text without Chinese gets no Chinese face.
    """

    def reduced(face: Face, characters: str) -> Face:
        font = files[face.file]
        make = partial(subset_font, font, characters)
        return replace(face, content=recall(cache, "font subset", (font, characters), make))

    return tuple(reduced(face, characters) for face, characters in needed_faces(text))


def needed_faces(text: str) -> tuple[tuple[Face, str], ...]:
    """Return the faces that a text needs, each with its characters, in the order of their codes."""
    chinese = "".join(sorted(set("".join(HAN.findall(text)))))
    others = "".join(sorted(set(HAN.sub("", text))))
    latin = tuple((face, others) for face in LATIN)
    return (*latin, (CHINESE, chinese)) if chinese else latin


def subset_font(font: bytes, characters: str) -> bytes:
    """Return a TrueType font reduced to these characters."""
    options = Options(hinting=False, name_IDs=list(NAME_IDS), notdef_outline=True)
    options.layout_features = [*options.layout_features, *FEATURES]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted({ord(character) for character in characters}))
    # Keep the font's own modification date, so that the same book has the same bytes.
    with TTFont(BytesIO(font), recalcTimestamp=False, lazy=True) as opened:
        subsetter.subset(opened)
        return _save(opened)


def to_woff2(font: bytes) -> bytes:
    """Return a TrueType font compressed as WOFF2."""
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        return _save(opened)


def _save(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()

"""The fonts of the e-book, cut down to the characters of this book. The only module that knows fontTools."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from fontTools import subset as cutter
from fontTools.ttLib import TTFont

from book.text.typography import HAN

FOLDER = "fonts/"
# What epub.css asks for beyond what fontTools keeps of itself (kerning, ligatures, marks …).
FEATURES = ("lnum", "onum", "pnum", "smcp")
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # the last two: the licence and where it stands


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the book: its family, slope and weight as CSS has them, and its file."""

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


def subset(text: str, files: Mapping[str, bytes]) -> tuple[Face, ...]:
    """Cut each font down to the characters of `text`; the Chinese one stays out of a book without Chinese."""
    chinese = "".join(HAN.findall(text))
    wanted = [(face, text) for face in LATIN] + ([(CHINESE, chinese)] if chinese else [])
    return tuple(
        replace(face, content=_cut(files[face.file], characters)) for face, characters in wanted
    )


def _cut(font: bytes, characters: str) -> bytes:
    options = cutter.Options(hinting=False, name_IDs=list(NAME_IDS), notdef_outline=True)
    options.layout_features = [*options.layout_features, *FEATURES]
    made = BytesIO()
    # The date of the last change stays the font's own: the same book has the same bytes.
    with TTFont(BytesIO(font), recalcTimestamp=False, lazy=True) as opened:
        tool = cutter.Subsetter(options)
        tool.populate(unicodes=sorted({ord(character) for character in characters}))
        tool.subset(opened)
        opened.save(made)
    return made.getvalue()


def rules(faces: tuple[Face, ...]) -> str:
    """Write the @font-face rules for a stylesheet one folder below the package's."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.slope}; font-weight: {face.weight}; '
        f'src: url("../{FOLDER}{face.file}"); }}\n'
        for face in faces
    )

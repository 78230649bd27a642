"""The book's fonts, reduced to the characters of a text."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from book.render.fonts.faces import CHINESE, LATIN, LIST, Face, script_faces
from book.render.fonts.runs import TextRun, marked_runs
from book.render.fonts.share import share_out
from book.text.cached import ResultCache, recall
from book.text.typography import HAN

# The features that the style sheets ask for and fontTools would drop. It keeps kerning, ligatures
# and the positions of marks by itself.
FEATURES = ("lnum", "onum", "pnum", "smcp")
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # the last two: the license and its address


def subset_fonts(
    text: str, files: Mapping[str, bytes], cache: ResultCache | None = None
) -> tuple[Face, ...]:
    """Return the faces that XHTML documents need, each reduced to their characters.

    `text` is all documents, one after the other; `files` maps file names to TrueType files. A text
    without Chinese gets no Chinese face, and one in Latin letters none of another script.
    """

    def reduced(face: Face, characters: str) -> Face:
        font = files[face.file]
        make = partial(subset_font, font, characters)
        return replace(face, content=recall(cache, "font subset", (font, characters), make))

    runs = marked_runs(text) if LIST in files else ()
    return tuple(reduced(face, characters) for face, characters in needed_faces(text, files, runs))


def needed_faces(
    text: str, files: Mapping[str, bytes], runs: Iterable[TextRun] = ()
) -> tuple[tuple[Face, str], ...]:
    """Return the faces that a text needs, each with its characters, in the order of their codes.

    `runs` are those of the text by language, if its files list the faces of scripts.
    """
    others = _sorted(HAN.sub("", text))
    latin = tuple((face, others) for face in LATIN)
    faces = script_faces(files)
    drawn, rest = (share_out(runs, faces, files)) if faces else ({}, text)
    chinese = _sorted("".join(HAN.findall(rest)))
    if chinese:
        drawn = {CHINESE.file: chinese, **drawn}
    by_file = {CHINESE.file: CHINESE} | {face.file: face for face in faces}
    return (*latin, *((by_file[file], characters) for file, characters in drawn.items()))


def _sorted(text: str) -> str:
    return "".join(sorted(set(text)))


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

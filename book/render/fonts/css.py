"""The @font-face rules of the book's fonts."""

import base64
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from book.render.fonts.faces import Face
from book.render.fonts.runs import TextRun
from book.render.fonts.subset import needed_faces, subset_font, to_woff2
from book.text.cached import ResultCache, recall

LINKED = (
    '@font-face {{ font-family: "{face.family}"; font-style: {face.slope}; '
    'font-weight: {face.weight}; src: url("{folder}{face.file}"); }}\n'
)
EMBEDDED = (
    '@font-face {{ font-family: "{face.family}"; font-style: {face.slope}; '
    "font-weight: {face.weight}; font-display: block; "
    'src: url("data:font/woff2;base64,{data}") format("woff2") }}\n'
)
# Every page gets these characters. Most pages then need the same fonts, and a process makes the
# subset once.
COMMON = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "œŒ\u2002\u2009–—‘’‚“”„†‡•…′″←€×"
)


def linked_rules(faces: tuple[Face, ...], folder: str) -> str:
    """Return a rule for each face, with its file in `folder` as seen from the style sheet."""
    return "".join(LINKED.format(face=face, folder=folder) for face in faces)


def embedded_rules(
    text: str,
    files: Mapping[str, bytes],
    cache: ResultCache | None = None,
    runs: Iterable[TextRun] = (),
) -> str:
    """Return rules that hold the fonts for the characters of `text` as WOFF2.

    `files` may hold other files beside the TrueType fonts. `runs` are those of the text by language
    if the files list the faces of scripts.
    """
    return "".join(
        recall(
            cache,
            "embedded font",
            (face, characters, files[face.file]),
            partial(_embedded_rule, face, characters, files[face.file]),
        )
        for face, characters in needed_faces(text + COMMON, files, runs)
    )


@lru_cache(maxsize=32)  # takes most of a page's time
def _embedded_rule(face: Face, characters: str, font: bytes) -> str:
    data = base64.b64encode(to_woff2(subset_font(font, characters))).decode()
    return EMBEDDED.format(face=face, data=data)

"""The @font-face rules of the book's fonts."""

import base64
from collections.abc import Mapping
from functools import lru_cache

from book.render.fonts.subset import Face, subset_fonts, to_woff2

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
COMMON = "".join(map(chr, range(0x20, 0x7F))) + "\N{NO-BREAK SPACE}§·–—‘’“”„…"


def linked_rules(faces: tuple[Face, ...], folder: str) -> str:
    """Return a rule for each face, with its file in `folder` as seen from the style sheet."""
    return "".join(LINKED.format(face=face, folder=folder) for face in faces)


def embedded_rules(text: str, files: Mapping[str, bytes]) -> str:
    """Return rules that hold the fonts for the characters of `text` as WOFF2.

    `files` may hold other files beside the TrueType fonts.
    """
    fonts = tuple((name, files[name]) for name in sorted(files) if name.endswith(".ttf"))
    return _embedded_rules("".join(sorted({*text, *COMMON})), fonts)


@lru_cache(maxsize=8)  # takes most of a page's time
def _embedded_rules(characters: str, fonts: tuple[tuple[str, bytes], ...]) -> str:
    return "".join(_embedded_rule(face) for face in subset_fonts(characters, dict(fonts)))


def _embedded_rule(face: Face) -> str:
    data = base64.b64encode(to_woff2(face.content)).decode()
    return EMBEDDED.format(face=face, data=data)

"""The book's fonts, cut down to the characters of a page and put into its style sheet: a page needs no other file."""

import base64
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from book.render.epub.fonts import subset

RULE = (
    '@font-face {{ font-family: "{family}"; font-style: {slope}; font-weight: {weight}; font-display: block; '
    'src: url("data:font/woff2;base64,{data}") format("woff2") }}\n'
)


# These are in each page's fonts: most pages then have the same ones, which a process cuts once.
COMMON = "".join(map(chr, range(0x20, 0x7F))) + "\N{NO-BREAK SPACE}§·–—‘’“”„…"


def rules(text: str, files: Mapping[str, bytes]) -> str:
    """Write the @font-face rules for the characters of `text`, with the fonts in them as WOFF2."""
    return _rules(
        "".join(sorted({*text, *COMMON})),
        tuple((name, files[name]) for name in sorted(files) if name.endswith(".ttf")),
    )


@lru_cache(maxsize=8)  # takes most of a page's time
def _rules(characters: str, fonts: tuple[tuple[str, bytes], ...]) -> str:
    return "".join(
        RULE.format(
            family=face.family,
            slope=face.slope,
            weight=face.weight,
            data=base64.b64encode(_compress(face.content)).decode(),
        )
        for face in subset(characters, dict(fonts))
    )


def _compress(font: bytes) -> bytes:
    made = BytesIO()
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        opened.save(made)
    return made.getvalue()

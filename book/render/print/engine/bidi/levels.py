"""The embedding levels of a text (Unicode Standard Annex 9, 3.3), as Pango finds them."""

import unicodedata
from collections.abc import Iterator

from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango

LINE_FEED = "\n"
LINE_SEPARATOR = "\N{LINE SEPARATOR}"  # ends a line as a line feed does, but no paragraph
FIRST_STRONG, RIGHT_TO_LEFT = "\N{FIRST STRONG ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}"
INITIATORS = (FIRST_STRONG, RIGHT_TO_LEFT, "\N{LEFT-TO-RIGHT ISOLATE}")
END = "\N{POP DIRECTIONAL ISOLATE}"
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # what an isolate counts as around it

ffi.cdef("""
    uint8_t * pango_log2vis_get_embedding_levels (
        const char *text, int length, PangoDirection *pbase_dir);
    void g_free (void *memory);
""")


def embedding_levels(text: str, *, is_rtl: bool) -> list[int]:
    """Return the level of each character of a paragraph; the lines in it are paragraphs too.

    CSS Writing Modes 3, 2.4: a forced break ends a paragraph.

    >>> embedding_levels("אב cd", is_rtl=True)
    [1, 1, 1, 2, 2]
    """
    levels: list[int] = []
    for line in text.split(LINE_FEED):
        levels += [*_with_isolates(line, is_rtl=is_rtl), int(is_rtl)]
    return levels[:-1]


def _with_isolates(text: str, *, is_rtl: bool) -> list[int]:
    """Return the levels of a text with isolates (rules X5a to X6a), each of which is a text.

    FriBidi 1.0.8 gives the space at the end of one the level of the word before it, if the next one
    follows.
    """
    levels, isolates = [0] * len(text), list(_isolates(text))
    begins = {begin for begin, _ in isolates}
    inner = {n for begin, after in isolates for n in range(begin + 1, after + 1)}
    outer = [n for n in range(len(text)) if n not in inner]
    outside = "".join(OBJECT if n in begins else text[n] for n in outer)
    for index, level in zip(outer, _levels(outside, is_rtl=is_rtl), strict=True):
        levels[index] = level
    for begin, after in isolates:
        inside = text[begin + 1 : after]
        side = text[begin] == RIGHT_TO_LEFT
        if text[begin] == FIRST_STRONG:
            side = _begins_leftward(inside)
        shift = is_rtl + (2 if is_rtl == side else 1) - side
        own = _with_isolates(inside, is_rtl=side)
        levels[begin + 1 : after] = [level + shift for level in own]
        levels[after] = levels[begin]
    return levels


def _isolates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each isolate that is in no other begins and ends (BD9)."""
    begin, depth = 0, 0
    for index, character in enumerate(text):
        if character in INITIATORS:
            begin = begin if depth else index
            depth += 1
        elif character == END and depth:
            depth -= 1
            if not depth:
                yield begin, index


def _begins_leftward(text: str) -> bool:
    """Tell whether the first strong letter of a text runs from right to left (P2, P3)."""
    inner = {n for begin, after in _isolates(text) for n in range(begin, after)}
    kinds = (unicodedata.bidirectional(c) for n, c in enumerate(text) if n not in inner)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _levels(text: str, *, is_rtl: bool) -> list[int]:
    if not text:
        return []
    encoded = text.replace("\r", LINE_SEPARATOR).encode()
    base = ffi.new("PangoDirection *", PANGO_DIRECTION["rtl" if is_rtl else "ltr"])
    found = pango.pango_log2vis_get_embedding_levels(encoded, len(encoded), base)
    levels = list(ffi.unpack(found, len(text)))
    if free := getattr(gobject, "g_free", None):  # which not every system finds by way of GObject
        free(found)
    return levels

"""The embedding levels of a text (Unicode Standard Annex 9, 3.3), as Pango finds them."""

from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango

LINE_FEED = "\n"
LINE_SEPARATOR = "\N{LINE SEPARATOR}"  # ends a line as a line feed does, but no paragraph

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
        levels += [*_levels(line, is_rtl=is_rtl), int(is_rtl)]
    return levels[:-1]


def _levels(text: str, *, is_rtl: bool) -> list[int]:
    if not text:
        return []
    encoded = text.replace("\r", LINE_SEPARATOR).encode()
    base = ffi.new("PangoDirection *", PANGO_DIRECTION["rtl" if is_rtl else "ltr"])
    found = pango.pango_log2vis_get_embedding_levels(encoded, len(encoded), base)
    levels = list(ffi.unpack(found, len(text)))
    gobject.g_free(found)
    return levels

"""Join the fonts of rendered documents: one font for all of a name, with the glyphs of all."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from book.errors import EditionError
from book.render.print.rendered import EmbeddedFont, RenderedDocument

GLYPHS = ("widths", "to_unicode")  # attributes of a font that have an entry for each glyph
DUPLICATE = 0  # hb_memory_mode_t: HarfBuzz keeps a copy
MOST_SHOWN = 8  # letters in an error

# WeasyPrint gets its faces from Pango. A font that was rendered elsewhere gets its face from its
# file (HarfBuzz manual, hb-blob and hb-face).
ffi.cdef("""
    hb_blob_t * hb_blob_create (
        const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
""")


def join_fonts(documents: Iterable[RenderedDocument], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return WeasyPrint's fonts by name. Raise EditionError if a font lacks a letter.

    `files` has the font files that every process has.
    """
    contents = {
        hashlib.sha256(content).hexdigest(): content
        for name, content in files.items()
        if name.endswith(".ttf")
    }
    joined: dict[str, Any] = {}
    for font in (font for document in documents for font in document.fonts):
        name = font.state["hash"]
        if name not in joined:
            joined[name] = _restored(font, contents)
        _require_all_letters(font)
        _add_glyphs(joined[name], font)
    return joined


def _restored(embedded: EmbeddedFont, contents: Mapping[str, bytes]) -> Any:
    """Return a font as WeasyPrint's own object, with a face in this process."""
    state, content = embedded.state, embedded.file or contents[embedded.digest]
    font = Font.__new__(Font)
    vars(font).update({**state, **{name: dict(state[name]) for name in GLYPHS}, "missing": {}})
    font.file_content = content
    data = (content, len(content), DUPLICATE, ffi.NULL, ffi.NULL)
    blob = ffi.gc(harfbuzz.hb_blob_create(*data), harfbuzz.hb_blob_destroy)
    font.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, font.index), harfbuzz.hb_face_destroy)
    return font


def _require_all_letters(font: EmbeddedFont) -> None:
    """Raise EditionError if a font lacks a letter.

    WeasyPrint numbers such letters itself, and in another document a number is another letter's.
    """
    if missing := [chr(letter) for letter in font.state["missing"]]:
        letters = ", ".join(map(repr, missing[:MOST_SHOWN]))
        raise EditionError(
            f"the font {font.state['family']} has no glyph for {letters}",
            remedy="Replace these letters, or choose a font that has them.",
        )


def _add_glyphs(joined: Any, font: EmbeddedFont) -> None:
    for name in GLYPHS:
        glyphs = getattr(joined, name)
        for glyph, value in font.state[name].items():
            glyphs.setdefault(glyph, value)

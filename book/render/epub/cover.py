"""The cover page of the e-book."""

import struct

from markupsafe import Markup

from book.model import Division, Paragraph
from book.render.epub.xhtml import COVER, bare_text

PNG = b"\x89PNG\r\n\x1a\n"
# An SVG scales the cover to any page and keeps its shape, even in readers without CSS units of the
# viewport. Its label repeats the words in the picture, and a screen reader reads it; a title would
# be shown as a line of text (FBReader) or pop up (Foliate).
PAGE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'version="1.1" role="img" aria-label="{title}" width="100%" height="100%" '
    'viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid meet">\n'
    '<image width="{width}" height="{height}" xlink:href="../{file}"/>\n'
    "</svg>\n"
)


def render_cover(division: Division, cover: bytes) -> Markup:
    """Return the body of the cover page. Raise ValueError if `cover` is not a PNG."""
    if not cover.startswith(PNG):
        raise ValueError("the cover is not a PNG")
    width, height = struct.unpack(">II", cover[16:24])
    paragraphs = [block for block in division.blocks if isinstance(block, Paragraph)]
    title = ". ".join(bare_text(paragraph.inlines) for paragraph in paragraphs)
    return PAGE.format(width=width, height=height, title=title, file=COVER)

"""The cover in a size for a page and for a list of books, and two pages side by side."""

import io
import struct

from PIL import Image

FOLD = 214  # the gray of the line between two pages
GRAYS = 16  # of a picture of pages: letters keep their shape, and the file is small
WIDTH = 480  # pixels: twice what the page shows at most, for screens of double density


def png_size(png: bytes) -> tuple[int, int]:
    """Return a PNG's width and height in pixels, with which the IHDR chunk begins (PNG, 11.2.2)."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def small_cover(cover: bytes) -> bytes:
    """Return the cover scaled down to WIDTH; a smaller cover is returned unchanged."""
    width, height = png_size(cover)
    if width <= WIDTH:
        return cover
    return _scale(cover, (WIDTH, round(height * WIDTH / width)))


def _scale(png: bytes, size: tuple[int, int]) -> bytes:
    scaled = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    small.save(scaled, "PNG", optimize=True)
    return scaled.getvalue()


def join_pages(left: bytes, right: bytes) -> bytes:
    """Return two pictures of pages of one height (PNG) side by side, in a few grays."""
    with Image.open(io.BytesIO(left)) as one, Image.open(io.BytesIO(right)) as other:
        both = Image.new("L", (one.width + other.width, one.height), "white")
        both.paste(one.convert("L"), (0, 0))
        both.paste(other.convert("L"), (one.width, 0))
        both.paste(FOLD, (one.width, 0, one.width + 1, one.height))
    few = both.point(lambda gray: round(gray * (GRAYS - 1) / 255)).convert("P")
    few.putpalette([level * 255 // (GRAYS - 1) for level in range(GRAYS) for _ in "rgb"])
    joined = io.BytesIO()
    few.save(joined, "PNG", optimize=True, bits=4)
    return joined.getvalue()

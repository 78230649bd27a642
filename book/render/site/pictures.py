"""The cover in a size for a page and for a list of books."""

import io
import struct

from PIL import Image

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

"""The cover in a size for a page and for a list of books."""

import io
import struct

from PIL import Image

WIDTH = 480  # pixels: twice what the page shows at most, for screens of double density


def png_size(png: bytes) -> tuple[int, int]:
    """Give a PNG's width and height in pixels (PNG 11.2.2: they begin the IHDR chunk)."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def small_cover(cover: bytes) -> bytes:
    """Scale the cover down to WIDTH; one that is smaller stays as it is."""
    width, height = png_size(cover)
    if width <= WIDTH:
        return cover
    with Image.open(io.BytesIO(cover)) as picture:
        small = picture.convert("RGB").resize(
            (WIDTH, round(height * WIDTH / width)), Image.Resampling.LANCZOS
        )
    made = io.BytesIO()
    small.save(made, "PNG", optimize=True)
    return made.getvalue()

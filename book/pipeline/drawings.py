"""Drawings (SVG) as pictures of pixels, for print: a proof cannot follow the words in a drawing."""

from dataclasses import replace
from functools import lru_cache

from book.model import Edition, Picture
from book.render.pictures import is_drawing, used_pictures
from book.verify.readback.pdf import draw_page

WIDTH = 2000  # pixels: more than 300 an inch on most pages


def with_rasters(edition: Edition) -> Edition:
    """Return the edition with a PNG in place of each drawing that a figure shows.

    Raise EditionError for a drawing that is broken or not safe.
    """
    used = used_pictures(edition)
    if not any(map(is_drawing, used.values())):
        return edition
    pictures = tuple(
        _rasterized(picture) if picture.name in used and is_drawing(picture) else picture
        for picture in edition.pictures
    )
    return replace(edition, pictures=pictures)


@lru_cache(maxsize=64)
def _rasterized(picture: Picture) -> Picture:
    from book.render.print.engine.drawing import drawing_as_pdf

    return Picture(picture.name, "image/png", draw_page(drawing_as_pdf(picture), 0, WIDTH))

"""Pictures as the outputs carry them: bounded, without metadata, safe.

figures  which pictures the figures of an edition show, and what stands for them in words
raster   pictures of pixels, scaled and saved again by Pillow
drawing  drawings (SVG), refused if they could act or load anything
"""

from book.render.pictures.figures import alternative_of, figures_of, has_alternative, used_pictures
from book.render.pictures.raster import PreparedPicture, grayed, is_drawing, prepare_picture

__all__ = [
    "PreparedPicture",
    "alternative_of",
    "figures_of",
    "grayed",
    "has_alternative",
    "is_drawing",
    "prepare_picture",
    "used_pictures",
]

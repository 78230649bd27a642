"""Compare pictures of pixels with Pillow."""

import io

from PIL import Image, ImageChops

BLOCKS = 200  # blocks across a picture: a letter of a cover fills several of them


def open_picture(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB")


def picture_difference(one: Image.Image, other: Image.Image) -> int:
    """Return the greatest difference of two pictures of the same size, from 0 to 255.

    It is that of the means of blocks, of which BLOCKS stand side by side, in any of the colors.
    """
    block = max(1, one.width // BLOCKS)
    difference = ImageChops.difference(one.reduce(block), other.reduce(block))
    return max(int(band.getextrema()[1]) for band in difference.split())  # type: ignore[arg-type]


def scaled_picture(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS)

"""Faults in the pictures of the cover, and of two facing pages."""

import io
from collections.abc import Callable

from PIL import Image

from tests.proof.fault import OutputFault, Place

COVER, SMALL, SPREAD = "cover.png", "cover-small.png", "spread.png"
# In parts of the width and the height: where the title stands, and the name of the press.
SPOTS = ((0.15, 0.4), (0.15, 0.9))


def _picture(
    change: Callable[[Image.Image, Place], Image.Image],
) -> Callable[[bytes, Place], bytes]:
    def plant(content: bytes, place: Place) -> bytes:
        with Image.open(io.BytesIO(content)) as picture:
            changed = change(picture.convert("RGB"), place)
        written = io.BytesIO()
        changed.save(written, "PNG")
        return written.getvalue()

    return plant


def _spotted(picture: Image.Image, place: Place) -> Image.Image:
    """Paint a letter's area over."""
    left, top = (round(part * size) for part, size in zip(SPOTS[place], picture.size, strict=True))
    picture.paste((233, 196, 106), (left, top, left + 6, top + 6))
    return picture


def _cut(picture: Image.Image, place: Place) -> Image.Image:
    width, height = picture.size
    return picture.crop(((0, 0, width, height - 9), (0, 0, width - 9, height))[place])


def _another(picture: Image.Image, place: Place) -> Image.Image:
    """Return a cover of one color, or the cover upside down."""
    if place == 0:
        return Image.new("RGB", picture.size, (23, 50, 77))
    return picture.transpose(Image.Transpose.ROTATE_180)


DIFFERS = r"differs from {} by \d+ of 255"
FAULTS = tuple(
    fault
    for kind, name in ((COVER, "the cover of the PDF"), (SMALL, r"cover\.png"))
    for fault in (
        OutputFault("a letter altered", kind, _picture(_spotted), (DIFFERS.format(name),) * 2),
        OutputFault("another cover", kind, _picture(_another), (DIFFERS.format(name),) * 2),
        OutputFault("an edge cut off", kind, _picture(_cut), ("pixels, but ", "pixels, but ")),
    )
)


def _swapped(picture: Image.Image, place: Place) -> Image.Image:
    """Return the two pages in the wrong order, or the left one twice."""
    half = picture.width // 2
    left = picture.crop((0, 0, half, picture.height))
    right = picture.crop((half, 0, picture.width, picture.height))
    picture.paste(right if place == 0 else left, (0, 0))
    picture.paste(left, (half, 0))
    return picture


PAGES = r"differs from pages \d+ and \d+ by \d+ of 255"
FAULTS += (
    OutputFault("other pages", SPREAD, _picture(_swapped), (PAGES, PAGES)),
    OutputFault("an edge cut off", SPREAD, _picture(_cut), ("pixels, but ", "pixels, but ")),
)

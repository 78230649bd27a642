"""Prove that the pictures of the cover show the cover of the PDF."""

from typing import Any

from book.errors import ProofError
from book.verify.readback.pdf import page_picture
from book.verify.readback.pictures import open_picture, picture_difference, scaled_picture

TOLERANCE = 16  # of 255, in the mean of a block: `picture_difference`


def prove_covers(cover: bytes, small: bytes, pdf: bytes, folder: str) -> None:
    """Raise ProofError if a picture is not the first page of a PDF, or not that one, smaller."""
    picture = open_picture(cover)
    drawn = page_picture(pdf, 0, picture.width)
    _compare(picture, drawn, "the cover of the PDF", f"{folder}/cover.png")
    smaller, file = open_picture(small), f"{folder}/cover-small.png"
    if smaller.width > picture.width:
        raise ProofError("the picture is larger than cover.png", file=file)
    size = smaller.width, round(picture.height * smaller.width / picture.width)
    _compare(smaller, scaled_picture(picture, size), "cover.png", file)


def _compare(picture: Any, wanted: Any, name: str, file: str) -> None:
    if picture.size != wanted.size:
        (width, height), (other_width, other_height) = picture.size, wanted.size
        message = f"the picture has {width} × {height} pixels, but {name} gives "
        raise ProofError(f"{message}{other_width} × {other_height}", file=file)
    if (difference := picture_difference(picture, wanted)) > TOLERANCE:
        raise ProofError(f"the picture differs from {name} by {difference} of 255", file=file)

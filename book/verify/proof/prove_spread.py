"""Prove that the picture of two facing pages shows these pages of the PDF, side by side."""

from PIL import Image

from book.errors import ProofError
from book.model import Edition
from book.text.direction import direction_of
from book.verify.proof.expected_spread import FacingPages
from book.verify.readback.pdf import page_picture
from book.verify.readback.pictures import open_picture, picture_difference

TOLERANCE = 16  # of 255, in the mean of a block: the picture has sixteen grays


def prove_spread(
    edition: Edition, picture: bytes | None, pages: FacingPages | None, pdf: bytes, folder: str
) -> None:
    """Raise ProofError if the picture does not show the pages, or is there without need."""
    file = f"{folder}/spread.png"
    if picture is None or pages is None:
        if (picture is None) != (pages is None):
            fate = "is missing" if picture is None else "shows pages that do not face each other"
            raise ProofError(f"the picture of two facing pages {fate}", file=file)
        return
    found = open_picture(picture)
    width = found.width // 2
    drawn = [page_picture(pdf, pages.first + each, width) for each in (0, 1)]
    if direction_of(edition.imprint.language) == "rtl":
        drawn.reverse()
    wanted = Image.new("RGB", (2 * width, drawn[0].height), "white")
    for place, page in enumerate(drawn):
        wanted.paste(page.convert("L").convert("RGB"), (place * width, 0))
    if found.size != wanted.size:
        message = "the picture has {} × {} pixels, but the pages give {} × {}"
        raise ProofError(message.format(*found.size, *wanted.size), file=file)
    if (difference := picture_difference(found, wanted)) > TOLERANCE:
        message = f"the picture differs from pages {pages.left} and {pages.right} by {difference}"
        raise ProofError(f"{message} of 255", file=file)

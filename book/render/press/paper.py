"""The paper of a printed book: how thick it is, and so how wide the spine, and what can be set on it."""

import re
from dataclasses import dataclass

from book.errors import EditionError

MM = 72 / 25.4  # points
INCH = 25_400  # micrometres
# Micrometres of a leaf. Amazon KDP, “Create a paperback cover”: 0.002252, 0.0025 and 0.002347 inches a page.
PAPERS = {
    "kdp-white": 0.002252 * 2 * INCH,
    "kdp-cream": 0.0025 * 2 * INCH,
    "kdp-color": 0.002347 * 2 * INCH,
}
DEFAULT = "kdp-cream"
MICROMETRES = re.compile(r"(\d+(?:\.\d+)?)(?:um|µm|μm)")
BULK = re.compile(r"(\d+(?:\.\d+)?)g(?:sm)?[*x×/](\d+(?:\.\d+)?)")
THINNEST, THICKEST = 30, 400  # from Bible paper to light card

LEAST_PAGES = 79  # Amazon KDP, “Create a paperback cover”: a thinner book has no text on its spine
SPINE_MARGIN = 0.0625 * 72  # the same page: so much room on both sides of the spine's text
SMALLEST_TYPE, LARGEST_TYPE = (
    7,
    13,
)  # points: smaller white type fills up in four inks, larger shouts
AVERAGE_CHARACTER = 0.45  # of the type's size, in EB Garamond


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was named, and the thickness of one leaf (two pages) in micrometres."""

    name: str
    leaf: float


def find_paper(name: str) -> Paper:
    """Find a paper by its name in `PAPERS`, by its thickness, or by grammage and bulk.

    The bulk of a paper in cm³/g, times its grammage in g/m², is its thickness in micrometres (ISO 534).

    >>> find_paper("115um").leaf, find_paper("90g*1.5").leaf, round(find_paper("kdp-white").leaf, 1)
    (115.0, 135.0, 114.4)
    """
    asked = name.strip().lower().replace(" ", "")
    leaf = PAPERS.get(asked, 0.0)
    if match := MICROMETRES.fullmatch(asked):
        leaf = float(match[1])
    elif match := BULK.fullmatch(asked):
        leaf = float(match[1]) * float(match[2])
    if not leaf:
        raise EditionError(
            f"there is no paper {name!r}",
            remedy=f"Papers: {', '.join(PAPERS)}; or a leaf's thickness, as 115um; or grammage and bulk in cm³/g, as 90g*1.5.",
        )
    if not THINNEST <= leaf <= THICKEST:
        raise EditionError(
            f"a leaf of {leaf:g} µm is no book paper", remedy=f"From {THINNEST} to {THICKEST} µm."
        )
    return Paper(asked, leaf)


def spine_width(pages: int, paper: Paper) -> float:
    """Compute the width of the spine of a paperback in points: its leaves, each two pages, one on the other.

    The glue and the cover's own thickness are left to the printer's template, as KDP leaves them.

    >>> round(spine_width(200, find_paper("kdp-cream")) / 72, 4), round(spine_width(200, find_paper("100um")) / MM, 2)
    (0.5, 10.0)
    """
    return pages / 2 * paper.leaf / 1000 * MM


def spine_type(pages: int, width: float, height: float, characters: int) -> float:
    """Give the size of type, in points, in which so many characters can be set along a spine; 0 if none may be set."""
    fitting = min(
        width - 2 * SPINE_MARGIN,
        (height - 108) / (AVERAGE_CHARACTER * max(characters, 1)),
        LARGEST_TYPE,
    )
    return 0 if pages < LEAST_PAGES or fitting < SMALLEST_TYPE else round(fitting, 1)

"""The paper of a printed book: how thick it is, how wide the spine, and what fits on the spine."""

import re
from dataclasses import dataclass

from book.errors import EditionError

MM = 72 / 25.4  # points
INCH = 25_400  # micrometers
# Micrometers of a leaf. Amazon KDP, “Create a paperback cover”: 0.002252, 0.0025 and 0.002347
# inches a page.
PAPERS = {
    "kdp-white": 0.002252 * 2 * INCH,
    "kdp-cream": 0.0025 * 2 * INCH,
    "kdp-color": 0.002347 * 2 * INCH,
    "lulu": 2 * INCH / 444,  # Lulu Book Creation Guide, p. 13: pages / 444
}
MICROMETERS = re.compile(r"(\d+(?:\.\d+)?)(?:um|µm|μm)")
BULK = re.compile(r"(\d+(?:\.\d+)?)g(?:sm)?[*x×/](\d+(?:\.\d+)?)")
THINNEST, THICKEST = 30, 400  # micrometers, from Bible paper to light card

SPINE_MARGIN = 0.0625 * 72  # points on both sides of the spine's text (the same page)
SMALLEST_TYPE = 7  # points: smaller white type fills up in four inks
LARGEST_TYPE = 13  # points: larger type is out of proportion
AVERAGE_CHARACTER = 0.45  # of the type's size, in EB Garamond
SPINE_ENDS = 108  # points above and below the spine's text together


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was named, and the thickness of a leaf (two pages) in micrometers."""

    name: str
    leaf: float


def find_paper(name: str) -> Paper:
    """Return a paper by its name in `PAPERS`, its thickness, or its grammage and bulk.

    The bulk of a paper in cm³/g, times its grammage in g/m², is its thickness in micrometers
    (ISO 534). Raise EditionError if the paper is unknown, or too thin or too thick for a
    book.

    >>> find_paper("115um").leaf, find_paper("90g*1.5").leaf, round(find_paper("kdp-white").leaf, 1)
    (115.0, 135.0, 114.4)
    """
    key = name.strip().lower().replace(" ", "")
    leaf = _thickness(key)
    if not leaf:
        raise EditionError(
            f"unknown paper {name!r}",
            remedy=f"Papers: {', '.join(PAPERS)}; or the thickness of a leaf, such as 115um; "
            "or grammage and bulk in cm³/g, such as 90g*1.5.",
        )
    if not THINNEST <= leaf <= THICKEST:
        raise EditionError(
            f"a leaf of {leaf:g} µm is too thin or too thick for a book",
            remedy=f"Give a thickness from {THINNEST} to {THICKEST} µm.",
        )
    return Paper(key, leaf)


def _thickness(key: str) -> float:
    """Return the thickness of a leaf in micrometers, 0 if it is unknown."""
    if match := MICROMETERS.fullmatch(key):
        return float(match[1])
    if match := BULK.fullmatch(key):
        return float(match[1]) * float(match[2])
    return PAPERS.get(key, 0.0)


def spine_width(pages: int, paper: Paper, extra: float = 0) -> float:
    """Return the width of a paperback's spine in points: its leaves, each two pages.

    `extra` is for glue and the cover's own thickness, which KDP leaves to its template.

    >>> round(spine_width(200, find_paper("kdp-cream")) / 72, 4)
    0.5
    >>> round(spine_width(200, find_paper("100um")) / MM, 2)
    10.0
    """
    return pages / 2 * paper.leaf / 1000 * MM + extra


def spine_type(width: float, height: float, characters: int) -> float:
    """Return the size of type, in points, for this many characters along a spine; 0 for none."""
    across = width - 2 * SPINE_MARGIN
    along = (height - SPINE_ENDS) / (AVERAGE_CHARACTER * max(characters, 1))
    size = min(across, along, LARGEST_TYPE)
    return 0 if size < SMALLEST_TYPE else round(size, 1)

"""Parse the size of a page, and compute its margins, in points of 1/72 inch."""

import re
from difflib import get_close_matches

from book.errors import EditionError
from book.model import Trim

MM = 72 / 25.4
LEADING = 14
# Some 72 characters of 11 pt EB Garamond: in longer lines the reader's eye gets lost
# (Bringhurst, Elements of Typographic Style, 2.1.2).
LONGEST_MEASURE = 336
SIZES = {
    "6x9": (432, 648),
    "5.5x8.5": (396, 612),
    "5x8": (360, 576),
    "a5": (148 * MM, 210 * MM),  # ISO 216
    "royal": (156 * MM, 234 * MM),  # the British trade sizes
    "demy": (138 * MM, 216 * MM),
    "a4": (210 * MM, 297 * MM),
    "letter": (612, 792),
}
MEASURES = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(in|mm)")
SMALLEST, LARGEST = 288, 1000  # from 4 inches to more than A4


def parse_page_size(size: str) -> Trim:
    """Return the trim of a size by name (`6x9`, `A5`, `royal` …) or by measures (`150x230mm`).

    The margins are in the classical order, inner < top < outer < bottom, scaled from
    54 : 66 : 72 : 78 on 6 × 9 inches, and the text is a whole number of lines high. Raise
    EditionError for a size that is unknown, or too small or too large for a book.
    """
    width, height = _width_and_height(size)
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        message = f"a page of {size} is too small or too large for a book"
        raise EditionError(message, remedy="Each side must measure 4 to 13 inches.")
    return _with_margins(size, width, height)


def _width_and_height(size: str) -> tuple[float, float]:
    name = size.strip().lower().replace(" ", "").replace("×", "x")
    if name.removesuffix("in") in SIZES:
        return SIZES[name.removesuffix("in")]
    measures = MEASURES.fullmatch(name)
    if not measures:
        raise _unknown_size(size, name)
    unit = 72 if measures[3] == "in" else MM
    return float(measures[1]) * unit, float(measures[2]) * unit


def _unknown_size(size: str, name: str) -> EditionError:
    nearest = get_close_matches(name, SIZES, 1)
    question = f"Did you mean {nearest[0]}? " if nearest else ""
    sizes = f"Sizes: {', '.join(SIZES)}, or measures such as 150x230mm or 6.1x9.2in."
    return EditionError(f"unknown page size {size!r}", remedy=question + sizes)


def _with_margins(name: str, width: float, height: float) -> Trim:
    measure = min(width * 306 / 432, LONGEST_MEASURE)
    margins = width - measure
    top = height * 66 / 648
    lines = int((height - top - height * 77 / 648) / LEADING)
    return Trim(
        name=name,
        width=round(width, 2),
        height=round(height, 2),
        inner=round(margins * 54 / 126, 2),
        outer=round(margins - round(margins * 54 / 126, 2), 2),
        top=round(top, 2),
        bottom=round(height - round(top, 2) - lines * LEADING, 2),
    )

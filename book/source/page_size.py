"""The size of a page and its margins, in points of 1/72 inch."""

import re
from difflib import get_close_matches

from book.errors import EditionError
from book.model import Trim

MM = 72 / 25.4
LEADING = 14
LONGEST_MEASURE = 336  # some 72 characters of 11 pt EB Garamond; longer lines lose the reader's eye (Bringhurst, 2.1.2)
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
MEASURED = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(in|mm)")
SMALLEST, LARGEST = 288, 1000  # from 4 inches to more than A4


def parse_page_size(size: str) -> Trim:
    """Give the trim of a named size (`6x9`, `A5`, `royal` …) or of one measured (`150x230mm`, `6.14x9.21in`).

    The margins stand in the classical order, inner < top < outer < bottom, scaled from 54 : 66 : 72 : 78 on 6 × 9 inches,
    and the text's height is a whole number of lines. Raise EditionError for a size that is none, or that no book has.
    """
    name = size.strip().lower().replace(" ", "").replace("×", "x")
    match = MEASURED.fullmatch(name)
    if name.removesuffix("in") in SIZES:
        width, height = SIZES[name.removesuffix("in")]
    elif match:
        unit = 72 if match[3] == "in" else MM
        width, height = float(match[1]) * unit, float(match[2]) * unit
    else:
        near = get_close_matches(name, SIZES, 1)
        raise EditionError(
            f"there is no page size {size!r}",
            remedy=f"{f'Did you mean {near[0]}? ' if near else ''}Sizes: {', '.join(SIZES)}, or as 150x230mm or 6.1x9.2in.",
        )
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise EditionError(
            f"a page of {size} is too small or too large for a book",
            remedy="From 4 to 13 inches on each side.",
        )
    return _with_margins(size, width, height)


def _with_margins(name: str, width: float, height: float) -> Trim:
    measure = min(width * 306 / 432, LONGEST_MEASURE)
    rest = width - measure
    top = height * 66 / 648
    lines = int((height - top - height * 77 / 648) / LEADING)
    return Trim(
        name=name,
        width=round(width, 2),
        height=round(height, 2),
        inner=round(rest * 54 / 126, 2),
        outer=round(rest - round(rest * 54 / 126, 2), 2),
        top=round(top, 2),
        bottom=round(height - round(top, 2) - lines * LEADING, 2),
    )

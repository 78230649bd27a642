"""The boxes of a page for the printer, and the marks at which it is cut and folded, on WeasyPrint's own objects.

WeasyPrint draws its marks inside of the bleed, where they are printed over; here they begin a millimetre beyond it.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

MM = 72 / 25.4
BLEED = 3 * MM  # Ghent Workgroup 2015, sheet-fed offset: 3 mm
GAP, LENGTH, RIM = (
    1 * MM,
    5 * MM,
    1 * MM,
)  # from the bleed to the mark, the mark, from the mark to the edge of the file
AROUND = BLEED + GAP + LENGTH + RIM
HAIRLINE = 0.25
BLACK = b"0 0 0 1 K"
ALL = b"/All CS 1 SCN"

Segment = tuple[float, float, float, float]


def finish_for_press(pdf: Any, folds: tuple[float, ...] = (), registration: bool = False) -> None:
    """Set the boxes of all pages, and draw the marks (ISO 32000-1, 14.11.2 and 14.11.3).

    `folds`: where the sheet is folded, in points from the left edge of the trim; with `registration` the marks are in
    every ink of the press (ISO 32000-1, 8.6.6.4: the colorant All), else in black alone.
    """
    _set_colour_spaces(pdf, registration)
    for page in [pdf.objects[_number(reference)] for reference in pdf.page_references]:
        width, height = page["TrimBox"][2:]
        page["MediaBox"] = _box(0, width, height)
        page["BleedBox"] = _box(AROUND - BLEED, width, height)
        page["TrimBox"] = _box(AROUND, width, height)
        before = [b"q", f"1 0 0 1 {AROUND:.3f} {AROUND:.3f} cm".encode()]
        after = [b"Q", b"/Artifact BMC q", ALL if registration else BLACK, f"{HAIRLINE} w".encode()]
        after += [
            f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S".encode()
            for a, b, c, d in marks(width, height, folds)
        ]
        after.append(b"Q EMC")
        # Several streams are read as one (ISO 32000-1, 7.8.2): what is drawn stays as it is.
        page["Contents"] = pydyf.Array([_added(pdf, before), *_streams(page), _added(pdf, after)])


def _streams(page: Any) -> list[Any]:
    contents = page["Contents"]
    return list(contents) if isinstance(contents, list) else [contents]


def _added(pdf: Any, content: list[bytes]) -> bytes:
    stream = pydyf.Stream(content, compress=True)
    pdf.add_object(stream)
    reference: bytes = stream.reference
    return reference


def _number(reference: Any) -> int:
    return int(reference.split()[0])


def _set_colour_spaces(pdf: Any, registration: bool) -> None:
    """Leave out the spaces that WeasyPrint names in every file and no page uses, and name the one of the marks."""
    found = [
        made for made in pdf.objects if isinstance(made, pydyf.Dictionary) and "lab-d50" in made
    ]
    for spaces in found:
        spaces.clear()
        if registration:
            zeros, ones = pydyf.Array([0] * 4), pydyf.Array([1] * 4)
            tint = pydyf.Dictionary(
                {"FunctionType": 2, "Domain": pydyf.Array([0, 1]), "C0": zeros, "C1": ones, "N": 1}
            )
            spaces["All"] = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _box(inset: float, width: float, height: float) -> Any:
    """Give the box that stands `inset` within the edge of the file, and as much at the other three."""
    return pydyf.Array(
        [
            round(v, 3)
            for v in (inset, inset, width + 2 * AROUND - inset, height + 2 * AROUND - inset)
        ]
    )


def marks(width: float, height: float, folds: tuple[float, ...] = ()) -> Iterator[Segment]:
    """Give the marks of a page whose trim is so wide and high: two at each corner, two at each fold.

    >>> [round(v / MM) for v in next(marks(100, 100))]
    [10, 1, 10, 6]
    """
    near, far = RIM, AROUND - BLEED - GAP
    for x in (0, *folds, width):
        yield AROUND + x, near, AROUND + x, far
        yield AROUND + x, height + 2 * AROUND - far, AROUND + x, height + 2 * AROUND - near
    for y in (0, height):
        yield near, AROUND + y, far, AROUND + y
        yield width + 2 * AROUND - far, AROUND + y, width + 2 * AROUND - near, AROUND + y

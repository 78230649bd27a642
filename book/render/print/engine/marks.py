"""The boxes of a page for the printer, and the marks at which it is trimmed and folded.

WeasyPrint draws its marks inside the bleed, where they are printed over. These begin a millimeter
beyond it. They are added to pydyf's PDF before it is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

MM = 72 / 25.4
GAP = 1 * MM  # from the bleed to a mark
LENGTH = 5 * MM  # of a mark
RIM = 1 * MM  # from a mark to the edge of the file
HAIRLINE = 0.25
BLACK = b"0 0 0 1 K"
ALL = b"/All CS 1 SCN"

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is around the trim of a page: the bleed, in points, and marks or none."""

    bleed: float
    has_marks: bool

    @property
    def around(self) -> float:
        """Return the distance from the edge of the file to the trim."""
        return self.bleed + (GAP + LENGTH + RIM if self.has_marks else 0)


def count_pages(pdf: Any) -> int:
    """Return the number of pages of pydyf's PDF."""
    return len(pdf.page_references)


def finish_for_press(
    pdf: Any, sheet: Sheet, folds: tuple[float, ...] = (), registration: bool = False
) -> None:
    """Set the boxes of all pages and draw the marks (ISO 32000-1, 14.11.2 and 14.11.3).

    `folds` are points from the left edge of the trim. With `registration` the marks are in every
    ink of the press (ISO 32000-1, 8.6.6.4: the colorant All), else in black alone.
    """
    _set_color_spaces(pdf, registration and sheet.has_marks)
    for reference in pdf.page_references:
        page = pdf.objects[_object_number(reference)]
        width, height = page["TrimBox"][2:]
        _set_boxes(page, width, height, sheet)
        segments = marks(width, height, sheet, folds) if sheet.has_marks else ()
        _add_marks(pdf, page, sheet.around, segments, ALL if registration else BLACK)


def _set_boxes(page: Any, width: float, height: float, sheet: Sheet) -> None:
    size = (width + 2 * sheet.around, height + 2 * sheet.around)
    page["MediaBox"] = _box(0, *size)
    page["BleedBox"] = _box(sheet.around - sheet.bleed, *size)
    page["TrimBox"] = _box(sheet.around, *size)


def _add_marks(
    pdf: Any, page: Any, around: float, segments: Iterable[Segment], color: bytes
) -> None:
    """Move what is drawn to the trim, and draw the marks around it.

    Several streams are read as one (ISO 32000-1, 7.8.2), so what is drawn stays as it is.
    """
    before = [b"q", f"1 0 0 1 {around:.3f} {around:.3f} cm".encode()]
    after = [b"Q"]
    lines = [f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S".encode() for a, b, c, d in segments]
    if lines:
        after += [b"/Artifact BMC q", color, f"{HAIRLINE} w".encode(), *lines, b"Q EMC"]
    contents = (_add_stream(pdf, before), *_streams(page), _add_stream(pdf, after))
    page["Contents"] = pydyf.Array(contents)


def _streams(page: Any) -> list[Any]:
    contents = page["Contents"]
    return list(contents) if isinstance(contents, list) else [contents]


def _add_stream(pdf: Any, content: list[bytes]) -> bytes:
    stream = pydyf.Stream(content, compress=True)
    pdf.add_object(stream)
    reference: bytes = stream.reference
    return reference


def _object_number(reference: Any) -> int:
    return int(reference.split()[0])


def _set_color_spaces(pdf: Any, registration: bool) -> None:
    """Remove the color spaces that WeasyPrint names in every file; add that of the marks."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and "lab-d50" in item:
            item.clear()
            if registration:
                item["All"] = _separation_all()


def _separation_all() -> Any:
    """Return the color space in which a tint is printed in every ink (ISO 32000-1, 8.6.6.4)."""
    tint = pydyf.Dictionary(
        {
            "FunctionType": 2,
            "Domain": pydyf.Array([0, 1]),
            "C0": pydyf.Array([0] * 4),
            "C1": pydyf.Array([1] * 4),
            "N": 1,
        }
    )
    return pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _box(inset: float, width: float, height: float) -> Any:
    """Return the box that lies `inset` points inside all edges of a file of this size."""
    corners = (inset, inset, width - inset, height - inset)
    return pydyf.Array([round(value, 3) for value in corners])


def marks(
    width: float, height: float, sheet: Sheet, folds: Sequence[float] = ()
) -> Iterator[Segment]:
    """Yield the marks of a page with a trim of this size: two at each corner, two at each fold.

    Lengths are in points from the bottom left of the file.

    >>> [round(v / MM) for v in next(marks(100, 100, Sheet(3 * MM, True)))]
    [10, 1, 10, 6]
    """
    around = sheet.around
    near, far = RIM, RIM + LENGTH
    top, right = height + 2 * around, width + 2 * around
    for x in (0, *folds, width):
        yield around + x, near, around + x, far
        yield around + x, top - far, around + x, top - near
    for y in (0, height):
        yield near, around + y, far, around + y
        yield right - far, around + y, right - near, around + y

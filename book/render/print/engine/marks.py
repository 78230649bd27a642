"""The boxes of a page for the printer, and the marks at which it is trimmed and folded.

WeasyPrint draws its marks inside the bleed, where they are printed over. These begin a millimeter
beyond it. They are added to pydyf's PDF before it is written.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

MM = 72 / 25.4
BLEED = 3 * MM  # Ghent Workgroup 2015, sheet-fed offset
GAP = 1 * MM  # from the bleed to a mark
LENGTH = 5 * MM  # of a mark
RIM = 1 * MM  # from a mark to the edge of the file
AROUND = BLEED + GAP + LENGTH + RIM
HAIRLINE = 0.25
BLACK = b"0 0 0 1 K"
ALL = b"/All CS 1 SCN"

Segment = tuple[float, float, float, float]


def count_pages(pdf: Any) -> int:
    """Return the number of pages of pydyf's PDF."""
    return len(pdf.page_references)


def finish_for_press(pdf: Any, folds: tuple[float, ...] = (), registration: bool = False) -> None:
    """Set the boxes of all pages and draw the marks (ISO 32000-1, 14.11.2 and 14.11.3).

    `folds` are points from the left edge of the trim. With `registration` the marks are in every
    ink of the press (ISO 32000-1, 8.6.6.4: the colorant All), else in black alone.
    """
    _set_color_spaces(pdf, registration)
    for reference in pdf.page_references:
        page = pdf.objects[_object_number(reference)]
        width, height = page["TrimBox"][2:]
        _set_boxes(page, width, height)
        _add_marks(pdf, page, marks(width, height, folds), ALL if registration else BLACK)


def _set_boxes(page: Any, width: float, height: float) -> None:
    page["MediaBox"] = _box(0, width, height)
    page["BleedBox"] = _box(AROUND - BLEED, width, height)
    page["TrimBox"] = _box(AROUND, width, height)


def _add_marks(pdf: Any, page: Any, segments: Iterator[Segment], color: bytes) -> None:
    """Move what is drawn to the trim, and draw the marks around it.

    Several streams are read as one (ISO 32000-1, 7.8.2), so what is drawn stays as it is.
    """
    before = [b"q", f"1 0 0 1 {AROUND:.3f} {AROUND:.3f} cm".encode()]
    after = [b"Q", b"/Artifact BMC q", color, f"{HAIRLINE} w".encode()]
    after += [f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S".encode() for a, b, c, d in segments]
    after.append(b"Q EMC")
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
    """Return the box that lies `inset` points inside all edges of the file."""
    corners = (inset, inset, width + 2 * AROUND - inset, height + 2 * AROUND - inset)
    return pydyf.Array([round(value, 3) for value in corners])


def marks(width: float, height: float, folds: Sequence[float] = ()) -> Iterator[Segment]:
    """Yield the marks of a page with a trim of this size: two at each corner, two at each fold.

    Lengths are in points from the bottom left of the file.

    >>> [round(v / MM) for v in next(marks(100, 100))]
    [10, 1, 10, 6]
    """
    near, far = RIM, AROUND - BLEED - GAP
    top, right = height + 2 * AROUND, width + 2 * AROUND
    for x in (0, *folds, width):
        yield AROUND + x, near, AROUND + x, far
        yield AROUND + x, top - far, AROUND + x, top - near
    for y in (0, height):
        yield near, AROUND + y, far, AROUND + y
        yield right - far, AROUND + y, right - near, AROUND + y

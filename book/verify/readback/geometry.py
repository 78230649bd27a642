"""Matrices and boxes on the pages of a PDF (ISO 32000-1, 8.3)."""

from collections.abc import Iterable

# The six numbers of a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the transformation that applies one and then the other.

    >>> multiply((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 0))
    (2, 0, 0, 2, 10, 0)
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a transformation puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the smallest box that holds points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def placed_box(matrix: Matrix, box: Box) -> Box:
    """Return the smallest box that holds where a transformation puts a box."""
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (left, top), (right, top))
    return box_around(place(matrix, x, y) for x, y in corners)


def common(first: Box, second: Box) -> Box:
    """Return what two boxes have in common; it has no area if they are apart.

    >>> common((0, 0, 2, 2), (1, 1, 3, 3)), area(common((0, 0, 1, 1), (2, 2, 3, 3)))
    ((1, 1, 2, 2), 0.0)
    """
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def overlap(box: Box, other: Box) -> float:
    """Return the share of a box that another covers, from 0 to 1."""
    whole = area(box)
    return area(common(box, other)) / whole if whole else 0.0


def holds(outer: Box, inner: Box, tolerance: float) -> bool:
    """Return whether a box holds another, which may stand out by so much."""
    return (
        inner[0] >= outer[0] - tolerance
        and inner[1] >= outer[1] - tolerance
        and inner[2] <= outer[2] + tolerance
        and inner[3] <= outer[3] + tolerance
    )

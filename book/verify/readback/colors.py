"""Colors of a PDF, and how well one stands out from another."""

from collections.abc import Sequence
from typing import Any

Color = tuple[float, float, float]  # red, green, blue, from 0 to 1

BLACK: Color = (0, 0, 0)
WHITE: Color = (1, 1, 1)


def color_of(operands: Sequence[Any]) -> Color | None:
    """Return a color of one (gray), three (RGB) or four (CMYK) numbers; None of anything else.

    >>> color_of([1]), color_of([0, 0, 0, 1]), color_of(["/P1"])
    ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0), None)
    """
    try:
        numbers = [float(number) for number in operands]
    except (TypeError, ValueError):
        return None
    match numbers:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            light = 1 - black
            return (1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light
    return None


def blend(color: Color, behind: Color, alpha: float) -> Color:
    """Return what is seen of a color of this opacity before another."""
    red, green, blue = (
        one * alpha + other * (1 - alpha) for one, other in zip(color, behind, strict=True)
    )
    return red, green, blue


def contrast(first: Color, second: Color) -> float:
    """Return the contrast of two colors, from 1 to 21 (WCAG 2.2: contrast ratio).

    >>> contrast(BLACK, WHITE), contrast(WHITE, WHITE)
    (21.0, 1.0)
    """
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """Return the relative luminance of a color (WCAG 2.2)."""
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

"""Compute lengths and colors of CSS."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinycss2.color4 import parse_color

Token = Any  # tinycss2 has no types
PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
PIXELS["q"] = PIXELS["mm"] / 4
ROOT = 16.0  # pixels: the size of the text of a browser
EM_SHARES = {"em": 1.0, "ch": 0.5, "ex": 0.5, "lh": 1.2, "cap": 0.7, "ic": 1.0}
KEYWORDS = {
    "xx-small": 9.6,
    "x-small": 12.0,
    "small": 13.3,
    "medium": 16.0,
    "large": 19.2,
    "x-large": 24.0,
    "xx-large": 32.0,
}
RELATIVE = {"smaller": 1 / 1.2, "larger": 1.2}
VIEWPORT = re.compile("[sld]?v(w|h|i|b|min|max)")


class UnknownValueError(ValueError):
    """A value that this module cannot compute."""


@dataclass(frozen=True, slots=True)
class LengthMeasures:
    """What relative lengths are measured by, in pixels: `whole` is what 100% is."""

    em: float
    rem: float = ROOT
    viewport: float = 1280.0
    whole: float = 1280.0


def to_pixels(tokens: Sequence[Token], measures: LengthMeasures) -> float:
    """Return a length in pixels. Raise UnknownValueError if it is none."""
    bare = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if not bare:
        raise UnknownValueError
    total = _pixels(bare[0], measures)
    for sign, token in zip(bare[1::2], bare[2::2], strict=False):
        operand = _pixels(token, measures)
        match sign.value if sign.type == "literal" else "":
            case "+":
                total += operand
            case "-":
                total -= operand
            case "*":
                total *= operand
            case "/" if operand:
                total /= operand
            case _:
                raise UnknownValueError
    return total


def _pixels(token: Token, measures: LengthMeasures) -> float:
    match token.type:
        case "dimension":
            return float(token.value) * _unit(token.lower_unit, measures)
        case "percentage":
            return float(token.value) / 100 * measures.whole
        case "number":
            return float(token.value)
        case "() block":
            return to_pixels(token.content, measures)
        case "function":
            return _function(token, measures)
    raise UnknownValueError


def _unit(unit: str, measures: LengthMeasures) -> float:
    if unit in PIXELS:
        return PIXELS[unit]
    if unit in EM_SHARES:
        return EM_SHARES[unit] * measures.em
    if unit in ("rem", "rlh"):
        return measures.rem
    if VIEWPORT.fullmatch(unit):
        return measures.viewport / 100
    raise UnknownValueError


FUNCTIONS: Mapping[str, Callable[[list[float]], float]] = {
    "calc": lambda values: values[0],
    "min": min,
    "max": max,
    "clamp": lambda values: max(values[0], min(values[1:])),
}


def _function(function: Token, measures: LengthMeasures) -> float:
    if function.lower_name == "anchor":
        return 0.0  # the edge of another element, as if this one stood there
    compute = FUNCTIONS.get(function.lower_name)
    if compute is None:
        raise UnknownValueError
    return compute([to_pixels(part, measures) for part in split_commas(function.arguments)])


def split_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens between commas."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


# ── Colors ───────────────────────────────────────────────────────────────────────────────────────

Color = tuple[float, float, float, float]  # red, green, blue and alpha, from 0 to 1
WHITE: Color = (1, 1, 1, 1)
BLACK: Color = (0, 0, 0, 1)
CLEAR: Color = (0, 0, 0, 0)
# The colors that a reader's own settings replace: of text and of what it stands on.
INKS = {"canvastext", "linktext", "visitedtext", "buttontext", "fieldtext", "marktext"}


def to_color(token: Token, current: Color) -> Color:
    """Return a color; `current` is that of the text. Raise UnknownValueError if it is none."""
    if token.type == "function" and token.lower_name == "color-mix":
        return _mixed(token, current)
    if token.type == "ident" and token.lower_value in INKS:
        return BLACK
    if token.type == "ident" and token.lower_value == "canvas":
        return WHITE
    color = parse_color(token)
    if color is None:
        raise UnknownValueError
    if color == "currentcolor":
        return current
    try:
        red, green, blue = color.to("srgb").coordinates
    except (NotImplementedError, ValueError) as error:
        raise UnknownValueError from error
    return red or 0, green or 0, blue or 0, color.alpha


def _mixed(function: Token, current: Color) -> Color:
    """Mix two colors (CSS Color 5, 2) in sRGB, whatever the color space: contrast counts."""
    parts = split_commas(function.arguments)[1:]
    colors: list[Color] = []
    shares: list[float | None] = []
    for part in parts:
        bare = [token for token in part if token.type != "whitespace"]
        share = [token.value / 100 for token in bare if token.type == "percentage"]
        shares.append(share[0] if share else None)
        colors.append(to_color(next(t for t in bare if t.type != "percentage"), current))
    if len(colors) != 2:
        raise UnknownValueError
    first = shares[0] if shares[0] is not None else 1 - (0.5 if shares[1] is None else shares[1])
    one, other = colors
    alpha = one[3] * first + other[3] * (1 - first)
    if not alpha:
        return CLEAR
    red, green, blue = (
        (one[n] * one[3] * first + other[n] * other[3] * (1 - first)) / alpha for n in range(3)
    )
    return red, green, blue, alpha


def over(color: Color, ground: Color) -> Color:
    """Return a color laid over an opaque one."""
    alpha = color[3]
    red, green, blue = (color[n] * alpha + ground[n] * (1 - alpha) for n in range(3))
    return red, green, blue, 1.0


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colors (WCAG 2.2), from 1 to 21.

    >>> round(contrast(WHITE, BLACK)), contrast(WHITE, WHITE)
    (21, 1.0)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color[:3])
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

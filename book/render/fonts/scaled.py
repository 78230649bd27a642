"""The print edition's style sheet for a script whose letters are larger than Latin ones.

The sheet is made for letters with short ascenders, in a leading of 14 points. Ideographs fill
their bodies, and Indic vowel signs stand above and below: they are set smaller, and wider apart.
"""

import re
from dataclasses import dataclass

DECLARATION = re.compile(r"([\w-]+)(\s*:\s*)([^;{}]+)(?=[;}])")
POINTS = re.compile(r"(?<![\w.-])(-?)(\d+(?:\.\d+)?)pt")
SHORTHAND = re.compile(r"(?P<size>\d+(?:\.\d+)?)pt/(?P<leading>\d+(?:\.\d+)?)pt")
VERTICAL = re.compile(r"margin(-top|-bottom)?|padding(-top|-bottom)?|height|column-gap|text-indent")
TEXT_SIZES = 13.0  # points: what is larger is a title
HALF_LINE = 7.0  # points: the sheet's lengths are multiples of it


@dataclass(frozen=True, slots=True)
class TypeScale:
    """How many times as large as the sheet's its letters and its leading are set."""

    size: float
    leading: float


def scaled(sheet: str, scale: TypeScale) -> str:
    """Return a style sheet with other sizes of text and another leading, to half a point.

    >>> scaled("p { font: 400 11pt/14pt F; margin: 28pt 5pt }", TypeScale(10 / 11, 8 / 7))
    'p { font: 400 10pt/16pt F; margin: 32pt 5pt }'
    """
    return DECLARATION.sub(lambda found: _scaled(found, scale), sheet)


def _scaled(found: re.Match[str], scale: TypeScale) -> str:
    name, colon, value = found.groups()
    if name == "font-size":
        value = POINTS.sub(lambda each: each[1] + _size(float(each[2]), scale), value)
    elif name == "font":
        value = SHORTHAND.sub(
            lambda each: (
                f"{_size(float(each['size']), scale)}/{_points(float(each['leading']), scale)}"
            ),
            value,
        )
    elif name == "line-height":
        value = POINTS.sub(lambda each: each[1] + _points(float(each[2]), scale), value)
    elif VERTICAL.fullmatch(name) and not _hangs(name, value):
        value = POINTS.sub(lambda each: each[1] + _space(float(each[2]), scale), value)
    return name + colon + value


def _hangs(name: str, value: str) -> bool:
    """Tell whether an indent hangs into the padding beside it, which is no height."""
    return name == "text-indent" and value.strip().startswith("-")


def _size(points: float, scale: TypeScale) -> str:
    return _written(points * scale.size if points <= TEXT_SIZES else points)


def _points(points: float, scale: TypeScale) -> str:
    return _written(points * scale.leading)


def _space(points: float, scale: TypeScale) -> str:
    return _points(points, scale) if points % HALF_LINE == 0 else f"{points:g}pt"


def _written(points: float) -> str:
    return f"{round(2 * points) / 2:g}pt"

"""Read with pikepdf what a content stream paints: inks, paths, images and text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

# Operators of content streams (ISO 32000-1, annex A).
PATH_OPERATORS = {"m", "l", "c", "v", "y", "re"}
FILL_OPERATORS = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKE_OPERATORS = {"S", "s", "B", "B*", "b", "b*"}
TEXT_OPERATORS = {"Tj", "TJ", "'", '"'}
PAINT_OPERATORS = FILL_OPERATORS | STROKE_OPERATORS | TEXT_OPERATORS | {"n", "sh"}
DEVICE_SPACES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
# The color with which each space begins (ISO 32000-1, 8.6.8).
INITIAL_COLORS: dict[str, tuple[float, ...]] = {
    "DeviceCMYK": (0, 0, 0, 1),
    "DeviceGray": (0,),
    "DeviceRGB": (0, 0, 0),
}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ink:
    """A color in its space; `parts` run from 0 to 1. A pattern or a picture has no parts."""

    space: str
    parts: tuple[float, ...]

    @property
    def is_black(self) -> bool:
        return self in BLACKS

    @property
    def total(self) -> float:
        """Return the sum of the ink coverage in percent, or 0 if the space is not the press's."""
        if self.space == "DeviceCMYK":
            return 100 * sum(self.parts)
        return 100 * (1 - self.parts[0]) if self.space == "DeviceGray" and self.parts else 0.0


# A picture in grays is printed in black ink.
BLACKS = (Ink("DeviceCMYK", (0, 0, 0, 1)), Ink("DeviceGray", (0,)), Ink("DeviceGray", ()))
BLACK = Ink("DeviceGray", (0,))  # the initial color of a page (ISO 32000-1, table 52)


@dataclass(frozen=True, slots=True)
class PaintedPath:
    """The box around a painted path, in the coordinates of the page, and its ink."""

    box: tuple[float, float, float, float]
    ink: Ink


@dataclass(frozen=True, slots=True)
class _GraphicsState:
    matrix: Any = field(default_factory=pikepdf.Matrix)
    fill: Ink = BLACK
    stroke: Ink = BLACK


class ContentReader:
    """Reads a content stream and the forms that it draws.

    It keeps the graphics state on which colors and positions depend. `texts` is the number of
    pieces of text, `resolutions` are those of the images in pixels per inch.
    """

    def __init__(self) -> None:
        self.state = _GraphicsState()
        self.inks: set[Ink] = set()
        self.paths: list[PaintedPath] = []
        self.resolutions: list[float] = []
        self.texts = 0
        self.transparent = self.overprint = False

    def read(self, stream: Any, resources: Any) -> None:
        """Read a stream, whose names are those of `resources`."""
        stack: list[_GraphicsState] = []
        points: list[Point] = []
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                stack.append(self.state)
            elif operator == "Q":
                self.state = stack.pop()
            elif operator in PATH_OPERATORS:
                points += self._points(operator, operands)
            elif operator in PAINT_OPERATORS:
                self._paint(operator, points)
                points = []
            else:
                self._change(operator, operands, resources)

    def _change(self, operator: str, operands: list[Any], resources: Any) -> None:
        """Change the state, or draw an image or a form."""
        if operator == "cm":
            self._transform(operands)
        elif operator == "gs":
            self._apply_state(resources["/ExtGState"][str(operands[0])])
        elif operator == "Do":
            self._draw(resources["/XObject"][str(operands[0])], resources)
        else:
            self._set_color(operator, operands, resources)

    def _points(self, operator: str, operands: list[Any]) -> list[Point]:
        """Return the points of a path operator, in the coordinates of the page."""
        values = list(map(float, operands))
        if operator == "re":
            values = _corners(*values)
        pairs = zip(values[::2], values[1::2], strict=True)
        return [self.state.matrix.transform(pair) for pair in pairs]

    def _paint(self, operator: str, points: list[Point]) -> None:
        inks = set(self._inks_of(operator))
        self.inks |= inks
        self.texts += operator in TEXT_OPERATORS
        if points and inks:
            box = _bounding_box(points)
            self.paths += [PaintedPath(box, ink) for ink in inks]

    def _inks_of(self, operator: str) -> Iterator[Ink]:
        """Yield the inks with which an operator paints."""
        if operator in FILL_OPERATORS | TEXT_OPERATORS:
            yield self.state.fill
        if operator in STROKE_OPERATORS:
            yield self.state.stroke
        if operator == "sh":
            yield Ink("Shading", ())

    def _set_color(self, operator: str, operands: list[Any], resources: Any) -> None:
        """Set a color (ISO 32000-1, table 74): small letters fill, capital letters stroke."""
        ink = self._color(operator, operands, resources)
        if ink is not None and operator.isupper():
            self.state = replace(self.state, stroke=ink)
        elif ink is not None:
            self.state = replace(self.state, fill=ink)

    def _color(self, operator: str, operands: list[Any], resources: Any) -> Ink | None:
        """Return the color that an operator sets, or None if it sets none."""
        low = operator.lower()
        if low in DEVICE_SPACES:
            return Ink(DEVICE_SPACES[low], tuple(float(value) for value in operands))
        if low == "cs":
            space = _named_space(operands[0], resources)
            return Ink(space, INITIAL_COLORS.get(space, ()))
        if low in ("sc", "scn"):
            current = self.state.stroke if operator.isupper() else self.state.fill
            parts = (value for value in operands if not isinstance(value, pikepdf.Name))
            return Ink(current.space, tuple(map(float, parts)))
        return None

    def _apply_state(self, state: Any) -> None:
        self.transparent |= _is_transparent(state)
        self.overprint |= bool(state.get("/OP", False) or state.get("/op", False))

    def _draw(self, drawn: Any, resources: Any) -> None:
        if drawn["/Subtype"] == "/Image":
            self._read_image(drawn)
        else:
            self._read_form(drawn, resources)

    def _read_form(self, form: Any, resources: Any) -> None:
        before = self.state
        self.transparent |= "/Group" in form
        self._transform(form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        self.read(form, form.get("/Resources", resources))
        self.state = before

    def _transform(self, values: Iterable[Any]) -> None:
        """Put a matrix before the current one."""
        matrix = pikepdf.Matrix(*map(float, values)) @ self.state.matrix
        self.state = replace(self.state, matrix=matrix)

    def _read_image(self, image: Any) -> None:
        """Read an image's colors, mask and resolution, which is that of its coarser side."""
        self.resolutions.append(_resolution(image, self.state.matrix))
        has_colors = "/ColorSpace" in image
        self.inks.add(Ink(_space_name(image["/ColorSpace"]), ()) if has_colors else self.state.fill)
        self.transparent |= "/SMask" in image


def _bounding_box(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _corners(x: float, y: float, width: float, height: float) -> list[float]:
    return [x, y, x + width, y, x, y + height, x + width, y + height]


def _resolution(image: Any, matrix: Any) -> float:
    """Return the resolution of the coarser side of an image, in pixels per inch."""
    across, up = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    sides = (float(image["/Width"]) / across, float(image["/Height"]) / up)
    return 72 * float(min(sides))


def _is_transparent(state: Any) -> bool:
    has_mask = str(state.get("/SMask", "/None")) != "/None"
    is_blended = str(state.get("/BM", "/Normal")) != "/Normal"
    return has_mask or is_blended or any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))


def _named_space(name: Any, resources: Any) -> str:
    return _space_name(resources.get("/ColorSpace", {}).get(str(name), name))


def _space_name(space: Any) -> str:
    """Name a color space: Indexed by the space of its table, Separation with its colorant."""
    if isinstance(space, pikepdf.Name):
        return str(space)[1:]
    family = str(space[0])[1:]
    if family == "Indexed":
        return _space_name(space[1])
    return f"Separation {str(space[1])[1:]}" if family == "Separation" else family

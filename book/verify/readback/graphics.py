"""Follow the graphics state of a PDF's page: where and how each text and each area is drawn.

The operators are those of ISO 32000-1, annex A. A page that uses others, which the engine never
writes, cannot be followed; they are collected.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from math import hypot
from struct import unpack
from typing import Any

import pikepdf

from book.verify.readback.colors import BLACK, Color, color_of
from book.verify.readback.geometry import (
    IDENTITY,
    Box,
    Matrix,
    box_around,
    common,
    multiply,
    place,
    placed_box,
)
from book.verify.readback.pdf_fonts import DrawnFont
from book.verify.readback.shown import Shown

FILLING = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKING = {"S", "s", "B", "B*", "b", "b*"}
ENDING = {*FILLING, *STROKING, "n"}
PATH = {"m", "l", "c", "v", "y", "re"}
COLORS = {"g", "rg", "k", "sc", "scn"}
DEVICE = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"}
BLENDS = {"/Normal", "/Compatible"}
# Caps, joins, dashes, flatness, colors of lines, ends of text objects and paths, points in content.
IGNORED = {"J", "j", "M", "d", "ri", "i", "G", "RG", "K", "CS", "SC", "SCN", "ET", "h", "MP", "DP"}
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
UNIT: Box = (0, 0, 1, 1)
NO_FONT = DrawnFont("", {}, {}, 0, frozenset())
NUMBERS = (int, float, Decimal)
UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # of a glyph for which the file gives no text


@dataclass(frozen=True, slots=True)
class Paint:
    """An area that is painted: its place, its color (None if it has many), its opacity.

    `order` is its place in the order of drawing.
    """

    order: int
    box: Box
    color: Color | None
    alpha: float
    is_picture: bool = False


@dataclass(slots=True)
class _State:
    """The parts of the graphics state that decide what can be seen (8.4.1, 9.3.1)."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Color | None = BLACK
    has_known_space: bool = True
    alpha: float = 1
    line_alpha: float = 1
    line_width: float = 1
    font: DrawnFont = NO_FONT
    font_size: float = 0
    spacing: float = 0  # after each glyph
    mode: int = 0
    rise: float = 0


class GraphicsReader:
    """Reads the instructions of a page, except those of marked content.

    `shown` are the texts and `paints` the areas that were drawn, `unread` the operators that it
    does not know.
    """

    def __init__(self, resources: Any, read_font: Callable[[Any], DrawnFont]) -> None:
        self.resources, self.read_font = resources, read_font
        self.shown: list[Shown] = []
        self.paints: list[Paint] = []
        self.unread: set[str] = set()
        self.state, self.kept = _State(), list[_State]()
        self.fonts: dict[str, DrawnFont] = {}
        self.text_matrix: Matrix = IDENTITY
        self.path: list[tuple[float, float]] = []
        self.path_operators: list[str] = []
        self.clips = False  # whether the path, when it ends, will clip
        self.layers: list[bool] = []  # of the marked contents that are open: whether it is optional

    def open_content(self, tag: str) -> None:
        """Begin a marked content, which may be optional (8.11.3.2)."""
        self.layers.append(tag == "/OC")

    def close_content(self) -> None:
        self.layers.pop()

    def read(self, operator: str, operands: Sequence[Any]) -> None:
        """Read an instruction that shows no text."""
        if operator in ENDING:
            self._end_path(operator)
        elif operator in PATH:
            self._extend_path(operator, [float(number) for number in operands])
        elif operator in COLORS:
            is_known = self.state.has_known_space or not operator.startswith("sc")
            self.state.fill = color_of(operands) if is_known else None
        elif operator not in IGNORED:
            self._set(operator, operands)

    def _set(self, operator: str, operands: Sequence[Any]) -> None:
        match operator:
            case "Tm":
                self.text_matrix = _matrix(operands)
            case "BT":
                self.text_matrix = IDENTITY
            case "Tf":
                self.state.font = self._font(str(operands[0]))
                self.state.font_size = float(operands[1])
            case "q":
                self.kept.append(copy(self.state))
            case "Q":
                self.state = self.kept.pop() if self.kept else self.state
            case "Do":
                self._draw(self.resources.XObject[str(operands[0])])
            case "gs":
                self._use(self.resources.ExtGState[str(operands[0])])
            case _:
                self._set_state(operator, operands)

    def _set_state(self, operator: str, operands: Sequence[Any]) -> None:
        state = self.state
        match operator:
            case "cm":
                state.matrix = multiply(_matrix(operands), state.matrix)
            case "w":
                state.line_width = float(operands[0])
            case "W" | "W*":
                self.clips = True
            case "Tc":
                state.spacing = float(operands[0])
            case "Ts":
                state.rise = float(operands[0])
            case "Tr":
                state.mode = int(operands[0])
            case "cs":
                state.has_known_space = self._is_known(str(operands[0]))
                state.fill = BLACK if state.has_known_space else None
            case _:
                self.unread.add(operator)

    def _font(self, name: str) -> DrawnFont:
        if name not in self.fonts:
            self.fonts[name] = self.read_font(self.resources.Font[name])
        return self.fonts[name]

    def _is_known(self, name: str) -> bool:
        """Return whether the numbers of a color space are gray, RGB or CMYK."""
        spaces = self.resources.get("/ColorSpace", {})
        return name in DEVICE or (name in spaces and spaces[name][0] == "/ICCBased")

    def _use(self, settings: Any) -> None:
        """Use a graphics state parameter dictionary (8.4.5)."""
        self.state.alpha = float(settings.get("/ca", self.state.alpha))
        self.state.line_alpha = float(settings.get("/CA", self.state.line_alpha))
        if settings.get("/SMask", "/None") != "/None" or "/Font" in settings:
            self.unread.add("gs")
        if settings.get("/BM", "/Normal") not in BLENDS:
            self.unread.add("gs")

    def _draw(self, thing: Any) -> None:
        """Draw a picture. A form, which the engine never writes, is not read."""
        if thing.Subtype != "/Image" or "/OC" in thing:
            self.unread.add("Do")
        box = common(placed_box(self.state.matrix, UNIT), self.state.clip)
        self._paint(box, None, self.state.alpha, is_picture=True)

    def _paint(
        self, box: Box, color: Color | None, alpha: float, *, is_picture: bool = False
    ) -> None:
        order = len(self.shown) + len(self.paints)
        self.paints.append(Paint(order, box, color, alpha, is_picture))

    # ── Paths ────────────────────────────────────────────────────────────────────────────────────

    def _extend_path(self, operator: str, numbers: list[float]) -> None:
        self.path_operators.append(operator)
        if operator == "re":
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x, y + height, x + width, y + height]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        self.path += [place(self.state.matrix, x, y) for x, y in points]

    def _end_path(self, operator: str) -> None:
        state = self.state
        if self.path:
            box = common(box_around(self.path), state.clip)
            if operator in FILLING:
                self._paint(box, state.fill, state.alpha)
            if operator in STROKING:
                self._paint(self._around_line(box), BLACK, state.line_alpha)
            if self.clips:
                # Of another path than a rectangle, the text within its box may be cut.
                if not self._is_rectangle():
                    self.unread.add("W")
                state.clip = box
        self.path, self.path_operators, self.clips = [], [], False

    def _around_line(self, box: Box) -> Box:
        half = self.state.line_width * hypot(*self.state.matrix[:2]) / 2
        left, bottom, right, top = box
        return left - half, bottom - half, right + half, top + half

    def _is_rectangle(self) -> bool:
        """Return whether the path is a rectangle whose sides are level and upright.

        One without width or height is one too: nothing is seen in it.
        """
        corners = {(round(x, 2), round(y, 2)) for x, y in self.path}
        sides = [{round(point[axis], 2) for point in self.path} for axis in (0, 1)]
        is_straight = not {"c", "v", "y"} & set(self.path_operators)
        is_whole = len(corners) == len(sides[0]) * len(sides[1])
        return is_straight and is_whole and all(len(side) <= 2 for side in sides)

    # ── Text ─────────────────────────────────────────────────────────────────────────────────────

    def show(self, operand: Any) -> Shown:
        """Show the text of an operand of Tj or TJ."""
        state, font = self.state, self.state.font
        codes, starts, ends, width = self._place_codes(operand)
        glyphs = [font.characters.get(code, UNKNOWN) for code in codes]
        has_blank = bool(font.blank) and not font.blank.isdisjoint(codes)
        size = state.font_size / 1000
        raised = (size, 0, 0, size, 0, state.rise)
        matrix = multiply(raised, multiply(self.text_matrix, state.matrix))
        shown = Shown(
            *(glyphs, starts, ends, matrix, self.text_matrix[5], font, state.font_size),
            *(len(self.shown) + len(self.paints), state.clip, state.fill, state.alpha),
            *(state.mode, any(self.layers), has_blank),
            placed_box(matrix, font.outline(codes, starts)),
        )
        self.shown.append(shown)
        self.text_matrix = multiply((1, 0, 0, 1, width * size, 0), self.text_matrix)
        return shown

    def _place_codes(self, operand: Any) -> tuple[list[int], list[float], list[float], float]:
        """Return the codes of a text, where each begins and ends, and the width of all.

        Widths are in thousandths of the size (9.4.4); a code has two bytes.
        """
        font, size = self.state.font, self.state.font_size
        spacing = self.state.spacing * 1000 / size if size else 0.0
        codes: list[int] = []
        starts: list[float] = []
        ends: list[float] = []
        position = 0.0
        for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
            if isinstance(part, NUMBERS):
                position -= float(part)
                continue
            content = bytes(part)
            for code in unpack(f">{len(content) // 2}H", content[: len(content) // 2 * 2]):
                end = position + font.widths.get(code, font.default_width)
                codes.append(code)
                starts.append(position)
                ends.append(end)
                position = end + spacing
        return codes, starts, ends, position


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f

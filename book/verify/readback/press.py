"""The engine pikepdf: it measures what a printer would find in a file: boxes, fonts, inks, pictures, where things are painted.

Inks are read as a press reads them: a colour counts when something is painted in it, not when it is named.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

Box = tuple[float, float, float, float]
PATH = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}
FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKES = {"S", "s", "B", "B*", "b", "b*"}
TEXT = {"Tj", "TJ", "'", '"'}
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
SCREEN_SPACES = {"DeviceRGB", "CalRGB", "Lab", "ICCBased"}


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour in its space; `parts` run from 0 to 1. A pattern has no parts."""

    space: str
    parts: tuple[float, ...]

    @property
    def is_black(self) -> bool:
        return self in (Ink("DeviceCMYK", (0, 0, 0, 1)), Ink("DeviceGray", (0,)))

    @property
    def total(self) -> float:
        """Sum up the coverage of the inks in percent; of what is not in the press's inks, nothing is known: 0."""
        return 100 * (
            sum(self.parts)
            if self.space == "DeviceCMYK"
            else 1 - self.parts[0]
            if self.space == "DeviceGray"
            else 0
        )


BLACK = Ink("DeviceGray", (0,))  # what a page begins with (ISO 32000-1, table 52)


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    kind: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class PaintedPath:
    """A path that was painted: the box around it in the coordinates of the page, and its ink."""

    box: Box
    ink: Ink


@dataclass(frozen=True, slots=True)
class PressPage:
    """A page as it was measured, in points.

    `texts` counts its pieces of text, `pictures` are the resolutions of its images in pixels an inch.
    """

    media: Box
    bleed: Box
    trim: Box
    inks: frozenset[Ink]
    paths: tuple[PaintedPath, ...]
    texts: int
    pictures: tuple[float, ...]
    transparent: bool
    overprint: bool
    annotations: int


@dataclass(frozen=True, slots=True)
class PressReading:
    pages: tuple[PressPage, ...]
    fonts: tuple[Font, ...]
    intents: tuple[str, ...]

    @property
    def inks(self) -> frozenset[Ink]:
        return frozenset(ink for page in self.pages for ink in page.inks)


def measure(content: bytes) -> PressReading:
    """Measure a PDF from its bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts: dict[str, Font] = {}
        pages = []
        for page in pdf.pages:
            fonts |= {str(name): _font(font) for name, font in _fonts(page)}
            pages.append(_page(page))
        intents = tuple(
            str(i.get("/OutputConditionIdentifier", "")) for i in pdf.Root.get("/OutputIntents", ())
        )
        return PressReading(
            tuple(pages), tuple(sorted(set(fonts.values()), key=lambda f: f.name)), intents
        )


def _fonts(page: Any) -> Iterator[tuple[Any, Any]]:
    yield from page.resources.get("/Font", {}).items()


def _font(font: Any) -> Font:
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {})
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    kind = (
        f"{str(font['/Subtype'])[1:]}, {str(inner['/Subtype'])[1:]}"
        if inner is not font
        else str(font["/Subtype"])[1:]
    )
    embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return Font(name.partition("+")[2] or name, kind, embedded, name[6:7] == "+")


def _page(page: Any) -> PressPage:
    walk = _Walk(page.resources)
    walk.follow(page, page.resources)
    return PressPage(
        media=_box(page.mediabox),
        bleed=_box(page.obj.get("/BleedBox", page.mediabox)),
        trim=_box(page.obj.get("/TrimBox", page.mediabox)),
        inks=frozenset(walk.inks),
        paths=tuple(walk.paths),
        texts=walk.texts,
        pictures=tuple(walk.pictures),
        transparent=walk.transparent or "/Group" in page.obj,
        overprint=walk.overprint,
        annotations=len(page.obj.get("/Annots", ())),
    )


def _box(array: Any) -> Box:
    x, y, right, top = (float(value) for value in array)
    return x, y, right, top


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Any = field(default_factory=pikepdf.Matrix)
    fill: Ink = BLACK
    stroke: Ink = BLACK


class _Walk:
    """Follows a content stream, and the forms that it draws, with the graphics state that colour and place depend on."""

    def __init__(self, resources: Any) -> None:
        self.state = _State()
        self.resources = resources
        self.inks: set[Ink] = set()
        self.paths: list[PaintedPath] = []
        self.pictures: list[float] = []
        self.texts = 0
        self.transparent = self.overprint = False

    def follow(self, stream: Any, resources: Any) -> None:
        stack: list[_State] = []
        points: list[tuple[float, float]] = []
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                stack.append(self.state)
            elif operator == "Q":
                self.state = stack.pop()
            elif operator == "cm":
                self.state = replace(
                    self.state, matrix=pikepdf.Matrix(*map(float, operands)) @ self.state.matrix
                )
            elif operator in PATH or operator == "re":
                points += self._points(operator, operands)
            elif operator in FILLS | STROKES | TEXT | {"n", "sh"}:
                self._paint(operator, points)
                points = []
            elif operator in ("Do", "gs"):
                self._use(operator, resources, operands[0])
            else:
                self._colour(operator, operands, resources)

    def _points(self, operator: str, operands: list[Any]) -> list[tuple[float, float]]:
        values = [float(value) for value in operands]
        if operator == "re":
            x, y, width, height = values
            values = [x, y, x + width, y, x, y + height, x + width, y + height]
        return [
            self.state.matrix.transform(pair)
            for pair in zip(values[::2], values[1::2], strict=True)
        ]

    def _paint(self, operator: str, points: list[tuple[float, float]]) -> None:
        used = {self.state.fill} if operator in FILLS | TEXT else set()
        used |= {self.state.stroke} if operator in STROKES else set()
        used |= {Ink("Shading", ())} if operator == "sh" else set()
        self.inks |= used
        self.texts += operator in TEXT
        if points and used:
            xs, ys = zip(*points, strict=True)
            self.paths += [PaintedPath((min(xs), min(ys), max(xs), max(ys)), ink) for ink in used]

    def _colour(self, operator: str, operands: list[Any], resources: Any) -> None:
        """Take in a colour (ISO 32000-1, table 74): small letters are for filling, capital ones for strokes."""
        which = "stroke" if operator.isupper() else "fill"
        low = operator.lower()
        if low in DEVICE:
            ink = Ink(DEVICE[low], tuple(float(value) for value in operands))
        elif low == "cs":
            ink = _first(_space(operands[0], resources))
        elif low in ("sc", "scn"):
            before: Ink = getattr(self.state, which)
            ink = Ink(
                before.space, tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
            )
        else:
            return
        self.state = (
            replace(self.state, fill=ink) if which == "fill" else replace(self.state, stroke=ink)
        )

    def _use(self, operator: str, resources: Any, name: Any) -> None:
        if operator == "gs":
            state = resources["/ExtGState"][str(name)]
            self.transparent |= _is_transparent(state)
            self.overprint |= bool(state.get("/OP", False) or state.get("/op", False))
            return
        drawn = resources["/XObject"][str(name)]
        if drawn["/Subtype"] == "/Image":
            self._picture(drawn)
            return
        before = self.state
        self.transparent |= "/Group" in drawn
        self.state = replace(
            before,
            matrix=pikepdf.Matrix(*map(float, drawn.get("/Matrix", (1, 0, 0, 1, 0, 0))))
            @ before.matrix,
        )
        self.follow(drawn, drawn.get("/Resources", resources))
        self.state = before

    def _picture(self, image: Any) -> None:
        """Take in an image: its colours, its mask, and its resolution, which is that of its coarser side."""
        matrix = self.state.matrix
        across, up = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
        self.pictures.append(
            min(float(image["/Width"]) / across, float(image["/Height"]) / up) * 72
        )
        self.inks.add(
            Ink(_kind(image["/ColorSpace"]), ()) if "/ColorSpace" in image else self.state.fill
        )
        self.transparent |= "/SMask" in image


def _is_transparent(state: Any) -> bool:
    alphas = (float(state.get(key, 1)) for key in ("/ca", "/CA"))
    return (
        any(alpha < 1 for alpha in alphas)
        or str(state.get("/SMask", "/None")) != "/None"
        or str(state.get("/BM", "/Normal")) != "/Normal"
    )


def _space(name: Any, resources: Any) -> str:
    found = resources.get("/ColorSpace", {}).get(str(name), name)
    return _kind(found)


def _kind(space: Any) -> str:
    """Name a colour space: Indexed by what it is an index to, a Separation with its colorant."""
    if isinstance(space, pikepdf.Name):
        return str(space)[1:]
    family = str(space[0])[1:]
    return (
        _kind(space[1])
        if family == "Indexed"
        else f"Separation {str(space[1])[1:]}"
        if family == "Separation"
        else family
    )


def _first(space: str) -> Ink:
    """Give the colour that a space begins with (ISO 32000-1, 8.6.8)."""
    return Ink(
        space,
        {"DeviceCMYK": (0, 0, 0, 1), "DeviceGray": (0,), "DeviceRGB": (0, 0, 0)}.get(space, ()),
    )

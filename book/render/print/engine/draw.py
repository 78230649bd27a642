"""Draw a sheet that is laid out: its pages, the glyphs that they use, its branch of the structure."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, harfbuzz, pango
from weasyprint.text.line_break import create_layout

from book.errors import EditionError
from book.render.fonts.glyphs import space_glyph
from book.render.print.engine.tags import read_tags
from book.render.print.engine.tags.branch import string
from book.render.print.engine.tags.spaces import FONT, SHOWN
from book.render.print.page_numbers import PLACE, FigureSpot, glyphs_shown
from book.render.print.rendered import SCALE, Area, Carried, Drawn, Leaf

POINTERS = ("hb_font", "hb_face", "file_content")  # what belongs to the process that made a font
RESOURCES = ("XObject", "Pattern", "Shading")

ffi.cdef("const char * hb_version_string (void);")
FONT_STYLE = (
    *(
        "font_family",
        "font_size",
        "font_style",
        "font_weight",
        "font_stretch",
        "font_kerning",
        "font_variant_numeric",
    ),
    *(
        "font_variant_caps",
        "font_variant_alternates",
        "font_variant_position",
        "font_feature_settings",
        "lang",
    ),
)
FIGURES = "0123456789"


def draw(document: Document, files: Mapping[str, bytes]) -> Drawn:
    """Draw a document that is laid out. `files` has the font files that all know."""
    fonts: dict[Any, Any] = {}
    canvases = []
    for page in document.pages:
        for index, (*_, box) in enumerate(page.links):
            box.link_annotation = index
        canvases.append(_canvas(page, fonts))
    boxes = [page._page_box for page in document.pages]
    digits: dict[tuple[object, ...], Digits] = {}
    figures = [_figures(canvas, digits) for canvas in canvases]
    by_name = {font.hash.encode(): font for font in fonts.values()}
    branch = read_tags(boxes, canvases, lambda name: _space(by_name[name]), document.metadata.lang)
    leaves = tuple(map(_leaf, document.pages, canvases, figures))
    known = {
        hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name.endswith(".ttf")
    }
    return Drawn(leaves, tuple(_carried(font, known) for font in fonts.values()), branch)


@dataclass(frozen=True, slots=True)
class Digits:
    """The figures 0 to 9 in a style: the numbers of their glyphs, and their widths in thousandths of the size of the font."""

    glyphs: tuple[bytes, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A page number as it is drawn: which it is, the number of its marked content, how many figures it has, its room in thousandths."""

    place: int
    mcid: int
    length: int
    room: int
    digits: Digits


def _figures(canvas: Any, known: dict[tuple[object, ...], Digits]) -> list[Figures]:
    """Find the page numbers of a page that is drawn and not yet tagged, and have its fonts embed all figures."""
    found = []
    for box, tag in canvas._tags.items():
        place = (
            box.element.get(PLACE)
            if box.element is not None and hasattr(box, "pango_layout")
            else None
        )
        if place is not None:
            style = tuple(str(box.style[name]) for name in FONT_STYLE)
            if style not in known:
                known[style] = _digits(box.style, canvas)
            found.append(
                Figures(
                    int(place),
                    tag["mcid"],
                    len(box.text),
                    round(box.width * 1000 / box.style["font_size"]),
                    known[style],
                )
            )
    return found


def _digits(style: Any, canvas: Any) -> Digits:
    """Find the figures in a style. Raise EditionError for a font that has none of its own for each."""
    scratch = canvas.clone(tags={})
    layout = create_layout(FIGURES, style, None, None, 0)
    draw_first_line(
        scratch,
        SimpleNamespace(text=FIGURES, style=style, pango_layout=layout),
        "clip",
        "none",
        Matrix(),
    )
    drawn = [item for item in scratch.stream if isinstance(item, bytes)]
    names = {found[1] for item in drawn if (found := FONT.match(item))}
    glyphs = tuple(glyph for item in drawn if item.endswith(SHOWN) for glyph in glyphs_shown(item))
    if len(names) != 1 or len(glyphs) != len(FIGURES):
        family = ", ".join(style["font_family"])
        raise EditionError(
            f"the font {family} does not have the figures 0 to 9 one by one",
            remedy="Use another font for page numbers.",
        )
    widths = next(font for font in canvas._fonts.values() if font.hash.encode() in names).widths
    return Digits(glyphs, tuple(widths[int(glyph, 16)] for glyph in glyphs))


def _canvas(page: Any, fonts: dict[Any, Any]) -> Any:
    """Draw a page into a stream of its own, as `weasyprint.pdf.generate_pdf` does."""
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in ("ExtGState", *RESOURCES)})
    resources["ColorSpace"] = ""
    rectangle = (
        -page.bleed["left"],
        -page.bleed["top"],
        page.width + page.bleed["left"] + page.bleed["right"],
        page.height + page.bleed["top"] + page.bleed["bottom"],
    )
    stream = Stream(fonts, rectangle, resources, {}, {}, {}, None)
    stream.transform(d=-1, f=page.height * SCALE)
    page.paint(stream, SCALE)
    return stream


def _leaf(page: Any, canvas: Any, figures: Sequence[Figures]) -> Leaf:
    states = canvas._resources["ExtGState"]
    if any(canvas._resources[name] for name in RESOURCES) or any(
        "SMask" in state or "BM" in state for state in states.values()
    ):
        raise EditionError(
            "the style sheet asks for pictures, patterns or transparent groups, which the print edition cannot carry",
            remedy="Leave out background-image, opacity, gradients and mix-blend-mode in templates/.",
        )
    # What is set for this content is not for what is drawn after it.
    items = [b"q", *map(_bytes, canvas.stream), b"Q"]
    begins = [0, *accumulate(len(item) + 1 for item in items)]
    marked = {
        item["MCID"]: number
        for number, item in enumerate(canvas.stream, 1)
        if isinstance(item, dict) and "MCID" in item
    }
    spots = tuple(_spot(figure, items, begins, marked[figure.mcid]) for figure in figures)
    links = tuple(
        _area(kind, target, rectangle, page.height) for kind, target, rectangle, _ in page.links
    )
    anchors = {
        name: b"/XYZ %b 0" % _point(x, y, page.height) for name, (x, y, *_) in page.anchors.items()
    }
    content = zlib.compress(b"\n".join(items), 9)
    return Leaf(
        page.height, _boxes(page), page.bookmarks, links, anchors, content, dict(states), spots
    )


def _area(kind: str, target: str, rectangle: tuple[float, ...], height: float) -> Area:
    """Write a link. It is printed if the page is (ISO 19005-3, 6.3.2: the flag Print)."""
    left, top, right, bottom = rectangle
    annotation = b"/Type /Annot/Subtype /Link/F 4/BS <</W 0>>/Rect [%b %b]" % (
        _point(left, top, height),
        _point(right, bottom, height),
    )
    if kind == "internal":
        return Area(target, True, annotation + b"/Dest %b" % string(target))
    return Area(target, False, annotation + b"/A <</Type /Action/S /URI/URI %b>>" % string(target))


def _point(x: float, y: float, height: float) -> bytes:
    """Write a point of a page of this height, from CSS pixels."""
    return b"%.3f %.3f" % (x * SCALE, (height - y) * SCALE)


def _boxes(page: Any) -> dict[str, tuple[float, ...]]:
    """Give the boxes of a page (ISO 32000-1, 14.11.2): the engine's has the bleed around it."""
    around = {side: length * SCALE for side, length in page.bleed.items()}
    width, height = page.width * SCALE, page.height * SCALE
    outer = (-around["left"], -around["top"], width + around["right"], height + around["bottom"])
    return {"MediaBox": outer, "BleedBox": outer, "TrimBox": (0, 0, width, height)}


def _spot(
    figures: Figures, items: Sequence[bytes], begins: Sequence[int], start: int
) -> FigureSpot:
    """Find where figures stand that are drawn as marked content which begins at an item."""
    at = next(number for number in range(start, len(items)) if items[number].endswith(SHOWN))
    tail = b"".join(glyphs_shown(items[at])[figures.length :])  # a space that separates words
    digits = figures.digits
    end = begins[at] + len(items[at])
    return FigureSpot(
        figures.place,
        begins[at],
        end,
        digits.glyphs,
        digits.widths,
        figures.room,
        b"<%b>" % tail if tail else b"",
    )


def _bytes(item: Any) -> bytes:
    data: bytes = (
        item.data
        if isinstance(item, pydyf.Object)
        else item
        if isinstance(item, bytes)
        else str(item).encode()
    )
    return data


def _space(font: Any) -> bytes:
    """Give a font's space as it is shown, and have it embedded."""
    known = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
    if known is None:
        known, advance = space_glyph(font.file_content)
        font.to_unicode[known] = " "
        font.widths.setdefault(known, round(advance * 1000 / font.upem))
    return b"<%04x>" % known


def _carried(font: Any, known: set[str]) -> Carried:
    digest = hashlib.sha256(font.file_content).hexdigest()
    state = {name: value for name, value in vars(font).items() if name not in POINTERS}
    return Carried(state, digest, b"" if digest in known else font.file_content)


def libraries() -> tuple[int, str]:
    """Give the versions of the system's libraries that set lines: Pango, HarfBuzz."""
    return int(pango.pango_version()), ffi.string(harfbuzz.hb_version_string()).decode()

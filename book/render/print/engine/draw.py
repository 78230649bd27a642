"""Draw a document that is laid out: its pages, the glyphs they use, its branch of the structure."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pydyf
from weasyprint import Document

from book.errors import EditionError
from book.render.fonts.glyphs import space_glyph
from book.render.print.engine.drawn_figures import FigureStream, painted_boxes
from book.render.print.engine.number_slots import (
    DigitGlyphs,
    DrawnNumber,
    drawn_numbers,
    find_slots,
)
from book.render.print.engine.tags.branch import pdf_string
from book.render.print.engine.tags.read_tags import read_tags
from book.render.print.rendered import (
    SCALE,
    EmbeddedFont,
    EmbeddedPicture,
    LinkArea,
    RenderedDocument,
    RenderedPage,
)

# Attributes that belong to one process, and what is read from the file again.
POINTERS = ("hb_font", "hb_face", "file_content", "characters", "clusters")
RESOURCES = ("XObject", "Pattern", "Shading")
PICTURES = "XObject"


def draw(document: Document, files: Mapping[str, bytes]) -> RenderedDocument:
    """Return the pages of a document that is laid out, its fonts, structure and pictures.

    `files` has the font files that every process has. Raise EditionError if a page needs what
    cannot be carried to another process: patterns, transparency.
    """
    fonts: dict[Any, Any] = {}
    images: dict[str, Any] = {}
    digits: dict[tuple[str, ...], DigitGlyphs] = {}
    canvases = [_draw_page(page, fonts, images) for page in document.pages]
    for canvas in canvases:
        _require_portable(canvas._resources)
    numbers = [drawn_numbers(canvas, digits) for canvas in canvases]
    boxes = [page._page_box for page in document.pages]
    by_name = {font.hash.encode(): font for font in fonts.values()}
    branch = read_tags(
        boxes, canvases, lambda name: _embed_space(by_name[name]), document.metadata.lang
    )
    pages = tuple(map(_rendered_page, document.pages, canvases, numbers))
    common = _digests_of_fonts(files)
    return RenderedDocument(
        pages,
        tuple(_embedded(font, common) for font in fonts.values()),
        branch,
        tuple(_embedded_picture(name, entry) for name, entry in sorted(images.items())),
    )


def _draw_page(page: Any, fonts: dict[Any, Any], images: dict[str, Any]) -> Any:
    """Draw a page into a stream of its own, as `weasyprint.pdf.generate_pdf` does.

    Each box that is a link learns its index among the links of the page.
    """
    for index, (*_, box) in enumerate(page.links):
        box.link_annotation = index
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in ("ExtGState", *RESOURCES)})
    resources["ColorSpace"] = ""
    figures = painted_boxes(page._page_box)
    stream = FigureStream(fonts, _with_bleed(page), resources, images, {}, {}, None, boxes=figures)
    stream.transform(d=-1, f=page.height * SCALE)
    page.paint(stream, SCALE)
    return stream


def _with_bleed(page: Any) -> tuple[float, float, float, float]:
    """Return the rectangle of a page with its bleed, in CSS pixels."""
    bleed = page.bleed
    width = page.width + bleed["left"] + bleed["right"]
    height = page.height + bleed["top"] + bleed["bottom"]
    return -bleed["left"], -bleed["top"], width, height


def _rendered_page(page: Any, canvas: Any, numbers: Sequence[DrawnNumber]) -> RenderedPage:
    # The graphics state of this content must not affect what is drawn after it.
    operations = [b"q", *map(_bytes, canvas.stream), b"Q"]
    return RenderedPage(
        height=page.height,
        boxes=_boxes(page),
        bookmarks=page.bookmarks,
        links=tuple(_link_area(link, page.height) for link in page.links),
        anchors=_destinations(page),
        content=zlib.compress(b"\n".join(operations), 9),
        states=dict(canvas._resources["ExtGState"]),
        slots=find_slots(numbers, canvas.stream, operations),
    )


def _require_portable(resources: Any) -> None:
    """Raise EditionError if a page uses more than text, lines, areas of plain color, pictures."""
    states = resources["ExtGState"].values()
    is_transparent = any("SMask" in state or "BM" in state for state in states)
    # WeasyPrint has no object yet for a picture, but one for a group.
    has_groups = any(item is not None for item in resources[PICTURES].values())
    if is_transparent or has_groups or resources["Pattern"] or resources["Shading"]:
        raise EditionError(
            "the style sheet asks for patterns or transparent groups, "
            "which the print edition cannot have",
            remedy="Remove background-image, opacity, gradients and mix-blend-mode "
            "from the style sheets in templates/.",
        )


def _destinations(page: Any) -> dict[str, tuple[float, float]]:
    return {name: _point(x, y, page.height) for name, (x, y, *_) in page.anchors.items()}


def _link_area(link: Sequence[Any], height: float) -> LinkArea:
    """Return a link of WeasyPrint's. Its flag Print is set, as ISO 19005-3 (6.3.2) demands."""
    kind, target, (left, top, right, bottom), _ = link
    box = (*_point(left, bottom, height), *_point(right, top, height))
    annotation = b"/Type /Annot/Subtype /Link/F 4/BS <</W 0>>"
    if kind == "internal":
        return LinkArea(target, True, box, annotation + b"/Dest %b" % pdf_string(target))
    action = b"/A <</Type /Action/S /URI/URI %b>>" % pdf_string(target)
    return LinkArea(target, False, box, annotation + action)


def _point(x: float, y: float, height: float) -> tuple[float, float]:
    """Return a point in points from the bottom left, from CSS pixels on a page of this height."""
    return x * SCALE, (height - y) * SCALE


def _boxes(page: Any) -> dict[str, tuple[float, ...]]:
    """Return the boxes of a page in points (ISO 32000-1, 14.11.2); the trim is at the origin."""
    bleed = {side: length * SCALE for side, length in page.bleed.items()}
    width, height = page.width * SCALE, page.height * SCALE
    outer = (-bleed["left"], -bleed["top"], width + bleed["right"], height + bleed["bottom"])
    return {"MediaBox": outer, "BleedBox": outer, "TrimBox": (0, 0, width, height)}


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    if isinstance(item, pydyf.Object):
        data: bytes = item.data
        return data
    return str(item).encode()


def _embed_space(font: Any) -> tuple[bytes, int]:
    """Return a font's space as it is shown, and its width, and have it embedded."""
    glyph = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
    if glyph is None:
        glyph, advance = space_glyph(font.file_content)
        font.to_unicode[glyph] = " "
        font.widths.setdefault(glyph, round(advance * 1000 / font.upem))
    return b"<%04x>" % glyph, font.widths[glyph]


def _digests_of_fonts(files: Mapping[str, bytes]) -> set[str]:
    fonts = (content for name, content in files.items() if name.endswith(".ttf"))
    return {hashlib.sha256(content).hexdigest() for content in fonts}


def _embedded(font: Any, common: set[str]) -> EmbeddedFont:
    """Return a font without what belongs to this process, and without a file that all have."""
    digest = hashlib.sha256(font.file_content).hexdigest()
    state = {name: value for name, value in vars(font).items() if name not in POINTERS}
    return EmbeddedFont(state, digest, b"" if digest in common else font.file_content)


def _embedded_picture(name: str, entry: Mapping[str, Any]) -> EmbeddedPicture:
    """Return a picture as `weasyprint.pdf._use_references` writes it."""
    written = entry["image"].get_x_object(entry["interpolate"], max(entry["dpi_ratios"]))
    content = b"".join(map(_bytes, written.stream))
    properties = {key: _plain(value) for key, value in written.extra.items()}
    return EmbeddedPicture(name, properties, content)


def _plain(value: Any) -> Any:
    """Return a value of a dictionary in a form that can go to another process."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value

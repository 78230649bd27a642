"""Sheets drawn: what the engine draws of each by itself, in a form that goes from one process to another, and the file that joins them.

WeasyPrint draws a page into a stream by the numbers that glyphs have in their font file, whatever else is drawn. So each sheet
can be drawn where it was laid out, with the piece of the structure tree that is its own, and the file's one set of fonts, names,
bookmarks, metadata and its one structure tree are written when all is there. The same sheets give the same bytes, wherever and
in whatever order they were drawn.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from types import SimpleNamespace
from typing import Any

import pydyf
import weasyprint
from weasyprint import Document
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, harfbuzz, pango
from weasyprint.text.line_break import create_layout

from book.errors import EditionError
from book.glyphs import space_of
from book.print.figures import PAIRS, PLACE, FigureSpot, glyphs_shown, put_in
from book.print.file import write_file
from book.print.tags import Tagged, add_tags, read_tags
from book.print.tags.structure import Spot

SCALE = 72 / 96  # points in a CSS pixel
POINTERS = ("hb_font", "hb_face", "file_content")  # what belongs to the process that made a font
GLYPHS = ("widths", "to_unicode")  # what a font knows by the number or the letter of a glyph
RESOURCES = ("XObject", "Pattern", "Shading")

# WeasyPrint gets its faces from Pango; a font that was carried here is made from its file (HarfBuzz, hb-blob and hb-face).
ffi.cdef("""
    hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    const char * hb_version_string (void);
""")
FONT_STYLE = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_variant_numeric"),
    *("font_variant_caps", "font_variant_alternates", "font_variant_position", "font_feature_settings", "lang"),
)
FONT = re.compile(rb"/(\S+) \S+ Tf$")
SHOWN = b"] TJ"
DEFLATED = {"Filter": "/FlateDecode"}
DUPLICATE = 0  # hb_memory_mode_t: HarfBuzz keeps a copy


@dataclass(eq=False, slots=True)
class Leaf:
    """A page that is drawn, in the place of a `weasyprint.Page`, whose attributes it has; `content` is deflated.

    `spots` are the places of its page numbers, `over` is the content of the page that is laid over it.
    """

    width: float
    height: float
    bleed: Mapping[str, float]
    bookmarks: list[Any]
    links: list[Any]
    anchors: Mapping[str, Any]
    content: bytes
    states: Mapping[str, Any]
    spots: tuple[FigureSpot, ...] = ()
    over: bytes = b""
    forms: Mapping[None, list[Any]] = field(default_factory=dict)

    def with_figures(self, figures: Sequence[str]) -> "Leaf":
        content = put_in(zlib.decompress(self.content), self.spots, figures)
        return replace(self, content=zlib.compress(content, 9), spots=())

    def paint(self, stream: Any, _: float = 1) -> None:
        """Give the engine's stream of the page what was drawn."""
        stream.stream, stream.compress, stream.extra = [self.content], False, dict(DEFLATED)
        stream._resources["ExtGState"].update(self.states)


@dataclass(frozen=True, slots=True)
class Carried:
    """A font, and its glyphs that a sheet uses: the state of the engine's Font, the digest of its file, the file unless all know it."""

    state: Mapping[str, Any]
    digest: str
    file: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that is drawn: pages, fonts, structure."""

    leaves: tuple[Leaf, ...]
    fonts: tuple[Carried, ...]
    tagged: Tagged

    def takes(self, figures: Sequence[str]) -> bool:
        """Say whether these figures can be put in."""
        spots = [spot for leaf in self.leaves for spot in leaf.spots]
        return all(spot.glyphs for spot in spots) and {spot.place for spot in spots} == set(range(len(figures)))

    def with_figures(self, figures: Sequence[str]) -> "Drawn":
        """Put page numbers in."""
        return replace(self, leaves=tuple(leaf.with_figures(figures) if leaf.spots else leaf for leaf in self.leaves))

    @property
    def anchors(self) -> dict[str, int]:
        """Map anchors to the indices of their pages; an element that is split repeats its anchor, and the first counts."""
        found: dict[str, int] = {}
        for index, leaf in enumerate(self.leaves):
            for anchor in leaf.anchors:
                found.setdefault(anchor, index)
        return found

    def under(self, other: "Drawn") -> "Drawn":
        """Lay the pages of another sheet over those of this one."""
        pairs = zip(self.leaves, other.leaves, strict=True)
        leaves = tuple(replace(leaf, over=over.content, states={**leaf.states, **over.states}) for leaf, over in pairs)
        return Drawn(leaves, (*self.fonts, *other.fonts), self.tagged)


def draw(document: Document, files: Mapping[str, bytes]) -> Drawn:
    """Draw a document that is laid out. `files` has the font files that all know."""
    fonts: dict[Any, Any] = {}
    canvases = []
    for page in document.pages:
        for index, (*_, box) in enumerate(page.links):
            box.link_annotation = index
        canvases.append(_canvas(page, fonts))
    boxes = [page._page_box for page in document.pages]
    known_glyphs: dict[tuple[object, ...], Glyphs] = {}
    figures = [_figures(canvas, known_glyphs) for canvas in canvases]
    by_name = {font.hash.encode(): font for font in fonts.values()}
    tagged = read_tags(boxes, canvases, lambda name: _space(by_name[name]), document.metadata.lang)
    leaves = tuple(map(_leaf, document.pages, canvases, figures))
    known = {hashlib.sha256(content).hexdigest() for name, content in files.items() if name.endswith(".ttf")}
    return Drawn(leaves, tuple(_carried(font, known) for font in fonts.values()), tagged)


Glyphs = tuple[bytes, ...]  # of the figures 0 to 9, or none


@dataclass(frozen=True, slots=True)
class Figure:
    """A page number as it is drawn: which it is, the number of its marked content, how many figures it has."""

    place: int
    mcid: int
    length: int
    glyphs: Glyphs


def _figures(canvas: Any, known: dict[tuple[object, ...], Glyphs]) -> list[Figure]:
    """Find the page numbers of a page that is drawn and not yet tagged, and have its fonts embed all figures."""
    found = []
    for box, tag in canvas._tags.items():
        place = box.element.get(PLACE) if box.element is not None and hasattr(box, "pango_layout") else None
        if place is not None:
            style = tuple(str(box.style[name]) for name in FONT_STYLE)
            if style not in known:
                known[style] = _glyphs(box.style, canvas)
            found.append(Figure(int(place), tag["mcid"], len(box.text), known[style]))
    return found


def _glyphs(style: Any, canvas: Any) -> Glyphs:
    """Give the glyphs of the figures 0 to 9 in a style, or none if they are not of one width, whichever follows which."""
    scratch = canvas.clone(tags={})
    layout = create_layout(PAIRS, style, None, None, 0)
    draw_first_line(scratch, SimpleNamespace(text=PAIRS, style=style, pango_layout=layout), "clip", "none", Matrix())
    drawn = [item for item in scratch.stream if isinstance(item, bytes)]
    names, shown = {found[1] for item in drawn if (found := FONT.match(item))}, [item for item in drawn if item.endswith(SHOWN)]
    if len(names) != 1 or len(shown) != 1:
        return ()
    glyphs = glyphs_shown(shown[0])
    given = {figure: glyph.number for figure, glyph in zip(PAIRS, glyphs, strict=False)}
    widths = next(font for font in canvas._fonts.values() if font.hash.encode() in names).widths
    is_even = len(glyphs) == len(PAIRS) and len({glyph.adjustment for glyph in glyphs[:-1]}) == 1
    if not is_even or len({widths[int(glyph, 16)] for glyph in given.values()}) != 1:
        return ()
    return tuple(given[figure] for figure in "0123456789")


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


def _leaf(page: Any, canvas: Any, figures: Sequence[Figure]) -> Leaf:
    states = canvas._resources["ExtGState"]
    if any(canvas._resources[name] for name in RESOURCES) or any("SMask" in state or "BM" in state for state in states.values()):
        raise EditionError(
            "the style sheet asks for pictures, patterns or transparent groups, which the print edition cannot carry",
            remedy="Leave out background-image, opacity, gradients and mix-blend-mode in templates/.",
        )
    # What is set for this content is not for what is drawn after it.
    items = [b"q", *map(_bytes, canvas.stream), b"Q"]
    begins = [0, *accumulate(len(item) + 1 for item in items)]
    marked = {item["MCID"]: number for number, item in enumerate(canvas.stream, 1) if isinstance(item, dict) and "MCID" in item}
    spots = tuple(_spot(figure, items, begins, marked[figure.mcid]) for figure in figures)
    links = [(kind, target, rectangle, Spot()) for kind, target, rectangle, _ in page.links]
    content = zlib.compress(b"\n".join(items), 9)
    return Leaf(page.width, page.height, page.bleed, page.bookmarks, links, page.anchors, content, dict(states), spots)


def _spot(figure: Figure, items: Sequence[bytes], begins: Sequence[int], start: int) -> FigureSpot:
    """Find where figures stand that are drawn as marked content which begins at an item."""
    at = next(number for number in range(start, len(items)) if items[number].endswith(SHOWN))
    offsets = tuple(begins[at] + glyph.offset for glyph in glyphs_shown(items[at])[: figure.length])
    return FigureSpot(figure.place, offsets, figure.glyphs)


def _bytes(item: Any) -> bytes:
    data: bytes = item.data if isinstance(item, pydyf.Object) else item if isinstance(item, bytes) else str(item).encode()
    return data


def _space(font: Any) -> bytes:
    """Give a font's space as it is shown, and have it embedded."""
    known = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
    if known is None:
        known, advance = space_of(font.file_content)
        font.to_unicode[known] = " "
        font.widths.setdefault(known, round(advance * 1000 / font.upem))
    return b"<%04x>" % known


def _carried(font: Any, known: set[str]) -> Carried:
    digest = hashlib.sha256(font.file_content).hexdigest()
    state = {name: value for name, value in vars(font).items() if name not in POINTERS}
    return Carried(state, digest, b"" if digest in known else font.file_content)


def _join_fonts(parts: Iterable[Drawn], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Make one font of those of the same name, with the glyphs of all."""
    contents = {hashlib.sha256(content).hexdigest(): content for name, content in files.items() if name.endswith(".ttf")}
    joined: dict[str, Any] = {}
    for carried in (font for part in parts for font in part.fonts):
        name = carried.state["hash"]
        if name not in joined:
            joined[name] = _font(carried.state, carried.file or contents[carried.digest])
        _see_that_none_is_lacking(carried.state)
        for glyphs in GLYPHS:
            known = getattr(joined[name], glyphs)
            known.update({glyph: value for glyph, value in carried.state[glyphs].items() if glyph not in known})
    return joined


def _see_that_none_is_lacking(state: Mapping[str, Any]) -> None:
    """Refuse a letter that a font does not have: the engine gives it a number of its own, which in another sheet is another letter's."""
    if lacking := [chr(letter) for letter in state["missing"]]:
        raise EditionError(
            f"the font {state['family']} cannot draw {', '.join(map(repr, lacking[:8]))}", remedy="Use other letters or fonts."
        )


def _font(state: Mapping[str, Any], content: bytes) -> Any:
    font = Font.__new__(Font)
    vars(font).update({**state, **{name: dict(state[name]) for name in GLYPHS}, "missing": {}})
    font.file_content = content
    blob = ffi.gc(harfbuzz.hb_blob_create(content, len(content), DUPLICATE, ffi.NULL, ffi.NULL), harfbuzz.hb_blob_destroy)
    font.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, font.index), harfbuzz.hb_face_destroy)
    return font


def join(like: Document, parts: Sequence[Drawn], files: Mapping[str, bytes], variant: str, last: Callable[[Any], None]) -> bytes:
    """Write sheets that are drawn, in their order, as one file: PDF, of a variant of the engine ("" for none).

    `like`: a document of the engine, for the metadata that all sheets have; `last` is given the PDF before it is written.
    """
    document = like.copy([leaf for part in parts for leaf in part.leaves])
    document.fonts = _join_fonts(parts, files)
    document.parts = parts
    properties = weasyprint.pdf.VARIANTS[variant][1] if variant else {}
    options = {name: properties.get(name) if value is None else value for name, value in weasyprint.DEFAULT_OPTIONS.items()}
    pdf = weasyprint.pdf.generate_pdf(document, None, 1, **{**options, "pdf_tags": True, "pdf_variant": variant or None})
    last(pdf)
    return write_file(pdf)


def _tag(pdf: Any, document: Any, *_: object) -> None:
    """Add the structure, and what lies over the pages; the parameters are those of `weasyprint.pdf.add_tags`, whose place this takes."""
    for leaf, page in zip(document.pages, [pdf.objects[int(at.split()[0])] for at in pdf.page_references], strict=True):
        if leaf.over:
            stream = pydyf.Stream([leaf.over], DEFLATED)
            pdf.add_object(stream)
            page["Contents"] = pydyf.Array([page["Contents"], stream.reference])  # read as one (ISO 32000-1, 7.8.2)
    add_tags(pdf, [part.tagged for part in document.parts], [leaf.links for leaf in document.pages], document.metadata.lang)


weasyprint.pdf.add_tags = _tag  # the book's own structure tree, by the elements of HTML and not by the boxes


def libraries() -> tuple[int, str]:
    """Give the versions of the system's libraries that set lines: Pango, HarfBuzz."""
    return int(pango.pango_version()), ffi.string(harfbuzz.hb_version_string()).decode()

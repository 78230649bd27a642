"""Measure with pikepdf what a printer finds in a file: boxes, fonts, inks, images, paths."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf

from book.verify.readback.drawn import PageContent, read_page
from book.verify.readback.pdf_fonts import Fonts
from book.verify.readback.press_content import ContentReader, Ink, PaintedPath

__all__ = ["SCREEN_SPACES", "Box", "Ink", "PaintedPath", "PressPage", "PressReading", "measure"]

Box = tuple[float, float, float, float]
SCREEN_SPACES = {"DeviceRGB", "CalRGB", "Lab", "ICCBased"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font: its name without the tag of a subset, its type, and how it is in the file."""

    name: str
    kind: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class PressPage:
    """A page as it was measured, in points.

    `texts` is the number of its pieces of text, `pictures` are the resolutions of its images in
    pixels per inch.
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
    """A file as it was measured; `intents` names its output conditions."""

    pages: tuple[PressPage, ...]
    fonts: tuple[PdfFont, ...]
    intents: tuple[str, ...]

    @property
    def inks(self) -> frozenset[Ink]:
        return frozenset(ink for page in self.pages for ink in page.inks)


def measure(content: bytes) -> PressReading:
    """Measure a PDF from its bytes.

    Inks are read as a press reads them: a color counts if something is painted in it, not if it is
    only named.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = tuple(map(_page, pdf.pages))
        return PressReading(pages, _fonts(pdf), _intents(pdf))


def drawn_pages(content: bytes) -> tuple[PageContent, ...]:
    """Return what the pages of a PDF draw, with the place of all that leaves ink."""
    fonts: Fonts = {}
    with pikepdf.open(io.BytesIO(content)) as document:
        return tuple(read_page(page, index, fonts) for index, page in enumerate(document.pages))


def _fonts(pdf: pikepdf.Pdf) -> tuple[PdfFont, ...]:
    """Return the fonts of all pages by their names, each once."""
    fonts: dict[str, PdfFont] = {}
    for page in pdf.pages:
        fonts |= _page_fonts(page)
    return tuple(sorted(set(fonts.values()), key=lambda font: font.name))


def _page_fonts(page: Any) -> dict[str, PdfFont]:
    resources = page.resources.get("/Font", {})
    return {str(name): _font(font) for name, font in resources.items()}


def _font(font: Any) -> PdfFont:
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    family = [font, *font.get("/DescendantFonts", ())]
    kind = ", ".join(str(each["/Subtype"])[1:] for each in family)
    descriptor = family[-1].get("/FontDescriptor", {})
    embedded = any(key in descriptor for key in FONT_FILES)
    return PdfFont(name.partition("+")[2] or name, kind, embedded, name[6:7] == "+")


def _intents(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    intents: Any = pdf.Root.get("/OutputIntents", ())
    return tuple(str(intent.get("/OutputConditionIdentifier", "")) for intent in intents)


def _page(page: Any) -> PressPage:
    content = ContentReader()
    content.read(page, page.resources)
    return PressPage(
        media=_box(page.mediabox),
        bleed=_box(page.obj.get("/BleedBox", page.mediabox)),
        trim=_box(page.obj.get("/TrimBox", page.mediabox)),
        inks=frozenset(content.inks),
        paths=tuple(content.paths),
        texts=content.texts,
        pictures=tuple(content.resolutions),
        transparent=content.transparent or "/Group" in page.obj,
        overprint=content.overprint,
        annotations=len(page.obj.get("/Annots", ())),
    )


def _box(array: Any) -> Box:
    left, bottom, right, top = (float(value) for value in array)
    return left, bottom, right, top

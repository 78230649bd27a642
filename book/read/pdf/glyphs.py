"""The characters of a PDF's pages, with their places and fonts, by pdfium."""

import math
import re
from collections.abc import Iterator
from ctypes import (
    POINTER,
    addressof,
    byref,
    c_double,
    c_int,
    c_ulong,
    c_ushort,
    cast,
    create_string_buffer,
)
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from book.errors import EditionError
from book.read.pdf.streams import check_streams
from book.read.pdf.trial import try_pdf

MOST_PAGES = 5_000
MOST_GLYPHS = 5_000_000  # of some 150 bytes each
ITALIC_FLAG, SMALL_CAPS_FLAG, BOLD_FLAG = 1 << 6, 1 << 17, 1 << 18  # ISO 32000-1, table 123
ITALIC = re.compile(r"ital|obliq|slanted|[-,]it\b|kursiv", re.IGNORECASE)
BOLD = re.compile(r"bold|black|heavy|[-,]bd\b|demi", re.IGNORECASE)
SMALL_CAPS = re.compile(r"small-?caps|smcp|[-,]sc\b|csc\d", re.IGNORECASE)
LEAST_TEXT = 20  # characters that show that a document is no scan
ENCRYPTED_REMEDY = "Save a copy without a password, if you may, and use that."
BROKEN_REMEDY = "Open it in a PDF viewer, print it to a new PDF, and use that."
SCAN_REMEDY = "Recognize its text first, e.g. with: ocrmypdf scan.pdf text.pdf"


@dataclass(frozen=True, slots=True)
class GlyphFont:
    """What a font is besides its letters."""

    is_italic: bool = False
    is_bold: bool = False
    is_small_caps: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its edges and its baseline in points, from the lower left, and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: GlyphFont
    is_artifact: bool = False
    is_unmapped: bool = False  # its font does not say which character it is


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The glyphs of each page in the order of drawing, and what the document says of itself.

    `unmapped` are the codes of the glyphs of which no font says what they are, page by page.
    """

    pages: tuple[tuple[Glyph, ...], ...]
    unmapped: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    language: str = ""


def read_pages(content: bytes, file: str) -> PdfPages:
    """Return the glyphs of a PDF. Raise EditionError if it cannot be read or has no text."""
    check_streams(content, file)
    try_pdf(content, file)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            message, remedy = "this PDF is encrypted", ENCRYPTED_REMEDY
        else:
            message, remedy = f"this PDF cannot be read: {error}", BROKEN_REMEDY
        raise EditionError(message, file=file, remedy=remedy) from error
    try:
        if len(document) > MOST_PAGES:
            message = f"this PDF has more than {MOST_PAGES} pages"
            raise EditionError(message, file=file, remedy="Divide it.")
        about, language = document.get_metadata_dict(), _language(document)
        pages = tuple(_all_pages(document, file))
    finally:
        document.close()
    if sum(map(len, pages)) < LEAST_TEXT:
        message = "this PDF has no text, only pictures of pages"
        raise EditionError(message, file=file, remedy=SCAN_REMEDY)
    known = tuple(tuple(glyph for glyph in page if not glyph.is_unmapped) for page in pages)
    unmapped = tuple("".join(glyph.text for glyph in page if glyph.is_unmapped) for page in pages)
    return PdfPages(known, unmapped, about.get("Title", ""), about.get("Author", ""), language)


def _language(document: Any) -> str:
    """Return the language that the catalog states (ISO 32000-1, 14.9.2), "" for none."""
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = create_string_buffer(max(size, 2))
    pdfium.FPDFCatalog_GetLanguage(document, cast(buffer, POINTER(c_ushort)), size)
    return buffer.raw.decode("utf-16le", "replace").rstrip("\0")


def _all_pages(document: Any, file: str) -> Iterator[tuple[Glyph, ...]]:
    count = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        count += pdfium.FPDFText_CountChars(text)
        if count > MOST_GLYPHS:
            message = f"this PDF has more than {MOST_GLYPHS:,} characters"
            raise EditionError(message, file=file, remedy="Divide it.")
        glyphs = tuple(_glyphs(text))
        text.close()
        page.close()
        yield glyphs


def _glyphs(text: Any) -> Iterator[Glyph]:
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    known: dict[int, tuple[GlyphFont, float, bool]] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = chr(code) if 0 < code < 0x110000 else ""
        if character in ("\r", "\n", ""):
            continue
        is_unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        pdfium.FPDFText_GetLooseCharBox(text, index, byref(box))
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        thing = pdfium.FPDFText_GetTextObject(text, index)
        key = addressof(thing.contents) if thing else 0
        if key not in known:
            known[key] = _type_of(text, index, thing)
        font, size, is_artifact = known[key]
        place = (box.left, box.right, y.value)
        yield Glyph(character, *place, size, font, is_artifact, is_unmapped)


def _type_of(text: Any, index: int, thing: Any) -> tuple[GlyphFont, float, bool]:
    """Return the font and the size in points of a character, and whether it is no content."""
    buffer, flags = create_string_buffer(256), c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 256, flags)
    name = buffer.raw[: max(length - 1, 0)].decode("utf-8", "replace")
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = round(pdfium.FPDFText_GetFontSize(text, index) * scale, 2)
    font = GlyphFont(
        bool(flags.value & ITALIC_FLAG) or bool(ITALIC.search(name)),
        bool(flags.value & BOLD_FLAG) or bool(BOLD.search(name)),
        bool(flags.value & SMALL_CAPS_FLAG) or bool(SMALL_CAPS.search(name)),
    )
    return font, size, bool(thing) and _is_artifact(thing)


def _is_artifact(thing: Any) -> bool:
    for number in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, number)
        size, buffer = c_ulong(), create_string_buffer(64)
        pdfium.FPDFPageObjMark_GetName(mark, cast(buffer, POINTER(c_ushort)), 64, size)
        if buffer.raw[: size.value].decode("utf-16le", "replace").rstrip("\0") == "Artifact":
            return True
    return False

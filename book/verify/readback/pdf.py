"""Read a PDF back with pdfium, piece by piece as it is drawn, and draw a page as an image."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from ctypes import POINTER, c_long, c_ulong, c_ushort, cast, create_string_buffer, string_at
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from book.text.direction import has_rtl_letters
from book.verify.readback.ink import find_inkless
from book.verify.readback.speech import read_pages_leftwards, read_pieces_leftwards

# Types of structure elements (ISO 32000-1, 14.8.4).
NOTES, INLINE = ("Note", "FENote"), ("Span", "Link", "Reference")
Place = tuple[bool, int]  # whether it is in a note, and the number of its paragraph on the page
OUTSIDE: Place = (False, 0)
USUAL = 1024  # bytes of a text that is drawn at once


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A PDF as it was read.

    `pages` is the text drawn on each page, without running heads; `labels` are the labels of the
    pages, and `anchors` is the index of the page of each named destination. `inkless` are words on
    pages of a sample (`ink`) of which a letter leaves no ink, each with the index of its page.

    If lines are counted, `lines` is the number of the line of each anchor on one, and `keys` those
    that notes must have (`proof.line_numbers`).
    """

    pages: tuple[str, ...]
    labels: tuple[str, ...]
    anchors: dict[str, int]
    inkless: tuple[tuple[int, str], ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def starts(self) -> dict[str, tuple[int, str]]:
        """The page of each anchor: its index from 0, and its printed number."""
        return {anchor: (page, self.labels[page]) for anchor, page in self.anchors.items()}


def read_pdf(content: bytes) -> PdfReading:
    """Read a PDF from its bytes.

    Words that run from right to left are read from the places of their glyphs (`leftwards`): pdfium
    guesses their order.
    """
    with pypdfium2.PdfDocument(content) as document:
        pages = tuple(map(_drawn_text, document))
        if any(map(has_rtl_letters, pages)):
            pages = tuple(read_pages_leftwards(content, pages))
        inkless = tuple(find_inkless(document))
    return replace(read_labels_and_anchors(content), pages=pages, inkless=inkless)


def _drawn_text(page: Any) -> str:
    return "".join(piece for _, piece in _marked_pieces(page))


def read_labels_and_anchors(content: bytes) -> PdfReading:
    """Read the labels of the pages and the pages of the anchors, but no text."""
    with pypdfium2.PdfDocument(content) as document:
        return PdfReading((), _labels(document), dict(_anchors(document)))


@dataclass(frozen=True, slots=True)
class PageText:
    """The label of a page, its text, and the notes at its foot; each paragraph is a line."""

    label: str
    text: str
    foot: str


def read_page_texts(content: bytes) -> tuple[PageText, ...]:
    """Read the text of each page by its structure tree. Raise ValueError if it is no PDF."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    labels = _labels(document)
    marked = [list(_marked_pieces(page)) for page in document]
    if any(has_rtl_letters(piece) for pieces in marked for _, piece in pieces):
        marked = [list(pieces) for pieces in read_pieces_leftwards(content)]
    texts = tuple(map(_page_text, document, labels, marked))
    document.close()
    return texts


def _labels(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    return tuple(str(document.get_page_label(index)) for index in range(len(document)))


def _page_text(page: Any, label: str, pieces: Iterable[tuple[int, str]]) -> PageText:
    places = _read_places(page)
    texts: tuple[list[str], list[str]] = ([], [])
    last = (False, -1)
    for mark, piece in pieces:
        place = places.get(mark, OUTSIDE)
        texts[place[0]].extend((piece,) if place == last else ("\n", piece))
        last = place
    return PageText(label, "".join(texts[0]).strip(), "".join(texts[1]).strip())


def _read_places(page: Any) -> dict[int, Place]:
    """Return the place of each marked content of a page, by its number."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    places: dict[int, Place] = {}
    numbers = count()
    for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
        places.update(_places(root, OUTSIDE, numbers))
    pdfium.FPDF_StructTree_Close(tree)
    return places


def _places(element: Any, parent: Place, numbers: Iterator[int]) -> Iterator[tuple[int, Place]]:
    """Yield the number and the place of each marked content in a structure element."""
    if not element:  # it has nothing on this page
        return
    tag = _byte_sized_string(pdfium.FPDF_StructElement_GetType, element)
    place = parent if tag in INLINE else (parent[0] or tag in NOTES, next(numbers))
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            yield mark, place
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        yield from _places(child, place, numbers)


def _marked_pieces(page: Any) -> Iterator[tuple[int, str]]:
    """Yield each piece of text in the order of drawing, with the number of its marked content.

    Artifacts (running heads, rules) are left out.
    """
    text = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        is_text = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT
        if is_text and not _is_artifact(thing):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            yield mark, _string(pdfium.FPDFTextObj_GetText, thing, text)
    text.close()


def _anchors(document: Any) -> Iterator[tuple[str, int]]:
    """Yield the named destinations and the indices of their pages."""
    for index in range(pdfium.FPDF_CountNamedDests(document)):
        name, page = _anchor(document, index)
        if page >= 0:  # else the page is not in the file
            yield name, page


def _anchor(document: Any, index: int) -> tuple[str, int]:
    size = c_long(0)
    pdfium.FPDF_GetNamedDest(document, index, None, size)
    buffer = create_string_buffer(size.value)
    destination = pdfium.FPDF_GetNamedDest(document, index, buffer, size)
    name = _decode(buffer.raw[: size.value])
    return name, pdfium.FPDFDest_GetDestPageIndex(document, destination)


def draw_page(content: bytes, index: int, width: int, *, is_small: bool = True) -> bytes:
    """Draw a page as PNG, `width` pixels wide; as a small file, or as fast as possible."""
    image = page_picture(content, index, width)
    return _as_png(image, {"optimize": True} if is_small else {"compress_level": 1})


def page_picture(content: bytes, index: int, width: int) -> Any:
    """Return a page as a picture of Pillow's, `width` pixels wide."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[index]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")


def _as_png(image: Any, options: Mapping[str, int]) -> bytes:
    png = io.BytesIO()
    image.save(png, "PNG", **options)
    return png.getvalue()


def _is_artifact(thing: Any) -> bool:
    for index in range(pdfium.FPDFPageObj_CountMarks(thing)):
        if _mark_name(pdfium.FPDFPageObj_GetMark(thing, index)) == "Artifact":
            return True
    return False


def _mark_name(mark: Any) -> str:
    size, buffer = c_ulong(), create_string_buffer(64)
    pdfium.FPDFPageObjMark_GetName(mark, _as_characters(buffer), 64, size)
    return _decode(buffer.raw[: size.value])


def _byte_sized_string(call: Callable[..., int], thing: Any) -> str:
    """Return a UTF-16 string from a function that counts its size in bytes."""
    buffer = create_string_buffer(call(thing, None, 0))
    call(thing, buffer, len(buffer))
    return _decode(buffer.raw)


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """Return a UTF-16 string by pdfium's protocol: it writes none that the buffer cannot hold."""
    buffer = create_string_buffer(USUAL)
    size = call(*arguments, _as_characters(buffer), USUAL)
    if size > USUAL:
        buffer = create_string_buffer(size)
        call(*arguments, _as_characters(buffer), size)
    return _decode(string_at(buffer, size))


def _as_characters(buffer: Any) -> Any:
    return cast(buffer, POINTER(c_ushort))


def _decode(string: bytes) -> str:
    return string.decode("utf-16le").rstrip("\0")

"""The engine pdfium: it reads a PDF back, piece by piece as it is drawn, and draws a page as a picture."""

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

NOTES, INLINE = ("Note", "FENote"), ("Span", "Link", "Reference")  # types of structure elements


@dataclass(frozen=True, slots=True)
class PdfReading:
    """What a PDF says: the text drawn on each page without running heads, the pages' labels, the page index of each anchor."""

    pages: tuple[str, ...]
    labels: tuple[str, ...]
    anchors: dict[str, int]


def read_pdf(content: bytes) -> PdfReading:
    """Read a PDF from its bytes."""
    document = pypdfium2.PdfDocument(content)
    pages = tuple("".join(_pieces(page)) for page in document)
    document.close()
    return replace(read_labels_and_anchors(content), pages=pages)


def read_labels_and_anchors(content: bytes) -> PdfReading:
    """Read the labels of the pages and the places of the anchors, and no text."""
    document = pypdfium2.PdfDocument(content)
    labels = tuple(str(document.get_page_label(index)) for index in range(len(document)))
    anchors = dict(_anchors(document))
    document.close()
    return PdfReading((), labels, anchors)


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page: its label, the words of the text, and the words of the notes at its foot; each paragraph on a line."""

    label: str
    text: str
    foot: str


def read_page_texts(content: bytes) -> tuple[PageText, ...]:
    """Read the words of each page by what the structure tree says they are. Raise ValueError for what is no PDF."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    texts = tuple(
        _page_text(page, str(document.get_page_label(index))) for index, page in enumerate(document)
    )
    document.close()
    return texts


def _page_text(page: Any, label: str) -> PageText:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    roots = (
        pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
    )
    places = {mark: place for root in roots for mark, place in _places(root, (False, 0), count())}
    pdfium.FPDF_StructTree_Close(tree)
    words: tuple[list[str], list[str]] = ([], [])
    last = (False, -1)
    for mark, piece in _marked_pieces(page):
        place = places.get(mark, (False, 0))
        words[place[0]].extend((piece,) if place == last else ("\n", piece))
        last = place
    return PageText(label, "".join(words[0]).strip(), "".join(words[1]).strip())


def _places(
    element: Any, within: tuple[bool, int], numbers: Iterator[int]
) -> Iterator[tuple[int, tuple[bool, int]]]:
    """Give the marked contents of a page, and of each whether it is in a note and the number of its paragraph (ISO 32000-1, 14.8.4)."""
    if not element:  # it has nothing on this page
        return
    tag = _string_of_bytes(pdfium.FPDF_StructElement_GetType, element)
    here = within if tag in INLINE else (within[0] or tag in NOTES, next(numbers))
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            yield mark, here
        yield from _places(pdfium.FPDF_StructElement_GetChildAtIndex(element, index), here, numbers)


def _pieces(page: Any) -> Iterator[str]:
    """Give the pieces of text on a page in the order in which they are drawn, without artifacts."""
    return (piece for _, piece in _marked_pieces(page))


def _marked_pieces(page: Any) -> Iterator[tuple[int, str]]:
    """Give each piece with the number of its marked content."""
    text = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT and not _is_artifact(
            thing
        ):
            yield (
                pdfium.FPDFPageObj_GetMarkedContentID(thing),
                _string(pdfium.FPDFTextObj_GetText, thing, text),
            )
    text.close()


def _anchors(document: Any) -> Iterator[tuple[str, int]]:
    """Give the named destinations and the indices of their pages."""
    for index in range(pdfium.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document, index, None, size)
        buffer = ctypes.create_string_buffer(size.value)
        destination = pdfium.FPDF_GetNamedDest(document, index, buffer, size)
        yield (
            buffer.raw[: size.value].decode("utf-16le").rstrip("\0"),
            pdfium.FPDFDest_GetDestPageIndex(document, destination),
        )


def draw_page(content: bytes, index: int, width: int, *, is_small: bool = True) -> bytes:
    """Draw a page as PNG, `width` pixels wide: as small a file as can be, or at once."""
    document = pypdfium2.PdfDocument(content)
    page = document[index]
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "PNG", **({"optimize": True} if is_small else {"compress_level": 1}))
    document.close()
    return written.getvalue()


def _is_artifact(thing: Any) -> bool:
    marks = (
        pdfium.FPDFPageObj_GetMark(thing, index)
        for index in range(pdfium.FPDFPageObj_CountMarks(thing))
    )
    return any(_mark_name(mark) == "Artifact" for mark in marks)


def _mark_name(mark: Any) -> str:
    size, buffer = ctypes.c_ulong(), ctypes.create_string_buffer(64)
    pdfium.FPDFPageObjMark_GetName(
        mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64, size
    )
    return buffer.raw[: size.value].decode("utf-16le").rstrip("\0")


def _string_of_bytes(call: Callable[..., int], thing: Any) -> str:
    """Read a UTF-16 string where pdfium counts its size in bytes."""
    buffer = ctypes.create_string_buffer(call(thing, None, 0))
    call(thing, buffer, len(buffer))
    return buffer.raw.decode("utf-16le").rstrip("\0")


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """Read a UTF-16 string by pdfium's protocol: ask for its size, then for its bytes."""
    size = call(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16le").rstrip("\0")

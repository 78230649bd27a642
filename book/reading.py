"""The engine pdfium: it reads a PDF back, piece by piece as it is drawn, and draws a page as a picture."""

import ctypes
import io
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


def page_pieces(content: bytes) -> Iterator[tuple[str, ...]]:
    """Give, for each page, the pieces of text on it in the order in which they are drawn, without artifacts (running heads)."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
        yield tuple(_string(pdfium.FPDFTextObj_GetText, thing, text) for thing in objects if _is_text(thing))
        text.close()
        page.close()
    document.close()


def page_labels(content: bytes) -> list[str]:
    """List the pages' labels, as a viewer shows them."""
    document = pypdfium2.PdfDocument(content)
    labels = [str(document.get_page_label(index)) for index in range(len(document))]
    document.close()
    return labels


def draw_page(content: bytes, index: int, width: int) -> bytes:
    """Draw a page as PNG, `width` pixels wide."""
    document = pypdfium2.PdfDocument(content)
    page = document[index]
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    document.close()
    return written.getvalue()


def _is_text(thing: Any) -> bool:
    return pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT and not _is_artifact(thing)


def _is_artifact(thing: Any) -> bool:
    marks = (pdfium.FPDFPageObj_GetMark(thing, index) for index in range(pdfium.FPDFPageObj_CountMarks(thing)))
    return any(_mark_name(mark) == "Artifact" for mark in marks)


def _mark_name(mark: Any) -> str:
    size, buffer = ctypes.c_ulong(), ctypes.create_string_buffer(64)
    pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64, size)
    return buffer.raw[: size.value].decode("utf-16le").rstrip("\0")


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """Read a UTF-16 string by pdfium's protocol: ask for its size, then for its bytes."""
    size = call(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16le").rstrip("\0")

"""What was read of a page is kept only as long as nothing that can be drawn on it has changed."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from book.pipeline.printing import TypesetEdition
from book.verify.readback.page_inputs import page_inputs
from book.verify.readback.speech import read_book
from tests.text.test_cached import MemoryCache

PAGE = 6


def page_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[PAGE].obj


def font_of(pdf: pikepdf.Pdf) -> Any:
    return next(iter(page_of(pdf).Resources.Font.values()))


def draw_more(pdf: pikepdf.Pdf) -> None:
    page_of(pdf).Contents[-1].write(b"0 0 10 10 re f")


def map_glyphs_otherwise(pdf: pikepdf.Pdf) -> None:
    cmap = font_of(pdf).ToUnicode
    cmap.write(cmap.read_bytes().replace(b"<0065>", b"<0078>"))


def widen_glyphs(pdf: pikepdf.Pdf) -> None:
    font_of(pdf).DescendantFonts[0].DW = 77


def empty_font_file(pdf: pikepdf.Pdf) -> None:
    descriptor = font_of(pdf).DescendantFonts[0].FontDescriptor
    descriptor.FontBBox = Array([0, 0, 1, 1])


def crop(pdf: pikepdf.Pdf) -> None:
    page_of(pdf).CropBox = Array([0, 0, 100, 100])


def inherit_resources(pdf: pikepdf.Pdf) -> None:
    page = page_of(pdf)
    page.Parent.Rotate = 90


CHANGES = (draw_more, map_glyphs_otherwise, widen_glyphs, empty_font_file, crop, inherit_resources)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


def inputs_of(content: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return list(page_inputs(pdf))


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_drawn_otherwise_is_read_again(
    change: Callable[[pikepdf.Pdf], None], tiny_print: TypesetEdition
) -> None:
    content = changed(tiny_print.content, lambda _: None)  # pikepdf packs streams in its way
    other = changed(content, change)
    assert inputs_of(other)[PAGE] != inputs_of(content)[PAGE]
    cache = MemoryCache()
    assert read_book(content, cache) == read_book(content)
    assert read_book(other, cache) == read_book(other)


def renumber(pdf: pikepdf.Pdf) -> None:
    """Put objects before all others, which then have other numbers."""
    pdf.Root.More = pdf.make_indirect(Array([pdf.make_indirect(Dictionary(A=n)) for n in range(9)]))
    page_of(pdf).Tabs = page_of(pdf).Tabs


def drop_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Annots = Array([])


@pytest.mark.parametrize("change", [renumber, drop_links])
def test_what_is_drawn_alike_is_kept(
    change: Callable[[pikepdf.Pdf], None], tiny_print: TypesetEdition
) -> None:
    content = changed(tiny_print.content, lambda _: None)  # pikepdf packs streams in its way
    other = changed(content, change)
    assert inputs_of(other) == inputs_of(content)
    cache = MemoryCache()
    read_book(content, cache)
    cache.counts.clear()
    assert read_book(other, cache) == read_book(other)
    assert cache.counts == {("page as it was read", True): len(inputs_of(content))}


def test_a_page_on_another_place_is_read_again(tiny_print: TypesetEdition) -> None:
    """Each text says on which page it is."""

    def move(pdf: pikepdf.Pdf) -> None:
        pdf.pages.insert(0, pdf.pages[-1])

    content = changed(tiny_print.content, lambda _: None)  # pikepdf packs streams in its way
    cache = MemoryCache()
    read_book(content, cache)
    other = changed(content, move)
    assert read_book(other, cache) == read_book(other)

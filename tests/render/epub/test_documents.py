"""Long divisions are divided into documents at their parts."""

from collections.abc import Iterator

import pytest

from book.pipeline.edition import AssembledEdition
from book.text import documents
from book.text.documents import LONGEST
from tests.conftest import ebook_of, print_of
from tests.render.epub.small_ebook import XHTML, UnzippedEbook, render_small

PARTS = ("part-i", "s-i-1", "s-i-1-a")


@pytest.fixture
def _short_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONGEST", 1)


def links_of(book: UnzippedEbook, name: str) -> Iterator[str]:
    for link in book.pages[name].iter(f"{XHTML}a"):
        yield link.get("href", "")


@pytest.mark.usefixtures("_short_documents")
def test_each_part_of_a_long_division_is_a_document() -> None:
    book = UnzippedEbook(render_small())
    names = [f"EPUB/text/{part}.xhtml" for part in PARTS]
    assert [name for name in book.spine() if name in names] == names
    for part, name in zip(PARTS, names, strict=True):
        section = book.pages[name].find(f".//{XHTML}section[@id='{part}']")
        assert section is not None
        assert section.find(f"{XHTML}h1") is not None
    assert "part-i.xhtml" in links_of(book, "EPUB/text/contents.xhtml")
    assert "s-i-1.xhtml" in links_of(book, "EPUB/text/contents.xhtml")


@pytest.mark.usefixtures("_short_documents")
def test_the_contents_keep_the_parts_below_their_division() -> None:
    nav = UnzippedEbook(render_small()).pages["EPUB/nav.xhtml"]
    nested = nav.find(f".//{XHTML}a[@href='text/part-i.xhtml']/../{XHTML}ol")
    assert nested is not None
    hrefs = [link.get("href") for link in nested.iter(f"{XHTML}a")]
    assert hrefs == ["text/s-i-1.xhtml", "text/s-i-1-a.xhtml"]


def test_short_divisions_stay_whole() -> None:
    assert LONGEST > 100_000
    assert "EPUB/text/s-i-1.xhtml" not in UnzippedEbook(render_small()).spine()


@pytest.mark.slow
@pytest.mark.usefixtures("_short_documents")
def test_a_divided_book_is_proven_with_its_pages(first: AssembledEdition) -> None:
    book = UnzippedEbook(ebook_of(first, print_of(first.edition, first.assets)))
    assert "EPUB/text/s-i-1.xhtml" in book.spine()

"""The tables of contents and the landmarks of the e-book."""

from lxml import etree

from tests.render.epub.small_ebook import HOSTILE, OPF, OPS, XHTML, UnzippedEbook

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TITLES = ["[Preface]", "I. The Part", "1. Fish & Fowl", "a. Deeper", f"II. {HOSTILE}"]
TITLES += ["Bibliography"]


def navs(book: UnzippedEbook) -> list[etree._Element]:
    return list(book.pages["EPUB/nav.xhtml"].iter(f"{XHTML}nav"))


def test_both_tables_of_contents_agree_in_two_levels(book: UnzippedEbook) -> None:
    nav, ncx = navs(book)[0], book.trees["EPUB/toc.ncx"]
    links = list(nav.iter(f"{XHTML}a"))
    assert [link.text for link in links] == TITLES
    assert [text.text for text in ncx.iterfind(f"{NCX}navMap//{NCX}text")] == TITLES
    sources = [content.get("src") for content in ncx.iter(f"{NCX}content")]
    assert sources == [link.get("href") for link in links]
    assert len(nav.xpath("//*[local-name()='ol']//*[local-name()='ol']")) == 1
    assert ncx.xpath("//*[@name='dtb:depth']/@content") == ["2"]


def test_landmarks_and_guide_name_the_same_places(book: UnzippedEbook) -> None:
    _, landmarks = navs(book)
    assert landmarks.get("hidden") == "hidden"
    kinds = [link.get(f"{OPS}type") for link in landmarks.iter(f"{XHTML}a")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "bibliography"]
    references = book.package.iter(f"{OPF}reference")
    guide = [reference.get("type") for reference in references]
    assert guide == ["cover", "title-page", "toc", "text", "bibliography"]

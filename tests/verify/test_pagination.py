"""The e-book's list of pages: each word stands on the page on which the PDF prints it."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from book.model import Edition
from book.pipeline.ebooks import render_kepub
from book.pipeline.printing import TypesetEdition, typeset
from book.render.epub import render_epub
from book.runtime import workspace
from book.verify.device_rules import find_violations
from book.verify.proof.pagination import prove_page_list
from book.verify.readback.epub import read_epub
from book.verify.validators.epubcheck import validate_epub
from tests.bench.synthetic import INDEX, synthetic_edition
from tests.optional_validators import run_ace, run_epubcheck_ts
from tests.render.epub.small_ebook import gray_png
from tests.verify.page_words import assert_words_on_their_pages, read_letters

PAGE_MARKS = re.compile(r"page-?list|pagebreak|pageNavigation", re.IGNORECASE)


def test_each_word_has_the_page_on_which_it_is_printed(
    ebook: bytes, printed: TypesetEdition
) -> None:
    assert assert_words_on_their_pages(ebook, printed.reading, 500) >= 500


@pytest.mark.slow
def test_each_word_of_the_first_edition_has_its_printed_page(
    first_ebook: bytes, first_print: TypesetEdition
) -> None:
    count = assert_words_on_their_pages(first_ebook, first_print.reading, 2000)
    print(f"{count} words of the first edition looked up, each on its page")
    assert count >= 500


@pytest.mark.slow
@pytest.mark.usefixtures("validators")
def test_a_long_book_has_its_words_on_their_pages_and_is_valid(tmp_path: Path) -> None:
    """Valid by EPUBCheck, the device rules, epubcheck-ts and Ace."""
    edition = synthetic_edition(parts=2, paragraphs=180, index=INDEX)
    printed = typeset(edition, workspace.read_assets())
    assert len(printed.starts) >= 65
    cover = gray_png(1400, 2100)
    content = render_epub(edition, cover, workspace.read_assets(), printed.starts)
    prove_page_list(edition, printed.starts, read_epub(content), "long.epub")
    assert find_violations(content) == ()
    count = assert_words_on_their_pages(content, printed.reading, 2000)
    print(f"{count} words of {len(printed.starts)} pages looked up, each on its page")
    assert count >= 2000
    path, kepub = tmp_path / "long.epub", tmp_path / "long.kepub.epub"
    path.write_bytes(content)
    kepub.write_bytes(render_kepub(edition, content, cover, printed.starts))
    assert validate_epub(path).findings == ()
    assert validate_epub(kepub).findings == ()
    assert run_epubcheck_ts(path, kepub) == {path: [], kepub: []}
    assert run_ace(path) == ()


# ── The list ─────────────────────────────────────────────────────────────────────────────────────


def read_part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def test_the_list_has_each_page_with_text_in_order(ebook: bytes, printed: TypesetEdition) -> None:
    pages = zip(printed.reading.labels, printed.reading.pages, strict=True)
    labels = [label for label, page in pages if page.strip() and label != "Cover"]
    assert read_letters(ebook).labels == labels
    assert {"i", "iii", "v", "1", "2"} <= set(labels)
    ncx = read_part(ebook, "toc.ncx")
    targets = list(ncx.iter("{*}pageTarget"))
    assert [target.findtext(".//{*}text") for target in targets] == labels
    numbers = [label for label in labels if label.isdecimal()]
    normal = [target for target in targets if target.get("type") == "normal"]
    assert [target.get("value") for target in normal] == numbers
    meta = {element.get("name"): element.get("content") for element in ncx.iter("{*}meta")}
    counts = (meta["dtb:totalPageCount"], meta["dtb:maxPageNumber"])
    assert counts == (str(len(labels)), numbers[-1])


def test_the_package_names_the_edition_of_the_pages(ebook: bytes) -> None:
    package = read_part(ebook, "content.opf")
    properties = {(meta.get("property"), meta.text) for meta in package.iter("{*}meta")}
    source = "The Work of Works, print edition, A Press, 2026, urn:x-synthetic:1"
    features = ("pageBreakMarkers", "pageNavigation")
    assert {("pageBreakSource", source), ("source-of", "pagination")} <= properties
    assert {("schema:accessibilityFeature", feature) for feature in features} <= properties
    sources = [e.text for e in package.iter("{*}source") if e.get("id") == "print-edition"]
    assert sources == [source]


def test_without_a_print_edition_the_ebook_has_no_pages(indexed_edition: Edition) -> None:
    content = render_epub(indexed_edition, gray_png(30, 48), workspace.read_assets())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in ("nav.xhtml", "content.opf", "text/part-1.xhtml", "toc.ncx"):
            assert not PAGE_MARKS.search(archive.read(f"EPUB/{name}").decode()), name

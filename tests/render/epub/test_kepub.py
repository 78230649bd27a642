"""The e-book for Kobo's own reading app: the same text and pages, with each sentence in a span."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from book.pipeline.check import check_published
from book.render.epub.kepub import split_sentences, to_kepub
from book.text.typography import visible_characters
from book.verify.device_rules import find_violations
from book.verify.readback.epub import read_epub
from book.verify.validators.epubcheck import validate_epub
from tests.conftest import SLUG, build_quickly, quick_context, substitute

XHTML = "{http://www.w3.org/1999/xhtml}"
FRAME = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{}</body></html>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest></package>"""
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfile full-path="content.opf"/></container>'
)
SPAN = re.compile(r'<span class="koboSpan" id="kobo\.([\d.]+)">')


def zip_document(body: str) -> bytes:
    """Return an e-book with one document and a navigation."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "content.opf": PACKAGE,
        "a.xhtml": FRAME.format(body),
        "nav.xhtml": FRAME.format("<p>One. Two.</p>"),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def convert_body(body: str) -> str:
    """Convert one document; return its body without the frames, a span written <1.2>…</>."""
    with zipfile.ZipFile(io.BytesIO(to_kepub(zip_document(body)))) as archive:
        assert b"koboSpan" not in archive.read("nav.xhtml")
        root = etree.fromstring(archive.read("a.xhtml"))
    inner = root.find(f"{XHTML}body/{XHTML}div[@id='book-columns']/{XHTML}div[@id='book-inner']")
    assert inner is not None
    text = etree.tostring(inner, encoding="unicode")
    inside = text.partition(">")[2].rpartition("</div>")[0]
    return SPAN.sub(r"<\1>", inside).replace("</span>", "</>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One. Two.</p>", "<p><1.1>One. </><1.2>Two.</></p>"),
        ("<h1>A</h1>\n<p>B</p>", "<h1><1.1>A</></h1>\n<p><2.1>B</></p>"),
        ("<p>a<em>b. c</em> d</p>", "<p><1.1>a</><em><1.2>b. </><1.3>c</></em><1.4> d</></p>"),
        ("<p><em>a</em> <em>b</em></p>", "<p><em><1.1>a</></em><1.2> </><em><1.3>b</></em></p>"),
        ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li><1.1>a</></li>\n</ul>"),
        ('<p>a<img src="x"/>b</p>', '<p><1.1>a</><2.1><img src="x"/></><2.2>b</></p>'),
        ("<pre>a. b</pre><p>c</p>", "<pre>a. b</pre><p><1.1>c</></p>"),
        ("<p></p><p>a</p>", "<p></p><p><1.1>a</></p>"),
    ],
)
def test_each_sentence_is_in_a_numbered_span(body: str, expected: str) -> None:
    assert convert_body(body).replace("<p/>", "<p></p>") == expected


@pytest.mark.parametrize(
    "text", ["", " ", "One.", "One. ", "A… B!  C?” D", "3.5 m. e.g. this", "“No.”\nHe went."]
)
def test_the_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(split_sentences(text)) == text


def test_the_text_and_the_pages_stay_and_no_rule_is_broken(tiny_ebook: bytes) -> None:
    kepub = to_kepub(tiny_ebook)
    before, after = read_epub(tiny_ebook), read_epub(kepub)
    assert [*map(visible_characters, after.documents)] == [
        *map(visible_characters, before.documents)
    ]
    pages = [(page.label, page.document) for page in before.pages]
    assert [(page.label, page.document) for page in after.pages] == pages
    assert find_violations(kepub) == ()
    assert to_kepub(tiny_ebook) == kepub


def test_only_the_chapters_change(tiny_ebook: bytes) -> None:
    before = zipfile.ZipFile(io.BytesIO(tiny_ebook))
    after = zipfile.ZipFile(io.BytesIO(to_kepub(tiny_ebook)))
    names = before.namelist()
    assert after.namelist() == names
    assert [e.date_time for e in after.infolist()] == [e.date_time for e in before.infolist()]
    changed = {name for name in names if before.read(name) != after.read(name)}
    assert changed == {name for name in names if name.startswith("EPUB/text/")}


@pytest.mark.slow
def test_it_is_published_if_the_edition_asks_for_it(root: Path, folder: Path) -> None:
    substitute(folder / "edition.toml", "[work]", "[epub]\nkepub = true\n\n[work]")
    build_quickly(root)
    path = root / "dist" / SLUG / f"{SLUG}.kepub.epub"
    assert b"koboSpan" in zipfile.ZipFile(path).read("EPUB/text/part-i.xhtml")
    lines: list[str] = []
    check_published(SLUG, lines.append, quick_context(root))
    assert any(line.startswith("EPUB and KEPUB: hold every word and note once") for line in lines)


@pytest.mark.slow
def test_epubcheck_finds_nothing(tiny_ebook: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.kepub.epub"
    path.write_bytes(to_kepub(tiny_ebook))
    assert validate_epub(path).findings == ()

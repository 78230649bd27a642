"""The e-book's list of pages: each word stands in the e-book on the page on which the PDF prints it."""

import io
import re
import zipfile
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from book.errors import ProofError
from book.model import DraftEntry, Edition, PageStart
from book.pipeline.context import BuildContext
from book.pipeline.ebooks import render_kepub
from book.pipeline.edition import assemble_edition
from book.pipeline.printing import TypesetEdition, typeset
from book.render.epub import render_epub
from book.render.epub.pages import mark_pages
from book.runtime import workspace
from book.verify.device_rules import find_violations
from book.verify.proof.pagination import page_starts, prove_page_list
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.epub import EpubReading, PageMark, read_epub
from book.verify.readback.pdf import PdfReading
from book.verify.validators.epubcheck import validate_epub
from tests.bench.synthetic import synthetic_edition
from tests.conftest import ROOT
from tests.optional_validators import accessed, validated
from tests.render.epub.small_ebook import gray_png

HTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
INDEX = (
    DraftEntry("law", 1, ("law",)),
    DraftEntry("treaty", 2, ("treaty",)),
    DraftEntry("statute", 3, see=("law",)),
)


def ebook(edition: Edition, printed: TypesetEdition) -> bytes:
    return render_epub(edition, gray_png(30, 48), workspace.read_assets(), printed.starts)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return synthetic_edition(parts=2, index=INDEX)


@pytest.fixture(scope="module")
def printed(edition: Edition) -> TypesetEdition:
    return typeset(edition, workspace.read_assets())


@pytest.fixture(scope="module")
def content(edition: Edition, printed: TypesetEdition) -> bytes:
    return ebook(edition, printed)


# ── Word by word, by another way than the program's ──────────────────────────────────────────────


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


NOTES = re.compile(r'<section[^>]*class="notes".*?</section>', re.DOTALL)
ASIDE = re.compile(r"<head>.*?</head>|<svg.*?</svg>", re.DOTALL)


def flow_and_marks(content: bytes) -> tuple[str, set[int], list[int], list[str], str]:
    """Give the letters of the e-book without its notes, where in them words begin, where pages, the pages' labels by the nav; the notes."""
    flow, notes, begins, at, labels = "", "", set[int](), dict[str, int](), dict[str, str]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        for link in nav.iterfind(".//h:nav[@epub:type='page-list']//h:a", HTML):
            labels[link.get("href", "")] = link.text or ""
        hrefs = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
        for ref in package.iter("{*}itemref"):
            href = hrefs[ref.get("idref")]
            text = ASIDE.sub("", archive.read(f"EPUB/{href}").decode())
            notes += "".join(letters(re.sub("<[^>]*>", "", found)) for found in NOTES.findall(text))
            text = NOTES.sub("", text)
            for piece in re.split(r"(<[^>]*>)", text):
                name = re.search(r' id="(page-[^"]*)"', piece) if piece.startswith("<") else None
                if name:
                    at[f"{href}#{name[1]}"] = len(flow)
                elif not piece.startswith("<"):
                    for words in re.split(r"(\s+|[—–])", re.sub(r"&[^;]*;", " ", piece)):
                        begins |= {len(flow)} if words and not words.strip("—– \n") else set()
                        flow += letters(words)
    return flow, begins, [at[href] for href in labels], list(labels.values()), notes


def sampled(
    reading: PdfReading, flow: str, notes: str, begins: set[int], count: int
) -> list[tuple[str, str, int]]:
    """Take words of the PDF, with the page on which each begins and where it is in the e-book; first those at the pages' ends.

    A word is found by the letters from it on, long enough that the e-book has them once, in text or notes; those of notes are left out.
    What is left of a word at the head of a page or a line is no word: it began before.
    """
    pages = [page.split() for page in reading.pages]
    spots = [
        (p, w)
        for p, words in enumerate(pages)
        for w in range(len(words))
        if reading.labels[p] != "Cover"
    ]
    edges = [(p, w) for p, w in spots if w < 3]
    chosen = edges + Random(47).sample(spots, min(len(spots), count * 4))  # noqa: S311
    found = []
    for page, word in dict.fromkeys(chosen):
        sought = letters("".join(pages[page][word : word + 14]))[:60]
        if (
            len(sought) == 60
            and flow.count(sought) == 1
            and sought not in notes
            and flow.index(sought) in begins
        ):
            found.append((pages[page][word], reading.labels[page], flow.index(sought)))
    return found


def hold(content: bytes, reading: PdfReading, count: int) -> int:
    """See to it that words have the same page in the e-book's list as in the PDF; give how many were looked up."""
    flow, begins, starts, labels, notes = flow_and_marks(content)
    assert starts == sorted(starts)
    words = sampled(reading, flow, notes, begins, count)
    wrong = [
        (word, label, labels[bisect_right(starts, at) - 1])
        for word, label, at in words
        if labels[bisect_right(starts, at) - 1] != label
    ]
    assert wrong == []
    return len(words)


def test_each_word_has_the_page_on_which_it_is_printed(
    content: bytes, printed: TypesetEdition
) -> None:
    assert hold(content, printed.reading, 500) >= 500


@pytest.mark.slow
def test_each_word_of_the_first_edition_has_the_page_on_which_it_is_printed() -> None:
    made = assemble_edition("chinas-export-controls", BuildContext(ROOT))
    printed = typeset(made.edition, made.assets)
    found = hold(ebook(made.edition, printed), printed.reading, 2000)
    print(f"{found} words of the first edition looked up, each on its page")
    assert found >= 500


@pytest.mark.slow
def test_a_long_book_has_each_word_on_its_page_and_passes_each_gate(tmp_path: Path) -> None:
    """EPUBCheck, the device rules, epubcheck-ts and Ace."""
    edition = synthetic_edition(parts=11, paragraphs=180, index=INDEX)
    printed = typeset(edition, workspace.read_assets())
    assert len(printed.starts) >= 400
    content = render_epub(edition, gray_png(1400, 2100), workspace.read_assets(), printed.starts)
    prove_page_list(edition, printed.starts, read_epub(content), "long.epub")
    assert find_violations(content) == ()
    found = hold(content, printed.reading, 2000)
    print(f"{found} words of {len(printed.starts)} pages looked up, each on its page")
    assert found >= 2000
    path = tmp_path / "long.epub"
    path.write_bytes(content)
    assert validate_epub(path).findings == ()
    kepub = tmp_path / "long.kepub.epub"
    kepub.write_bytes(render_kepub(edition, content, printed.starts))
    assert validate_epub(kepub).findings == ()
    assert validated(path, kepub) == {path: [], kepub: []}
    assert accessed(path) == ()


# ── The list ─────────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_each_page_with_text_in_order(content: bytes, printed: TypesetEdition) -> None:
    labels = [
        label
        for label, page in zip(printed.reading.labels, printed.reading.pages, strict=True)
        if page.strip() and label != "Cover"
    ]
    assert flow_and_marks(content)[3] == labels
    assert {"i", "iii", "v", "1", "2"} <= set(labels)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    assert [target.findtext(".//{*}text") for target in ncx.iter("{*}pageTarget")] == labels
    numbered = [label for label in labels if label.isdecimal()]
    assert [
        target.get("value")
        for target in ncx.iter("{*}pageTarget")
        if target.get("type") == "normal"
    ] == numbered
    meta = {element.get("name"): element.get("content") for element in ncx.iter("{*}meta")}
    assert (meta["dtb:totalPageCount"], meta["dtb:maxPageNumber"]) == (
        str(len(labels)),
        numbered[-1],
    )


def test_the_package_says_whose_pages_these_are(content: bytes, edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    properties = {(meta.get("property"), meta.text) for meta in package.iter("{*}meta")}
    source = "The Work of Works, print edition, A Press, 2026, urn:x-synthetic:1"
    assert {("pageBreakSource", source), ("source-of", "pagination")} <= properties
    assert {
        ("schema:accessibilityFeature", feature)
        for feature in ("pageBreakMarkers", "pageNavigation")
    } <= properties
    assert [e.text for e in package.iter("{*}source") if e.get("id") == "print-edition"] == [source]


def test_without_a_print_edition_the_ebook_claims_no_pages(edition: Edition) -> None:
    with zipfile.ZipFile(
        io.BytesIO(render_epub(edition, gray_png(30, 48), workspace.read_assets()))
    ) as archive:
        for name in (
            "EPUB/nav.xhtml",
            "EPUB/content.opf",
            "EPUB/text/part-1.xhtml",
            "EPUB/toc.ncx",
        ):
            assert not re.search(
                r"page-?list|pagebreak|pageNavigation", archive.read(name).decode(), re.IGNORECASE
            ), name


# ── The place of a mark ──────────────────────────────────────────────────────────────────────────

DOCUMENT = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title></head>
<body><section id="a">
<h1>{}</h1>
<p>{}</p><p>End.</p>
<section epub:type="footnotes"><p>A note.</p></section></section></body></html>"""
PLACES = [
    ("at a heading, before it", "Law", "Old words.", 0, "¶<h1>Law"),
    ("at a paragraph, in it", "Law", "Old words.", 3, "<p>¶Old"),
    ("between words", "Law", "Old words.", 6, "Old ¶words"),
    ("in a word, after it", "Law", "Older words.", 6, "Older ¶words"),
    ("in the last word of a block, in the next one", "Law", "Old words.", 8, "<p>¶End."),
    ("in a word with a hyphen, after it", "Law", "dual-use items", 7, "dual-use ¶items"),
    ("after a dash", "Law", "old—new", 7, "old—¶new"),
    ("in a word after a dash, after it", "Law", "old—newer—newest", 8, "old—newer¶—newest"),
    ("in Chinese", "Law", "the 出口管制法 of", 8, "the 出口¶管制法"),
    ("before a link, not in it", "Law", "old <a href='#a'><em>new</em> law</a>", 6, "old ¶<a href"),
    ("in a link, where it must be", "Law", "old <a href='#a'>new law</a>", 9, "new ¶law</a>"),
    ("after a call", "Law", "old<a href='#n'>1</a> new", 7, "</a> ¶new"),
    (
        "in a word of two elements, after it",
        "Law",
        "<em>inter</em>national law",
        6,
        "national ¶law",
    ),
    ("after all text, before the notes", "Law", "Old words.", 16, "<p>End.¶</p>"),
    ("an entity", "Law", "salt &amp; pepper", 8, "salt &amp; ¶pepper"),
]


@pytest.mark.parametrize(
    ("heading", "text", "offset", "expected"),
    [case[1:] for case in PLACES],
    ids=[case[0] for case in PLACES],
)
def test_a_mark_stands_at_a_word(heading: str, text: str, offset: int, expected: str) -> None:
    marked = mark_pages(
        DOCUMENT.format(heading, text), (PageStart("47", "a", offset),), "page {page}"
    )
    shown = re.sub(r'<span [^>]*aria-label="page 47"[^>]*></span>', "¶", marked)
    assert expected in shown.replace('"', "'")
    assert shown.count("¶") == 1


def test_pages_without_a_word_of_text_stand_in_their_order() -> None:
    starts = tuple(PageStart(str(number), "a", 6) for number in (8, 9, 10))
    marked = mark_pages(DOCUMENT.format("Law", "Old <em><a>words</a></em>."), starts, "page {page}")
    assert re.findall(r'id="page-(\d+)"', marked) == ["8", "9", "10"]
    assert re.search(r'Old (<span id="page-\d+"[^>]*></span>){3}<em><a>words', marked)


# ── The proof ────────────────────────────────────────────────────────────────────────────────────


def moved(reading: EpubReading, at: int, by: int) -> EpubReading:
    pages = tuple(
        replace(mark, offset=mark.offset + by) if n == at else mark
        for n, mark in enumerate(reading.pages)
    )
    return replace(reading, pages=pages)


def swapped(pages: tuple[PageMark, ...], at: int) -> tuple[PageMark, ...]:
    return (*pages[:at], pages[at + 1], pages[at], *pages[at + 2 :])


def test_the_proof_finds_a_mark_at_another_word(
    edition: Edition, printed: TypesetEdition, content: bytes
) -> None:
    reading = read_epub(content)
    prove_page_list(edition, printed.starts, reading, "x.epub")
    inside = [n for n, (a, b) in enumerate(pairwise(reading.pages), 1) if a.document == b.document]
    assert len(inside) > 5
    for at in inside:
        for by in (-9, 12):
            with pytest.raises(ProofError, match=f"the mark of page {reading.pages[at].label} is"):
                prove_page_list(edition, printed.starts, moved(reading, at, by), "x.epub")


def test_the_proof_finds_a_page_that_is_missing_doubled_or_out_of_order(
    edition: Edition, printed: TypesetEdition, content: bytes
) -> None:
    reading = read_epub(content)
    pages = reading.pages
    for wrong in (pages[:-1], (*pages, pages[-1]), swapped(pages, 6), (), pages[1:]):
        with pytest.raises(ProofError, match="the list of pages is"):
            prove_page_list(edition, printed.starts, replace(reading, pages=wrong), "x.epub")


def test_the_proof_finds_a_mark_in_another_chapter(
    edition: Edition, printed: TypesetEdition, content: bytes
) -> None:
    reading = read_epub(content)
    pages = (
        *reading.pages[:4],
        replace(reading.pages[4], document=reading.pages[4].document + 1),
        *reading.pages[5:],
    )
    with pytest.raises(ProofError, match="its mark is elsewhere"):
        prove_page_list(edition, printed.starts, replace(reading, pages=pages), "x.epub")


def test_a_page_of_notes_alone_begins_where_the_text_before_it_ended(
    edition: Edition, printed: TypesetEdition
) -> None:
    pages = prove_pdf(edition, printed.reading, "x.pdf")
    at = pages.labels.index("3")
    ends = (*pages.ends[:at], pages.ends[at - 1], *pages.ends[at + 1 :])
    starts = {start.label: start for start in page_starts(edition, replace(pages, ends=ends))}
    assert replace(starts["4"], label="3") == starts["3"]

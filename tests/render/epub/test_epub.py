"""The e-book of a small edition: what is in it, where its links lead, and that it is the same bytes each time."""

import hashlib
import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from book.errors import EditionError
from book.model import Conformance, Contributor, Division, Imprint, Link, NoteCall, Paragraph, Plain
from book.text.dates import first_instant
from book.text.plaintext import plain_chapters
from book.verify.validators.epubcheck import validate_epub
from tests.conftest import ROOT
from tests.render.epub.small_ebook import (
    EDITION,
    HOSTILE,
    IMPRINT,
    LABELS,
    LINKED,
    OPF,
    OPS,
    TEMPLATES,
    XHTML,
    XML,
    UnzippedEbook,
    gray_png,
    plain,
    render_small,
)


@pytest.fixture(scope="module")
def book() -> UnzippedEbook:
    return UnzippedEbook(render_small())


def squeeze(text: str) -> str:
    return "".join(text.split())


# ── What is in it ────────────────────────────────────────────────────────────────────────────────


def test_each_division_is_a_document_with_its_words_in_order(book: UnzippedEbook) -> None:
    edition = EDITION
    parts = plain_chapters(edition)
    assert book.spine() == [f"EPUB/text/{part.id}.xhtml" for part in parts]
    for part, name in zip(parts, book.spine(), strict=True):
        words = [piece for piece in part.flow if isinstance(piece, str)]
        words += [LABELS["notes"]] if part.notes else []
        words += [piece for note in part.notes for piece in (f"{note.mark}.", note.text)]
        assert book.body(name) == squeeze("".join(words))


def test_strangers_words_are_words(book: UnzippedEbook) -> None:
    for name, tree in book.trees.items():
        assert not [
            e for e in tree.iter() if not isinstance(e.tag, str) or e.tag.endswith("script")
        ], name
    assert squeeze(HOSTILE) in book.body("EPUB/text/part-i.xhtml")
    assert book.dc("title")[0] == f"A Small Book {HOSTILE}"


def test_the_cover_is_a_picture_that_says_its_words(book: UnzippedEbook) -> None:
    svg = book.pages["EPUB/text/cover.xhtml"].find(".//{http://www.w3.org/2000/svg}svg")
    assert svg is not None
    assert svg.get("viewBox") == "0 0 30 48"
    assert squeeze(svg.findtext("{http://www.w3.org/2000/svg}title") or "") == squeeze(
        f"A Small Book {HOSTILE}The Author"
    )
    covers = [
        item.get("href")
        for item in book.package.iter(f"{OPF}item")
        if item.get("properties") == "cover-image"
    ]
    assert covers == ["images/cover.png"]
    assert book.zip.read("EPUB/images/cover.png") == gray_png(30, 48)


def test_each_document_names_its_language_kind_and_title(book: UnzippedEbook) -> None:
    for name, tree in book.pages.items():
        assert tree.get("lang") == tree.get(f"{XML}lang") == "en-GB"
        assert (tree.findtext(f"{XHTML}head/{XHTML}title") or "").strip(), name
    part = book.pages["EPUB/text/part-i.xhtml"]
    body = part.find(f"{XHTML}body")
    assert body is not None
    assert (body.get(f"{OPS}type"), body[0].get(f"{OPS}type"), body[0].get("role")) == (
        "bodymatter",
        "part",
        "doc-part",
    )
    assert body[0].get("aria-label") == "I. The Part"


# ── Where links lead ─────────────────────────────────────────────────────────────────────────────


def test_ids_are_unique_over_the_book(book: UnzippedEbook) -> None:
    counts = Counter(
        e.get("id") for tree in book.trees.values() for e in tree.iter() if e.get("id")
    )
    assert [name for name, count in counts.items() if count > 1] == []
    assert counts["p-1"] == 1


def test_each_link_within_the_book_leads_somewhere(book: UnzippedEbook) -> None:
    anchors = {name: {e.get("id") for e in tree.iter()} for name, tree in book.trees.items()}
    seen = 0
    for name, tree in book.trees.items():
        for element in tree.iter():
            for key in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
                address = element.get(key)
                if address is None or "://" in address:
                    continue
                file, _, fragment = address.partition("#")
                home = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
                    if file
                    else name
                )
                assert home in book.names, (name, address)
                assert not fragment or fragment in anchors[home], (name, address)
                seen += 1
    assert seen > len(book.names)


def test_a_link_to_nowhere_is_an_error() -> None:
    edition = EDITION
    lost = Division("lost", "section", blocks=(Paragraph((Link("#nowhere", plain("there")),)),))
    with pytest.raises(EditionError, match="#nowhere"):
        render_small(replace(edition, divisions=(*edition.divisions, lost)))


def test_calls_and_notes_lead_to_each_other(book: UnzippedEbook) -> None:
    tree = book.pages["EPUB/text/part-i.xhtml"]
    calls = [e for e in tree.iter(f"{XHTML}a") if e.get(f"{OPS}type") == "noteref"]
    notes = [e for e in tree.iter(f"{XHTML}div") if e.get(f"{OPS}type") == "footnote"]
    assert [(c.text, c.get("role")) for c in calls] == [
        (mark, "doc-noteref") for mark in ("1", "a", "2")
    ]
    assert [call.get("href") for call in calls] == [f"#{note.get('id')}" for note in notes]
    for call, note in zip(calls, notes, strict=True):
        back = next(note.iter(f"{XHTML}a"))
        assert (back.get("href"), back.get("role"), back.text) == (
            f"#{call.get('id')}",
            "doc-backlink",
            f"{call.text}.",
        )
        assert "".join(map(str, note.itertext())).startswith(f"{call.text}. ")
        assert note.get("role") == "doc-footnote"
    assert notes[-1].getparent() is tree.xpath("//*[local-name()='section'][@class='notes']")[0]


def test_calls_that_follow_each_other_stand_apart_and_at_their_word() -> None:
    blocks = (Paragraph((Plain("Words"), NoteCall("note-1"), NoteCall("note-2"), Plain("."))),)
    made = UnzippedEbook(
        render_small(
            replace(
                EDITION,
                divisions=(Division("part-i", "part", plain("One"), blocks=blocks), *LINKED),
            )
        )
    )
    assert (
        made.pages["EPUB/text/part-i.xhtml"].xpath("string(//*[local-name()='p'])")
        == "Words1\N{NO-BREAK SPACE}2."
    )


def test_both_tables_of_contents_are_two_levels_deep_and_agree(book: UnzippedEbook) -> None:
    nav, landmarks = book.pages["EPUB/nav.xhtml"].iter(f"{XHTML}nav")
    wanted = ["[Preface]", "I. The Part", "1. Fish & Fowl", f"II. {HOSTILE}", "Bibliography"]
    assert [a.text for a in nav.iter(f"{XHTML}a")] == wanted
    ncx = book.trees["EPUB/toc.ncx"]
    daisy = "{http://www.daisy.org/z3986/2005/ncx/}"
    assert [e.text for e in ncx.iterfind(f"{daisy}navMap//{daisy}text")] == wanted
    assert [e.get("src") for e in ncx.iter(f"{daisy}content")] == [
        a.get("href") for a in nav.iter(f"{XHTML}a")
    ]
    assert len(nav.xpath("//*[local-name()='ol']//*[local-name()='ol']")) == 1
    assert ncx.xpath("//*[@name='dtb:depth']/@content") == ["2"]
    assert landmarks.get("hidden") == "hidden"
    assert [a.get(f"{OPS}type") for a in landmarks.iter(f"{XHTML}a")] == [
        "cover",
        "titlepage",
        "toc",
        "bodymatter",
        "bibliography",
    ]
    assert [r.get("type") for r in book.package.iter(f"{OPF}reference")] == [
        "cover",
        "title-page",
        "toc",
        "text",
        "bibliography",
    ]


# ── The package ──────────────────────────────────────────────────────────────────────────────────


def test_the_metadata_say_what_the_book_is(book: UnzippedEbook) -> None:
    assert book.package.get(f"{XML}lang") == "en-GB"
    assert book.dc("title")[1:] == ["And a Subtitle"]
    assert book.dc("creator") == ["The Author & Co"]
    assert book.dc("contributor") == ["the Editors", "Wu Jinhuai"]
    assert book.properties("role") == ["aut", "edt", "aui"]
    assert book.properties("file-as") == ["Author & Co, The", "Editors, the", "Wu Jinhuai"]
    assert book.dc("source") == ["https://example.org/a?b=c&d", "A Letter, Wu Jinhuai, b.txt"]
    single = {
        name: book.dc(name)
        for name in ("identifier", "language", "publisher", "date", "description", "rights")
    }
    assert single == {
        "identifier": ["urn:isbn:1"],
        "language": ["en-GB"],
        "publisher": ["The Press"],
        "date": ["2024-02-29"],
        "description": ["A book."],
        "rights": ["Free."],
    }
    assert book.properties("dcterms:modified") == ["2024-02-29T00:00:00Z"]
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert any(book.properties(f"schema:{name}")), name


def test_what_nobody_said_is_not_claimed(book: UnzippedEbook) -> None:
    for name in (
        "dcterms:conformsTo",
        "a11y:certifiedBy",
        "belongs-to-collection",
        "identifier-type",
    ):
        assert book.properties(name) == []
    assert (book.properties("schema:accessibilitySummary")[0] or "").endswith(
        "No third party has certified its accessibility."
    )
    assert "index" not in book.properties("schema:accessibilityFeature")


RICH = replace(
    IMPRINT,
    identifier="urn:isbn:978-3-16-148410-0",
    series="Small Books",
    series_number="4.2",
    contributors=(Contributor("Ann Other", "trl", ""),),
    sort=(("Ann Other", "Other, Ann"), ("Wu Jinhuai", "Wu, Jinhuai")),
    conformance=Conformance(
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "An Auditor", "Auditor of Books"
    ),
)


def test_what_the_editor_says_is_in_the_metadata() -> None:
    found = UnzippedEbook(render_small(replace(EDITION, imprint=RICH)))
    assert found.dc("contributor") == ["the Editors", "Ann Other", "Wu Jinhuai"]
    assert found.properties("role") == ["aut", "edt", "trl", "aui"]
    assert found.properties("file-as") == [
        "Author & Co, The",
        "Editors, the",
        "Other, Ann",
        "Wu, Jinhuai",
    ]
    refined = {
        (m.get("refines"), m.get("property"), m.text)
        for m in found.package.iter(f"{OPF}meta")
        if m.get("refines")
    }
    assert {
        ("#id", "identifier-type", "15"),
        ("#series", "collection-type", "series"),
        ("#series", "group-position", "4.2"),
    } <= refined
    assert found.properties("belongs-to-collection") == ["Small Books"]
    assert found.properties("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    certified = {
        ("#conformance", "a11y:certifiedBy", "An Auditor"),
        ("#certifier", "a11y:certifierCredential", "Auditor of Books"),
    }
    assert certified <= refined
    assert (found.properties("schema:accessibilitySummary")[0] or "").endswith(
        "Its accessibility is certified by An Auditor."
    )


def test_each_document_has_a_title_of_its_own_and_each_chapter_a_heading(
    book: UnzippedEbook,
) -> None:
    titles = [
        tree.findtext(f"{XHTML}head/{XHTML}title")
        for name, tree in book.pages.items()
        if "/text/" in name
    ]
    assert titles[:3] == ["Cover", "Title page", "Contents"]
    assert len(titles) == len(set(titles))
    for name in book.spine()[1:]:
        headings = [e for e in book.pages[name].iter() if e.tag == f"{XHTML}h1"]
        assert len(headings) == 1, name
    page = book.pages["EPUB/text/title-page.xhtml"]
    assert [
        ("".join(map(str, e.itertext())), e.get("role"))
        for e in page.iter(f"{XHTML}h1", f"{XHTML}p")
    ] == [("A Small Book", None)]


def test_the_bibliography_is_a_list_without_deprecated_roles(book: UnzippedEbook) -> None:
    tree = book.pages["EPUB/text/bibliography.xhtml"]
    assert [(e.get("id"), e.get("role")) for e in tree.iter(f"{XHTML}li")] == [("ref-law", None)]
    assert [e.get("role") for e in tree.iter(f"{XHTML}section")] == ["doc-bibliography"]


def test_the_kind_of_file_stands_first_and_stored(book: UnzippedEbook) -> None:
    assert book.content[30:58] == b"mimetypeapplication/epub+zip"
    assert book.zip.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert {info.date_time for info in book.zip.infolist()} == {(2024, 2, 29, 0, 0, 0)}


def test_the_manifest_lists_each_file(book: UnzippedEbook) -> None:
    listed = [f"EPUB/{item.get('href')}" for item in book.package.iter(f"{OPF}item")]
    assert sorted([*listed, "mimetype", "META-INF/container.xml", "EPUB/content.opf"]) == sorted(
        book.names
    )


@pytest.mark.parametrize("date", ["", "February 2024", "2024-13", "0000"])
def test_what_is_no_date_is_an_error(date: str) -> None:
    with pytest.raises(EditionError, match="no date"):
        first_instant(date)


def test_a_character_that_xml_cannot_hold_is_an_error() -> None:
    bad = Division(
        "bad", "section", plain("Chapter"), blocks=(Paragraph(plain("a bell \x07 rings")),)
    )
    with pytest.raises(EditionError, match=r"U\+0007, which follows .*a bell "):
        render_small(replace(EDITION, divisions=(bad,)))


# ── Style and fonts ──────────────────────────────────────────────────────────────────────────────


def test_the_fonts_hold_the_books_characters_and_few_others(book: UnzippedEbook) -> None:
    latin = TTFont(io.BytesIO(book.zip.read("EPUB/fonts/EBGaramond-Regular.ttf")))
    chinese = TTFont(io.BytesIO(book.zip.read("EPUB/fonts/NotoSerifSC-Regular.ttf")))
    assert set(map(ord, "All are equal")) <= set(latin.getBestCmap())
    assert ord("Ω") not in latin.getBestCmap()
    assert set(chinese.getBestCmap()) == set(map(ord, "出口管制法"))
    features = {record.FeatureTag for record in latin["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "lnum", "onum", "liga"} <= features
    css = book.zip.read("EPUB/css/epub.css").decode()
    assert {f"EPUB/fonts/{name}" for name in re.findall(r"url\(\"\.\./fonts/(.*?)\"\)", css)} == {
        name for name in book.names if name.endswith(".ttf")
    }


def test_a_book_without_chinese_brings_no_chinese_font() -> None:
    division = Division("part-i", "part", plain("One"), blocks=(Paragraph(plain("Latin alone.")),))
    made = UnzippedEbook(render_small(replace(EDITION, divisions=(division,))))
    assert [name for name in made.names if "Noto" in name] == []
    assert "Noto" not in made.zip.read("EPUB/css/epub.css").decode().split("body", 1)[0]


def test_the_style_leaves_size_colour_and_lines_to_the_reader() -> None:
    css = re.sub(
        r"/\*.*?\*/", "", (TEMPLATES / "epub.css").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    body = re.search(r"^body \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert body
    assert "font-size" not in body[1]
    assert re.findall(r"font-size: *[\d.]+(?!em|[\d.])\w*", css) == []
    assert set(re.findall(r"(?<![\w-])(?:color|background(?:-color)?): *([^;]+)", css)) <= {
        "inherit"
    }
    assert "justify" not in css


# ── The same bytes ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("zone", "seed"), [("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")]
)
def test_the_same_edition_is_the_same_bytes_anywhere(
    book: UnzippedEbook, tmp_path: Path, zone: str, seed: str
) -> None:
    code = (
        "import hashlib\nfrom tests.render.epub.small_ebook import render_small\n"
        "print(hashlib.sha256(render_small()).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": "1",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == hashlib.sha256(book.content).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize(
    "imprint", [IMPRINT, RICH], ids=["plain", "with all that can be said of it"]
)
def test_epubcheck_finds_nothing(imprint: Imprint, tmp_path: Path) -> None:
    file = tmp_path / "small.epub"
    file.write_bytes(render_small(replace(EDITION, imprint=imprint)))
    assert validate_epub(file).findings == ()

"""The e-book as a file: its manifest, its fonts and style, the same bytes everywhere."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from book.model import Division, Paragraph
from tests.conftest import ROOT
from tests.render.epub.small_ebook import (
    TEMPLATES,
    UnzippedEbook,
    edition_of,
    plain,
    render_small,
)

# A program for another process, which sees another time zone and another hash seed.
PRINT_DIGEST = """
import hashlib
from tests.render.epub.small_ebook import render_small
print(hashlib.sha256(render_small()).hexdigest())
"""
FONT = re.compile(r'url\("\.\./fonts/(.*?)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOR = re.compile(r"(?<![\w-])(?:color|background(?:-color)?): *([^;]+)")


def test_the_kind_of_file_is_first_and_uncompressed(book: UnzippedEbook) -> None:
    assert book.content[30:58] == b"mimetypeapplication/epub+zip"
    assert book.zip.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert {info.date_time for info in book.zip.infolist()} == {(2024, 2, 29, 0, 0, 0)}


def test_the_manifest_lists_each_file(book: UnzippedEbook) -> None:
    listed = [f"EPUB/{item.get('href')}" for item in book.items()]
    unlisted = ["mimetype", "META-INF/container.xml", "EPUB/content.opf"]
    assert sorted([*listed, *unlisted]) == sorted(book.names)


# ── Style and fonts ──────────────────────────────────────────────────────────────────────────────


def css_of(book: UnzippedEbook) -> str:
    return book.zip.read("EPUB/css/epub.css").decode()


def read_font(book: UnzippedEbook, name: str) -> TTFont:
    return TTFont(io.BytesIO(book.zip.read(f"EPUB/fonts/{name}")))


def test_the_fonts_have_the_books_characters_and_few_others(book: UnzippedEbook) -> None:
    latin = read_font(book, "EBGaramond-Regular.ttf")
    chinese = read_font(book, "NotoSerifSC-Regular.ttf")
    assert set(map(ord, "All are equal")) <= set(latin.getBestCmap())
    assert ord("Ω") not in latin.getBestCmap()
    assert set(chinese.getBestCmap()) == set(map(ord, "出口管制法"))
    features = {record.FeatureTag for record in latin["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "lnum", "onum", "liga"} <= features


def test_the_style_sheet_names_each_font(book: UnzippedEbook) -> None:
    named = {f"EPUB/fonts/{name}" for name in FONT.findall(css_of(book))}
    assert named == {name for name in book.names if name.endswith(".ttf")}


def test_a_book_without_chinese_has_no_chinese_font() -> None:
    latin = (Paragraph(plain("Latin alone.")),)
    division = Division("part-i", "part", plain("One"), blocks=latin)
    ebook = UnzippedEbook(render_small(edition_of(division)))
    assert [name for name in ebook.names if "Noto" in name] == []
    assert "Noto" not in css_of(ebook).split("body", 1)[0]


def test_size_color_and_line_breaks_are_left_to_the_reader() -> None:
    css = COMMENT.sub("", (TEMPLATES / "epub.css").read_text(encoding="utf-8"))
    body = re.search(r"^body \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert body
    assert "font-size" not in body[1]
    assert re.findall(r"font-size: *[\d.]+(?!em|[\d.])\w*", css) == []
    assert set(COLOR.findall(css)) <= {"inherit"}
    assert "justify" not in css


# ── The same bytes ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "seed"), [("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")]
)
def test_an_edition_has_the_same_bytes_everywhere(
    book: UnzippedEbook, tmp_path: Path, zone: str, seed: str
) -> None:
    environment = {"PYTHONPATH": str(ROOT), "TZ": zone, "PYTHONHASHSEED": seed}
    process = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        cwd=tmp_path,
        env={**os.environ, **environment, "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.strip() == hashlib.sha256(book.content).hexdigest()

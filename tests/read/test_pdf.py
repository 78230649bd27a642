"""Text PDFs: what is printed where, and in which type, becomes form."""

import io
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from PIL import Image

from book.errors import EditionError
from book.model import Line
from book.read.document import SourceFile, read_document
from book.read.pdf import trial
from book.read.pdf.glyphs import read_pages
from book.read.pdf.streams import check_streams
from tests.bench.hostile.archives import in_ascii85, pdf_in_disguise

STYLE = """<meta charset="utf-8"><title>The Heron</title><meta name="author" content="A. Writer">
<style>@page{size:A5;margin:2cm;@top-center{content:"A RUNNING HEAD"}
@bottom-center{content:counter(page)}}
body{font:10pt serif;text-align:justify;hyphens:auto} p{margin:0;text-indent:1.5em}
.note{float:footnote;font-size:8pt} .verse{margin:1em 2em;text-indent:0} h2+p{text-indent:0}
blockquote{margin:1em 2em} blockquote p{text-indent:0} .two{column-count:2;font-size:8pt}</style>"""
LONG = (
    "The ferryman kept his boat tied under the willow, and on days of low water nobody could cross "
    "before noon, for the channel was narrow and the bank was steep; and every traveller who came "
    "had to wait on the bench beside the house, where the wind was least, notwithstanding. "
)


@cache
def printed(body: str) -> bytes:
    import weasyprint

    document: bytes = weasyprint.HTML(string=f"<html lang=en>{STYLE}{body}").write_pdf()
    return document


def read(content: bytes) -> tuple[Line, ...]:
    return read_document(SourceFile("a.pdf", content)).lines


def marked(line: Line) -> list[tuple[str, str]]:
    return [(each.kind, line.text[each.start : each.end]) for each in line.ranges]


BOOK = f"""<h1>The Heron</h1><h2>First</h2>
<p>He saw the <i>grey heron</i> and the <b>boat</b>.<span class=note>A <i>small</i> boat.</span>
{LONG * 2}</p><p>{LONG}</p>
<p class=verse>The miller counts his flour at night,<br>&emsp;The wheel is standing still,<br>
And every sack he ties up tight<br>&emsp;Is one more for the mill.</p>
<p>{LONG * 3}</p><blockquote><p>{LONG}</p></blockquote><p>{LONG * 9}</p><p>{LONG}</p>"""


@pytest.fixture(scope="module")
def book() -> tuple[Line, ...]:
    return read(printed(BOOK))


def test_running_heads_and_folios_are_removed(book: tuple[Line, ...]) -> None:
    removed = [line.text for line in book if line.rule == "running head"]
    assert removed[:2] == ["A RUNNING HEAD", "1"]
    assert removed.count("A RUNNING HEAD") * 2 == len(removed) >= 4


def test_lines_become_paragraphs_across_pages(book: tuple[Line, ...]) -> None:
    texts = [line.text for line in book if line.fate == "open"]
    assert (LONG * 9).strip() in texts
    assert texts[-1] == LONG.strip()


def test_headings_are_larger(book: tuple[Line, ...]) -> None:
    assert [line.text for line in book if line.text.startswith("#")] == ["# The Heron", "## First"]


def test_italics_and_bold_are_read_from_the_font(book: tuple[Line, ...]) -> None:
    line = next(line for line in book if line.text.startswith("He saw"))
    kinds = [(kind, text) for kind, text in marked(line) if kind != "note"]
    assert kinds == [("emphasis", "grey heron"), ("strong", "boat")]


def test_a_note_follows_the_paragraph_that_calls_it(book: tuple[Line, ...]) -> None:
    opened = [line for line in book if line.fate == "open"]
    place = next(i for i, line in enumerate(opened) if line.text.startswith("He saw"))
    (call,) = [each for each in opened[place].ranges if each.kind == "note"]
    note = opened[place + 1]
    assert (note.text, note.form.containers[0].id) == ("A small boat.", call.value)
    assert opened[place].text[: call.start].endswith("boat.")


def test_verse_and_quotations_are_read_from_their_place(book: tuple[Line, ...]) -> None:
    verse = next(line for line in book if line.form.kind == "verse")
    assert [each.kind for each in verse.ranges] == ["break"] * 3
    quoted = [line for line in book if line.form.container("quotation")]
    assert [line.text for line in quoted] == [LONG.strip()]


def test_columns_are_read_one_after_the_other() -> None:
    lines = read(printed(f"<div class=two><p>{LONG * 8}</p></div>"))
    assert (LONG * 8).strip() in [line.text for line in lines]


def test_the_document_properties_are_metadata(book: tuple[Line, ...]) -> None:
    assert [(line.field, line.text) for line in book if line.fate == "metadata"] == [
        ("title", "The Heron"),
        ("author", "A. Writer"),
    ]


def test_what_has_no_text_is_refused_with_a_remedy() -> None:
    scan = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(scan, "PDF")
    with pytest.raises(EditionError, match="no text") as caught:
        read(scan.getvalue())
    assert "ocrmypdf" in caught.value.remedy


def test_an_encrypted_file_is_refused() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("<p>x</p>"))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EditionError, match="encrypted"):
        read(locked.getvalue())
    with pytest.raises(EditionError, match="cannot be read"):
        read(b"%PDF-1.4 broken")


def test_a_glyph_that_no_font_explains_is_named() -> None:
    """The encoding gives the code of Q to a glyph with a name of its own."""
    codes = pikepdf.Array([ord("Q"), pikepdf.Name("/g999")])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Dictionary(Differences=codes),
    )
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 400))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(
            b"BT /F 12 Tf 9 300 Td (The boat lay Q at the shore.) Tj ET"
        )
        content = io.BytesIO()
        pdf.save(content)
    lines = read(content.getvalue())
    assert [(line.text, line.fate) for line in lines] == [
        ("Q", "not carried"),
        ("The boat lay at the shore.", "open"),
    ]


def hidden_end() -> bytes:
    """Return 21 MB that are packed with “endstream” as it stands among the first bytes."""
    packer = zlib.compressobj(0)
    opening = packer.compress(b"% endstream\n") + packer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return opening + rest.compress(b" " * 21_000_000) + rest.flush()


LARGE = b"BT (The boat.) Tj ET\n" * 1_000_000


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (zlib.compress(LARGE), b"/Length 5000 /Filter /FlateDecode"),
        (zlib.compress(zlib.compress(LARGE)), b"/Filter [/FlateDecode /FlateDecode]"),
        (hidden_end(), b"/Length 9 0 R /Filter /FlateDecode"),
        (zlib.compress(LARGE), b"/Length 3 /Filter /Fl#61teDecode"),
        (zlib.compress(zlib.compress(LARGE)), b"/Length 8 0 R /Filter 9 0 R"),
    ],
)
def test_a_page_that_unpacks_to_more_than_memory_holds_is_refused(
    content: bytes, entries: bytes
) -> None:
    stream = b"<< %b >> stream\n%b\nendstream" % (entries, content)
    with pytest.raises(EditionError, match="unpacks to more than 20,000,000 bytes"):
        check_streams(b"%PDF-1.5\n4 0 obj\n" + stream + b"\nendobj", "a.pdf")


def test_a_large_picture_is_not_unpacked() -> None:
    content = zlib.compress(bytes(21_000_000))
    head = b"4 0 obj\n<< /Subtype /Image /Filter /FlateDecode >> stream\n"
    check_streams(head + content + b"\nendstream endobj", "a.pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entries", "pack"),
    [
        (b"/Subtype/Image/Filter/FlateDecode", bytes),
        (b"/Filter[/ASCII85Decode/FlateDecode]", in_ascii85),
    ],
)
def test_what_is_not_seen_to_be_too_large_is_tried_with_limits(
    entries: bytes, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "MEGABYTES", 250)
    (content,) = pdf_in_disguise(entries, pack, 60_000_000).values()
    check_streams(content, "a.pdf")
    with pytest.raises(EditionError, match="takes more than 250 MB of memory or 30 seconds"):
        read_pages(content, "a.pdf")

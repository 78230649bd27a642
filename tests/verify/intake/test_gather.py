"""What the proof finds in a file of each format: words in their places, and the form."""

import pytest

from book.errors import EditionError
from book.verify.intake import words
from book.verify.intake.extract import gather
from book.verify.intake.gathering import Gathered
from tests.verify.intake.zips import pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{}</text></TEI>'


def docx(body: str, **parts: str) -> bytes:
    document = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return pack({"word/document.xml": document} | {f"word/{k}.xml": v for k, v in parts.items()})


def needed(name: str, content: str | bytes) -> list[str]:
    found = gather(name, content.encode() if isinstance(content, str) else content)
    return sorted(words.count(found.needed).elements())


def blocks(found: Gathered) -> dict[str, int]:
    return {kind: len(ends) for kind, ends in found.blocks.items()}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", "<p>un<i>believ</i>able</p><p>boat</p>", "boat unbelievable"),
        ("a.html", "<p>a<br>b</p><div>c<p>d</div>", "a b c d"),
        ("a.html", "<p>dis<span class=pagenum><a>Page 3</a></span>closed", "3 disclosed page"),
        ("a.html", "<script>x</script><style>y</style><p hidden>z</p>", "z"),
        ("a.html", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "kan 漢"),
        ("a.html", "<table><tr><td>1<td>2</table>", "1 2"),
        ("a.html", '<img alt="A weir" src="x">', "a weir"),
        ("a.md", "# One\n\n[two](http://three) *fo*ur[^5]\n\n[^5]: six\n", "four one six two"),
        ("a.md", "---\ntitle: One\n---\n\nH~2~O <b class='x'>two</b> &eacute;", "h2o one two é"),
        ("a.md", "1. one\n2. two\n\n<!-- three -->", "one three two"),
        ("a.txt", "one _two_\r\nthree", "one three two"),
        ("a.rtf", r"{\rtf1\ansi caf\'e9 \u1087?\u1072? {\*\x no}{\b b}old\par}", "bold café па"),
        ("a.rtf", r"{\rtf1 a{\footnote b}c {\*\annotation d}\bin3 {{{e}", "ac b d e"),
        ("a.rtf", r"{\rtf1{\fonttbl{\f1\fcharset204 F;}}\f1\'cf\'e0\'f0}", "пар"),
        ("a.xml", TEI.format("<p>co<lb break='no'/>py <note>b</note>c</p>"), "b c copy"),
        ("a.xml", TEI.format("<p>a<choice><sic>b</sic><corr>c</corr></choice></p>"), "abc"),
    ],
)
def test_words(name: str, content: str, expected: str) -> None:
    assert needed(name, content) == expected.split()


def test_words_of_all_parts_of_a_docx() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r>"
    chosen = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = (
        f"<w:p><w:r><w:t>un</w:t></w:r>{chosen}<w:r><w:t>broken</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:tab/>"
        "<w:instrText>PAGE</w:instrText></w:r>"
        "<w:fldSimple><w:r><w:t>field</w:t></w:r></w:fldSimple></w:p>"
    )
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>head</w:t></w:r></w:p></w:hdr>'
    assert needed("a.docx", docx(body, header1=header)) == [
        "box",
        "deleted",
        "field",
        "head",
        "unbroken",
    ]


def test_form_of_a_page() -> None:
    found = gather(
        "a.html",
        b"<html lang='en'><p><em>a <i>b</i></em> <b></b><sub>c</sub> <span lang='fr'>d</span>"
        b"<blockquote><p>e</p></blockquote><ul><li>f<li></li></ul><hr><img src='x'>"
        b"<table><tr><td>g<td></table><a href='#x'>h</a> <a href='https://x'>i</a></html>",
    )
    assert found.formed == {
        "emphasis": ["a", "b"],
        "subscript": ["c"],
        "foreign": ["d"],
        "link": ["i"],
    }
    assert blocks(found) == {
        "quotations": 1,
        "items": 1,
        "lists": 1,
        "scene-breaks": 1,
        "pictures": 1,
        "cells": 1,
        "tables": 1,
    }


def test_form_of_tei() -> None:
    found = gather(
        "a.xml",
        TEI.format(
            "<lg><l>a</l><l>b</l></lg><sp><speaker>C</speaker><stage>d</stage></sp>"
            "<p><hi rend='italic small-caps'>e</hi> <del>f</del></p><p>g<note>h</note></p>"
        ).encode(),
    )
    assert found.formed == {"emphasis": ["e"], "small-capitals": ["e"], "deletion": ["f"]}
    assert blocks(found) == {"verse-lines": 2, "speeches": 1, "stage-directions": 1, "notes": 1}


def test_comments_and_keys_of_a_block_of_metadata_are_optional() -> None:
    content = "---\nItem: Ferry #49\nBook part: one # a draft\nnote: C#\n---\n\nThe boat.\n"
    assert needed("a.md", content) == ["boat", "c", "ferry", "one", "the"]


def test_data_of_a_field_are_no_words() -> None:
    body = "<w:p><w:r><w:fldChar><w:fldData>PEVuZE5vdGU+</w:fldData></w:fldChar></w:r></w:p>"
    assert needed("a.docx", docx(f"{body}<w:p><w:r><w:t>boat</w:t></w:r></w:p>")) == ["boat"]


def test_form_of_rtf_and_docx() -> None:
    found = gather("a.rtf", rb"{\rtf1 {\i a} \b b\b0  c {\super 1}{\footnote d}\pard}")
    assert found.formed == {"emphasis": ["a"], "strong": ["b"], "superscript": ["1"]}
    assert blocks(found) == {"notes": 1}
    runs = "".join(
        f"<w:r><w:rPr>{p}</w:rPr><w:t>{t} </w:t></w:r>"
        for p, t in (('<w:i w:val="0"/>', "a"), ("<w:i/><w:b/>", "b"), ("<w:smallCaps/>", "c"))
    )
    found = gather("a.docx", docx(f"<w:p>{runs}</w:p>"))
    assert found.formed == {"emphasis": ["b"], "strong": ["b"], "small-capitals": ["c"]}


def test_the_declared_encoding_counts() -> None:
    page = '<meta charset="windows-1251"><p>Пристань</p>'.encode("cp1251")
    assert needed("a.html", page) == ["пристань"]
    assert sorted(words.count(gather("a.txt", "é".encode("cp1252"), "cp1252").needed)) == ["é"]


def test_deep_markup_is_walked() -> None:
    deep = b"<div>" * 1500 + b"boat" + b"</div>" * 1500
    assert needed("a.html", deep) == ["boat"]
    with pytest.raises(EditionError, match="too deep"):
        gather("a.html", b"<div>" * 3000 + b"boat")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_a_damaged_archive_has_no_words(suffix: str) -> None:
    assert gather(f"a{suffix}", pack({"x": "y"})).needed == []

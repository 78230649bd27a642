r"""RTF: code pages, destinations, tables, notes."""

import pytest

from book.errors import EditionError
from tests.read.office import PNG, forms, kinds, pictures, read, rules, texts

FONTS = (
    rb"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset134 SimSun;}"
    rb"{\f3\fcharset2 Symbol;}{\f4 Times CE;}{\f5\fcharset128 Mincho;}{\f6\fcharset161 Times;}}"
)


def rtf(body: bytes, start: bytes = rb"\ansi\ansicpg1252\deff0") -> bytes:
    return rb"{\rtf1" + start + FONTS + body + b"}"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rb"{\f1 \'cf\'e0\'f0\'ee\'ec}", "Паром"),
        (rb"{\f2 \'b6\'c9\'bf\'da}", "渡口"),
        (rb"{\f3 a\'62}", "αβ"),
        (rb"{\f4 \'b3}", "ł"),
        (rb"{\f5 \'83A\'83\'42}", "アィ"),
        (rb"{\f6 \'eb}", "λ"),
        (rb"\u8220?ripe\u8221\'94 grape", "“ripe” grape"),
        (rb"{\uc2 \u28193\'b6\'c9\uc0\u21475}x", "渡口x"),
        (rb"\u-10179?\u-8704?", "\N{GRINNING FACE}"),
        (rb"co\_op \{a\} n\~o \emdash\'e9", "co\u2011op {a} n\u00a0o —é"),
        (rb"a\bin3 {{{b", "ab"),
    ],
)
def test_letters(body: bytes, words: str) -> None:
    assert texts(read("a.rtf", rtf(body + rb"\par"))) == [words]


def test_the_code_page_of_the_file() -> None:
    (line,) = read("a.rtf", rb"{\rtf1\ansi\ansicpg1251 \'cf\'e0\'f0\'ee\'ec\par}")
    assert line.text == "Паром"


def test_looks_and_line_ends() -> None:
    (line,) = read("a.rtf", rtf(rb"{\i one} {\b\scaps two\b0 three} H{\sub 2}O \ul u\ulnone\par"))
    assert sorted(forms(line)) == [
        ("emphasis", "one", ""),
        ("small-capitals", "twothree", ""),
        ("strong", "two", ""),
        ("subscript", "2", ""),
        ("underline", "u", ""),
    ]


def test_destinations_that_are_no_text_are_named() -> None:
    body = (
        rb"{\info{\title The Boat}{\upr{\author ?}{\*\ud{\author A. Writer}}}{\*\company X}}"
        rb"{\header Head}{\*\unknown no}"
        rb"{\*\generator Word;}{\stylesheet{\s1 heading 1;}{\s2 Title;}}"
        rb"\pard\s1 Landing\par\pard A {\v secret}{\deleted old}boat{\*\annotation A remark}."
        rb'{\field{\*\fldinst HYPERLINK "https://x.example/"}{\fldrslt link}}\par'
    )
    lines = read("a.rtf", rtf(body))
    assert texts(lines) == ["# Landing", "A boat.link"]
    assert rules(lines) == [
        ("document properties", "The Boat"),
        ("document properties", "A. Writer"),
        ("hidden text", "secret"),
        ("tracked deletion", "old"),
        ("comment", "A remark"),
        ("running head", "Head"),
    ]


def test_notes_and_boxes() -> None:
    body = (
        rb"One{\super\chftn}{\footnote \pard{\super\chftn} First.\par Second.} two"
        rb"{\super *}{\*\footnote {\super *}Starred.} end.{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}"
        rb"{\shptxt Boxed.\par}}{\shprslt Boxed.}}\par"
    )
    lines = read("a.rtf", rtf(body))
    assert texts(lines) == ["One two end.", "First.", "Second.", "Starred.", "Boxed."]
    assert [kinds(line) for line in lines if line.fate == "open"] == [
        *([], ["note"], ["note"], ["note"], ["aside"]),
    ]
    assert rules(lines) == [("note mark", "*"), ("note mark", "*")]
    marks = [line.form.container("note") for line in lines]
    assert {each.get("mark") for each in marks if each} == {"1", "*"}


def test_lists_keep_the_numbers_that_are_printed() -> None:
    body = (
        rb"\pard{\listtext\f0 (a)\tab}\ls1 one\par{\listtext (b)\tab}\ls1 two\par"
        rb"\pard{\pntext\f3 \'b7\tab}bullet\par\pard Plain.\par"
    )
    lines = read("a.rtf", rtf(body))
    items = [line.form.container("item") for line in lines]
    assert [each and each.get("label") for each in items] == ["(a)", "(b)", "", None]


def test_tables_and_their_merged_cells() -> None:
    body = (
        rb"\trowd\trhdr\cellx2000 \pard\intbl Head\cell\row"
        rb"\trowd\clvmgf\cellx1000\cellx2000 a\cell b\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000 \cell c\cell\row\pard After.\par"
    )
    lines = read("a.rtf", rtf(body))
    assert texts(lines) == ["Head", "a", "b", "c", "After."]
    cells = [line.form.container("cell") for line in lines]
    spans = [each and (each.get("column"), each.get("columns"), each.get("rows")) for each in cells]
    assert spans == [("0", "2", ""), ("0", "", "2"), ("1", "", ""), ("1", "", ""), None]
    assert cells[0] is not None
    assert cells[0].get("head") == "yes"


def test_a_picture_in_digits_or_in_bytes() -> None:
    digits = PNG.hex().encode()
    body = (
        rb"Look:\par{\*\shppict{\pict\pngblip " + digits + rb"}}{\nonshppict{\pict 00}}\par"
        rb"{\pict\pngblip\bin" + str(len(PNG)).encode() + b" " + PNG + rb"}\par"
    )
    found = pictures("a.rtf", rtf(body))
    assert [(each.media_type, each.content) for each in found] == [("image/png", PNG)] * 2


def test_what_is_no_rtf_or_too_deep_is_an_error() -> None:
    with pytest.raises(EditionError, match="this is not an RTF"):
        read("a.rtf", b"words")
    with pytest.raises(EditionError, match="nested too deeply"):
        read("a.rtf", rb"{\rtf1" + b"{" * 5000)
    with pytest.raises(EditionError, match="nested too deeply"):
        read("a.rtf", rb"{\rtf1" + rb"{\footnote " * 500)

"""What Word hides in its files is read, or named."""

import pytest

from book.errors import EditionError
from tests.read.office import (
    PNG,
    docx,
    forms,
    kinds,
    pack,
    paragraph,
    pictures,
    read,
    rules,
    run,
    texts,
)

BOX = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
STYLES = """
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Author"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Verse"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="LC"><w:name w:val="List Continue"/>
<w:pPr><w:ind w:left="360"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC"><w:name w:val="toc 1"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="Chapter %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def item(text: str, level: int = 0, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def test_a_text_box_in_two_forms_is_read_once() -> None:
    drawing = f"<w:drawing>{BOX}</w:drawing>"
    picture = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{drawing}</mc:Choice>"
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    lines = read("a.docx", docx(paragraph("Before.", both, " After.")))
    assert texts(lines) == ["Before. After.", "In a box."]
    assert kinds(lines[1]) == ["aside"]


def test_ruby_and_fields_keep_their_words() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('dù')}</w:rt><w:rubyBase>{run('渡')}</w:rubyBase></w:ruby></w:r>"
    )
    simple = f'<w:fldSimple w:instr=" SEQ Table ">{run("7")}</w:fldSimple>'
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    link = (
        mark.format("begin")
        + '<w:r><w:instrText> HYPERLINK "https://x.example/" </w:instrText></w:r>'
        + mark.format("separate")
        + run("here")
        + mark.format("end")
    )
    (line,) = read(
        "a.docx", docx(paragraph("At ", ruby, ruby, ", table ", simple, ", ", link, "."))
    )
    assert line.text == "At 渡渡, table 7, here."
    assert forms(line) == [
        ("ruby", "渡", "dù"),
        ("ruby", "渡", "dù"),
        ("link", "here", "https://x.example/"),
    ]


def test_numbers_are_labels_and_stand_before_headings() -> None:
    body = (
        paragraph("The Boat", style="H1")
        + item("one")
        + item("inner", 1)
        + paragraph("more of it", style="LC")
        + item("two")
        + paragraph("Plain.")
        + item("again", number=3)
    )
    lines = read("a.docx", docx(body, {"styles": STYLES, "numbering": NUMBERING}))
    assert lines[0].text == "# Chapter 1 The Boat"
    items = [line.form.container("item") for line in lines]
    assert [each and each.get("label") for each in items] == [
        *(None, "(a)", "a.I", "a.I", "(b)", None, "(a)"),
    ]
    assert kinds(lines[2]) == ["list", "item", "list", "item"]
    assert items[2] == items[3]


def test_tracked_changes_comments_and_hidden_text_are_named() -> None:
    deleted = (
        '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("new")}</w:ins>'
    )
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    hidden = run("secret", "<w:vanish/>")
    parts = {
        "comments": f'<w:comment w:id="0">{paragraph("a remark")}</w:comment>',
        "header1": paragraph("The Boat"),
    }
    lines = read("a.docx", docx(paragraph("The ", deleted, " boat.", hidden, comment), parts))
    assert texts(lines) == ["The new boat."]
    assert rules(lines) == [
        ("tracked deletion", "old"),
        ("hidden text", "secret"),
        ("comment", "a remark"),
        ("running head", "The Boat"),
    ]


def test_notes_follow_the_paragraph_that_calls_them() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("First.")}{paragraph("More.")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("* Starred.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Uncalled.")}</w:footnote>'
    )
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    body = paragraph("A boat", call, " sank.", own) + paragraph("The end.")
    lines = read("a.docx", docx(body, {"footnotes": notes}))
    assert texts(lines) == ["A boat sank.", "First.", "More.", "Starred.", "The end."]
    assert [(kind, value) for kind, _, value in forms(lines[1])] == [
        ("note", "footnote-1"),
        ("note", "footnote-2"),
    ]
    marks = [line.form.container("note") for line in lines if line.fate == "open"]
    assert [each and each.get("mark") for each in marks] == [None, "1", "1", "*", None]
    assert rules(lines) == [
        ("note mark", "*"),
        ("note mark", "*"),
        ("note without a call", "Uncalled."),
    ]


def test_a_title_page_is_metadata_and_a_title_elsewhere_a_heading() -> None:
    body = (
        paragraph("The Boat", style="T")
        + paragraph("A. Writer", style="A")
        + paragraph("The Weir", style="H2")
        + paragraph("Words.")
        + paragraph("Part Two", style="T")
    )
    lines = read("a.docx", docx(body, {"styles": STYLES}))
    assert texts(lines) == ["## The Weir", "Words.", "# Part Two"]
    assert [(line.field, line.text) for line in lines[:2]] == [
        ("title", "The Boat"),
        ("author", "A. Writer"),
    ]


def test_quotations_and_verse_by_their_styles() -> None:
    body = (
        paragraph("He said:", style="Q")
        + paragraph("The boat,", style="V")
        + paragraph("the shore;", style="V", properties='<w:ind w:left="480"/>')
        + paragraph("", style="V")
        + paragraph("the weir.", style="V")
        + paragraph("The willow keeps the boat,", "<w:r><w:br/></w:r>", "the boat the shore")
    )
    lines = read("a.docx", docx(body, {"styles": STYLES}))
    assert texts(lines)[1:3] == ["The boat, the shore;", "the weir."]
    assert [line.form.kind for line in lines] == ["paragraph", "verse", "verse", "verse"]
    assert [kinds(line) for line in lines[:2]] == [["quotation"], ["poem"]]
    assert lines[0].ranges == ()  # the style's italics only say that it is a quotation
    assert [each.value for each in lines[1].ranges] == ["2"]


def test_tables_span_and_have_heads() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    head = cell("Head", '<w:gridSpan w:val="2"/>')
    first = cell("a", '<w:vMerge w:val="restart"/>')
    body = (
        paragraph("Table 1. Tolls", style="C")
        + f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"
        + f"<w:tr>{first}{cell('b')}</w:tr>"
        + f"<w:tr>{cell('', '<w:vMerge/>')}{cell('c')}</w:tr></w:tbl>"
    )
    lines = read("a.docx", docx(body, {"styles": STYLES}))
    assert texts(lines) == ["Table 1. Tolls", "Head", "a", "b", "c"]
    assert (lines[0].form.kind, kinds(lines[0])) == ("caption", ["table"])
    cells = [line.form.container("cell") for line in lines[1:]]
    assert [
        each and (each.get("column"), each.get("columns"), each.get("rows")) for each in cells
    ] == [
        *(("0", "2", ""), ("0", "", "2"), ("1", "", ""), ("1", "", "")),
    ]
    assert cells[0] is not None
    assert cells[0].get("head") == "yes"


def test_a_picture_has_its_caption_and_its_text_alternative() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A weir"/>'
        '<a:graphic><a:blip r:embed="weir.png"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    body = paragraph("Look:") + paragraph(drawing) + paragraph("The weir", style="C")
    content = docx(body, {"styles": STYLES, "weir.png": PNG})
    caption = read("a.docx", content)[1]
    figure = caption.form.container("figure")
    assert (caption.text, caption.form.kind) == ("The weir", "caption")
    assert figure is not None
    assert (figure.get("source"), figure.get("alt")) == ("weir.png", "A weir")
    assert [insert.kind for insert in caption.form.before] == ["picture"]
    assert pictures("a.docx", content)[0].media_type == "image/png"


def test_looks_languages_and_signs_of_runs() -> None:
    body = paragraph(
        run("A ", '<w:lang w:val="en-US"/>'),
        run("ba", "<w:i/>"),
        run("teau", '<w:i/><w:lang w:val="fr-FR"/>'),
        run(" and a very long English sentence ", '<w:lang w:val="en-GB"/>'),
        run("caps", "<w:smallCaps/>"),
        '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:noBreakHyphen/><w:t>ray</w:t></w:r>',
        run("no", '<w:b w:val="0"/>'),
        run("2", '<w:vertAlign w:val="superscript"/>'),
        run("שלום", "<w:rtl/>"),
    )
    (line,) = read("a.docx", docx(body))
    assert line.text == "A bateau and a very long English sentence capsα\u2011rayno2שלום"
    assert sorted(forms(line)) == [
        ("direction", "שלום", "rtl"),
        ("emphasis", "bateau", ""),
        ("foreign", "teau", "fr-FR"),
        ("small-capitals", "caps", ""),
        ("superscript", "2", ""),
    ]


def test_a_formula_is_words_and_mathml() -> None:
    base, power = (f"<m:r><m:t>{text}</m:t></m:r>" for text in "x2")
    formula = f"<m:sSup><m:e>{base}</m:e><m:sup>{power}</m:sup></m:sSup>"
    formula = f"<m:oMath>{formula}</m:oMath>"
    (line,) = read("a.docx", docx(paragraph("So ", formula, ".")))
    assert line.text == "So x2."
    ((kind, words, mathml),) = forms(line)
    assert (kind, words) == ("formula", "x2")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in mathml


def test_a_contents_list_a_drop_capital_and_a_page_number() -> None:
    letter = paragraph("T", properties='<w:framePr w:dropCap="drop"/>')
    body = paragraph("The Boat 3", style="TOC") + letter + paragraph("he boat sank.")
    lines = read("a.docx", docx(body, {"styles": STYLES}))
    assert texts(lines) == ["The boat sank."]
    assert rules(lines) == [("contents list", "The Boat 3")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no archive", "this is not the archive that its ending says"),
        (b"\xd0\xcf\x11\xe0 locked", "protected by a password"),
        (pack({"a.txt": "words"}), "this is not a DOCX"),
        (
            pack({"word/document.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}),
            "this XML has entities of its own",
        ),
        (pack({"word/document.xml": "<a>"}), "this is not well-formed XML"),
    ],
)
def test_a_damaged_file_is_an_error(content: bytes, problem: str) -> None:
    with pytest.raises(EditionError) as raised:
        read("a.docx", content)
    assert problem in str(raised.value)
    assert "a.docx" in raised.value.place


def test_a_note_that_calls_itself_is_read_once() -> None:
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph("A note.", call)}</w:footnote>'
    lines = read("a.docx", docx(paragraph("A boat.", call), {"footnotes": notes}))
    assert texts(lines) == ["A boat.", "A note."]

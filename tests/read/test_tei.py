"""TEI: each element becomes the form that it names, and nothing of the text is lost."""

from collections.abc import Callable

import pytest

from book.errors import EditionError
from book.model import Line
from book.read.builder import SourceDocument
from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake
from tests.conftest import error_of

PNG = b"\x89PNG\r\n\x1a\n"
HEADER = """<teiHeader><fileDesc><titleStmt><title>The Oak</title><author>A. Writer</author>
</titleStmt><publicationStmt><p>Free &mdash; for all</p></publicationStmt>
<sourceDesc><bibl><date>1890</date></bibl></sourceDesc></fileDesc></teiHeader>"""


def document(body: str, namespace: str = ' xmlns="http://www.tei-c.org/ns/1.0"') -> str:
    return f"<TEI{namespace}>{HEADER}<text><body>{body}</body></text></TEI>"


def read_whole(
    xml: str | bytes, neighbor: Callable[[str], bytes | None] = lambda _: None
) -> SourceDocument:
    content = xml.encode() if isinstance(xml, str) else xml
    return read_document(SourceFile("a.xml", content, neighbor=neighbor))


def read(body: str) -> list[Line]:
    """Return the lines of a body, without those of the header."""
    return [line for line in read_whole(document(body)).lines if line.rule != "TEI header"]


def shown(body: str) -> list[tuple[str, str]]:
    return [(line.form.kind, line.text) for line in read(body) if line.fate == "open"]


def marked(line: Line) -> list[tuple[str, str, str]]:
    return [(each.kind, line.text[each.start : each.end], each.value) for each in line.ranges]


def held(line: Line) -> list[str]:
    return [container.kind for container in line.form.containers]


def test_the_header_is_metadata_and_its_rest_is_removed() -> None:
    lines = read_whole(document("<p>x</p>")).lines
    assert [(line.field, line.text) for line in lines if line.fate == "metadata"] == [
        ("title", "The Oak"),
        ("author", "A. Writer"),
        ("date", "1890"),
    ]
    assert "Free — for all" in [line.text for line in lines if line.fate == "removed"]


def test_a_title_page_is_metadata() -> None:
    page = "<titlePage><docTitle><titlePart>The Oak</titlePart></docTitle><byline>by "
    lines = read(f"{page}<docAuthor>A. W.</docAuthor></byline></titlePage><p>x</p>")
    assert [(line.fate, line.field, line.text) for line in lines[:3]] == [
        ("metadata", "title", "The Oak"),
        ("removed", "", "by"),
        ("metadata", "author", "A. W."),
    ]


def test_the_level_of_a_heading_is_that_of_its_division() -> None:
    body = "<div1><head>One</head><div2><head>Two</head><p>x</p></div2></div1>"
    assert shown(body) == [("heading", "# One"), ("heading", "## Two"), ("paragraph", "x")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<hi rend="italic">x</hi>', [("emphasis", "x", "")]),
        ('<hi rend="small-caps bold">x</hi>', [("small-capitals", "x", ""), ("strong", "x", "")]),
        ("<hi>x</hi>", [("emphasis", "x", "")]),
        ('<hi rend="superscript">x</hi>', [("superscript", "x", "")]),
        ("<emph>x</emph>", [("emphasis", "x", "")]),
        ('<foreign xml:lang="la">x</foreign>', [("foreign", "x", "la")]),
        ("<del>x</del>", [("deletion", "x", "")]),
        ("<add>x</add>", [("insertion", "x", "")]),
        ("<q>x</q>", [("quotation", "“x”", "")]),
        ("<q>“x”</q>", [("quotation", "“x”", "")]),
        ('<ref target="https://a.org/b">x</ref>', [("link", "x", "https://a.org/b")]),
        ("<ruby><rb>x</rb><rt>y</rt></ruby>", [("ruby", "x", "y")]),
        ("<supplied>x</supplied>", []),
    ],
)
def test_inline_elements_are_ranges(markup: str, expected: list[tuple[str, str, str]]) -> None:
    (line,) = read(f"<p>a {markup} b</p>")
    assert sorted(marked(line)) == sorted(expected)
    assert line.text.startswith("a ")
    assert line.text.endswith(" b")


def test_a_rendition_is_looked_up() -> None:
    xml = document('<p><hi rendition="#r1">x</hi></p>').replace(
        "</fileDesc>",
        '</fileDesc><encodingDesc><tagsDecl><rendition xml:id="r1">font-style: italic'
        "</rendition></tagsDecl></encodingDesc>",
    )
    assert [marked(line) for line in read_whole(xml).lines if line.text == "x"] == [
        [("emphasis", "x", "")]
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("the wor-<lb/>ld, the world", "the world, the world"),
        ("a well-<lb/>known man", "a well-known man"),
        ("vor-<lb/>und nachher", "vor- und nachher"),
        ('the wor<lb break="no"/>ld', "the world"),
        ("one<lb/>two", "one two"),
        ("one <pb n='3'/> two", "one two"),
        ("<w>the</w><w>fox</w><pc>.</pc>", "the fox."),
        ("<w>the</w><c> </c>\n<w>fox</w>\n<pc>.</pc>", "the fox."),
        ("a <choice><sic>teh</sic><corr>the</corr></choice> b", "a teh b"),
        ("<app><lem>x</lem><rdg>y</rdg></app> z", "x z"),
        ("a<gap reason='damage'/> b", "a b"),
    ],
)
def test_the_words_are_those_of_the_witness(markup: str, words: str) -> None:
    assert shown(f"<p>{markup}</p>") == [("paragraph", words)]


def test_other_readings_are_removed_by_name() -> None:
    lines = read("<p><choice><abbr>Mr</abbr><expan>Mister</expan></choice> <fw>12</fw>x</p>")
    assert [(line.text, line.rule) for line in lines] == [
        ("Mister", "editorial alternative"),
        ("12", "running head"),
        ("Mr x", ""),
    ]


def test_stanzas_keep_their_lines_indents_and_numbers() -> None:
    body = '<lg><lg><l n="5">One</l><pb/><l rend="indent(3)">Two</l></lg><lg><l>Three</l></lg></lg>'
    first, second = read(body)
    assert (first.text, first.form.kind, first.form.number) == ("One Two", "verse", 5)
    assert [(each.kind, each.value) for each in first.ranges] == [("break", "3")]
    assert second.text == "Three"
    assert first.form.containers[0] == second.form.containers[0]


def test_the_rest_of_a_shared_line_is_indented() -> None:
    speech = '<sp><speaker>{}</speaker><l part="{}">{}</l></sp>'
    lines = read(speech.format("A", "I", "To be or not") + speech.format("B", "F", "to be."))
    assert [line.form.indent for line in lines if line.form.kind == "verse"] == [0, 6]


def test_a_speech_holds_its_speaker_and_directions() -> None:
    body = (
        "<sp><speaker>Tom.</speaker><stage>Drily.</stage><p>Well <stage>(Exit)</stage> so</p></sp>"
    )
    lines = read(body)
    assert [line.form.kind for line in lines] == ["speaker", "stage", "paragraph"]
    assert {line.form.containers for line in lines} == {lines[0].form.containers}
    assert marked(lines[2]) == [("emphasis", "(Exit)", "")]


def test_notes_follow_the_block_that_calls_them() -> None:
    body = (
        '<p>One<note n="1"><p>A.</p><p>B.</p></note> <q>two</q> three<ref target="#n2">2</ref>.</p>'
        '<p>Four.</p><div type="notes"><note xml:id="n2" n="2">C.</note></div>'
    )
    lines = [line for line in read(body) if line.fate == "open"]
    assert [line.text for line in lines] == ["One “two” three.", "A.", "B.", "C.", "Four."]
    calls = [each.value for each in lines[0].ranges if each.kind == "note"]
    assert [line.form.containers[0].id for line in lines[1:4]] == [calls[0], calls[0], calls[1]]
    assert lines[3].form.containers[0].get("mark") == "2"


def test_a_note_may_point_to_its_anchor() -> None:
    body = '<p>One<anchor xml:id="a"/> two.</p><div><note target="#a">N.</note></div>'
    first, note = read(body)
    assert [(each.kind, each.start) for each in first.ranges] == [("note", 3)]
    assert held(note) == ["note"]


def test_lists_have_labels_and_glossaries_terms() -> None:
    numbered = read('<list rend="numbered"><item>x</item><item n="7.">y</item></list>')
    assert [line.form.containers[-1].get("label") for line in numbered] == ["1.", "7."]
    gloss = read('<list type="gloss"><label>oak</label><item>a tree</item></list>')
    assert [(line.form.kind, held(line)) for line in gloss] == [
        ("term", ["definitions"]),
        ("paragraph", ["definitions", "definition"]),
    ]


def test_tables_have_rows_and_cells() -> None:
    body = '<row role="label"><cell cols="2">A</cell></row><row><cell>1</cell><cell>2</cell></row>'
    lines = read(f"<table><head>Fish</head>{body}</table>")
    assert [line.form.kind for line in lines] == ["caption"] + ["paragraph"] * 3
    table, row, cell = lines[1].form.containers
    assert (table.get("columns"), table.get("rows")) == ("2", "2")
    assert (row.get("head"), cell.get("columns")) == ("yes", "2")


def test_a_picture_is_read_from_the_folder() -> None:
    body = '<figure><graphic url="i/a.png"/><head>Weir</head><figDesc>A weir</figDesc></figure>'
    read_in = read_whole(document(body), {"i/a.png": PNG}.get)
    (line,) = [line for line in read_in.lines if line.text == "Weir"]
    assert line.form.kind == "caption"
    assert line.form.containers[0].get("source") == read_in.pictures[0].name
    assert line.form.containers[0].get("alt") == "A weir"
    outside = body.replace("i/a.png", "../a.png")
    assert not read_whole(document(outside), lambda _: PNG).pictures


def test_quotations_epigraphs_letters_and_scene_breaks() -> None:
    body = (
        "<epigraph><cit><quote>A</quote><bibl>B</bibl></cit></epigraph><quote><p>C</p></quote>"
        "<milestone unit='tb'/><opener><dateline>D</dateline><salute>E</salute></opener>"
        "<closer><signed>F</signed></closer>"
    )
    lines = read(body)
    assert [(line.form.kind, held(line)) for line in lines] == [
        ("paragraph", ["epigraph", "quotation"]),
        ("attribution", ["epigraph", "quotation"]),
        ("paragraph", ["quotation"]),
        ("dateline", []),
        ("salutation", []),
        ("signature", []),
    ]
    assert lines[3].form.before[0].kind == "scene-break"


def test_p4_without_a_namespace_is_read() -> None:
    xml = document("<p>caf&eacute;</p>", "").replace("TEI>", "TEI.2>").replace("<TEI", "<TEI.2", 1)
    assert read_whole(xml.replace("TEI.2.2", "TEI.2")).lines[-1].text == "café"


def test_a_declared_encoding_is_obeyed() -> None:
    xml = f'<?xml version="1.0" encoding="windows-1251"?>{document("<p>Пристань</p>")}'
    assert read_whole(xml.encode("cp1251")).lines[-1].text == "Пристань"


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<opus/>", "is not TEI"),
        ("<TEI><text>", "not well-formed"),
        (document("<p>&unheard;</p>"), "not defined"),
        (
            document('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'),
            "includes another",
        ),
        (document("<div>" * 200 + "</div>" * 200), "within each other"),
    ],
)
def test_what_cannot_be_read_is_an_error(xml: str, message: str) -> None:
    error = error_of(lambda: read_whole(xml))
    assert error is not None
    assert message in error.message


def test_entities_of_the_document_are_only_letters() -> None:
    bomb = '<!DOCTYPE TEI [<!ENTITY a "x"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
    assert read_whole(bomb + document("<p>&a;</p>")).lines[-1].text == "x"
    with pytest.raises(EditionError, match="unknown entity"):
        read_whole(bomb + document("<p>&c;</p>"))


def test_ids_that_are_no_names_or_stand_twice_are_no_reason_to_refuse_a_file() -> None:
    paragraphs = "".join(f"<p xml:id='{name}'>Word.</p>" for name in ("#1", "x", "x"))
    assert [words for _, words in shown(paragraphs)] == ["Word."] * 3


@pytest.mark.parametrize(
    ("ruby", "text", "ranges"),
    [
        ("<rb>noon</rb><rt>12</rt>", "At noon.", [("ruby", "noon", "12")]),
        ("<rb>noon</rb><rt> </rt>", "At noon.", []),
        ("<rb>noon</rb>", "At noon.", []),
        ("<rb/><rt>12</rt>", "At 12.", []),
    ],
)
def test_a_ruby_needs_words_and_an_annotation(
    ruby: str, text: str, ranges: list[tuple[str, str, str]]
) -> None:
    content = document(f"<p>At <ruby>{ruby}</ruby>.</p>").encode()
    lines = read_whole(content).lines
    prove_intake("a.xml", content, "", lines)
    assert [(line.text, marked(line)) for line in lines if line.fate == "open"] == [(text, ranges)]

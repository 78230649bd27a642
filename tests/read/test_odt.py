"""What LibreOffice writes is read, or named."""

import pytest

from book.errors import EditionError
from book.verify.intake.prove_intake import prove_intake
from tests.read.office import (
    ODF_NAMESPACES,
    PNG,
    forms,
    kinds,
    odt,
    pack,
    pictures,
    read,
    rules,
    texts,
)

STYLES = """
<style:style style:name="I" style:family="text">
<style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="IB" style:family="text" style:parent-style-name="I">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Up" style:family="text">
<style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="No" style:family="text">
<style:text-properties style:text-position="0% 100%"/></style:style>
<style:style style:name="H" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="F" style:family="text">
<style:text-properties fo:language="fr" fo:country="FR"/></style:style>
<style:style style:name="E" style:family="text">
<style:text-properties fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="end" style:writing-mode="lr-tb"/></style:style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="("
 style:num-suffix=")"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."
 text:display-levels="2"/>
</text:list-style>
<text:outline-style>
<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
</text:outline-style>
"""
QUOTED = '<style:style style:name="Quotations" style:family="paragraph"/>'


HEADER = (
    f"<office:document-styles {ODF_NAMESPACES}><style:header><text:p>Running</text:p>"
    "</style:header></office:document-styles>"
)


def p(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def item(*blocks: str) -> str:
    return f"<text:list-item>{''.join(blocks)}</text:list-item>"


def test_looks_come_from_styles_and_their_parents() -> None:
    body = p(
        f"{span('A very long sentence in English with ', 'E')}{span('it', 'I')}"
        f"{span('both', 'IB')} {span('2', 'Up')}{span('x', 'No')}{span('mot', 'F')}"
    )
    (line,) = read("a.odt", odt(body, STYLES))
    assert line.text == "A very long sentence in English with itboth 2xmot"
    assert sorted(forms(line)) == [
        ("emphasis", "itboth", ""),
        ("foreign", "mot", "fr-FR"),
        ("strong", "both", ""),
        ("superscript", "2", ""),
    ]


def test_boxes_ruby_fields_and_formulas_keep_their_words() -> None:
    box = f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box></draw:frame>"
    base, above = "<text:ruby-base>渡</text:ruby-base>", "<text:ruby-text>dù</text:ruby-text>"
    ruby = f"<text:ruby>{base}{above}</text:ruby>"
    formula = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    mathml = b'<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi><mo>=</mo></math>'
    field = "<text:user-field-get>noon</text:user-field-get>"
    meta = "<text:meta>today</text:meta>"
    body = p(f"At {ruby}, {field} {meta}, {formula}.{box}")
    lines = read("a.odt", odt(body, parts={"Object 1/content.xml": mathml}))
    assert texts(lines) == ["At 渡, noon today, E=.", "In a box."]
    assert kinds(lines[1]) == ["aside"]
    assert [(kind, words) for kind, words, _ in forms(lines[0])] == [
        ("ruby", "渡"),
        ("formula", "E="),
    ]


def test_lists_and_headings_have_their_numbers() -> None:
    inner = f"<text:list>{item(p('inner'))}</text:list>"
    numbered = '<text:list text:style-name="L">'
    body = (
        '<text:h text:outline-level="1">The Boat</text:h>'
        f"{numbered}{item(p('one'), p('more'), inner)}{item(p('two'))}</text:list>"
        + p("Plain.")
        + '<text:list text:style-name="L" text:continue-numbering="true">'
        + f"{item(p('three'))}</text:list>"
        + f"{numbered}{item(p('again'))}</text:list>"
    )
    lines = read("a.odt", odt(body, STYLES))
    assert lines[0].text == "# I. The Boat"
    items = [line.form.container("item") for line in lines]
    assert [each and each.get("label") for each in items] == [
        *(None, "(a)", "(a)", "a.1.", "(b)", None, "(c)", "(a)"),
    ]
    assert items[1] == items[2]


def test_what_is_no_text_is_named() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>me</dc:creator></office:change-info>"
        f"{p('old')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    comment = f"<office:annotation><dc:creator>me</dc:creator>{p('a remark')}</office:annotation>"
    secret = '<text:hidden-paragraph text:is-hidden="true"/>Not shown.'
    contents = (
        f"<text:table-of-content><text:index-body>{p('The Boat 3')}</text:index-body>"
        "</text:table-of-content>"
    )
    body = (
        changes
        + contents
        + p(f'The <text:change text:change-id="c1"/>boat.{comment}{span(" secret", "H")}')
        + p(secret)
        + "Loose words."
    )
    lines = read("a.odt", odt(body, STYLES, {"styles.xml": HEADER.encode()}))
    assert texts(lines) == ["The boat.", "Loose words."]
    assert sorted(rules(lines)) == [
        ("comment", "a remark"),
        ("contents list", "The Boat 3"),
        ("hidden text", "Not shown."),
        ("hidden text", "secret"),
        ("running head", "Running"),
        ("tracked deletion", "old"),
    ]


def test_notes_quotations_and_alignment() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>7</text:note-citation>'
        f"<text:note-body>{p('A note.')}</text:note-body></text:note>"
    )
    body = p(f"Quoted.{note}", "P1") + p("Signed", "P2")
    lines = read("a.odt", odt(body, STYLES + QUOTED))
    assert texts(lines) == ["Quoted.", "A note.", "Signed"]
    assert [kinds(line) for line in lines] == [["quotation"], ["note"], []]
    container = lines[1].form.container("note")
    assert container is not None
    assert (forms(lines[0])[0][2], container.get("mark")) == (container.id, "7")
    assert lines[2].form.align == "right"


def test_a_picture_with_its_caption_in_a_frame() -> None:
    image = (
        '<draw:frame><draw:image xlink:href="Pictures/weir.png"/>'
        "<svg:title>Weir</svg:title><svg:desc>A weir</svg:desc></draw:frame>"
    )
    caption = f'<text:p text:style-name="Illustration">{image}Figure 1. The weir</text:p>'
    framed = f"<draw:frame><draw:text-box>{caption}</draw:text-box></draw:frame>"
    content = odt(p("Look:") + p(framed), parts={"Pictures/weir.png": PNG})
    lines = read("a.odt", content)
    last = lines[1]
    figure = last.form.container("figure")
    assert (last.form.kind, last.text) == ("caption", "Figure 1. The weir")
    assert kinds(last) == ["figure"]
    assert figure is not None
    assert (figure.get("source"), figure.get("alt")) == ("weir.png", "A weir")
    assert rules(lines) == [("title of a picture", "Weir")]
    assert [each.name for each in pictures("a.odt", content)] == ["weir.png"]


def test_tables_have_heads_and_spans() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"

    head = cell("Head", 'table:number-columns-spanned="2"')
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        f"{head}<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('a')}{cell('b')}</table:table-row></table:table>"
    )
    lines = read("a.odt", odt(body))
    cells = [line.form.container("cell") for line in lines]
    spans = [each and (each.get("column"), each.get("columns"), each.get("head")) for each in cells]
    assert spans == [("0", "2", "yes"), ("0", "", ""), ("1", "", "")]


def test_another_archive_is_an_error() -> None:
    with pytest.raises(EditionError, match="this is not an ODT: it has no text"):
        read("a.odt", pack({"words.txt": "words"}))


def test_the_text_of_a_picture_in_a_table_of_a_running_head_is_named() -> None:
    picture = '<draw:frame><draw:image xlink:href="a.png"/><svg:desc>A weir</svg:desc></draw:frame>'
    cell = f"<table:table-cell>{p('Running')}{p(picture)}</table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    header = HEADER.replace("<text:p>Running</text:p>", table)
    lines = read("a.odt", odt(p("The boat."), parts={"styles.xml": header.encode()}))
    assert rules(lines) == [("running head", "Running"), ("running head", "A weir")]


def test_the_proof_knows_the_running_heads_of_left_and_first_pages() -> None:
    header = HEADER.replace("style:header>", "style:header-left>")
    content = odt(p("The boat."), parts={"styles.xml": header.encode()})
    lines = read("a.odt", content)
    assert rules(lines) == [("running head", "Running")]
    prove_intake("a.odt", content, "", lines)

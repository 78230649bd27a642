"""The form of a text in TEI: verse, drama, lists, tables, pictures, notes, under an apparatus."""

import gzip
import re
from base64 import b64encode

import pytest
from lxml import etree

from book.model import BlockForm, Container, ContainerKind, Insert, Range, RangeKind
from tests.conftest import ROOT
from tests.formed_works import PNG, Words, formed_work
from tests.generated_works import WorkGenerator
from tests.render.tei.test_tei import assert_sound, body

FOX = "The fox ran home."
CONTENT = b64encode(PNG).decode()
FORMULA = (
    '<choice><orig><seg type="formula">fox</seg></orig><reg>'
    '<formula notation="mathml">&lt;math/&gt;</formula></reg></choice>'
)


def held(kind: ContainerKind, name: str = "1", **attributes: str) -> Container:
    return Container(kind, name, tuple(attributes.items()))


def written(*blocks: Words | Insert) -> str:
    """Return the blocks of the body, proven, without ids."""
    content = body(formed_work(*blocks).tei())
    return re.sub(r'<body><div type="part"><head>.*?</head>(.*)</div></body>', r"\1", content)


def test_a_stanza_is_lines_with_indents_and_numbers() -> None:
    breaks = Range(4, 5, "break", "2"), Range(8, 9, "break", "0")
    form = BlockForm("verse", number=5, indent=1)
    content = formed_work(Words("One; two three", form=form, ranges=breaks)).tei().decode()
    lines = re.findall(r"<l .*?</l>", content)
    assert lines == [
        '<l n="5" rend="indent(1)">One;</l>',
        '<l n="6" rend="indent(2)">two</l>',
        '<l n="7">three</l>',
    ]


def test_a_variant_within_a_line_stays_in_it_and_one_across_lines_keeps_the_break() -> None:
    breaks = (Range(7, 8, "break"),)
    assert written(Words("The fox ran home", "verse", ranges=breaks, other="The fox sat home")) == (
        '<lg><l>The fox</l><l><app type="substantive"><lem wit="#A">ran</lem>'
        '<rdg wit="#B" type="substantive">sat</rdg></app> home</l></lg>'
    )
    assert written(Words("The fox ran home", "verse", ranges=breaks, other="The cat home")) == (
        '<lg><l>The <app type="substantive"><lem wit="#A">fox<lb/>ran</lem>'
        '<rdg wit="#B" type="substantive">cat</rdg></app> home</l></lg>'
    )


def test_form_that_crosses_a_variant_is_divided() -> None:
    ranges = (Range(0, 11, "emphasis"),)
    assert written(Words("The fox ran home", ranges=ranges, other="The fox sat home")) == (
        '<p><emph>The fox </emph><app type="substantive"><lem wit="#A"><emph>ran</emph></lem>'
        '<rdg wit="#B" type="substantive">sat</rdg></app> home</p>'
    )


def test_what_only_a_copy_has_is_within_lists_and_around_whole_ones() -> None:
    list_ = held("list", style="decimal")
    one = (list_, held("item", "2", label="1.")), (list_, held("item", "3", label="2."))
    first, second = (Words(FOX, containers=containers) for containers in one)
    lacking = Words("It sat.", containers=one[1], other="")
    assert written(first, lacking) == (
        f'<list rend="numbered"><label>1.</label><item>{FOX}</item><label>2.</label><item>'
        '<app><lem wit="#A">It sat.</lem><rdg wit="#B" type="omission"/></app></item></list>'
    )
    both = (Words(FOX, containers=containers, other="") for containers in one)
    assert written(*both) == (
        f'<app><lem wit="#A"><list rend="numbered"><label>1.</label><item>{FOX}</item>'
        f'<label>2.</label><item>{FOX}</item></list></lem><rdg wit="#B" type="omission"/></app>'
    )
    assert written(first, second).count("<app") == 0


def test_a_table_has_its_spans_heads_and_empty_cells() -> None:
    table = held("table", columns="3", rows="2")
    rows = held("row", "2", row="0", head="yes"), held("row", "3", row="1")
    wide = (table, rows[0], held("cell", "4", column="0", columns="2", align="center"))
    last = (table, rows[1], held("cell", "5", column="2", head="yes"))
    caption = Words("Of foxes", "caption", (table,))
    assert written(caption, Words("A B", containers=wide), Words("c", containers=last)) == (
        '<table><head>Of foxes</head><row role="label"><cell cols="2" rend="center">A B</cell>'
        '<cell/></row><row><cell/><cell/><cell role="label">c</cell></row></table>'
    )


def test_speeches_quotations_and_letters() -> None:
    speech, quotation, letter = held("speech"), held("quotation", "2"), held("letter", "3")
    assert written(
        Words("FOX.", "speaker", (speech,)),
        Words("Sitting.", "stage", (speech,)),
        Words("Sour!", containers=(speech,)),
        Words("Grapes.", containers=(quotation,)),
        Words("Aesop", "attribution", (quotation,)),
        Words("Dear crow,", "salutation", (letter,)),
        Words("Sing!", containers=(letter,)),
        Words("The fox", "signature", (letter,)),
    ) == (
        "<sp><speaker>FOX.</speaker><stage>Sitting.</stage><p>Sour!</p></sp>"
        "<cit><quote><p>Grapes.</p></quote><bibl>Aesop</bibl></cit>"
        '<floatingText type="letter"><body><opener><salute>Dear crow,</salute></opener>'
        "<p>Sing!</p><closer><signed>The fox</signed></closer></body></floatingText>"
    )


def test_an_epigraph_opens_a_division_and_a_signature_closes_it() -> None:
    epigraph = held("epigraph")
    blocks = (
        Words("Sour.", containers=(epigraph,)),
        Words(FOX),
        Insert("scene-break", (), "* * *"),
        Words(FOX),
        Words("London", "dateline"),
    )
    assert written(*blocks) == (
        f'<epigraph><p>Sour.</p></epigraph><p>{FOX}</p><milestone unit="section" rend="* * *"/>'
        f"<p>{FOX}</p><closer><dateline>London</dateline></closer>"
    )
    assert written(*blocks[1:2], *blocks[:2]).startswith(
        f'<p>{FOX}</p><quote type="epigraph"><p>Sour.</p></quote>'
    )


def test_a_picture_is_in_the_document() -> None:
    figure = held("figure", source="fox.png", alt="A fox")
    blocks = Insert("picture", (figure,)), Words("The fox", "caption", (figure,))
    assert written(*blocks) == (
        f'<figure><graphic url="data:image/png;base64,{CONTENT}" mimeType="image/png"/>'
        "<head>The fox</head><figDesc>A fox</figDesc></figure>"
    )


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("emphasis", "", "<emph>fox</emph>"),
        ("strong", "", '<hi rend="bold">fox</hi>'),
        ("subscript", "", '<hi rend="subscript">fox</hi>'),
        ("deletion", "", "<del>fox</del>"),
        ("insertion", "", "<add>fox</add>"),
        ("code", "", "<code>fox</code>"),
        ("quotation", "", "<q>fox</q>"),
        ("foreign", "la", '<foreign xml:lang="la">fox</foreign>'),
        ("direction", "rtl", '<seg style="direction: rtl">fox</seg>'),
        ("link", "https://a.org/ b", '<ref target="https://a.org/%20b">fox</ref>'),
        ("ruby", "vulpes", "<ruby><rb>fox</rb><rt>vulpes</rt></ruby>"),
        ("formula", "<math/>", FORMULA),
    ],
)
def test_ranges_are_elements(kind: RangeKind, value: str, expected: str) -> None:
    assert written(Words("The fox ran", ranges=(Range(4, 7, kind, value),))) == (
        f"<p>The {expected} ran</p>"
    )


def test_notes_of_the_source_are_passages_of_their_witnesses() -> None:
    call = (Range(7, 7, "note", "n1"),)
    notes = Words("A fox", other="A cat", note=1), Words("of the woods", other="", note=2)
    assert written(Words(FOX, ranges=call), *notes) == (
        '<p>The fox<note place="bottom" type="source" source="#A #B"><p>A '
        '<app type="substantive"><lem wit="#A">fox</lem><rdg wit="#B" type="substantive">cat</rdg>'
        '</app></p><p><app><lem wit="#A">of the woods</lem><rdg wit="#B" type="omission"/></app>'
        "</p></note> ran home.</p>"
    )


def test_a_note_is_written_once_and_then_pointed_to() -> None:
    calls = Range(7, 7, "note", "n1"), Range(11, 11, "note", "n1")
    content = formed_work(Words(FOX, ranges=calls), Words("A fox", note=1)).tei()
    assert content.count(b"<note ") == 1
    assert b'ran<ptr target="#n1" type="noteAnchor"/> home' in content


# ── Any form is valid ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(15))
def test_every_form_is_proven(seed: int) -> None:
    assert_sound(WorkGenerator(seed).work().tei())


@pytest.mark.slow
def test_every_form_is_valid_tei_all() -> None:
    with gzip.open(ROOT / "tests" / "schema" / "tei_all.rng.gz") as file:
        schema = etree.RelaxNG(etree.parse(file))
    for seed in range(150):
        content = WorkGenerator(seed).work().tei()
        assert schema.validate(etree.fromstring(content)), f"{seed}: {schema.error_log}"

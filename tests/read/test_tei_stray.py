"""Words directly in elements of TEI that should hold only elements are read, wherever they are."""

import pytest
from lxml import etree

from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake
from tests.read.test_tei import document, shown

CONTAINERS = {
    "stanza": "<lg><head>a</head><l>b</l><pb/><l>c</l><note>d</note><l>e</l></lg>",
    "speech": "<sp><speaker>a</speaker><l>b</l><stage>c</stage><l>d</l></sp>",
    "table": "<table><head>a</head><row><cell>b</cell><cell><p>c</p></cell></row><pb/></table>",
    "list": "<list><head>a</head><item>b</item><pb/><label>c</label><item><p>d</p></item></list>",
    "glossary": '<list type="gloss"><label>a</label><item>b</item></list>',
    "cast": "<castList><castItem><role>a</role></castItem><castGroup/></castList>",
    "choice": "<p>a <choice><sic>b</sic><corr>c</corr></choice> d</p>",
    "apparatus": "<p>a <app><lem>b</lem><rdgGrp><rdg>c</rdg></rdgGrp></app> d</p>",
    "ruby": "<p>a <ruby><rb>b</rb><rt>c</rt></ruby> d</p>",
    "epigraph": "<epigraph><p>a</p><bibl>b</bibl></epigraph>",
    "figure": "<figure><head>a</head><figDesc>b</figDesc></figure>",
    "empty": "<div><table/><list/><choice/></div>",
}


def with_stray_words(markup: str) -> list[str]:
    """Return a container once for each place where words can be, with a word there."""
    variants = []
    for number in range(len(list(etree.XML(markup).iter()))):
        for place in ("text", "tail"):
            container = etree.XML(markup)
            element = list(container.iter())[number]
            if element is not container or place == "text":
                setattr(element, place, f"{getattr(element, place) or ''} stray ")
                variants.append(etree.tostring(container, encoding="unicode"))
    return [each for each in variants if "<pb> stray" not in each]


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_a_word_in_any_place_of_a_container_is_read(markup: str) -> None:
    for variant in with_stray_words(markup):
        content = document(f"<p>x</p>{variant}").encode()
        prove_intake("a.xml", content, "", read_document(SourceFile("a.xml", content)).lines)


def test_words_between_two_lines_end_the_first() -> None:
    assert shown("<lg><l>The miller coun</l>ts<l>his flour</l></lg>") == [
        ("verse", "The miller coun ts his flour")
    ]


def test_words_between_two_cells_end_the_first() -> None:
    table = "<table><row>at <cell>noon</cell> or<pb/> so<cell>rain</cell></row></table>"
    assert [text for _, text in shown(table)] == ["at noon or so", "rain"]

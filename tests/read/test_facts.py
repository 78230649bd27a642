"""What documents say of themselves in attributes and in the structure of a header."""

import pytest
from lxml import etree

from book.read.builder import DocumentBuilder
from book.read.document import SourceFile, read_document
from book.read.facts.header import note_header
from book.read.facts.package import note_package
from book.read.facts.page import note_page
from book.read.html.parse import parse_page
from tests.read.office import odt

PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>
<dc:title id="t1">The Ferry</dc:title><dc:title id="t2">Or, The Boat</dc:title>
<meta property="title-type" refines="#t1">main</meta>
<meta property="title-type" refines="#t2">subtitle</meta>
<dc:creator id="c1">Anna Weide</dc:creator>
<meta property="file-as" refines="#c1">Weide, Anna</meta>
<meta property="role" refines="#c1">ann</meta><meta property="role" refines="#c1">aut</meta>
<dc:contributor opf:role="trl">Karl Weide</dc:contributor>
<dc:contributor>A Press</dc:contributor><dc:date>2014</dc:date>
<dc:date opf:event="original-publication">1907</dc:date></metadata></package>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ru"><teiHeader><fileDesc><titleStmt>
<title>Паром</title><title xml:lang="en">The Ferry</title><title type="sub">Драма</title>
<author><persName><forename>Анна</forename> <surname>Ива</surname></persName>
<persName xml:lang="en">Anna Iva</persName><idno>Q1</idno></author>
<editor role="translator">Karl Weide</editor></titleStmt>
<sourceDesc><bibl type="firstEdition"><date>1907</date></bibl>
<bibl type="digitalSource"><date>1999</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><p/></body></text></TEI>"""

PAGE = """<html lang="de"><head><meta name="DC.Creator" content="Weide, Anna">
<meta property="og:title" content="Die Fähre"><meta name="viewport" content="x"></head></html>"""


def facts(builder: DocumentBuilder) -> list[tuple[str, str]]:
    return [(fact.field, fact.value) for fact in builder.document().facts]


def page_facts(markup: str) -> list[tuple[str, str]]:
    builder = DocumentBuilder()
    note_page(parse_page(markup, "page.html"), markup, builder)
    return facts(builder)


def test_kinds_of_titles_and_roles_of_names_are_those_of_the_package() -> None:
    builder = DocumentBuilder()
    note_package(etree.fromstring(PACKAGE), builder)
    assert facts(builder) == [
        ("title", "The Ferry"),
        ("subtitle", "Or, The Boat"),
        ("ann", "Anna Weide"),
        ("author", "Anna Weide"),
        ("sort", "Weide, Anna"),
        ("trl", "Karl Weide"),
        ("ctb", "A Press"),
        ("issued", "2014"),
        ("date", "1907"),
    ]


def test_of_a_short_and_a_full_name_the_full_one_counts() -> None:
    names = '<name type="short">Weide</name><name type="full">Weide, Anna</name>'
    person = "<persName><forename>Анна</forename> <surname>Ива</surname></persName>"
    markup = TEI.replace(person, names)
    builder = DocumentBuilder()
    note_header(etree.fromstring(markup), builder)
    assert [value for field, value in facts(builder) if field == "author"] == ["Weide, Anna"]


def test_documents_state_their_language_in_their_properties() -> None:
    style = (
        '<style:default-style style:family="paragraph">'
        '<style:text-properties fo:language="de" fo:country="AT"/></style:default-style>'
    )
    documents = {
        "a.odt": odt("<text:p>Das Boot.</text:p>", style),
        "a.rtf": rb"{\rtf1\ansi\deflang1036{\fonttbl{\f0 Times;}}Le bateau.\par}",
        "a.pdf": printed("<html lang=fr-CA><title>Le bac</title><p>Le bateau dort à quai.</p>"),
    }
    facts = [read_document(SourceFile(*each)).facts for each in documents.items()]
    assert [each[0].value for each in facts] == ["de-AT", "fr", "fr-CA"]


def printed(page: str) -> bytes:
    import weasyprint

    document: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return document


def test_a_header_speaks_in_the_language_of_its_text() -> None:
    builder = DocumentBuilder()
    note_header(etree.fromstring(TEI), builder)
    assert facts(builder) == [
        ("title", "Паром"),
        ("subtitle", "Драма"),
        ("author", "Анна Ива"),
        ("sort", "Ива, Анна"),
        ("trl", "Karl Weide"),
        ("language", "ru"),
        ("date", "1907"),
    ]


def test_a_page_states_its_language_and_its_metadata() -> None:
    assert page_facts(PAGE) == [
        ("language", "de"),
        ("author", "Weide, Anna"),
        ("title", "Die Fähre"),
    ]


ARTICLE = """{"@type": "NewsArticle", "headline": "The Ferry | River News", "datePublished":
"2021-12-29T08:00:00+08:00", "author": [{"@type": "Person", "name": "Anna Weide"},
{"@type": "Person", "name": "Karl Ufer (kuf)"}], "publisher": {"name": "River News"},
"mainEntityOfPage": {"@id": "https://river.example/ferry"}}"""
FACTS = [
    ("title", "The Ferry"),
    ("date", "2021-12-29"),
    ("author", "Anna Weide"),
    ("author", "Karl Ufer"),
    ("publisher", "River News"),
    ("url", "https://river.example/ferry"),
]
GRAPH = """{"@graph": [{"@type": "WebSite", "name": "River News"}, {"@type": ["Article"],
"headline": "The Ferry", "author": {"@id": "#anna"}}, {"@id": "#anna", "name": "Anna Weide"}]}"""
ANNA = [("title", "The Ferry"), ("author", "Anna Weide")]


def script(text: str) -> str:
    return f'<html><head><script type="application/ld+json">{text}</script></head></html>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (script(ARTICLE), FACTS),
        (script(f"[{ARTICLE}]"), FACTS),
        (script(f"//<![CDATA[\n{ARTICLE[:-1]},}}\n//]]>"), FACTS),
        (script(GRAPH), ANNA),
        (script(GRAPH[:-2]), ANNA[:1]),  # cut off: what can be read by itself
        (
            """<article itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">The
            Ferry</h1><p itemprop="author" itemscope>By <a itemprop="name">Anna Weide</a></p>
            <div itemscope itemtype="https://schema.org/Person"><b itemprop="author">K</b></div>""",
            ANNA,
        ),
        ('<meta property="og:title" content="The Ferry"><a rel="author">Von Anna Weide</a>', ANNA),
        ('<p class="byline">By Anna Weide</p>', ANNA[1:]),
        ('<aside><p class="byline">By Anna Weide</p></aside>', []),
        (
            '<time datetime="2021-12-29T08:00">yesterday</time><time datetime="2020-01-01">',
            FACTS[1:2],
        ),
    ],
)
def test_a_page_states_its_facts_as_linked_data_and_by_the_names_of_elements(
    markup: str, expected: list[tuple[str, str]]
) -> None:
    assert page_facts(markup) == expected


def test_a_publisher_is_the_author_only_if_nobody_else_is_named() -> None:
    owner = ARTICLE.replace("Anna Weide", "River News").replace("Karl Ufer (kuf)", "River News")
    assert [v for f, v in page_facts(script(owner)) if f == "author"] == ["River News"]
    byline = script(owner) + '<p class="byline">By Anna Weide</p>'
    assert [v for f, v in page_facts(byline) if f == "author"] == ["Anna Weide"]


def test_a_page_about_a_thing_has_no_author_and_no_date_of_a_work() -> None:
    about = ARTICLE.replace("{", '{"mainEntity": "https://things.example/Q1",', 1)
    assert [field for field, _ in page_facts(script(about))] == ["title", "publisher", "url"]

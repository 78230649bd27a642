"""What documents say of themselves in attributes and in the structure of a header."""

from lxml import etree

from book.read.builder import DocumentBuilder
from book.read.facts.header import note_header
from book.read.facts.package import note_package
from book.read.facts.page import note_page
from book.read.html.parse import parse_page

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
    builder = DocumentBuilder()
    note_page(parse_page(PAGE, "page.html"), builder)
    assert facts(builder) == [("language", "de"), ("author", "Weide, Anna"), ("title", "Die Fähre")]

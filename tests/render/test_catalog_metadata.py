"""Subjects, ISBNs, descriptions and audience, in every record and in the e-book."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from book.model.catalog import Isbns, Subject
from book.pipeline.edition import AssembledEdition
from book.render import opds
from book.verify.readback.web_page import read_web_page
from book.verify.validators.epubcheck import validate_epub
from tests import stand_ins
from tests.conftest import SLUG
from tests.render.epub.small_ebook import EDITION, IMPRINT, OPF, UnzippedEbook, render_small

ONIX = "{http://ns.editeur.org/onix/3.0/reference}"
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/terms/}"
PRINT, EPUB, PDF = "978-3-16-148410-0", "978-0-306-40615-7", "979-8-88888-888-9"
LONG = "Two fables of Aesop.\n\nWith a reflexion."
SHORT = "Two fables."
STATED: dict[str, Any] = {
    "description": SHORT,
    "long_description": f"\n{LONG}\n",
    "audience": ("general", "scholars"),
    "subjects": (
        Subject("thema", "DNT", "Anthologies: general"),
        Subject("thema", "1QBAG", "Ancient Greece"),
        Subject("thema", "FN", "Myth & legend told as fiction"),
        Subject("bisac", "LCO003000", "LITERARY COLLECTIONS / Ancient & Classical"),
        Subject("lcsh", "sh85046753", "Fables, Greek"),
    ),
    "isbns": Isbns(PRINT, EPUB, PDF),
}


@pytest.fixture(scope="module")
def stated() -> AssembledEdition:
    return stand_ins.tiny_edition(**STATED)


@pytest.fixture(scope="module")
def files(stated: AssembledEdition) -> dict[str, bytes]:
    """Return the records, which are proven and valid, or there would be none."""
    return stand_ins.render_files(stated)


@pytest.fixture(scope="module")
def ebook() -> UnzippedEbook:
    return UnzippedEbook(render_small(replace(EDITION, imprint=replace(IMPRINT, **STATED))))


@pytest.fixture(scope="module")
def onix(files: dict[str, bytes]) -> list[etree._Element]:
    return etree.fromstring(files["onix.xml"]).findall(f"{ONIX}Product")


def texts(element: etree._Element, name: str) -> list[str]:
    return [each.text or "" for each in element.iter(f"{ONIX}{name}")]


def test_the_book_trade_gets_a_record_for_each_product(onix: list[etree._Element]) -> None:
    printed, pdf, epub = onix
    assert [texts(each, "ProductForm") for each in onix] == [["BA"], ["ED"], ["ED"]]
    own = [each.findtext(f"{ONIX}ProductIdentifier/{ONIX}IDValue") for each in onix]
    assert own == ["9783161484100", "9798888888889", "9780306406157"]
    assert texts(printed, "ProductRelationCode") == ["27", "27"]
    assert texts(pdf, "ProductRelationCode") == ["13", "06"]
    assert texts(epub, "ProductRelationCode") == ["13", "06"]
    assert texts(printed, "Measurement") == ["229", "152"]
    assert texts(printed, "UnpricedItemType") == ["04"]  # its price is not known here
    assert texts(epub, "UnpricedItemType") == ["01"]


def test_the_book_trade_gets_subjects_audience_and_descriptions(
    onix: list[etree._Element],
) -> None:
    for product in onix:
        schemes = texts(product, "SubjectSchemeIdentifier")
        assert schemes == ["93", "94", "93", "10", "04"]
        main = [each.getparent() for each in product.iter(f"{ONIX}MainSubject")]
        assert [texts(each, "SubjectCode") for each in main if each is not None] == [
            ["DNT"],
            ["LCO003000"],
        ]
        assert texts(product, "AudienceCodeValue") == ["01", "06"]
        described = dict(zip(texts(product, "TextType"), texts(product, "Text"), strict=True))
        assert (described["02"], described["03"]) == (SHORT, LONG)


def test_the_ebook_states_each_subject_with_its_authority(ebook: UnzippedEbook) -> None:
    assert ebook.dc("subject")[-1] == "Fables, Greek"
    assert ebook.properties("authority") == ["Thema", "Thema", "Thema", "BISAC", "LCSH"]
    assert ebook.properties("term") == ["DNT", "1QBAG", "FN", "LCO003000", "sh85046753"]
    assert ebook.properties("dcterms:audience") == ["general", "scholars"]
    assert ebook.dc("description") == [LONG]
    assert ebook.properties("dcterms:abstract") == [SHORT]


def test_the_ebook_has_its_own_isbn_and_names_the_print_edition_by_its_own(
    ebook: UnzippedEbook,
) -> None:
    assert ebook.dc("identifier") == ["urn:isbn:1", f"urn:isbn:{EPUB}"]
    assert f"urn:isbn:{PRINT}" not in ebook.dc("identifier")
    types = [each for each in ebook.package.iter(f"{OPF}meta") if each.get("refines") == "#isbn"]
    assert [each.text for each in types] == ["15"]


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "small.epub"
    file.write_bytes(render_small(replace(EDITION, imprint=replace(IMPRINT, **STATED))))
    assert validate_epub(file).findings == ()


def test_reading_apps_get_subjects_and_descriptions(files: dict[str, bytes]) -> None:
    record = json.loads(files["publication.json"])
    metadata = record["metadata"]
    assert metadata["description"] == LONG
    assert [each["code"] for each in metadata["subject"]][-1] == "sh85046753"
    (page,) = opds.paginate({SLUG: record})
    entry = etree.fromstring(opds.render_opds1(page, "Press")).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}summary") == SHORT
    assert entry.findtext(f"{ATOM}content") == LONG
    categories = [dict(each.attrib) for each in entry.iter(f"{ATOM}category")]
    assert categories[-1] == {
        "term": "sh85046753",
        "scheme": "http://id.loc.gov/authorities/subjects",
        "label": "Fables, Greek",
    }
    assert [each.text for each in entry.iter(f"{DC}audience")] == ["general", "scholars"]


def test_search_engines_get_an_example_for_each_product(files: dict[str, bytes]) -> None:
    (data,) = read_web_page(files["index.html"], "index.html").data
    assert (data["description"], data["abstract"]) == (LONG, SHORT)
    *products, web = data["workExample"]
    assert [each["isbn"] for each in products] == [
        *("9783161484100", "9798888888889", "9780306406157"),
    ]
    assert "isbn" not in web
    assert data["about"][-1] == {
        "@type": "DefinedTerm",
        "@id": "http://id.loc.gov/authorities/subjects/sh85046753",
        "name": "Fables, Greek",
        "termCode": "sh85046753",
        "inDefinedTermSet": "http://id.loc.gov/authorities/subjects",
    }


def test_the_printed_book_is_the_one_that_is_cited(files: dict[str, bytes]) -> None:
    (item,) = json.loads(files[f"{SLUG}.csl.json"])
    assert item["ISBN"] == PRINT
    assert f"SN  - {PRINT}".encode() in files[f"{SLUG}.ris"]


def test_without_an_isbn_no_printed_book_is_for_sale(outputs_without: dict[str, bytes]) -> None:
    root = etree.fromstring(outputs_without["onix.xml"])
    assert [texts(each, "ProductForm") for each in root.iter(f"{ONIX}Product")] == [["ED"], ["ED"]]


@pytest.fixture(scope="module")
def outputs_without() -> dict[str, bytes]:
    return stand_ins.render_files(stand_ins.tiny_edition())

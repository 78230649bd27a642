"""The record for the book trade: valid ONIX 3.0, and true of the edition."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from book.model import Accessibility, Contributor, Witness
from book.pipeline.edition import AssembledEdition
from book.render.onix import render_onix
from book.verify.validators.onixcheck import validate_onix
from tests import stand_ins
from tests.conftest import SLUG

Element = etree._Element


ONIX = "{http://ns.editeur.org/onix/3.0/reference}"
SIZES = {"pdf": 1000, "epub": 2000}
ACCESS = Accessibility(
    modes=("textual",),
    sufficient=(("textual",),),
    features=("tableOfContents", "printPageNumbers"),
    hazards=("none",),
    summary="All is text.",
    language="en",
    conforms_to=("EPUB Accessibility 1.1 - WCAG 2.2 Level AA",),
    certified_by=("A Certifier",),
)


def message(tiny: AssembledEdition, access: Accessibility = ACCESS, /, **imprint: Any) -> Element:
    edition = replace(tiny.edition, imprint=replace(tiny.edition.imprint, **imprint))
    content = render_onix(edition, SIZES, 31, access)
    assert validate_onix(content).findings == ()
    return etree.fromstring(content)


def product(root: Element, form: str) -> Element:
    (product_element,) = [
        p for p in root.iter(f"{ONIX}Product") if p.findtext(f".//{ONIX}ProductFormDetail") == form
    ]
    return product_element


def texts(parent: Element, name: str) -> list[str]:
    return [child.text or "" for child in parent.iter(f"{ONIX}{name}")]


def features(product_element: Element, kind: str) -> set[str]:
    return {
        feature.findtext(f"{ONIX}ProductFormFeatureValue", "")
        for feature in product_element.iter(f"{ONIX}ProductFormFeature")
        if feature.findtext(f"{ONIX}ProductFormFeatureType") == kind
    }


@pytest.mark.parametrize(
    "imprint",
    [
        {},
        {"date": "2024"},
        {
            "date": "2024-02",
            "subtitle": "",
            "description": "",
            "series": "Fables",
            "series_number": "3",
        },
        {
            "identifier": "urn:isbn:978-0-306-40615-7",
            "url": f"https://books.example/{SLUG}/",
            "language": "de",
        },
        {"language": "zh-Hans-CN"},
    ],
)
def test_onix_is_valid_for_any_edition(imprint: dict[str, Any], tiny: AssembledEdition) -> None:
    root = message(tiny, **imprint)
    assert len(root.findall(f"{ONIX}Product")) == 2 + ("identifier" in imprint)


def test_the_validator_finds_errors(tiny: AssembledEdition) -> None:
    content = render_onix(tiny.edition, SIZES, 31, ACCESS)
    for old, new in (
        (b">ED<", b">XX<"),
        (b"<TitleType>01</TitleType>", b""),
        (b">eng<", b">en<"),
        (b">20240229<", b">20240230<"),
    ):
        assert old in content
        assert validate_onix(content.replace(old, new)).findings


def test_products_are_related_to_each_other_and_the_work(
    tiny: AssembledEdition,
) -> None:
    root = message(tiny)
    pdf, epub = product(root, "E107"), product(root, "E101")
    names = [
        format_element.findtext(f"{ONIX}ProductIdentifier/{ONIX}IDValue", "")
        for format_element in (pdf, epub)
    ]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)
    for format_element, other in ((pdf, names[1]), (epub, names[0])):
        assert (
            format_element.findtext(
                f".//{ONIX}RelatedProduct/{ONIX}ProductIdentifier/{ONIX}IDValue"
            )
            == other
        )
        assert (
            format_element.findtext(f".//{ONIX}WorkIdentifier/{ONIX}IDValue")
            == tiny.edition.imprint.identifier
        )


def test_an_epub_has_the_accessibility_that_it_claims(tiny: AssembledEdition) -> None:
    """Codelist 196; 143 for hazards."""
    epub = product(message(tiny), "E101")
    assert features(epub, "09") == {"00", "04", "10", "11", "19", "22", "52", "82", "85", "90"}
    assert features(epub, "12") == {"00"}
    assert "All is text." in texts(epub, "ProductFormFeatureDescription")
    assert features(product(message(tiny, Accessibility()), "E101"), "09") == {"08"}  # not known


def test_a_pdf_has_the_accessibility_that_is_proven(tiny: AssembledEdition) -> None:
    assert {"05", "11", "13"} <= features(product(message(tiny), "E107"), "09")
    assert {"04", "19", "84", "85"}.isdisjoint(features(product(message(tiny), "E107"), "09"))


def test_extents_dates_and_languages_are_the_edition_s(tiny: AssembledEdition) -> None:
    root = message(tiny, date="2024-02")
    assert [sent.text for sent in root.iter(f"{ONIX}SentDateTime")] == ["20240201"]
    date = product(root, "E101").find(f".//{ONIX}PublishingDate/{ONIX}Date")
    assert date is not None
    assert (date.text, date.get("dateformat")) == ("202402", "01")
    assert texts(product(root, "E101"), "ExtentValue") == ["2000"]
    assert texts(product(root, "E107"), "ExtentValue") == ["31", "1000"]
    assert texts(product(root, "E107"), "LanguageCode") == ["eng"]
    assert texts(product(message(tiny, language="de-DE"), "E107"), "LanguageCode") == ["ger"]


def test_contributors_have_numbers_roles_and_sort_names(tiny: AssembledEdition) -> None:
    commentaries = tuple(
        Witness("Z", "z.txt", "commentary", (), author=name)
        for name in ("Wu Jinhuai", "", "Wu Jinhuai")
    )
    edition = replace(tiny, edition=replace(tiny.edition, witnesses=commentaries))
    others = (Contributor("Ann Other", "trl", ""), Contributor("X", "fmo", ""))
    root = message(
        edition,
        contributors=others,
        sort=(("Ann Other", "Other, Ann"), ("Wu Jinhuai", "Wu, Jinhuai")),
    )
    contributors = [
        [part.text for part in c] for c in product(root, "E101").findall(f".//{ONIX}Contributor")
    ]
    assert contributors == [
        ["1", "A01", "Aesop"],
        ["2", "B01", "the Test Editors", "Test Editors, the"],
        ["3", "B06", "Ann Other", "Other, Ann"],
        ["4", "Z99", "X"],
        ["5", "A23", "Wu Jinhuai", "Wu, Jinhuai"],
    ]
    assert texts(product(root, "E101"), "CorporateName") == ["the Test Editors"]


def test_a_series_is_in_every_record_that_has_a_field_for_it() -> None:
    files = stand_ins.render_files(stand_ins.tiny_edition(series="Fables", series_number="3"))
    record = json.loads(files["publication.json"])
    assert record["metadata"]["belongsTo"] == {"series": {"name": "Fables", "position": 3}}
    collection = etree.fromstring(files["onix.xml"]).find(f".//{ONIX}Collection")
    assert collection is not None
    assert (texts(collection, "TitleText"), texts(collection, "PartNumber")) == (["Fables"], ["3"])
    (item,) = json.loads(files[f"{SLUG}.csl.json"])
    assert (item["collection-title"], item["collection-number"]) == ("Fables", "3")
    assert b"T2  - Fables\r\n" in files[f"{SLUG}.ris"]
    assert b'"name": "Fables"' in files["index.html"]


def test_a_sorted_name_is_divided_into_its_parts() -> None:
    files = stand_ins.render_files(
        stand_ins.tiny_edition(editor="Jane Doe", sort=(("Jane Doe", "Doe, Jane"),))
    )
    (item,) = json.loads(files[f"{SLUG}.csl.json"])
    assert (item["author"], item["editor"]) == (
        [{"literal": "Aesop"}],
        [{"family": "Doe", "given": "Jane"}],
    )
    assert b"ED  - Doe, Jane\r\n" in files[f"{SLUG}.ris"]
    assert "(J. Doe, Ed.)" in files["index.html"].decode()
    assert json.loads(files["publication.json"])["metadata"]["editor"] == [
        {"name": "Jane Doe", "sortAs": "Doe, Jane"}
    ]
    assert b'"familyName": "Doe"' in files["index.html"]

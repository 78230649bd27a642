"""The catalogue: OPDS 1.2 and 2.0 rule by rule, ONIX 3.0, and that it stays right whatever becomes of an edition."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from book.errors import EditionError, ProofError
from book.model import Accessibility, Contributor, Witness
from book.pipeline import build
from book.pipeline.catalog import check_catalog, refresh_catalog
from book.pipeline.edition import AssembledEdition
from book.pipeline.records import draft_page
from book.render import onix, opds
from book.render.opds import render_opds1, render_opds2, rfc3339_instant
from book.runtime import catalog_state, files
from book.verify.proof.prove_site import prove_catalogue
from book.verify.validators.onixcheck import validate_onix
from tests import stand_ins
from tests.conftest import ROOT, SLUG, build_quickly, snapshot

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")
URI_REFERENCE = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
URL = "https://books.example/library/"


@pytest.fixture(scope="module")
def tiny() -> AssembledEdition:
    return stand_ins.tiny_edition()


@pytest.fixture(scope="module")
def outputs(tiny: AssembledEdition) -> dict[str, bytes]:
    return stand_ins.render_files(tiny)


@pytest.fixture(scope="module")
def addressed() -> dict[str, bytes]:
    return stand_ins.render_files(stand_ins.tiny_edition(url=f"{URL}{SLUG}/"))


def another(tiny: AssembledEdition, slug: str, **imprint: Any) -> dict[str, bytes]:
    """An edition of another name, made from the tiny one."""
    changed = replace(
        tiny.edition,
        imprint=replace(
            tiny.edition.imprint, slug=slug, identifier=f"urn:x-test:{slug}", **imprint
        ),
    )
    folder = replace(tiny.folder, imprint=changed.imprint)
    return stand_ins.render_files(replace(tiny, folder=folder, edition=changed))


def records_of(**editions: dict[str, bytes]) -> dict[str, Any]:
    return {
        slug.replace("_", "-"): json.loads(outputs["publication.json"])
        for slug, outputs in editions.items()
    }


@pytest.fixture(params=["relative", "with an address", "two editions", "none"])
def records(
    request: pytest.FixtureRequest,
    tiny: AssembledEdition,
    outputs: dict[str, bytes],
    addressed: dict[str, bytes],
) -> Mapping[str, Any]:
    """The records that the rules are tested on."""
    kind = request.param
    if kind == "two editions":
        return records_of(
            two_fables=outputs,
            other=another(tiny, "other", date="2025", subtitle="", description=""),
        )
    return (
        {}
        if kind == "none"
        else records_of(two_fables=outputs if kind == "relative" else addressed)
    )


# ── OPDS 1.2 (https://specs.opds.io/opds-1.2), RFC 4287 (Atom) ───────────────────────────────────


@pytest.fixture
def feed(records: Mapping[str, Any]) -> etree._Element:
    return etree.fromstring(render_opds1(records, "A Press"))


def one(parent: etree._Element, name: str) -> str:
    """Give the text of an element that must be there once."""
    (found,) = parent.findall(name)
    return found.text or ""


def links(parent: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel]


def test_the_feed_has_what_atom_asks_for_once(feed: etree._Element) -> None:
    """RFC 4287, 4.1.1: id, title, updated exactly once, an author; 3.3: dates; 4.2.6: an id is an IRI."""
    assert feed.tag == f"{ATOM}feed"
    assert re.match(r"(https?|urn):", one(feed, f"{ATOM}id"))
    assert one(feed, f"{ATOM}title") == "A Press"
    assert RFC_3339.fullmatch(one(feed, f"{ATOM}updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_metadata_come_before_the_entries(feed: etree._Element) -> None:
    """OPDS 1.2, 2.6: metadata elements, followed by entries."""
    kinds = [child.tag == f"{ATOM}entry" for child in feed]
    assert kinds == sorted(kinds)


def test_the_feed_leads_to_itself_and_to_its_root(feed: etree._Element) -> None:
    """OPDS 1.2, 2.1 and 2.6: self, and start, which is the root; 2.3: the type of an acquisition feed."""
    for rel in ("self", "start"):
        (link,) = links(feed, rel)
        assert link.get("href", "").endswith("opds.xml")
        assert link.get("type") == "application/atom+xml;profile=opds-catalog;kind=acquisition"


def test_no_two_alternates_have_the_same_type(feed: etree._Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: no more than one alternate link of the same type and language."""
    for parent in (feed, *feed.findall(f"{ATOM}entry")):
        kinds = [link.get("type") for link in links(parent, "alternate")]
        assert len(kinds) == len(set(kinds))


def test_each_entry_has_what_atom_asks_for_once(feed: etree._Element) -> None:
    """RFC 4287, 4.1.2: id, title, updated exactly once, at most one published and rights; 4.2.1: an author has one name."""
    for entry in feed.findall(f"{ATOM}entry"):
        assert re.match(r"urn:", one(entry, f"{ATOM}id"))
        assert one(entry, f"{ATOM}title")
        assert RFC_3339.fullmatch(one(entry, f"{ATOM}updated"))
        assert RFC_3339.fullmatch(one(entry, f"{ATOM}published"))
        assert len(entry.findall(f"{ATOM}rights")) <= 1
        for person in (*entry.findall(f"{ATOM}author"), *entry.findall(f"{ATOM}contributor")):
            assert one(person, f"{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_each_entry_can_be_acquired(feed: etree._Element) -> None:
    """OPDS 1.2, 5.2.1 and 5.4: at least one acquisition link, each with a type; what is free has the relation for it."""
    for entry in feed.findall(f"{ATOM}entry"):
        found = links(entry, "http://opds-spec.org/acquisition/open-access")
        assert [link.get("type") for link in found] == ["application/epub+zip", "application/pdf"]
        assert all(int(link.get("length", "")) > 0 for link in found)


def test_each_entry_has_a_picture_and_a_small_one(feed: etree._Element) -> None:
    """OPDS 1.2, 5.2.2: image and thumbnail, each GIF, JPEG or PNG."""
    for entry in feed.findall(f"{ATOM}entry"):
        for rel in ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"):
            (link,) = links(entry, rel)
            assert link.get("type") == "image/png"


def test_dublin_core_says_what_atom_cannot(feed: etree._Element) -> None:
    """OPDS 1.2, 5.1: language, issued and identifier by Dublin Core; 5.1.1: not what Atom says already (title, author, rights)."""
    for entry in feed.findall(f"{ATOM}entry"):
        assert BCP_47.fullmatch(one(entry, f"{DC}language"))
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", one(entry, f"{DC}issued"))
        assert one(entry, f"{DC}identifier") == one(entry, f"{ATOM}id")
        assert not [
            child.tag
            for child in entry
            if child.tag in (f"{DC}title", f"{DC}creator", f"{DC}rights", f"{DC}description")
        ]


def test_the_summary_is_plain_text(feed: etree._Element) -> None:
    """OPDS 1.2, 5.1.3 and its schema: atom:summary is of type text; content, if any, would have to say more."""
    for summary in feed.iter(f"{ATOM}summary"):
        assert summary.get("type") == "text"
        assert not len(summary)
    assert not list(feed.iter(f"{ATOM}content"))


def test_links_have_only_what_the_schema_allows(feed: etree._Element) -> None:
    """OPDS 1.2, appendix B: href is a URI reference; attributes are rel, href, type, hreflang, title, length; no price without sale."""
    for link in feed.iter(f"{ATOM}link"):
        assert set(link.attrib) <= {"rel", "href", "type", "hreflang", "title", "length"}
        assert URI_REFERENCE.fullmatch(link.get("href", ""))
        assert not len(link)


# ── OPDS 2.0 (https://drafts.opds.io/opds-2.0), Readium Web Publication Manifest ─────────────────


@pytest.fixture
def feed2(records: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_opds2(records, "A Press"))
    return found


def test_the_feed_has_a_title_itself_and_a_collection(feed2: dict[str, Any]) -> None:
    """OPDS 2.0, 1.1: title, self, and one of navigation, publications, groups, none of them blank (1.2)."""
    assert feed2["metadata"]["title"] == "A Press"
    (own,) = [link for link in feed2["links"] if link["rel"] == "self"]
    assert own["type"] == "application/opds+json"
    assert [key for key in ("navigation", "publications", "groups") if feed2.get(key)]
    assert feed2["metadata"]["numberOfItems"] == len(feed2.get("publications", ()))


def test_each_publication_can_be_acquired_and_seen(feed2: dict[str, Any]) -> None:
    """OPDS 2.0, 5.1: title, at least one acquisition link; 2.3: an image in one of the formats of the web."""
    for publication in feed2.get("publications", ()):
        assert publication["metadata"]["title"]
        assert "http://opds-spec.org/acquisition/open-access" in [
            link["rel"] for link in publication["links"]
        ]
        assert {image["type"] for image in publication["images"]} == {"image/png"}


def test_metadata_are_of_the_types_of_readium(feed2: dict[str, Any]) -> None:
    """Readium's schema: identifier is a URI, dates are RFC 3339, language is BCP 47, a contributor is named, no value is blank."""
    for publication in feed2.get("publications", ()):
        about = publication["metadata"]
        assert about["@type"] == "http://schema.org/Book"
        assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", about["identifier"])
        assert BCP_47.fullmatch(about["language"])
        for key in ("modified", "published"):
            assert datetime.fromisoformat(about[key]).tzinfo is not None
        assert about["publisher"]["name"]
        assert all(person["name"] for role in ("author", "editor") for person in about[role])
        assert isinstance(about["numberOfPages"], int)
        assert all(value not in ("", [], {}, None) for value in about.values())
        access = about["accessibility"]
        assert set(access) <= {
            "conformsTo",
            "certification",
            "summary",
            "accessMode",
            "accessModeSufficient",
            "feature",
            "hazard",
        }
        assert access["accessModeSufficient"] == [["textual"]]


def test_link_objects_are_well_formed(feed2: dict[str, Any]) -> None:
    """Readium 2.4: href, and where there is one a media type, a size above 0, a height and a width."""
    found = [link for p in feed2.get("publications", ()) for link in (*p["links"], *p["images"])]
    for link in (*feed2["links"], *found):
        assert URI_REFERENCE.fullmatch(link["href"])
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(;[a-z]+=[a-z-]+)*", link["type"])
        assert all(
            isinstance(link[key], int) and link[key] > 0
            for key in ("size", "height", "width")
            if key in link
        )


def test_navigation_has_titles() -> None:
    """OPDS 2.0, 2.1: each link has a title. A catalogue without editions has nothing else."""
    feed = json.loads(render_opds2({}, "A Press"))
    assert [link["title"] for link in feed["navigation"]] == ["A Press"]
    assert "publications" not in feed


def test_with_an_address_each_link_is_absolute(addressed: dict[str, bytes]) -> None:
    records = records_of(two_fables=addressed)
    assert opds.common_base_url(records) == URL
    feed = etree.fromstring(render_opds1(records, "A Press"))
    assert one(feed, f"{ATOM}id") == f"{URL}opds.xml"
    assert all(link.get("href", "").startswith(URL) for link in feed.iter(f"{ATOM}link"))
    feed2 = json.loads(render_opds2(records, "A Press"))
    found = (
        *feed2["links"],
        *(link for p in feed2["publications"] for link in (*p["links"], *p["images"])),
    )
    assert all(link["href"].startswith(URL) for link in found)


def test_editions_that_disagree_on_their_address_have_a_catalogue_without_one(
    tiny: AssembledEdition, addressed: dict[str, bytes]
) -> None:
    records = records_of(two_fables=addressed, other=another(tiny, "other"))
    assert opds.common_base_url(records) == ""
    feed = etree.fromstring(render_opds1(records, "A Press"))
    assert [link.get("href") for link in links(feed, "self")] == ["opds.xml"]
    found = {
        link.get("href", "")
        for entry in feed.iter(f"{ATOM}entry")
        for link in entry.iter(f"{ATOM}link")
    }
    assert {f"{URL}{SLUG}/{SLUG}.epub", "other/other.epub"} <= found


def test_the_newest_edition_stands_first(tiny: AssembledEdition, outputs: dict[str, bytes]) -> None:
    records = records_of(
        two_fables=outputs,
        older=another(tiny, "older", date="1999"),
        newer=another(tiny, "newer", date="2025-03"),
    )
    feed = etree.fromstring(render_opds1(records, "A Press"))
    assert [one(entry, f"{ATOM}id").rsplit(":", 1)[-1] for entry in feed.iter(f"{ATOM}entry")][
        ::2
    ] == ["newer", "older"]
    assert one(feed, f"{ATOM}updated") == "2025-03-01T00:00:00Z"


@pytest.mark.parametrize(
    ("date", "first"),
    [("2024", "2024-01-01"), ("2024-02", "2024-02-01"), ("2024-02-29", "2024-02-29")],
)
def test_a_date_is_the_first_second_of_it(date: str, first: str) -> None:
    assert rfc3339_instant(date) == f"{first}T00:00:00Z"


# ── ONIX 3.0 ─────────────────────────────────────────────────────────────────────────────────────

ONIX = "{http://ns.editeur.org/onix/3.0/reference}"
SIZES = {"pdf": 1000, "epub": 2000}
ACCESS = Accessibility(
    ("textual",), (("textual",),), ("tableOfContents", "printPageNumbers"), ("none",), "All is text.", "en",
    ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA",), ("A Certifier",),
)  # fmt: skip


def message(
    tiny: AssembledEdition, access: Accessibility = ACCESS, /, **imprint: Any
) -> etree._Element:
    edition = replace(tiny.edition, imprint=replace(tiny.edition.imprint, **imprint))
    content = onix.render_onix(edition, SIZES, 31, access)
    assert validate_onix(content).findings == ()
    return etree.fromstring(content)


def product(root: etree._Element, form: str) -> etree._Element:
    (found,) = [
        p for p in root.iter(f"{ONIX}Product") if p.findtext(f".//{ONIX}ProductFormDetail") == form
    ]
    return found


def texts(parent: etree._Element, name: str) -> list[str]:
    return [found.text or "" for found in parent.iter(f"{ONIX}{name}")]


def features(found: etree._Element, kind: str) -> set[str]:
    return {
        feature.findtext(f"{ONIX}ProductFormFeatureValue", "")
        for feature in found.iter(f"{ONIX}ProductFormFeature")
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
        {"identifier": "urn:isbn:978-0-306-40615-7", "url": f"{URL}{SLUG}/", "language": "de"},
        {"language": "zh-Hans-CN"},
    ],
)
def test_onix_is_valid_for_any_edition(imprint: dict[str, Any], tiny: AssembledEdition) -> None:
    root = message(tiny, **imprint)
    assert len(root.findall(f"{ONIX}Product")) == 2


def test_the_judge_of_onix_sees_what_is_wrong(tiny: AssembledEdition) -> None:
    content = onix.render_onix(tiny.edition, SIZES, 31, ACCESS)
    for old, new in (
        (b">ED<", b">XX<"),
        (b"<TitleType>01</TitleType>", b""),
        (b">eng<", b">en<"),
        (b">20240229<", b">20240230<"),
    ):
        assert old in content
        assert validate_onix(content.replace(old, new)).findings


def test_each_product_is_named_and_leads_to_the_other_and_to_the_work(
    tiny: AssembledEdition,
) -> None:
    root = message(tiny)
    pdf, epub = product(root, "E107"), product(root, "E101")
    names = [found.findtext(f"{ONIX}ProductIdentifier/{ONIX}IDValue", "") for found in (pdf, epub)]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)
    for found, other in ((pdf, names[1]), (epub, names[0])):
        assert (
            found.findtext(f".//{ONIX}RelatedProduct/{ONIX}ProductIdentifier/{ONIX}IDValue")
            == other
        )
        assert (
            found.findtext(f".//{ONIX}WorkIdentifier/{ONIX}IDValue")
            == tiny.edition.imprint.identifier
        )


def test_the_accessibility_of_the_epub_is_what_the_epub_says(tiny: AssembledEdition) -> None:
    """Codelist 196; 143 for hazards."""
    epub = product(message(tiny), "E101")
    assert features(epub, "09") == {"00", "04", "10", "11", "19", "22", "52", "82", "85", "90"}
    assert features(epub, "12") == {"00"}
    assert "All is text." in texts(epub, "ProductFormFeatureDescription")
    assert features(product(message(tiny, Accessibility()), "E101"), "09") == {"08"}  # not known


def test_the_pdf_claims_what_is_proven_of_each_pdf(tiny: AssembledEdition) -> None:
    assert {"05", "11", "13"} <= features(product(message(tiny), "E107"), "09")
    assert {"04", "19", "84", "85"}.isdisjoint(features(product(message(tiny), "E107"), "09"))


def test_sizes_pages_dates_and_languages_come_from_the_edition(tiny: AssembledEdition) -> None:
    root = message(tiny, date="2024-02")
    assert [found.text for found in root.iter(f"{ONIX}SentDateTime")] == ["20240201"]
    date = product(root, "E101").find(f".//{ONIX}PublishingDate/{ONIX}Date")
    assert date is not None
    assert (date.text, date.get("dateformat")) == ("202402", "01")
    assert texts(product(root, "E101"), "ExtentValue") == ["2000"]
    assert texts(product(root, "E107"), "ExtentValue") == ["31", "1000"]
    assert texts(product(root, "E107"), "LanguageCode") == ["eng"]
    assert texts(product(message(tiny, language="de-DE"), "E107"), "LanguageCode") == ["ger"]


def test_contributors_are_numbered_with_their_roles_and_filed(tiny: AssembledEdition) -> None:
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
    said = [
        [part.text for part in c] for c in product(root, "E101").findall(f".//{ONIX}Contributor")
    ]
    assert said == [
        ["1", "A01", "Aesop"],
        ["2", "B01", "the Test Editors", "Test Editors, the"],
        ["3", "B06", "Ann Other", "Other, Ann"],
        ["4", "Z99", "X"],
        ["5", "A23", "Wu Jinhuai", "Wu, Jinhuai"],
    ]
    assert texts(product(root, "E101"), "CorporateName") == ["the Test Editors"]


def test_a_series_is_told_wherever_there_is_a_word_for_it() -> None:
    found = stand_ins.render_files(stand_ins.tiny_edition(series="Fables", series_number="3"))
    record = json.loads(found["publication.json"])
    assert record["metadata"]["belongsTo"] == {"series": {"name": "Fables", "position": 3}}
    collection = etree.fromstring(found["onix.xml"]).find(f".//{ONIX}Collection")
    assert collection is not None
    assert (texts(collection, "TitleText"), texts(collection, "PartNumber")) == (["Fables"], ["3"])
    (item,) = json.loads(found[f"{SLUG}.csl.json"])
    assert (item["collection-title"], item["collection-number"]) == ("Fables", "3")
    assert b"T2  - Fables\r\n" in found[f"{SLUG}.ris"]
    assert b'"name": "Fables"' in found["index.html"]


def test_a_person_is_told_in_parts_if_the_edition_files_the_name() -> None:
    found = stand_ins.render_files(
        stand_ins.tiny_edition(editor="Jane Doe", sort=(("Jane Doe", "Doe, Jane"),))
    )
    (item,) = json.loads(found[f"{SLUG}.csl.json"])
    assert (item["author"], item["editor"]) == (
        [{"literal": "Aesop"}],
        [{"family": "Doe", "given": "Jane"}],
    )
    assert b"ED  - Doe, Jane\r\n" in found[f"{SLUG}.ris"]
    assert "(J. Doe, Ed.)" in found["index.html"].decode()
    assert json.loads(found["publication.json"])["metadata"]["editor"] == [
        {"name": "Jane Doe", "sortAs": "Doe, Jane"}
    ]
    assert b'"familyName": "Doe"' in found["index.html"]


# ── Published: right, whatever becomes of an edition ─────────────────────────────────────────────


@pytest.fixture
def dist(tmp_path: Path, tiny: AssembledEdition, outputs: dict[str, bytes]) -> Path:
    """A dist/ with two editions and their catalogue."""
    found = tmp_path / "dist"
    stand_ins.write_files(outputs, found / SLUG)
    stand_ins.write_files(another(tiny, "other", date="2025"), found / "other")
    assert refresh_catalog(found)
    return found


def listed(dist: Path) -> dict[str, list[str]]:
    """Name the editions that each file of the catalogue lists."""
    feed2 = json.loads((dist / "opds.json").read_bytes())
    page = etree.fromstring((dist / "index.html").read_bytes())
    atom = etree.fromstring((dist / "opds.xml").read_bytes())
    return {
        "opds.json": [p["links"][0]["href"].split("/")[0] for p in feed2.get("publications", ())],
        "opds.xml": [
            links(e, "alternate")[0].get("href", "").split("/")[0]
            for e in atom.iter(f"{ATOM}entry")
        ],
        "index.html": [
            str(a).split("/")[0]
            for a in page.xpath(
                "//h:h2/h:a/@href", namespaces={"h": "http://www.w3.org/1999/xhtml"}
            )
        ],
    }


def everywhere(*slugs: str) -> dict[str, list[str]]:
    return {name: list(slugs) for name in ("opds.json", "opds.xml", "index.html")}


def test_the_catalogue_lists_what_is_published_and_is_true(dist: Path) -> None:
    assert listed(dist) == everywhere("other", SLUG)
    assert check_catalog(dist).startswith("catalogue: editions listed: 2; ")
    assert sorted(path.name for path in dist.iterdir()) == sorted(
        [*catalog_state.FILES, "other", SLUG]
    )


def test_a_catalogue_that_is_right_is_not_written_again(dist: Path) -> None:
    before = snapshot(dist)
    assert not refresh_catalog(dist)
    assert snapshot(dist) == before


def test_an_edition_that_is_removed_leaves_the_catalogue(dist: Path) -> None:
    (dist / "other").rename(dist.parent / "elsewhere")
    with pytest.raises(ProofError, match="not that of what is published"):
        check_catalog(dist)
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere(SLUG)
    check_catalog(dist)


def test_an_edition_that_is_harmed_is_not_offered(dist: Path) -> None:
    (dist / "other" / "other.epub").write_bytes(b"cut off")
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere(SLUG)


def test_an_edition_that_is_built_anew_is_told_anew(dist: Path, tiny: AssembledEdition) -> None:
    stand_ins.write_files(another(tiny, "other", date="2025", title="Three Fables"), dist / "other")
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere("other", SLUG)
    for name in catalog_state.FILES:
        assert b"Three Fables" in (dist / name).read_bytes()


def test_without_an_edition_the_catalogue_is_empty_and_valid(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    assert refresh_catalog(tmp_path / "dist")
    assert listed(tmp_path / "dist") == everywhere()
    check_catalog(tmp_path / "dist")


def test_the_page_of_editions_in_two_languages_is_english_and_tags_the_other(
    tmp_path: Path, tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    dist = tmp_path / "dist"
    stand_ins.write_files(outputs, dist / SLUG)
    stand_ins.write_files(another(tiny, "anders", language="de-DE"), dist / "anders")
    refresh_catalog(dist)
    page = etree.fromstring((dist / "index.html").read_bytes())
    assert page.get("lang") == "en"
    assert page.xpath("//h:li[@lang='de-DE']", namespaces={"h": "http://www.w3.org/1999/xhtml"})


@pytest.mark.parametrize("written", range(3))
def test_a_full_disk_leaves_the_catalogue_as_it_was(
    written: int, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dist / "other").rename(dist.parent / "elsewhere")
    before, write, count = snapshot(dist), Path.write_bytes, 0

    def full(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > written:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditionError, match="dist: cannot write: No space left on device"):
        refresh_catalog(dist)
    assert snapshot(dist) == before
    assert not list(dist.glob(".catalogue*"))


KILLED = """
import os, pathlib, sys
from book.runtime import fingerprint as fresh
from book.pipeline import publish

rename, replace, count = pathlib.Path.rename, pathlib.Path.replace, 0

def killed(move):
    def moved(path, target):
        global count
        count += 1
        if count == {moment}:
            os.kill(os.getpid(), 9)
        return move(path, target)
    return moved

pathlib.Path.rename, pathlib.Path.replace = killed(rename), killed(replace)
refresh_catalog(pathlib.Path(sys.argv[1]), lambda _: {{name: b"new" for name in catalog_state.FILES}})
"""


@pytest.mark.parametrize("moment", [1, 2, 4])
def test_after_a_kill_the_catalogue_is_the_old_or_the_new_one_whole(
    moment: int, dist: Path
) -> None:
    """Before the first move nothing is decided; after it, the next to come does the rest before it does anything else."""
    old = {name: (dist / name).read_bytes() for name in catalog_state.FILES}
    code = subprocess.run(
        [sys.executable, "-c", KILLED.format(moment=moment), str(dist)], cwd=ROOT, check=False
    ).returncode
    assert code == -signal.SIGKILL
    seen: dict[str, bytes] = {}

    def look(_: object) -> dict[str, bytes]:
        seen.update({name: (dist / name).read_bytes() for name in catalog_state.FILES})
        return old

    refresh_catalog(dist, look)
    assert seen == (old if moment == 1 else dict.fromkeys(catalog_state.FILES, b"new"))
    assert {name: (dist / name).read_bytes() for name in catalog_state.FILES} == old
    assert not list(dist.glob(".catalogue*"))


def test_two_that_write_the_catalogue_wait_for_each_other(dist: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: object) -> dict[str, bytes]:
        inside.set()
        go_on.wait(5)
        return dict.fromkeys(catalog_state.FILES, b"first")

    first = threading.Thread(target=refresh_catalog, args=(dist, slow))
    second = threading.Thread(
        target=refresh_catalog, args=(dist, lambda _: dict.fromkeys(catalog_state.FILES, b"second"))
    )
    first.start()
    assert inside.wait(5)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert {name: (dist / name).read_bytes() for name in catalog_state.FILES} == dict.fromkeys(
        catalog_state.FILES, b"second"
    )


BROKEN: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a dead link in Atom": (
        "opds.xml",
        lambda c: c.replace(b"other/other.epub", b"other/othr.epub"),
        "leads to other/othr.epub",
    ),
    "a wrong length": (
        "opds.xml",
        lambda c: re.sub(rb'length="\d+"', b'length="7"', c),
        "the size told of",
    ),
    "a dead link in JSON": (
        "opds.json",
        lambda c: c.replace(b"other/cover.png", b"other/covr.png"),
        "leads to other/covr.png",
    ),
    "a wrong size": (
        "opds.json",
        lambda c: re.sub(rb'"size": \d+', b'"size": 7', c),
        "the size told of",
    ),
    "a dead link on the page": (
        "index.html",
        lambda c: c.replace(b'href="other/index.html"', b'href="other/inde.html"'),
        "leads to other",
    ),
    "a script from outside": (
        "index.html",
        lambda c: c.replace(b"</head>", b'<script src="https://cdn.example/t.js"></script></head>'),
        "from outside",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_catalogue_is_seen(fault: str, dist: Path) -> None:
    name, breaking, expected = BROKEN[fault]
    top = {found: (dist / found).read_bytes() for found in catalog_state.FILES}
    editions = {folder: dict(files.read_published(dist / folder)) for folder in (SLUG, "other")}
    assert prove_catalogue(top, editions, "", "dist") > 20
    changed = breaking(top[name])
    assert changed != top[name]
    with pytest.raises(ProofError, match=re.escape(expected)):
        prove_catalogue({**top, name: changed}, editions, "", "dist")


def test_a_build_that_fails_leaves_the_catalogue_and_the_others(
    root: Path, tiny: AssembledEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_ins.write_files(another(tiny, "other"), root / "dist" / "other")
    refresh_catalog(root / "dist")
    before = snapshot(root / "dist")
    monkeypatch.setattr(
        build, "render_outputs", lambda *_: (_ for _ in ()).throw(ProofError("lost"))
    )
    with pytest.raises(ProofError):
        build_quickly(root)
    assert snapshot(root / "dist") == before
    assert os.listdir(root / "dist").count(SLUG) == 0  # noqa: PTH208 (what is hidden too)


def test_a_draft_of_the_page_lies_with_its_books_in_build(
    root: Path, outputs: dict[str, bytes]
) -> None:
    with pytest.raises(EditionError, match="this edition is not built"):
        draft_page(SLUG, root)
    stand_ins.write_files(outputs, root / "dist" / SLUG)
    before = snapshot(root / "dist")
    page = draft_page(SLUG, root)
    assert page == root / "build" / SLUG / "site" / "index.html"
    assert {path.name: path.read_bytes() for path in page.parent.iterdir()} == outputs
    assert snapshot(root / "dist") == before

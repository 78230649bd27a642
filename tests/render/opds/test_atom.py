"""OPDS 1.2 (https://specs.opds.io/opds-1.2) and Atom (RFC 4287), rule by rule."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree

from book.render.opds import paginate, render_opds1
from tests.render.opds.feeds import ATOM, BCP_47, DC, URI_REFERENCE, Element, child_text, links

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def feed(records: Mapping[str, Any]) -> Element:
    return etree.fromstring(render_opds1(paginate(records)[0], "A Press"))


def test_the_feed_has_what_atom_requires(feed: Element) -> None:
    """RFC 4287, 4.1.1: id, title, updated exactly once, and an author.

    3.3: dates; 4.2.6: an id is an IRI.
    """
    assert feed.tag == f"{ATOM}feed"
    assert re.match(r"(https?|urn):", child_text(feed, f"{ATOM}id"))
    assert child_text(feed, f"{ATOM}title") == "A Press"
    assert RFC_3339.fullmatch(child_text(feed, f"{ATOM}updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_metadata_precede_the_entries(feed: Element) -> None:
    """OPDS 1.2, 2.6: metadata elements, followed by entries."""
    kinds = [child.tag == f"{ATOM}entry" for child in feed]
    assert kinds == sorted(kinds)


def test_the_feed_links_to_itself_and_to_its_root(feed: Element) -> None:
    """OPDS 1.2, 2.1 and 2.6: self, and start, which is the root.

    2.3: the type of an acquisition feed.
    """
    for rel in ("self", "start"):
        (link,) = links(feed, rel)
        assert link.get("href", "").endswith("opds.xml")
        assert link.get("type") == "application/atom+xml;profile=opds-catalog;kind=acquisition"


def test_alternate_links_have_different_types(feed: Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: no more than one alternate link of the same type and language."""
    for parent in (feed, *feed.findall(f"{ATOM}entry")):
        kinds = [link.get("type") for link in links(parent, "alternate")]
        assert len(kinds) == len(set(kinds))


def test_each_entry_has_what_atom_requires(feed: Element) -> None:
    """RFC 4287, 4.1.2: id, title, updated exactly once, at most one published and rights.

    4.2.1: an author has one name.
    """
    for entry in feed.findall(f"{ATOM}entry"):
        assert re.match(r"urn:", child_text(entry, f"{ATOM}id"))
        assert child_text(entry, f"{ATOM}title")
        assert RFC_3339.fullmatch(child_text(entry, f"{ATOM}updated"))
        assert RFC_3339.fullmatch(child_text(entry, f"{ATOM}published"))
        assert len(entry.findall(f"{ATOM}rights")) <= 1
        for person in (*entry.findall(f"{ATOM}author"), *entry.findall(f"{ATOM}contributor")):
            assert child_text(person, f"{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_each_entry_can_be_acquired(feed: Element) -> None:
    """OPDS 1.2, 5.2.1 and 5.4: at least one acquisition link, each with a type.

    Free books have a relation of their own.
    """
    for entry in feed.findall(f"{ATOM}entry"):
        acquisitions = links(entry, "http://opds-spec.org/acquisition/open-access")
        assert [link.get("type") for link in acquisitions] == [
            "application/epub+zip",
            "application/pdf",
        ]
        assert all(int(link.get("length", "")) > 0 for link in acquisitions)


def test_each_entry_has_an_image_and_a_thumbnail(feed: Element) -> None:
    """OPDS 1.2, 5.2.2: image and thumbnail, each GIF, JPEG or PNG."""
    for entry in feed.findall(f"{ATOM}entry"):
        for rel in ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"):
            (link,) = links(entry, rel)
            assert link.get("type") == "image/png"


def test_dublin_core_only_says_what_atom_cannot(feed: Element) -> None:
    """OPDS 1.2, 5.1: language, issued and identifier by Dublin Core.

    5.1.1: nothing that Atom can say: title, author, rights.
    """
    for entry in feed.findall(f"{ATOM}entry"):
        assert BCP_47.fullmatch(child_text(entry, f"{DC}language"))
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", child_text(entry, f"{DC}issued"))
        assert child_text(entry, f"{DC}identifier") == child_text(entry, f"{ATOM}id")
        assert not [
            child.tag
            for child in entry
            if child.tag in (f"{DC}title", f"{DC}creator", f"{DC}rights", f"{DC}description")
        ]


def test_the_summary_is_plain_text(feed: Element) -> None:
    """OPDS 1.2, 5.1.3 and its schema: atom:summary has the type text.

    Content would have to say more than the summary, so there is none.
    """
    for summary in feed.iter(f"{ATOM}summary"):
        assert summary.get("type") == "text"
        assert not len(summary)
    assert not list(feed.iter(f"{ATOM}content"))


def test_links_have_only_allowed_attributes(feed: Element) -> None:
    """OPDS 1.2, appendix B: href is a URI reference, and few attributes are allowed.

    What is not for sale has no price.
    """
    for link in feed.iter(f"{ATOM}link"):
        assert set(link.attrib) <= {"rel", "href", "type", "hreflang", "title", "length"}
        assert URI_REFERENCE.fullmatch(link.get("href", ""))
        assert not len(link)

"""OPDS 2.0 (https://drafts.opds.io/opds-2.0) and Readium's Web Publication Manifest."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from book.render.opds import paginate, render_opds2
from tests.render.opds.feeds import BCP_47, URI_REFERENCE


@pytest.fixture
def feed2(records: Mapping[str, Any]) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(render_opds2(paginate(records)[0], "A Press"))
    return feed


def test_the_feed_has_what_opds_requires(feed2: dict[str, Any]) -> None:
    """OPDS 2.0, 1.1: title, self, and one of navigation, publications, groups.

    None of them is empty (1.2).
    """
    assert feed2["metadata"]["title"] == "A Press"
    (own,) = [link for link in feed2["links"] if link["rel"] == "self"]
    assert own["type"] == "application/opds+json"
    assert [key for key in ("navigation", "publications", "groups") if feed2.get(key)]
    assert feed2["metadata"]["numberOfItems"] == len(feed2.get("publications", ()))


def test_publications_can_be_acquired_and_have_an_image(feed2: dict[str, Any]) -> None:
    """OPDS 2.0, 5.1: title, and at least one acquisition link.

    2.3: an image in one of the formats of the web.
    """
    for publication in feed2.get("publications", ()):
        assert publication["metadata"]["title"]
        assert "http://opds-spec.org/acquisition/open-access" in [
            link["rel"] for link in publication["links"]
        ]
        assert {image["type"] for image in publication["images"]} == {"image/png"}


def test_metadata_have_the_types_of_readium(feed2: dict[str, Any]) -> None:
    """Readium's schema: the identifier is a URI, dates are RFC 3339, the language is BCP 47.

    Contributors have names, and no value is empty.
    """
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
    """Readium 2.4: href; media type, size, height and width are well formed where they occur."""
    inner = [link for p in feed2.get("publications", ()) for link in (*p["links"], *p["images"])]
    for link in (*feed2["links"], *inner):
        assert URI_REFERENCE.fullmatch(link["href"])
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(;[a-z]+=[a-z-]+)*", link["type"])
        assert all(
            isinstance(link[key], int) and link[key] > 0
            for key in ("size", "height", "width")
            if key in link
        )


def test_an_empty_feed_navigates_to_the_page() -> None:
    """OPDS 2.0, 2.1: each link has a title. A catalog without editions has nothing else."""
    feed = json.loads(render_opds2(paginate({})[0], "A Press"))
    assert [link["title"] for link in feed["navigation"]] == ["A Press"]
    assert "publications" not in feed

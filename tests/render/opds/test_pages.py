"""A catalog of many editions has pages, which lead to each other (RFC 5005, 3; OPDS 2.0, 2.4)."""

import json
from typing import Any

import pytest
from lxml import etree

from book.pipeline.edition import AssembledEdition
from book.render.opds import CatalogPage, paginate, render_opds1, render_opds2
from tests.render.opds.feeds import ATOM, links
from tests.render.opds.published_editions import records_of, render_variation

RELATIONS = ("self", "start", "first", "previous", "next", "last")


@pytest.fixture(scope="module")
def pages(tiny: AssembledEdition) -> tuple[CatalogPage, ...]:
    """Return the pages of five editions, two on each."""
    editions = {f"work_{n}": render_variation(tiny, f"work-{n}") for n in range(5)}
    return paginate(records_of(**editions), size=2)


def atom_links(page: CatalogPage) -> dict[str, str]:
    feed = etree.fromstring(render_opds1(page, "A Press"))
    found = {name: links(feed, name) for name in RELATIONS}
    return {name: own[0].get("href", "") for name, own in found.items() if own}


def test_atom_feeds_lead_to_each_other(pages: tuple[CatalogPage, ...]) -> None:
    first, second, third = map(atom_links, pages)
    ends = {"start": "opds.xml", "first": "opds.xml", "last": "opds-3.xml"}
    assert first == {"self": "opds.xml", "next": "opds-2.xml", **ends}
    assert second == {"self": "opds-2.xml", "previous": "opds.xml", "next": "opds-3.xml", **ends}
    assert third == {"self": "opds-3.xml", "previous": "opds-2.xml", **ends}


def test_all_atom_feeds_have_one_id(pages: tuple[CatalogPage, ...]) -> None:
    feeds = [etree.fromstring(render_opds1(page, "A Press")) for page in pages]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == 1
    assert [len(list(feed.iter(f"{ATOM}entry"))) for feed in feeds] == [2, 2, 1]


def test_json_feeds_lead_to_each_other_and_count_all(pages: tuple[CatalogPage, ...]) -> None:
    feeds: list[dict[str, Any]] = [json.loads(render_opds2(page, "A Press")) for page in pages]
    assert [feed["metadata"]["numberOfItems"] for feed in feeds] == [5, 5, 5]
    assert [feed["metadata"]["currentPage"] for feed in feeds] == [1, 2, 3]
    assert {feed["metadata"]["itemsPerPage"] for feed in feeds} == {2}
    following = {link["href"] for link in feeds[1]["links"] if link["rel"] == "next"}
    assert following == {"opds-3.json"}
    assert [len(feed["publications"]) for feed in feeds] == [2, 2, 1]


def test_a_single_page_has_no_others(pages: tuple[CatalogPage, ...]) -> None:
    (page,) = paginate(dict(pages[0].records))
    assert atom_links(page).keys() == {"self", "start"}
    assert "itemsPerPage" not in json.loads(render_opds2(page, "A Press"))["metadata"]

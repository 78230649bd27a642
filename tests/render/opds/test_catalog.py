"""What both feeds have in common: addresses, the order of editions, dates."""

import json

import pytest
from lxml import etree

from book.pipeline.edition import AssembledEdition
from book.render.opds import common_base_url, paginate, render_opds1, render_opds2, rfc3339_instant
from tests.conftest import SLUG
from tests.render.opds.feeds import ATOM, child_text, links
from tests.render.opds.published_editions import LIBRARY_URL, records_of, render_variation


def test_links_are_absolute_with_an_address(addressed: dict[str, bytes]) -> None:
    records = records_of(two_fables=addressed)
    assert common_base_url(records) == LIBRARY_URL
    feed = etree.fromstring(render_opds1(paginate(records)[0], "A Press"))
    assert child_text(feed, f"{ATOM}id") == f"{LIBRARY_URL}opds.xml"
    assert all(link.get("href", "").startswith(LIBRARY_URL) for link in feed.iter(f"{ATOM}link"))
    feed2 = json.loads(render_opds2(paginate(records)[0], "A Press"))
    all_links = (
        *feed2["links"],
        *(link for p in feed2["publications"] for link in (*p["links"], *p["images"])),
    )
    assert all(link["href"].startswith(LIBRARY_URL) for link in all_links)


def test_editions_with_different_addresses_have_no_common_one(
    tiny: AssembledEdition, addressed: dict[str, bytes]
) -> None:
    records = records_of(two_fables=addressed, other=render_variation(tiny, "other"))
    assert common_base_url(records) == ""
    feed = etree.fromstring(render_opds1(paginate(records)[0], "A Press"))
    assert [link.get("href") for link in links(feed, "self")] == ["opds.xml"]
    addresses = {
        link.get("href", "")
        for entry in feed.iter(f"{ATOM}entry")
        for link in entry.iter(f"{ATOM}link")
    }
    assert {f"{LIBRARY_URL}{SLUG}/{SLUG}.epub", "other/other.epub"} <= addresses


def test_the_latest_edition_comes_first(tiny: AssembledEdition, outputs: dict[str, bytes]) -> None:
    records = records_of(
        two_fables=outputs,
        older=render_variation(tiny, "older", date="1999"),
        newer=render_variation(tiny, "newer", date="2025-03"),
    )
    feed = etree.fromstring(render_opds1(paginate(records)[0], "A Press"))
    assert [
        child_text(entry, f"{ATOM}id").rsplit(":", 1)[-1] for entry in feed.iter(f"{ATOM}entry")
    ][::2] == ["newer", "older"]
    assert child_text(feed, f"{ATOM}updated") == "2025-03-01T00:00:00Z"


@pytest.mark.parametrize(
    ("date", "first"),
    [("2024", "2024-01-01"), ("2024-02", "2024-02-01"), ("2024-02-29", "2024-02-29")],
)
def test_a_date_becomes_its_first_second(date: str, first: str) -> None:
    assert rfc3339_instant(date) == f"{first}T00:00:00Z"

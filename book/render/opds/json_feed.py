"""Render the catalog as OPDS 2.0."""

import json

from book.render.opds.catalog import (
    Records,
    SortedRecords,
    common_base_url,
    latest,
    links_from_above,
    sort_records,
)
from book.render.opds.record import Record
from book.render.opds.vocabulary import ATOM_TYPE, JSON_TYPE


def render_opds2(records: Records, title: str) -> bytes:
    """Return one feed with all publications.

    Without publications it has a link to the page instead: a feed must not be empty (2.0, 1.1).
    """
    base, publications = common_base_url(records), sort_records(records)
    feed: Record = {"metadata": _metadata(title, publications), "links": _links(base)}
    if publications:
        feed["publications"] = [_publication(folder, record) for folder, record in publications]
    else:
        feed["navigation"] = [{"href": f"{base}index.html", "title": title, "type": "text/html"}]
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _metadata(title: str, publications: SortedRecords) -> Record:
    return {
        "title": title,
        "modified": latest(publications),
        "numberOfItems": len(publications),
    }


def _links(base: str) -> list[Record]:
    return [
        {"rel": "self", "href": f"{base}opds.json", "type": JSON_TYPE},
        {"rel": "alternate", "href": f"{base}opds.xml", "type": ATOM_TYPE},
        {"rel": "alternate", "href": f"{base}index.html", "type": "text/html"},
    ]


def _publication(folder: str, record: Record) -> Record:
    return {
        "metadata": record["metadata"],
        "links": links_from_above(folder, record["links"]),
        "images": links_from_above(folder, record["images"]),
    }

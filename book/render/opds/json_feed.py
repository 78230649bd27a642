"""Render the catalog as OPDS 2.0."""

import json

from book.render.opds.catalog import (
    CatalogPage,
    latest,
    links_from_above,
    page_file,
)
from book.render.opds.record import Record
from book.render.opds.vocabulary import ATOM_TYPE, JSON_TYPE


def render_opds2(page: CatalogPage, title: str) -> bytes:
    """Return a page of the feed of publications.

    Without publications it has a link to the page instead: a feed must not be empty (2.0, 1.1).
    """
    feed: Record = {"metadata": _metadata(title, page), "links": _links(page)}
    if page.records:
        feed["publications"] = [_publication(folder, record) for folder, record in page.records]
    else:
        address = f"{page.base}index.html"
        feed["navigation"] = [{"href": address, "title": title, "type": "text/html"}]
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _metadata(title: str, page: CatalogPage) -> Record:
    """Describe the feed; if it has pages, with those of OPDS 2.0, 2.4."""
    metadata = {
        "title": title,
        "modified": latest(page.records),
        "numberOfItems": page.total,
    }
    paging = {"itemsPerPage": page.size, "currentPage": page.number}
    return metadata | (paging if page.count > 1 else {})


def _links(page: CatalogPage) -> list[Record]:
    base, number = page.base, page.number
    own = {"self": number, **page.others}
    return [
        *(
            {"rel": rel, "href": f"{base}{page_file('opds.json', other)}", "type": JSON_TYPE}
            for rel, other in own.items()
        ),
        _alternate(f"{base}{page_file('opds.xml', number)}", ATOM_TYPE),
        _alternate(f"{base}{page_file('index.html', number)}", "text/html"),
    ]


def _alternate(address: str, media_type: str) -> Record:
    return {"rel": "alternate", "href": address, "type": media_type}


def _publication(folder: str, record: Record) -> Record:
    return {
        "metadata": record["metadata"],
        "links": links_from_above(folder, record["links"]),
        "images": links_from_above(folder, record["images"]),
    }

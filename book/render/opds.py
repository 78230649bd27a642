"""The catalogue of all editions for reading apps: OPDS 2.0 (JSON) and OPDS 1.2 (Atom).

An edition's own record, `publication.json`, lies in its folder and is written when it is built; the catalogue is put together
from the records of what is published, so that it never names what is not there. Links are relative to the file that they stand
in, as each app resolves them, unless the edition has an address of its own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from book.model import Accessibility, Edition, Imprint
from book.text.contributors import credits_of
from book.text.dates import first_instant

ACQUISITION = (
    "http://opds-spec.org/acquisition/open-access"  # OPDS 1.2, 5.2.1: free, without registration
)
IMAGE = "http://opds-spec.org/image"  # OPDS 1.2, 5.2.2
THUMBNAIL = "http://opds-spec.org/image/thumbnail"
ATOM_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"  # OPDS 1.2, 7.1
JSON_TYPE = "application/opds+json"
RECORD_TYPE = "application/opds-publication+json"
NAMESPACES = {
    None: "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/terms/",
    "opds": "http://opds-spec.org/2010/catalog",
}
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "art": "artist",
}  # MARC's and Readium's
OTHERS = ("editor", "translator", "illustrator", "artist", "contributor")
RIGHTS = "http://purl.org/dc/terms/rights"  # the vocabulary of Readium has none; a term of another is written as its address
ISSUED = "http://purl.org/dc/terms/issued"  # as exact as it is known: a year, a month or a day
EPOCH = "1970-01-01T00:00:00Z"

Record = dict[str, Any]


# ── An edition's record ──────────────────────────────────────────────────────────────────────────


def render_record(
    edition: Edition,
    formats: Sequence[tuple[str, str, int]],
    covers: Sequence[tuple[str, int, int]],
    access: Accessibility,
    pages: int,
) -> bytes:
    """Write the record of an edition (OPDS 2.0, 5.1: OPDS Publication).

    `formats` are file, media type and bytes; `covers` are file, width and height in pixels, of PNGs; `pages` are those of print.
    """
    imprint = edition.imprint
    links: list[Record] = [
        {"rel": "self", "href": imprint.url + "publication.json", "type": RECORD_TYPE}
    ]
    links += [{"rel": "alternate", "href": imprint.url + "index.html", "type": "text/html"}]
    links += [
        {"rel": ACQUISITION, "href": imprint.url + file, "type": kind, "size": size}
        for file, kind, size in formats
    ]
    record = {
        "metadata": _metadata(edition, access, pages),
        "links": links,
        "images": [
            {"href": imprint.url + file, "type": "image/png", "width": w, "height": h}
            for file, w, h in covers
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _metadata(edition: Edition, access: Accessibility, pages: int) -> Record:
    """Describe the edition in Readium's vocabulary."""
    imprint = edition.imprint
    found: Record = {
        "@type": "http://schema.org/Book",
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "identifier": imprint.identifier,
        "language": imprint.language,
        **_people(edition),
        "belongsTo": {"series": _series(imprint)} if imprint.series else {},
        "publisher": {"name": imprint.publisher},
        "published": instant(imprint.date),
        "modified": instant(imprint.date),
        "description": imprint.description,
        "numberOfPages": pages,
        "accessibility": _accessibility(access),
        RIGHTS: imprint.rights,
        ISSUED: imprint.date,
    }
    return {key: value for key, value in found.items() if value}


def _people(edition: Edition) -> Record:
    """Name the contributors by their role; those for whose role Readium has no word are contributors with MARC's."""
    found: Record = {}
    for credit in credits_of(edition):
        person = {"name": credit.name} | (
            {"sortAs": credit.sort} if credit.sort != credit.name else {}
        )
        role = ROLES.get(credit.role)
        found.setdefault(role or "contributor", []).append(
            person if role else person | {"role": credit.role}
        )
    return found


def _series(imprint: Imprint) -> Record:
    number = imprint.series_number
    return {"name": imprint.series} | ({"position": int(number)} if number.isdecimal() else {})


def _accessibility(access: Accessibility) -> Record:
    found = {
        "accessMode": list(access.modes),
        "accessModeSufficient": [list(modes) for modes in access.sufficient],
        "feature": list(access.features),
        "hazard": list(access.hazards),
        "summary": access.summary,
        "certification": {"certifiedBy": ", ".join(access.certified_by)}
        if access.certified_by
        else {},
    }
    return {key: value for key, value in found.items() if value}


def instant(date: str) -> str:
    """Write the first second of a year, a month or a day (RFC 3339).

    >>> instant("2026-05")
    '2026-05-01T00:00:00Z'
    """
    return f"{first_instant(date):%Y-%m-%dT%H:%M:%SZ}"


# ── The catalogue ────────────────────────────────────────────────────────────────────────────────


def order(records: Mapping[str, Record]) -> tuple[tuple[str, Record], ...]:
    """Put the records, by the editions' folders, in order: the newest first, then by folder."""
    by_folder = sorted(records.items())
    return tuple(
        sorted(
            by_folder,
            key=lambda found: str(found[1]["metadata"].get("modified", EPOCH)),
            reverse=True,
        )
    )


def base_of(records: Mapping[str, Record]) -> str:
    """Find the address of the folder above the editions, if all of them agree on it; "" if not."""
    addresses = {
        _address(record)[: -len(f"{folder}/")] if _address(record).endswith(f"/{folder}/") else ""
        for folder, record in records.items()
    }
    return addresses.pop() if len(addresses) == 1 else ""


def _address(record: Record) -> str:
    here = next((str(link["href"]) for link in record["links"] if link.get("rel") == "self"), "")
    return here.removesuffix("publication.json") if "://" in here else ""


def _linked(folder: str, links: Iterable[Record]) -> list[Record]:
    """Give the links as seen from the folder above."""
    return [link | {"href": urljoin(f"{folder}/", link["href"])} for link in links]


def render_opds2(records: Mapping[str, Record], title: str) -> bytes:
    """Write the catalogue as OPDS 2.0: one feed with all publications. Without any it has a link to the page instead (2.0, 1.1)."""
    base, found = base_of(records), order(records)
    feed: Record = {
        "metadata": {"title": title, "modified": _newest(found), "numberOfItems": len(found)},
        "links": [
            {"rel": "self", "href": f"{base}opds.json", "type": JSON_TYPE},
            {"rel": "alternate", "href": f"{base}opds.xml", "type": ATOM_TYPE},
            {"rel": "alternate", "href": f"{base}index.html", "type": "text/html"},
        ],
    }
    if found:
        feed["publications"] = [
            {
                "metadata": r["metadata"],
                "links": _linked(folder, r["links"]),
                "images": _linked(folder, r["images"]),
            }
            for folder, r in found
        ]
    else:
        feed["navigation"] = [{"href": f"{base}index.html", "title": title, "type": "text/html"}]
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _newest(found: Sequence[tuple[str, Record]]) -> str:
    return str(found[0][1]["metadata"].get("modified", EPOCH)) if found else EPOCH


def render_opds1(records: Mapping[str, Record], title: str) -> bytes:
    """Write the catalogue as OPDS 1.2: its root is one acquisition feed with complete entries (1.2, 2.1 and 5.1.2)."""
    base, found = base_of(records), order(records)
    feed = etree.Element(ATOM + "feed", nsmap=NAMESPACES)
    _add(
        feed,
        "id",
        f"{base}opds.xml" if base else f"urn:uuid:{uuid5(NAMESPACE_URL, f'catalogue:{title}')}",
    )
    _add(feed, "title", title)
    _add(feed, "updated", _newest(found))
    publisher = found[0][1]["metadata"].get("publisher", {}).get("name", title) if found else title
    _add(_add(feed, "author"), "name", publisher)
    _add(feed, "link", rel="self", href=f"{base}opds.xml", type=ATOM_TYPE)
    _add(feed, "link", rel="start", href=f"{base}opds.xml", type=ATOM_TYPE)
    _add(feed, "link", rel="alternate", href=f"{base}opds.json", type=JSON_TYPE)
    _add(feed, "link", rel="alternate", href=f"{base}index.html", type="text/html")
    for folder, record in found:
        feed.append(_entry(folder, record))
    etree.indent(feed, " ")
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8") + b"\n"


def _entry(folder: str, record: Record) -> etree._Element:
    """Write an entry; what Atom and Dublin Core both can say, Atom says (OPDS 1.2, 5.1.1)."""
    about = record["metadata"]
    entry = etree.Element(ATOM + "entry", nsmap=NAMESPACES)
    _add(
        entry,
        "title",
        ": ".join(part for part in (about["title"], about.get("subtitle", "")) if part),
    )
    _add(entry, "id", about["identifier"])
    _add(entry, "updated", about["modified"])
    _add(entry, "published", about["published"])
    for author in about["author"]:
        _add(_add(entry, "author"), "name", author["name"])
    for contributor in (person for role in OTHERS for person in about.get(role, ())):
        _add(_add(entry, "contributor"), "name", contributor["name"])
    if about.get(RIGHTS):
        _add(entry, "rights", about[RIGHTS])
    for name, value in (
        ("identifier", about["identifier"]),
        ("language", about["language"]),
        ("publisher", about["publisher"]["name"]),
    ):
        _add(entry, DC + name, value)
    _add(entry, DC + "issued", about[ISSUED])
    if about.get("description"):
        _add(entry, "summary", about["description"], type="text")
    for link in _entry_links(_linked(folder, record["links"]), _linked(folder, record["images"])):
        _add(entry, "link", **link)
    return entry


def _entry_links(links: list[Record], images: list[Record]) -> Iterable[dict[str, str]]:
    """Give the links of an entry: the largest picture as its image, the smallest as its thumbnail, then what can be had."""
    pictures = sorted(images, key=lambda image: int(image["width"]))
    for rel, image in zip(
        (IMAGE, THUMBNAIL), (pictures[-1], pictures[0]) if pictures else (), strict=False
    ):
        yield {"rel": rel, "href": image["href"], "type": image["type"]}
    for link in links:
        if link["rel"] == "self":
            continue  # it is the record in OPDS 2.0, and no Atom entry
        size = {"length": str(link["size"])} if "size" in link else {}
        yield {"rel": link["rel"], "href": link["href"], "type": link["type"], **size}


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name if name.startswith("{") else ATOM + name, attributes)
    if text:
        element.text = text
    return element

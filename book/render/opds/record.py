"""Render the record of an edition, publication.json (OPDS 2.0, 5.1: OPDS Publication)."""

import json
from collections.abc import Sequence
from typing import Any

from book.model import Accessibility, Contributor, Edition, Imprint
from book.model.catalog import Subject
from book.render.opds.vocabulary import (
    ABSTRACT,
    ACQUISITION,
    AUDIENCE,
    ISSUED,
    RECORD_TYPE,
    RIGHTS,
    ROLES,
    SCHEMES,
)
from book.text.contributors import credits_of
from book.text.dates import first_instant

Record = dict[str, Any]


def render_record(
    edition: Edition,
    formats: Sequence[tuple[str, str, int]],
    covers: Sequence[tuple[str, int, int]],
    access: Accessibility,
    pages: int,
) -> bytes:
    """Return the record of an edition as JSON.

    `formats` are triples of file, media type and size in bytes; `covers` are PNGs: file, width
    and height in pixels. `pages` is the number of pages in print.
    """
    base = edition.imprint.url
    record = {
        "metadata": _metadata(edition, access, pages),
        "links": _links(base, formats),
        "images": [_image(base, *cover) for cover in covers],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _image(base: str, file: str, width: int, height: int) -> Record:
    return {"href": base + file, "type": "image/png", "width": width, "height": height}


def _links(base: str, formats: Sequence[tuple[str, str, int]]) -> list[Record]:
    """Return links to the record itself, to the page, and to each format."""
    return [
        {"rel": "self", "href": base + "publication.json", "type": RECORD_TYPE},
        {"rel": "alternate", "href": base + "index.html", "type": "text/html"},
        *(
            {"rel": ACQUISITION, "href": base + file, "type": media_type, "size": size}
            for file, media_type, size in formats
        ),
    ]


def _metadata(edition: Edition, access: Accessibility, pages: int) -> Record:
    """Describe the edition in Readium's vocabulary; empty properties are left out."""
    imprint = edition.imprint
    metadata: Record = {
        "@type": "http://schema.org/Book",
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "identifier": imprint.identifier,
        "language": imprint.language,
        **_contributors(edition),
        "belongsTo": {"series": _series(imprint)} if imprint.series else {},
        "publisher": {"name": imprint.publisher} if imprint.publisher else {},
        "published": rfc3339_instant(imprint.date),
        "modified": rfc3339_instant(imprint.date),
        "description": imprint.long_description.strip() or imprint.description,
        "subject": [_subject(subject) for subject in imprint.subjects],
        "numberOfPages": pages,
        "accessibility": _accessibility(access),
        RIGHTS: imprint.rights,
        ISSUED: imprint.date,
        AUDIENCE: list(imprint.audience),
        ABSTRACT: imprint.description if imprint.long_description else "",
    }
    return _without_empty(metadata)


def _subject(subject: Subject) -> Record:
    scheme = SCHEMES[subject.scheme]
    return {"name": subject.heading, "code": subject.code, "scheme": scheme}


def _without_empty(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}


def _contributors(edition: Edition) -> Record:
    """Return the contributors by role.

    Those whose role Readium does not know are plain contributors, with MARC's code for the role.
    """
    by_role: Record = {}
    for credit in credits_of(edition):
        role = ROLES.get(credit.role)
        person = _person(credit) if role else _person(credit) | {"role": credit.role}
        by_role.setdefault(role or "contributor", []).append(person)
    return by_role


def _person(credit: Contributor) -> Record:
    person = {"name": credit.name}
    if credit.sort != credit.name:
        person["sortAs"] = credit.sort
    return person


def _series(imprint: Imprint) -> Record:
    series: Record = {"name": imprint.series}
    if imprint.series_number.isdecimal():
        series["position"] = int(imprint.series_number)
    return series


def _accessibility(access: Accessibility) -> Record:
    certifiers = ", ".join(access.certified_by)
    return _without_empty(
        {
            "accessMode": list(access.modes),
            "accessModeSufficient": [list(modes) for modes in access.sufficient],
            "feature": list(access.features),
            "hazard": list(access.hazards),
            "summary": access.summary,
            "certification": {"certifiedBy": certifiers} if certifiers else {},
        }
    )


def rfc3339_instant(date: str) -> str:
    """Return the first second of a year, a month or a day (RFC 3339).

    >>> rfc3339_instant("2026-05")
    '2026-05-01T00:00:00Z'
    """
    return f"{first_instant(date):%Y-%m-%dT%H:%M:%SZ}"

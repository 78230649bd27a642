"""The edition as an item to cite: CSL-JSON (schema 1.0), which citeproc reads, and RIS."""

import json
from collections.abc import Iterator
from typing import Any

from book.model import Contributor, Edition, Imprint
from book.text.contributors import credits_of, personal_name
from book.text.isbn import cited_isbn

NEWLINE = "\r\n"  # ends each line (RIS format specifications, 2001)

# From MARC's relators to CSL's variables.
ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "com": "compiler",
}
RIS_ROLES = {"aut": "AU", "edt": "ED"}

CslItem = dict[str, Any]


def csl_item(edition: Edition) -> CslItem:
    """Describe the edition in the terms of CSL.

    A name is literal if nothing tells which part of it comes first, as with a council.
    """
    imprint = edition.imprint
    item: CslItem = {
        "id": imprint.slug,
        "type": "book",
        "title": ": ".join(part for part in (imprint.title, imprint.subtitle) if part),
        **_people(edition),
        **({"publisher": imprint.publisher} if imprint.publisher else {}),
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "language": imprint.language,
    }
    return item | _series(imprint) | _address(imprint)


def _people(edition: Edition) -> CslItem:
    credited = credits_of(edition)
    people = {
        variable: [_name(credit) for credit in credited if credit.role == role]
        for role, variable in ROLES.items()
    }
    return {variable: names for variable, names in people.items() if names}


def _name(contributor: Contributor) -> dict[str, str]:
    parts = personal_name(contributor)
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": contributor.name}


def _series(imprint: Imprint) -> CslItem:
    if not imprint.series:
        return {}
    number = {"collection-number": imprint.series_number} if imprint.series_number else {}
    return {"collection-title": imprint.series} | number


def _address(imprint: Imprint) -> CslItem:
    address: CslItem = {"URL": imprint.url} if imprint.url else {}
    if isbn := cited_isbn(imprint):
        address["ISBN"] = isbn
    return address


def render_csl(edition: Edition) -> bytes:
    return (json.dumps([csl_item(edition)], ensure_ascii=False, indent=1) + "\n").encode()


def render_ris(edition: Edition) -> bytes:
    """Return the item for reference managers, in RIS.

    A field is a tag, two spaces, a hyphen and a space (RIS format specifications, 2001).
    """
    fields = [(tag, value) for tag, value in _ris_fields(edition) if value]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields]
    return (NEWLINE.join((*lines, "ER  - ")) + NEWLINE).encode()


def _ris_fields(edition: Edition) -> Iterator[tuple[str, str]]:
    item = csl_item(edition)
    year, month, day = (*edition.imprint.date.split("-"), "", "")[:3]
    yield "TY", "BOOK"
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from _ris_people(edition)
    yield "T2", edition.imprint.series
    yield "PB", edition.imprint.publisher
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/"
    yield "LA", item["language"]
    yield "SN", item.get("ISBN", "")
    yield "UR", item.get("URL", "")


def _ris_people(edition: Edition) -> Iterator[tuple[str, str]]:
    for credit in credits_of(edition):
        if tag := RIS_ROLES.get(credit.role):
            yield tag, _sort_name(credit)


def _sort_name(contributor: Contributor) -> str:
    parts = personal_name(contributor)
    return ", ".join(parts) if parts else contributor.name

"""The edition as an item to cite: CSL-JSON (schema 1.0), from which citeproc writes the styles, and RIS."""

import json
from typing import Any

from book.model import Contributor, Edition
from book.text.contributors import credits_of, personal_name

NEWLINE = "\r\n"  # RIS format specifications (2001): each line ends with a carriage return and a line feed
ISBN = "urn:isbn:"

ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "com": "compiler",
}  # MARC's and CSL's

Item = dict[str, Any]


def csl_item(edition: Edition) -> Item:
    """Describe the edition as CSL does. A name is literal if nothing tells which part of it leads, as a council's is."""
    imprint = edition.imprint
    people = {
        role: [_name(found) for found in credits_of(edition) if found.role == code]
        for code, role in ROLES.items()
    }
    made: Item = {
        "id": imprint.slug,
        "type": "book",
        "title": ": ".join(part for part in (imprint.title, imprint.subtitle) if part),
        **{role: names for role, names in people.items() if names},
        "publisher": imprint.publisher,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "language": imprint.language,
    }
    if imprint.series:
        made |= {"collection-title": imprint.series} | (
            {"collection-number": imprint.series_number} if imprint.series_number else {}
        )
    isbn = imprint.identifier.lower().startswith(ISBN)
    return (
        made
        | ({"URL": imprint.url} if imprint.url else {})
        | ({"ISBN": imprint.identifier[len(ISBN) :]} if isbn else {})
    )


def _name(contributor: Contributor) -> dict[str, str]:
    parts = personal_name(contributor)
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": contributor.name}


def render_csl(edition: Edition) -> bytes:
    return (json.dumps([csl_item(edition)], ensure_ascii=False, indent=1) + "\n").encode()


def render_ris(edition: Edition) -> bytes:
    """Write the item for reference managers, as the RIS format specifications have it: tag, two spaces, hyphen, space."""
    cited = csl_item(edition)
    year, month, day = (*edition.imprint.date.split("-"), "", "")[:3]
    fields = [
        ("TY", "BOOK"),
        ("ID", cited["id"]),
        ("TI", cited["title"]),
        *(
            ("AU" if found.role == "aut" else "ED", _filed(found))
            for found in credits_of(edition)
            if found.role in ("aut", "edt")
        ),
        ("T2", edition.imprint.series),
        ("PB", cited["publisher"]),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("LA", cited["language"]),
        ("SN", cited.get("ISBN", "")),
        ("UR", cited.get("URL", "")),
    ]
    written = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return (NEWLINE.join((*written, "ER  - ")) + NEWLINE).encode()


def _filed(contributor: Contributor) -> str:
    parts = personal_name(contributor)
    return ", ".join(parts) if parts else contributor.name

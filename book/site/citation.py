"""The edition as an item to cite: CSL-JSON (schema 1.0), from which citeproc writes the styles, and RIS."""

import json
from typing import Any

from book.model import Edition

NEWLINE = "\r\n"  # RIS format specifications (2001): each line ends with a carriage return and a line feed
ISBN = "urn:isbn:"

Item = dict[str, Any]


def item(edition: Edition) -> Item:
    """Describe the edition as CSL does.

    Names are literal: which part of a name leads, the name does not tell, and a council has no family name.
    """
    imprint, work = edition.imprint, edition.work
    made: Item = {
        "id": imprint.slug,
        "type": "book",
        "title": ": ".join(part for part in (imprint.title, imprint.subtitle) if part),
        "author": [{"literal": work.author}],
        "editor": [{"literal": imprint.editor}],
        "publisher": imprint.publisher,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "language": imprint.language,
    }
    isbn = imprint.identifier.lower().startswith(ISBN)
    return made | ({"URL": imprint.url} if imprint.url else {}) | ({"ISBN": imprint.identifier[len(ISBN) :]} if isbn else {})


def render_csl(edition: Edition) -> bytes:
    return (json.dumps([item(edition)], ensure_ascii=False, indent=1) + "\n").encode()


def render_ris(edition: Edition) -> bytes:
    """Write the item for reference managers, as the RIS format specifications have it: tag, two spaces, hyphen, space."""
    cited = item(edition)
    year, month, day = (*edition.imprint.date.split("-"), "", "")[:3]
    fields = [
        ("TY", "BOOK"),
        ("ID", cited["id"]),
        ("TI", cited["title"]),
        ("AU", edition.work.author),
        ("ED", edition.imprint.editor),
        ("PB", cited["publisher"]),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("LA", cited["language"]),
        ("SN", cited.get("ISBN", "")),
        ("UR", cited.get("URL", "")),
    ]
    written = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return (NEWLINE.join((*written, "ER  - ")) + NEWLINE).encode()

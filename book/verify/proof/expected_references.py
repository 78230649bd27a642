"""Write what the files for reference managers must say: CSL-JSON, RIS, BibTeX."""

import re
from typing import Any

from book.model import Contributor, Edition
from book.text.contributors import credits_of, personal_name

JSON = dict[str, Any]
IDENTIFIER = re.compile(r"(?:urn:)?isbn(?:-1[03])?[:\s]*([\dXx\s-]+)", re.IGNORECASE)
# The terms of each format for the roles of MARC; other roles are left out.
CSL_ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "com": "compiler",
}
RIS_ROLES = {"aut": "AU", "edt": "ED"}
BIBTEX_ROLES = {"aut": "author", "edt": "editor", "trl": "translator"}


def expect_csl(edition: Edition) -> list[JSON]:
    """Return the edition as an item of CSL-JSON."""
    imprint = edition.imprint
    people: dict[str, list[JSON]] = {}
    for credit in credits_of(edition):
        if role := CSL_ROLES.get(credit.role):
            people.setdefault(role, []).append(_csl_name(credit))
    number = imprint.series_number if imprint.series else ""
    item = {
        "id": imprint.slug,
        "type": "book",
        "title": _full_title(edition),
        **people,
        "publisher": imprint.publisher,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "language": imprint.language,
        "collection-title": imprint.series,
        "collection-number": number,
        "URL": imprint.url,
        "ISBN": isbn_of(edition),
    }
    return [{name: value for name, value in item.items() if value}]


def _full_title(edition: Edition) -> str:
    return ": ".join(filter(None, (edition.imprint.title, edition.imprint.subtitle)))


def _csl_name(credit: Contributor) -> JSON:
    parts = personal_name(credit)
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": credit.name}


def isbn_of(edition: Edition) -> str:
    """Return the ISBN of the printed book, or else of another product, or ""."""
    numbers = edition.imprint.isbns
    return printed_isbn(edition) or numbers.epub or numbers.pdf


def printed_isbn(edition: Edition) -> str:
    """Return the ISBN of the printed book, or "".

    It is the identifier, if that is an ISBN and no product has its own.
    """
    numbers = edition.imprint.isbns
    if numbers.print or numbers.epub or numbers.pdf:
        return numbers.print
    match = IDENTIFIER.fullmatch(edition.imprint.identifier.strip())
    return match[1].strip() if match else ""


def digits_of(isbn: str) -> str:
    """Return the thirteen digits of an ISBN, without what divides them; "" of none."""
    digits = "".join(character for character in isbn if character.isalnum())
    if len(digits) != 10:
        return digits
    twelve = f"978{digits[:9]}"
    odd, even = (sum(map(int, twelve[start::2])) for start in (0, 1))
    return f"{twelve}{-(odd + 3 * even) % 10}"


def expect_ris(edition: Edition) -> list[tuple[str, str]]:
    """Return the fields of the edition in RIS, in their order."""
    imprint = edition.imprint
    year, month, day = (*imprint.date.split("-"), "", "")[:3]
    people = [
        (tag, ", ".join(personal_name(credit) or (credit.name,)))
        for credit in credits_of(edition)
        if (tag := RIS_ROLES.get(credit.role))
    ]
    fields = [
        ("TY", "BOOK"),
        ("ID", imprint.slug),
        ("TI", _full_title(edition)),
        *people,
        ("T2", imprint.series),
        ("PB", imprint.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("LA", imprint.language),
        ("SN", isbn_of(edition)),
        ("UR", imprint.url),
    ]
    stated = [(tag, " ".join(value.split())) for tag, value in fields if value]
    return [*stated, ("ER", "")]


def expect_bibtex(edition: Edition) -> dict[str, str]:
    """Return the fields of the edition in BibTeX, as plain text.

    Pandoc writes no ISBN, no language and no illustrator there.
    """
    imprint = edition.imprint
    people: dict[str, list[str]] = {}
    for credit in credits_of(edition):
        if role := BIBTEX_ROLES.get(credit.role):
            people.setdefault(role, []).append(", ".join(personal_name(credit) or (credit.name,)))
    year, month, _ = (*imprint.date.split("-"), "", "")[:3]
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    fields = {
        "entry": f"book {imprint.slug}",
        **{role: " and ".join(names) for role, names in people.items()},
        "publisher": imprint.publisher,
        "title": _full_title(edition),
        "series": imprint.series,
        "number": imprint.series_number if imprint.series else "",
        "year": year,
        "month": names[int(month) - 1] if month else "",
        "url": imprint.url,
    }
    return {name: value for name, value in fields.items() if value}

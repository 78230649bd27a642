"""The edition for search engines and libraries: schema.org's Book in JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from book.model import Accessibility, Contributor, Edition, Witness
from book.model.catalog import Subject
from book.render.site.downloads import Download
from book.text.contributors import credits_of, personal_name
from book.text.isbn import isbn_digits, print_isbn

# Nothing is escaped in a script element, and nothing in it may look like markup in HTML or XML.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
# From MARC's relators to schema.org's properties.
ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator"}
EDITIONS = ("pdf", "epub")
# The schemes of subjects, by their addresses.
SCHEMES = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "https://www.bisg.org/#bisac",
    "lcsh": "http://id.loc.gov/authorities/subjects",
}

Thing = dict[str, Any]


def render_json_ld(
    edition: Edition, files: tuple[Download, ...], access: Accessibility, pages: int
) -> Markup:
    """Return the edition as a Book, with a Book for each format and the files as its encodings.

    `access` describes the e-book; `pages` is the number of printed pages.
    """
    book = describe_book(edition, files, access, pages)
    text = json.dumps(book, ensure_ascii=False, indent=1)
    return Markup(text.translate(ESCAPES))  # noqa: S704 (escaped on this line)


def describe_book(
    edition: Edition, files: tuple[Download, ...], access: Accessibility, pages: int
) -> Thing:
    """Describe the edition in the vocabulary of schema.org 29.

    A name that may be a person's or a council's is text, which these properties allow.
    """
    book = _identity(edition) | _people(edition) | _publication(edition) | _work(edition)
    formats = [file for file in files if file.kind in EDITIONS]
    examples = [_format(edition, file, access, pages) for file in formats]
    book["workExample"] = [*_printed(edition, pages), *examples, _web_edition(edition)]
    book["encoding"] = [_media(edition, file) for file in files if file.is_format]
    return {name: value for name, value in book.items() if value not in ("", [], {})}


def _identity(edition: Edition) -> Thing:
    imprint = edition.imprint
    return {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": imprint.identifier,
        "name": imprint.title,
        "alternativeHeadline": imprint.subtitle,
        "description": imprint.long_description.strip() or imprint.description,
        "abstract": imprint.description if imprint.long_description else "",
        "about": [_subject(subject) for subject in imprint.subjects],
        "audience": [{"@type": "Audience", "audienceType": name} for name in imprint.audience],
        "url": imprint.url,
        "image": imprint.url + "cover.png",
        "inLanguage": imprint.language,
        "datePublished": imprint.date,
        "identifier": imprint.identifier,
    }


def _subject(subject: Subject) -> Thing:
    scheme = SCHEMES[subject.scheme]
    term = {"name": subject.heading, "termCode": subject.code, "inDefinedTermSet": scheme}
    address = {"@id": f"{scheme}/{subject.code}"} if subject.scheme == "lcsh" else {}
    return {"@type": "DefinedTerm", **address, **term}


def _people(edition: Edition) -> Thing:
    """Return the contributors, by the property for their role."""
    people: dict[str, list[Thing | str]] = {}
    for credit in credits_of(edition):
        role = ROLES.get(credit.role, "contributor")
        people.setdefault(role, []).append(_person(credit))
    return {role: names[0] if len(names) == 1 else names for role, names in people.items()}


def _person(contributor: Contributor) -> Thing | str:
    parts = personal_name(contributor)
    if not parts:
        return contributor.name
    family, given = parts
    return {
        "@type": "Person",
        "name": contributor.name,
        "familyName": family,
        "givenName": given,
    }


def _publication(edition: Edition) -> Thing:
    imprint = edition.imprint
    return {
        "publisher": _organization(imprint.publisher),
        "copyrightNotice": imprint.rights,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "BookSeries", "name": imprint.series} if imprint.series else "",
        "position": imprint.series_number,
    }


def _organization(name: str) -> Thing:
    return {"@type": "Organization", "name": name} if name else {}


def _work(edition: Edition) -> Thing:
    work = edition.work
    return {
        "exampleOfWork": {"@type": "CreativeWork", "name": work.title, "author": work.author},
        "isBasedOn": [_source(witness) for witness in edition.witnesses],
    }


def _source(witness: Witness) -> Thing:
    properties = {
        "name": witness.title or witness.file.rsplit("/", 1)[-1],
        "author": witness.author,
        "publisher": witness.publisher,
        "datePublished": witness.date,
        "url": witness.url,
    }
    known = {name: value for name, value in properties.items() if value}
    return {"@type": "CreativeWork"} | known


def _printed(edition: Edition, pages: int) -> Iterator[Thing]:
    """Yield the printed book if it has an ISBN: without one nothing says that it is sold."""
    if isbn := print_isbn(edition.imprint):
        book = {"@type": "Book", "name": edition.imprint.title}
        own = {"inLanguage": edition.imprint.language, "isbn": isbn_digits(isbn)}
        yield book | own | {"numberOfPages": pages}


def _format(edition: Edition, file: Download, access: Accessibility, pages: int) -> Thing:
    """Describe one format as an edition of its own, with its accessibility or its pages."""
    book: Thing = {
        "@type": "Book",
        "bookFormat": "https://schema.org/EBook",
        "name": edition.imprint.title,
        "inLanguage": edition.imprint.language,
    }
    if isbn := dict(edition.imprint.isbns.stated).get(file.kind):
        book["isbn"] = isbn_digits(isbn)
    book |= {"numberOfPages": pages} if file.kind == "pdf" else _accessibility(access)
    return book | {"encoding": _media(edition, file)}


def _web_edition(edition: Edition) -> Thing:
    imprint = edition.imprint
    return {
        "@type": "Book",
        "bookFormat": "https://schema.org/EBook",
        "name": imprint.title,
        "inLanguage": imprint.language,
        "encodingFormat": "text/html",
        "url": f"{imprint.url}read/index.html",
    }


def _accessibility(access: Accessibility) -> Thing:
    """Return the accessibility properties of schema.org, with values of the W3C's vocabulary."""
    properties: Thing = {
        "accessMode": list(access.modes),
        "accessModeSufficient": [_item_list(modes) for modes in access.sufficient],
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": list(access.hazards),
        "accessibilitySummary": access.summary,
    }
    return {name: value for name, value in properties.items() if value}


def _item_list(modes: tuple[str, ...]) -> Thing:
    return {"@type": "ItemList", "itemListElement": list(modes)}


def _media(edition: Edition, file: Download) -> Thing:
    return {
        "@type": "MediaObject",
        "name": file.file,
        "contentUrl": edition.imprint.url + file.file,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }

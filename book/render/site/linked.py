"""The edition for search engines and libraries: schema.org's Book in JSON-LD."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from book.model import Accessibility, Edition, Witness
from book.render.site.downloads import Download
from book.text.contributors import credits_of, personal_name

# In a script element nothing is escaped, and nothing in it may look like markup: not in HTML, nor in XML.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
}  # MARC's and schema.org's

Thing = dict[str, Any]


def render_json_ld(
    edition: Edition, files: Iterable[Download], access: Accessibility, pages: int
) -> Markup:
    """Write the edition as a Book, with a Book for each format and each file as its encoding."""
    written = json.dumps(book(edition, tuple(files), access, pages), ensure_ascii=False, indent=1)
    return Markup(written.translate(ESCAPES))  # noqa: S704 (escaped on the line above)


def book(edition: Edition, files: tuple[Download, ...], access: Accessibility, pages: int) -> Thing:
    """Describe the edition in the vocabulary of schema.org 29.

    A name stands as text where nothing tells whether it is a person's or a council's; these properties may be text.
    """
    imprint, work = edition.imprint, edition.work
    made: Thing = {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": imprint.identifier,
        "name": imprint.title,
        "alternativeHeadline": imprint.subtitle,
        "description": imprint.description,
        "url": imprint.url,
        "image": imprint.url + "cover.png",
        "inLanguage": imprint.language,
        "datePublished": imprint.date,
        "identifier": imprint.identifier,
        **_people(edition),
        "publisher": {"@type": "Organization", "name": imprint.publisher},
        "copyrightNotice": imprint.rights,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "BookSeries", "name": imprint.series} if imprint.series else "",
        "position": imprint.series_number,
        "exampleOfWork": {"@type": "CreativeWork", "name": work.title, "author": work.author},
        "isBasedOn": [_source(witness) for witness in edition.witnesses],
        "workExample": [
            _format(edition, f, access, pages) for f in files if f.kind in ("pdf", "epub")
        ],
        "encoding": [_media(edition, f) for f in files if f.is_format],
    }
    return {key: value for key, value in made.items() if value not in ("", [])}


def _people(edition: Edition) -> Thing:
    """Name the contributors by the property for their role."""
    found: dict[str, list[Thing | str]] = {}
    for credit in credits_of(edition):
        parts = personal_name(credit)
        person = (
            {"@type": "Person", "name": credit.name, "familyName": parts[0], "givenName": parts[1]}
            if parts
            else credit.name
        )
        found.setdefault(ROLES.get(credit.role, "contributor"), []).append(person)
    return {role: people[0] if len(people) == 1 else people for role, people in found.items()}


def _source(witness: Witness) -> Thing:
    name = witness.title or witness.file.rsplit("/", 1)[-1]
    known = {
        "name": name,
        "author": witness.author,
        "publisher": witness.publisher,
        "datePublished": witness.date,
        "url": witness.url,
    }
    return {"@type": "CreativeWork"} | {key: value for key, value in known.items() if value}


def _format(edition: Edition, file: Download, access: Accessibility, pages: int) -> Thing:
    """Describe one format as an edition of its own, with what it offers to readers with a disability."""
    made: Thing = {
        "@type": "Book",
        "bookFormat": "https://schema.org/EBook",
        "name": edition.imprint.title,
        "inLanguage": edition.imprint.language,
    }
    made |= {"numberOfPages": pages} if file.kind == "pdf" else accessibility(access)
    return made | {"encoding": _media(edition, file)}


def accessibility(access: Accessibility) -> Thing:
    """Write the accessibility properties of schema.org, with the values of the W3C's vocabulary for them."""
    sufficient = [
        {"@type": "ItemList", "itemListElement": list(modes)} for modes in access.sufficient
    ]
    made: Thing = {
        "accessMode": list(access.modes),
        "accessModeSufficient": sufficient,
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": list(access.hazards),
        "accessibilitySummary": access.summary,
    }
    return {key: value for key, value in made.items() if value}


def _media(edition: Edition, file: Download) -> Thing:
    return {
        "@type": "MediaObject",
        "name": file.file,
        "contentUrl": edition.imprint.url + file.file,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }

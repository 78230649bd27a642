"""Write what the records of an edition must say: linked data and OPDS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from book.model import Accessibility, Contributor, Edition, Witness
from book.model.catalog import Subject
from book.text.contributors import credits_of, personal_name
from book.verify.proof.expected_references import digits_of, printed_isbn
from book.verify.proof.published_files import PublishedFile

JSON = dict[str, Any]
Size = tuple[int, int]
# The properties of each vocabulary for the roles of MARC; other roles are those of contributors.
SCHEMA_ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator"}
READIUM_ROLES = {**SCHEMA_ROLES, "art": "artist"}
LCSH_HEADING = "http://id.loc.gov/authorities/subjects/"
SUBJECT_SCHEMES = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "https://www.bisg.org/#bisac",
    "lcsh": LCSH_HEADING.rstrip("/"),
}
OPDS_RECORD = "application/opds-publication+json"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the records say besides the edition: of its files, its pages, its accessibility.

    `covers` are the width and height of each cover by its name, in pixels.
    """

    files: tuple[PublishedFile, ...]
    pages: int
    access: Accessibility
    covers: Mapping[str, Size]

    def file(self, label: str) -> PublishedFile | None:
        """Return the file with a label, if it is published."""
        return next((file for file in self.files if file.label == label), None)


def _stated(record: JSON) -> JSON:
    """Return a record without what is not stated."""
    return {name: value for name, value in record.items() if value not in ("", [], {}, None)}


# ── Linked data ──────────────────────────────────────────────────────────────────────────────────


def expect_linked_data(edition: Edition, facts: RecordFacts) -> JSON:
    """Return the edition as a Book of schema.org."""
    imprint, work = edition.imprint, edition.work
    reading = [file for file in facts.files if file.media_type]
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "Book",
            "@id": imprint.identifier,
            "name": imprint.title,
            "alternativeHeadline": imprint.subtitle,
            "description": _long(edition),
            "abstract": _short(edition),
            "about": list(map(_term, imprint.subjects)),
            "audience": [{"@type": "Audience", "audienceType": it} for it in imprint.audience],
            "url": imprint.url,
            "image": f"{imprint.url}cover.png",
            "inLanguage": imprint.language,
            "datePublished": imprint.date,
            "identifier": imprint.identifier,
            **_linked_people(edition),
            "publisher": _typed("Organization", name=imprint.publisher),
            "copyrightNotice": imprint.rights,
            "isAccessibleForFree": True,
            "isPartOf": _typed("BookSeries", name=imprint.series),
            "position": imprint.series_number,
            "exampleOfWork": {"@type": "CreativeWork", "name": work.title, "author": work.author},
            "isBasedOn": list(map(_linked_source, edition.witnesses)),
            "workExample": list(_linked_formats(edition, facts)),
            "encoding": [_media(imprint.url, file) for file in reading],
        }
    )


def _long(edition: Edition) -> str:
    return edition.imprint.long_description.strip() or edition.imprint.description


def _short(edition: Edition) -> str:
    return edition.imprint.description if edition.imprint.long_description else ""


def _term(subject: Subject) -> JSON:
    scheme = SUBJECT_SCHEMES[subject.scheme]
    return _stated(
        {
            "@type": "DefinedTerm",
            "@id": LCSH_HEADING + subject.code if subject.scheme == "lcsh" else "",
            "name": subject.heading,
            "termCode": subject.code,
            "inDefinedTermSet": scheme,
        }
    )


def _typed(kind: str, *, name: str) -> JSON:
    return {"@type": kind, "name": name} if name else {}


def _linked_people(edition: Edition) -> JSON:
    people: dict[str, list[Any]] = {}
    for credit in credits_of(edition):
        role = SCHEMA_ROLES.get(credit.role, "contributor")
        people.setdefault(role, []).append(_linked_person(credit))
    return {role: names[0] if len(names) == 1 else names for role, names in people.items()}


def _linked_person(credit: Contributor) -> Any:
    if not (parts := personal_name(credit)):
        return credit.name
    family, given = parts
    return {"@type": "Person", "name": credit.name, "familyName": family, "givenName": given}


def _linked_source(witness: Witness) -> JSON:
    return _stated(
        {
            "@type": "CreativeWork",
            "name": witness.title or witness.file.rsplit("/", 1)[-1],
            "author": witness.author,
            "publisher": witness.publisher,
            "datePublished": witness.date,
            "url": witness.url,
        }
    )


def _linked_formats(edition: Edition, facts: RecordFacts) -> Iterator[JSON]:
    access = facts.access
    lists = [{"@type": "ItemList", "itemListElement": [*modes]} for modes in access.sufficient]
    of_ebook = _stated(
        {
            "accessMode": list(access.modes),
            "accessModeSufficient": lists,
            "accessibilityFeature": list(access.features),
            "accessibilityHazard": list(access.hazards),
            "accessibilitySummary": access.summary,
        }
    )
    name = {"name": edition.imprint.title, "inLanguage": edition.imprint.language}
    numbers = {"pdf": edition.imprint.isbns.pdf, "epub": edition.imprint.isbns.epub}
    if isbn := printed_isbn(edition):
        yield {"@type": "Book", **name, "isbn": digits_of(isbn), "numberOfPages": facts.pages}
    for label, own in (("pdf", {"numberOfPages": facts.pages}), ("epub", of_ebook)):
        if file := facts.file(label):
            yield {
                "@type": "Book",
                "bookFormat": "https://schema.org/EBook",
                **name,
                **_stated({"isbn": digits_of(numbers[label])}),
                **own,
                "encoding": _media(edition.imprint.url, file),
            }
    web = {"encodingFormat": "text/html", "url": f"{edition.imprint.url}read/index.html"}
    yield {"@type": "Book", "bookFormat": "https://schema.org/EBook", **name, **web}


def _media(url: str, file: PublishedFile) -> JSON:
    return {
        "@type": "MediaObject",
        "name": file.name,
        "contentUrl": f"{url}{file.name}",
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


# ── OPDS ─────────────────────────────────────────────────────────────────────────────────────────


def expect_publication(edition: Edition, facts: RecordFacts) -> JSON:
    """Return the record of the edition in OPDS 2.0."""
    url = edition.imprint.url
    files = [file for label in ("epub", "kepub", "pdf") if (file := facts.file(label))]
    covers = facts.covers.items()
    return {
        "metadata": _opds_metadata(edition, facts),
        "links": [
            {"rel": "self", "href": f"{url}publication.json", "type": OPDS_RECORD},
            {"rel": "alternate", "href": f"{url}index.html", "type": "text/html"},
            *(_acquisition(url, file) for file in files),
        ],
        "images": [
            {"href": f"{url}{name}", "type": "image/png", "width": width, "height": height}
            for name, (width, height) in covers
        ],
    }


def _acquisition(url: str, file: PublishedFile) -> JSON:
    link = {"rel": OPEN_ACCESS, "href": f"{url}{file.name}", "type": file.media_type}
    return {**link, "size": file.size}


def _opds_metadata(edition: Edition, facts: RecordFacts) -> JSON:
    imprint = edition.imprint
    first = f"{imprint.date}{'-01-01'[: 10 - len(imprint.date)]}"
    first = first if len(first) == 10 else f"{imprint.date}-01"
    position = int(imprint.series_number) if imprint.series_number.isdecimal() else ""
    series = _stated({"name": imprint.series, "position": position}) if imprint.series else {}
    return _stated(
        {
            "@type": "http://schema.org/Book",
            "title": imprint.title,
            "subtitle": imprint.subtitle,
            "identifier": imprint.identifier,
            "language": imprint.language,
            **_opds_people(edition),
            "belongsTo": _stated({"series": series}),
            "publisher": _stated({"name": imprint.publisher}),
            "published": f"{first}T00:00:00Z",
            "modified": f"{first}T00:00:00Z",
            "description": _long(edition),
            "subject": [
                {"name": it.heading, "code": it.code, "scheme": SUBJECT_SCHEMES[it.scheme]}
                for it in imprint.subjects
            ],
            "numberOfPages": facts.pages,
            "accessibility": _opds_accessibility(facts.access),
            "http://purl.org/dc/terms/rights": imprint.rights,
            "http://purl.org/dc/terms/issued": imprint.date,
            "http://purl.org/dc/terms/audience": list(imprint.audience),
            "http://purl.org/dc/terms/abstract": _short(edition),
        }
    )


def _opds_people(edition: Edition) -> JSON:
    people: dict[str, list[JSON]] = {}
    for credit in credits_of(edition):
        role = READIUM_ROLES.get(credit.role)
        sort = credit.sort if credit.sort != credit.name else ""
        person = _stated({"name": credit.name, "sortAs": sort, "role": "" if role else credit.role})
        people.setdefault(role or "contributor", []).append(person)
    return people


def _opds_accessibility(access: Accessibility) -> JSON:
    certified = {"certifiedBy": ", ".join(access.certified_by)}
    return _stated(
        {
            "accessMode": list(access.modes),
            "accessModeSufficient": [list(modes) for modes in access.sufficient],
            "feature": list(access.features),
            "hazard": list(access.hazards),
            "summary": access.summary,
            "certification": _stated(certified),
        }
    )

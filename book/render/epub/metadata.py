"""What the package states about the book: Dublin Core and the roles of its contributors."""

from itertools import chain

from book.model import Contributor, Edition, Imprint, Witness
from book.model.catalog import Subject
from book.render.epub.accessibility import describe_accessibility
from book.render.epub.statement import Statement, Statements, property_of
from book.text.contributors import credits_of
from book.text.filed_titles import file_title
from book.text.isbn import isbn_digits, isbn_in

# As EPUB 3.3, D.3.1, spells them.
AUTHORITIES = {"thema": "Thema", "bisac": "BISAC", "lcsh": "LCSH"}
ONIX_ISBN = "15"  # ISBN-13, in ONIX code list 5


def describe(edition: Edition, *, paginated: bool) -> Statements:
    """Return the metadata in the order of the package, each element before what refines it."""
    statements = (
        *_isbn(edition.imprint),
        *_title(edition.imprint),
        *_series(edition.imprint),
        *_credits(edition),
        *_imprint(edition.imprint),
        *(Statement("dc:source", _source(witness)) for witness in edition.witnesses),
        *(_pagination(edition) if paginated else ()),
        *describe_accessibility(edition, paginated=paginated),
        # Without it, Apple Books sets the text in a typeface of its own.
        property_of("ibooks:specified-fonts", "true"),
    )
    return tuple(statement for statement in statements if statement.value)


def _isbn(imprint: Imprint) -> Statements:
    """Name the e-book's own ISBN, unless the edition's identifier is the same number."""
    number = imprint.isbns.epub
    if not number or isbn_digits(isbn_in(imprint.identifier)) == isbn_digits(number):
        return ()
    return (
        Statement("dc:identifier", f"urn:isbn:{number}", (("id", "isbn"),)),
        property_of("identifier-type", ONIX_ISBN, "isbn", scheme="onix:codelist5"),
    )


def _title(imprint: Imprint) -> Statements:
    """Describe the title; it is filed by its first word that is no article (EPUB 3.3, D.3.6).

    The subtitle stands in the same element: readers show any title after the first in its place
    (FBReader), or not at all.
    """
    filed = dict(imprint.sort).get(imprint.title) or file_title(imprint.title, imprint.language)
    return (
        Statement("dc:title", _with_subtitle(imprint.title, imprint), (("id", "title"),)),
        property_of("file-as", _with_subtitle(filed, imprint), "title"),
    )


def _with_subtitle(title: str, imprint: Imprint) -> str:
    return ": ".join(filter(None, (title, imprint.subtitle)))


def _credits(edition: Edition) -> Statements:
    numbered = enumerate(credits_of(edition), 1)
    return tuple(chain.from_iterable(_credit(credit, number) for number, credit in numbered))


def _credit(contributor: Contributor, number: int) -> Statements:
    """Describe a creator or contributor, with their role as a MARC relator.

    Everybody but the authors is a contributor (EPUB 3.3, 5.5.3.2.4).
    """
    kind = "creator" if contributor.role == "aut" else "contributor"
    name = f"{kind}-{number}"
    return (
        Statement(f"dc:{kind}", contributor.name, (("id", name),)),
        property_of("role", contributor.role, name, scheme="marc:relators"),
        property_of("file-as", contributor.sort, name),
    )


def _series(imprint: Imprint) -> Statements:
    """Describe the series and the place in it (EPUB 3.3, D.3.3 belongs-to-collection)."""
    if not imprint.series:
        return ()
    attributes = (("property", "belongs-to-collection"), ("id", "series"))
    return (
        Statement("meta", imprint.series, attributes),
        property_of("collection-type", "series", "series"),
        property_of("group-position", imprint.series_number, "series"),
    )


def _imprint(imprint: Imprint) -> Statements:
    return (
        Statement("dc:publisher", imprint.publisher),
        Statement("dc:date", imprint.date),
        *_descriptions(imprint),
        *_subjects(imprint),
        *(property_of("dcterms:audience", name) for name in imprint.audience),
        Statement("dc:rights", imprint.rights),
    )


def _descriptions(imprint: Imprint) -> Statements:
    """Describe the book: shops show dc:description, so a long one goes there."""
    if not imprint.long_description:
        return (Statement("dc:description", imprint.description),)
    return (
        Statement("dc:description", imprint.long_description.strip()),
        property_of("dcterms:abstract", imprint.description),
    )


def _subjects(imprint: Imprint) -> Statements:
    """Name each subject with its authority and its code in it (EPUB 3.3, D.3.1, D.3.14)."""
    numbered = enumerate(imprint.subjects, 1)
    return tuple(chain.from_iterable(_subject(subject, number) for number, subject in numbered))


def _subject(subject: Subject, number: int) -> Statements:
    name = f"subject-{number}"
    return (
        Statement("dc:subject", subject.heading, (("id", name),)),
        property_of("authority", AUTHORITIES[subject.scheme], name),
        property_of("term", subject.code, name),
    )


def _source(witness: Witness) -> str:
    place = witness.url or witness.file.rsplit("/", 1)[-1]
    return _list(witness.title, witness.author, witness.publisher, witness.date, place)


def _list(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _pagination(edition: Edition) -> Statements:
    """Name the edition whose pages are marked: by its ISBN, if it has one.

    EPUB 3.3 has a property of its own for it, and an older form (D.3.11, source-of).
    """
    imprint, label = edition.imprint, edition.labels["print-edition"]
    isbn = imprint.isbns.print
    described = _list(imprint.title, label, imprint.publisher, imprint.date, imprint.identifier)
    source = f"urn:isbn:{isbn}" if isbn else described
    return (
        Statement("dc:source", source, (("id", "print-edition"),)),
        property_of("source-of", "pagination", "print-edition"),
        property_of("pageBreakSource", source),
    )

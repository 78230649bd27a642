"""What the package states about the book: Dublin Core and the roles of its contributors."""

from itertools import chain

from book.model import Contributor, Edition, Imprint, Witness
from book.render.epub.accessibility import describe_accessibility
from book.render.epub.statement import Statement, Statements, property_of
from book.text.contributors import credits_of
from book.text.filed_titles import file_title


def describe(edition: Edition, *, paginated: bool) -> Statements:
    """Return the metadata in the order of the package, each element before what refines it."""
    statements = (
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
        Statement("dc:description", imprint.description),
        Statement("dc:rights", imprint.rights),
    )


def _source(witness: Witness) -> str:
    place = witness.url or witness.file.rsplit("/", 1)[-1]
    return _list(witness.title, witness.author, witness.publisher, witness.date, place)


def _list(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _pagination(edition: Edition) -> Statements:
    """Name the edition whose pages are marked.

    EPUB 3.3 has a property of its own for it, and an older form (D.3.11, source-of).
    """
    imprint, label = edition.imprint, edition.labels["print-edition"]
    source = _list(imprint.title, label, imprint.publisher, imprint.date, imprint.identifier)
    return (
        Statement("dc:source", source, (("id", "print-edition"),)),
        property_of("source-of", "pagination", "print-edition"),
        property_of("pageBreakSource", source),
    )

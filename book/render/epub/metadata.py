"""What the package says of the book: Dublin Core, roles, and what a reader with a disability can expect of it."""

from dataclasses import dataclass

from book.model import Conformance, Contributor, Edition, Imprint, Witness
from book.text.contributors import credits_of

FEATURES = (
    "tableOfContents",
    "structuralNavigation",
    "readingOrder",
    "alternativeText",
    "displayTransformability",
    "ARIA",
)
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package's metadata; `name` is `dc:…`, or `meta` with its property or name in `attributes`."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


Statements = tuple[Statement, ...]


def describe(edition: Edition, *, paginated: bool) -> Statements:
    """List the metadata in the order of the package, each element before what refines it."""
    imprint = edition.imprint
    made = (
        *_titles(edition),
        *_series(imprint),
        *(
            statement
            for number, found in enumerate(credits_of(edition), 1)
            for statement in _credit(found, number)
        ),
        Statement("dc:publisher", imprint.publisher),
        Statement("dc:date", imprint.date),
        Statement("dc:description", imprint.description),
        Statement("dc:rights", imprint.rights),
        *(Statement("dc:source", _source(witness)) for witness in edition.witnesses),
        *(_pagination(edition) if paginated else ()),
        *_accessibility(edition, paginated=paginated),
        # Without it Apple Books sets the text in a typeface of its own.
        _property("ibooks:specified-fonts", "true"),
    )
    return tuple(statement for statement in made if statement.value)


def _property(name: str, value: str, refines: str = "", **attributes: str) -> Statement:
    target = {"refines": f"#{refines}"} if refines else {}
    return Statement("meta", value, tuple({**target, "property": name, **attributes}.items()))


def _titles(edition: Edition) -> Statements:
    made: Statements = ()
    for order, (kind, title) in enumerate(
        (("main", edition.imprint.title), ("subtitle", edition.imprint.subtitle)), 1
    ):
        if title:
            name = f"title-{kind}"
            made += (
                Statement("dc:title", title, (("id", name),)),
                _property("title-type", kind, name),
            )
            made += (_property("display-seq", str(order), name),)
    return made


def _credit(found: Contributor, number: int) -> Statements:
    """Name a creator or a contributor (EPUB 3.3, 5.5.3.2.4: who else had a part is a contributor), by the MARC relators."""
    element, name = (
        ("dc:creator", f"creator-{number}")
        if found.role == "aut"
        else ("dc:contributor", f"contributor-{number}")
    )
    return (
        Statement(element, found.name, (("id", name),)),
        _property("role", found.role, name, scheme="marc:relators"),
        _property("file-as", found.sort, name),
    )


def _series(imprint: Imprint) -> Statements:
    """Name the series and the place in it (EPUB 3.3, D.3.3 belongs-to-collection)."""
    if not imprint.series:
        return ()
    return (
        Statement(
            "meta", imprint.series, (("property", "belongs-to-collection"), ("id", "series"))
        ),
        _property("collection-type", "series", "series"),
        *(
            (_property("group-position", imprint.series_number, "series"),)
            if imprint.series_number
            else ()
        ),
    )


def _source(witness: Witness) -> str:
    place = witness.url or witness.file.rsplit("/", 1)[-1]
    known = (witness.title, witness.author, witness.publisher, witness.date, place)
    return ", ".join(part for part in known if part)


def _pagination(edition: Edition) -> Statements:
    """Name the edition whose pages are marked: by a property of its own, and as EPUB 3.3 (D.3.11, source-of) had it before."""
    imprint = edition.imprint
    known = (
        imprint.title,
        edition.labels["print-edition"],
        imprint.publisher,
        imprint.date,
        imprint.identifier,
    )
    source = ", ".join(part for part in known if part)
    return (
        Statement("dc:source", source, (("id", "print-edition"),)),
        _property("source-of", "pagination", "print-edition"),
        _property("pageBreakSource", source),
    )


def _accessibility(edition: Edition, *, paginated: bool) -> Statements:
    """State what holds for each book of this renderer (EPUB Accessibility 1.1 §2, schema.org).

    Conformance to WCAG is claimed where edition.toml names who says so (§4): somebody has to look at the book for that.
    """
    has_index = any(division.kind == "index" for division in edition.divisions)
    features = (
        *FEATURES,
        *(PAGE_FEATURES if paginated else ()),
        *(("index",) if has_index else ()),
    )
    return (
        _property("schema:accessMode", "textual"),
        _property("schema:accessMode", "visual"),
        _property("schema:accessModeSufficient", "textual"),
        *(_property("schema:accessibilityFeature", feature) for feature in features),
        _property("schema:accessibilityHazard", "none"),
        _property("schema:accessibilitySummary", _summary(edition, paginated=paginated)),
        *_conformance(edition.imprint.conformance),
    )


def _summary(edition: Edition, *, paginated: bool) -> str:
    words, said = edition.labels, edition.imprint.conformance
    certified = (
        words["access-certified"].format(by=said.certified_by)
        if said
        else words["access-uncertified"]
    )
    return " ".join(
        (
            words["access-text"],
            *((words["access-pages"],) if paginated else ()),
            words["access-form"],
            certified,
        )
    )


def _conformance(said: Conformance | None) -> Statements:
    if said is None:
        return ()
    return (
        Statement(
            "meta", said.conforms_to, (("property", "dcterms:conformsTo"), ("id", "conformance"))
        ),
        Statement(
            "meta",
            said.certified_by,
            (("property", "a11y:certifiedBy"), ("refines", "#conformance"), ("id", "certifier")),
        ),
        *(
            (_property("a11y:certifierCredential", said.credential, "certifier"),)
            if said.credential
            else ()
        ),
    )

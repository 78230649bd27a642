"""What the package of an e-book must state of the book, from the edition."""

import re
from collections.abc import Iterable, Iterator

from book.model import Container, Contributor, Edition, Insert, Witness
from book.text.contributors import credits_of
from book.text.dates import first_instant
from book.text.traversal import blocks_of
from book.verify.readback.package import PackageStatement

ONIX_ISBN = "15"  # ISBN-13, in ONIX code list 5
SCHEMES = {"thema": "Thema", "bisac": "BISAC", "lcsh": "LCSH"}
FEATURES = (
    "tableOfContents",
    "structuralNavigation",
    "readingOrder",
    "alternativeText",
    "displayTransformability",
    "ARIA",
)
# The articles with which titles begin (MARC 21, appendix F).
LEADING = {
    language: re.compile(rf"(?:{articles})(?=\S)", re.IGNORECASE)
    for language, articles in {
        "en": r"(?:the|an?)\s+",
        "de": r"(?:das|dem|de[nrs]|die|eine?[mnrs]?)\s+",
        "es": r"(?:el|l[ao]s?|una?)\s+",
        "fr": r"l['’ʼ]\s*|(?:l[ae]|les|une?)\s+",
        "it": r"(?:gl|l|un)['’ʼ]\s*|(?:gli|il?|l[aeio]|un[ao]?)\s+",
        "nl": r"(?:de|een|het|['’ʼ][nt])\s+",
        "pt": r"(?:[ao]s?|uma?)\s+",
    }.items()
}
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")


def expected_statements(edition: Edition, *, paginated: bool) -> tuple[PackageStatement, ...]:
    """Return all that is stated, with the white space of a single line."""
    statements = (
        *_identity(edition),
        _title(edition),
        *_series(edition),
        *map(_credit, credits_of(edition)),
        *_publication(edition),
        *(PackageStatement("dc:source", _source(witness)) for witness in edition.witnesses),
        *(_pagination(edition) if paginated else ()),
        *_accessibility(edition, paginated=paginated),
        PackageStatement("ibooks:specified-fonts", "true"),
    )
    return tuple(filter(None, map(_squeezed, statements)))


def _squeezed(statement: PackageStatement) -> PackageStatement | None:
    value = " ".join(statement.value.split())
    refinements = filter(None, map(_squeezed, statement.refinements))
    if not value:
        return None
    return PackageStatement(statement.name, value, statement.scheme, tuple(refinements))


def _identity(edition: Edition) -> Iterator[PackageStatement]:
    imprint = edition.imprint
    modified = first_instant(imprint.date)
    yield PackageStatement("dcterms:modified", f"{modified:%Y-%m-%dT%H:%M:%SZ}")
    number = imprint.identifier.removeprefix("urn:isbn:")
    is_isbn = number != imprint.identifier and number.startswith(("978", "979"))
    kind = (PackageStatement("identifier-type", ONIX_ISBN, "onix:codelist5"),) if is_isbn else ()
    yield PackageStatement("dc:identifier", imprint.identifier, refinements=kind)
    if imprint.isbns.epub and not _is_same_number(number, imprint.isbns.epub):
        own = PackageStatement("identifier-type", ONIX_ISBN, "onix:codelist5")
        yield PackageStatement("dc:identifier", f"urn:isbn:{imprint.isbns.epub}", "", (own,))
    yield PackageStatement("dc:language", imprint.language)


def _is_same_number(one: str, other: str) -> bool:
    return one.replace("-", "").replace(" ", "") == other.replace("-", "").replace(" ", "")


def _title(edition: Edition) -> PackageStatement:
    title, subtitle = edition.imprint.title, edition.imprint.subtitle
    after = f": {subtitle}" if subtitle else ""
    filed = PackageStatement("file-as", _filed(edition, title) + after)
    return PackageStatement("dc:title", title + after, refinements=(filed,))


def _filed(edition: Edition, title: str) -> str:
    """Return a title as it is filed: as the editor says, or without the article before it."""
    language = edition.imprint.language.partition("-")[0].lower()
    article = LEADING[language].match(title) if language in LEADING else None
    own = dict(edition.imprint.sort).get(title)
    return own or (f"{title[article.end() :]}, {article[0].strip()}" if article else title)


def _series(edition: Edition) -> Iterator[PackageStatement]:
    imprint = edition.imprint
    place = PackageStatement("group-position", imprint.series_number)
    refined = PackageStatement("collection-type", "series"), place
    yield PackageStatement("belongs-to-collection", imprint.series, refinements=refined)


def _credit(contributor: Contributor) -> PackageStatement:
    name = "dc:creator" if contributor.role == "aut" else "dc:contributor"
    role = PackageStatement("role", contributor.role, "marc:relators")
    return PackageStatement(
        name, contributor.name, refinements=(role, PackageStatement("file-as", contributor.sort))
    )


def _publication(edition: Edition) -> Iterator[PackageStatement]:
    imprint = edition.imprint
    yield PackageStatement("dc:publisher", imprint.publisher)
    yield PackageStatement("dc:date", imprint.date)
    yield PackageStatement("dc:description", imprint.long_description or imprint.description)
    if imprint.long_description:
        yield PackageStatement("dcterms:abstract", imprint.description)
    for subject in imprint.subjects:
        authority = SCHEMES[subject.scheme]
        refined = PackageStatement("authority", authority), PackageStatement("term", subject.code)
        yield PackageStatement("dc:subject", subject.heading, refinements=refined)
    for audience in imprint.audience:
        yield PackageStatement("dcterms:audience", audience)
    yield PackageStatement("dc:rights", imprint.rights)


def _source(witness: Witness) -> str:
    place = witness.url or witness.file.rsplit("/", 1)[-1]
    return _joined((witness.title, witness.author, witness.publisher, witness.date, place))


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def _pagination(edition: Edition) -> Iterator[PackageStatement]:
    imprint, label = edition.imprint, edition.labels["print-edition"]
    source = _joined((imprint.title, label, imprint.publisher, imprint.date, imprint.identifier))
    if imprint.isbns.print:
        source = f"urn:isbn:{imprint.isbns.print}"
    yield PackageStatement(
        "dc:source", source, refinements=(PackageStatement("source-of", "pagination"),)
    )
    yield PackageStatement("pageBreakSource", source)


# ── Accessibility ────────────────────────────────────────────────────────────────────────────────


def _accessibility(edition: Edition, *, paginated: bool) -> Iterator[PackageStatement]:
    figures = tuple(_figures(edition))
    is_described = all(map(_is_described, figures))
    yield PackageStatement("schema:accessMode", "textual")
    if figures:
        yield PackageStatement("schema:accessMode", "visual")
    modes = "textual" if is_described else "textual,visual"
    yield PackageStatement("schema:accessModeSufficient", modes)
    has_index = any(division.kind == "index" for division in edition.divisions)
    features = (
        *(feature for feature in FEATURES if is_described or feature != "alternativeText"),
        *(PAGE_FEATURES if paginated else ()),
        *(("index",) if has_index else ()),
    )
    for feature in features:
        yield PackageStatement("schema:accessibilityFeature", feature)
    yield PackageStatement("schema:accessibilityHazard", "none")
    form = "-pictures" if figures else ""
    form = form if is_described else "-undescribed"
    yield PackageStatement(
        "schema:accessibilitySummary", _summary(edition, form, paginated=paginated)
    )
    yield from _conformance(edition)


def _figures(edition: Edition) -> Iterator[Container]:
    """Yield the figures that show a picture."""
    names = {picture.name for picture in edition.pictures}
    for block in blocks_of(edition.divisions):
        if isinstance(block, Insert) and block.kind == "picture":
            around = [each for each in block.containers if each.kind == "figure"]
            yield from (each for each in around[-1:] if each.get("source") in names)


def _is_described(figure: Container) -> bool:
    return figure.get("decorative") == "yes" or bool(figure.get("alt").strip())


def _summary(edition: Edition, form: str, *, paginated: bool) -> str:
    labels, conformance = edition.labels, edition.imprint.conformance
    certified = labels["access-uncertified"]
    if conformance:
        certified = labels["access-certified"].format(by=conformance.certified_by)
    pages = labels["access-pages"] if paginated else ""
    return " ".join((labels["access-text"], pages, labels[f"access-form{form}"], certified))


def _conformance(edition: Edition) -> Iterator[PackageStatement]:
    if conformance := edition.imprint.conformance:
        credential = PackageStatement("a11y:certifierCredential", conformance.credential)
        certifier = PackageStatement(
            "a11y:certifiedBy", conformance.certified_by, refinements=(credential,)
        )
        yield PackageStatement(
            "dcterms:conformsTo", conformance.conforms_to, refinements=(certifier,)
        )

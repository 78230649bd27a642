"""What the package says of the book: Dublin Core, roles, and what a reader with a disability can expect of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from book.errors import EditionError
from book.model import Edition, Witness

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ARTICLE = re.compile(r"(the|der|die|das) (.+)", re.IGNORECASE)
FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder", "alternativeText", "displayTransformability")
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")
SUMMARY = (
    "All of the book is text in its logical order, with headings at each level, a table of contents, and notes linked "
    "both ways. {pages}Changes of language are marked. Size, typeface and colours follow the reader’s settings. The only "
    "picture is the cover, and its words are given as text. No third party has certified this publication."
)
PAGES_SUMMARY = "The pages of the print edition are marked where they begin, and listed. "


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package's metadata; `name` is `dc:…`, or `meta` with its property or name in `attributes`."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


Statements = tuple[Statement, ...]


def first_instant(date: str) -> datetime:
    """Return the first second of a year, a month or a day, in UTC: the book's own date, as no clock is read.

    >>> first_instant("2026-05").isoformat()
    '2026-05-01T00:00:00+00:00'
    """
    match = DATE.fullmatch(date)
    try:
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError as error:
        remedy = 'Write "2026", "2026-05" or "2026-05-31".'
        raise EditionError(f"the edition's date {date!r} is no date", remedy=remedy) from error


def describe(edition: Edition, *, paginated: bool) -> Statements:
    """List the metadata in the order of the package, each element before what refines it."""
    imprint, work = edition.imprint, edition.work
    made = (
        *_titles(edition),
        *(_named("dc:creator", "author", work.author, "aut") if work.author else ()),
        *(_named("dc:contributor", "editor", imprint.editor, "edt") if imprint.editor else ()),
        *_commentators(edition),
        Statement("dc:publisher", imprint.publisher),
        Statement("dc:date", imprint.date),
        Statement("dc:description", imprint.description),
        Statement("dc:rights", imprint.rights),
        *(Statement("dc:source", _source(witness)) for witness in edition.witnesses),
        *(_pagination(edition) if paginated else ()),
        *_accessibility(paginated),
        # Without it Apple Books sets the text in a typeface of its own.
        _property("ibooks:specified-fonts", "true"),
    )
    return tuple(statement for statement in made if statement.value)


def _property(name: str, value: str, refines: str = "", **attributes: str) -> Statement:
    target = {"refines": f"#{refines}"} if refines else {}
    return Statement("meta", value, tuple({**target, "property": name, **attributes}.items()))


def _titles(edition: Edition) -> Statements:
    made: Statements = ()
    for order, (kind, title) in enumerate((("main", edition.imprint.title), ("subtitle", edition.imprint.subtitle)), 1):
        if title:
            name = f"title-{kind}"
            made += (Statement("dc:title", title, (("id", name),)), _property("title-type", kind, name))
            made += (_property("display-seq", str(order), name),)
    return made


def _commentators(edition: Edition) -> Statements:
    """Name the authors of the foreword's pieces (MARC relator aui: author of introduction, foreword and the like)."""
    names = dict.fromkeys(w.author for w in edition.witnesses if w.role == "commentary" and w.author)
    made: Statements = ()
    for number, name in enumerate(names, 1):
        made += _named("dc:contributor", f"commentator-{number}", name, "aui")
    return made


def _named(element: str, name: str, value: str, role: str) -> Statements:
    return (
        Statement(element, value, (("id", name),)),
        _property("role", role, name, scheme="marc:relators"),
        _property("file-as", file_as(value), name),
    )


def file_as(name: str) -> str:
    """Put a name as it is sorted: without its article. Which part of a person's name leads, the name does not tell.

    >>> file_as("The State Council")
    'State Council, The'
    >>> file_as("Wu Jinhuai")
    'Wu Jinhuai'
    """
    match = ARTICLE.fullmatch(name)
    return f"{match[2]}, {match[1]}" if match else name


def _source(witness: Witness) -> str:
    place = witness.url or witness.file.rsplit("/", 1)[-1]
    known = (witness.title, witness.author, witness.publisher, witness.date, place)
    return ", ".join(part for part in known if part)


def _pagination(edition: Edition) -> Statements:
    """Name the edition whose pages are marked: by a property of its own, and as EPUB 3.3 (D.3.11, source-of) had it before."""
    imprint = edition.imprint
    known = (imprint.title, edition.words["print-edition"], imprint.publisher, imprint.date, imprint.identifier)
    source = ", ".join(part for part in known if part)
    return (
        Statement("dc:source", source, (("id", "print-edition"),)),
        _property("source-of", "pagination", "print-edition"),
        _property("pageBreakSource", source),
    )


def _accessibility(paginated: bool) -> Statements:
    """State what holds for each book of this renderer (EPUB Accessibility 1.1 §2, schema.org).

    Conformance to WCAG is not claimed: somebody has to look at the book for that and to sign it (§4, certifiedBy).
    """
    return (
        _property("schema:accessMode", "textual"),
        _property("schema:accessMode", "visual"),
        _property("schema:accessModeSufficient", "textual"),
        *(_property("schema:accessibilityFeature", feature) for feature in FEATURES + (PAGE_FEATURES if paginated else ())),
        _property("schema:accessibilityHazard", "none"),
        Statement(
            "meta",
            SUMMARY.format(pages=PAGES_SUMMARY if paginated else ""),
            (("property", "schema:accessibilitySummary"), ("xml:lang", "en")),
        ),
    )

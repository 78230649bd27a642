"""What the package states for readers with a disability (EPUB Accessibility 1.1, section 2).

The properties are schema.org's.
"""

from book.model import Conformance, Edition
from book.render.epub.statement import Statement, Statements, property_of
from book.render.pictures import figures_of, has_alternative

FEATURES = (
    "tableOfContents",
    "structuralNavigation",
    "readingOrder",
    "alternativeText",
    "displayTransformability",
    "ARIA",
)
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")


def describe_accessibility(edition: Edition, *, paginated: bool) -> Statements:
    """State what is true of every book that this renderer writes.

    Conformance to WCAG is claimed only if edition.toml names who certifies it (section 4), for a
    person has to inspect the book.
    """
    features = _features(edition, paginated=paginated)
    return (
        property_of("schema:accessMode", "textual"),
        *_visual(edition),
        *_sufficient(edition),
        *(property_of("schema:accessibilityFeature", feature) for feature in features),
        property_of("schema:accessibilityHazard", "none"),
        property_of("schema:accessibilitySummary", _summary(edition, paginated=paginated)),
        *_conformance(edition.imprint.conformance),
    )


def _visual(edition: Edition) -> Statements:
    """State that some of the content is to be seen, unless the only picture is the cover.

    The cover is no content: its words are given as text (Schema.org Accessibility Properties for
    Discoverability Vocabulary, 4.1: accessMode).
    """
    return (property_of("schema:accessMode", "visual"),) if any(figures_of(edition)) else ()


def _sufficient(edition: Edition) -> Statements:
    """State that the text alone is enough, unless a picture is not described."""
    modes = "textual,visual" if _has_undescribed(edition) else "textual"
    return (property_of("schema:accessModeSufficient", modes),)


def _has_undescribed(edition: Edition) -> bool:
    return not all(map(has_alternative, figures_of(edition)))


def _form_label(edition: Edition) -> str:
    if _has_undescribed(edition):
        return "access-form-undescribed"
    return "access-form-pictures" if any(figures_of(edition)) else "access-form"


def _features(edition: Edition, *, paginated: bool) -> tuple[str, ...]:
    has_index = any(division.kind == "index" for division in edition.divisions)
    undescribed = {"alternativeText"} if _has_undescribed(edition) else set()
    return (
        *(feature for feature in FEATURES if feature not in undescribed),
        *(PAGE_FEATURES if paginated else ()),
        *(("index",) if has_index else ()),
    )


def _summary(edition: Edition, *, paginated: bool) -> str:
    labels = edition.labels
    sentences = [
        labels["access-text"],
        labels["access-pages"] if paginated else "",
        labels[_form_label(edition)],
        _certification(edition),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _certification(edition: Edition) -> str:
    if conformance := edition.imprint.conformance:
        return edition.labels["access-certified"].format(by=conformance.certified_by)
    return edition.labels["access-uncertified"]


def _conformance(conformance: Conformance | None) -> Statements:
    if conformance is None:
        return ()
    standard = (("property", "dcterms:conformsTo"), ("id", "conformance"))
    certifier = (
        ("property", "a11y:certifiedBy"),
        ("refines", "#conformance"),
        ("id", "certifier"),
    )
    return (
        Statement("meta", conformance.conforms_to, standard),
        Statement("meta", conformance.certified_by, certifier),
        property_of("a11y:certifierCredential", conformance.credential, "certifier"),
    )

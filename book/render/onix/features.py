"""The features of a format: accessibility, hazards, version (list 79)."""

from collections.abc import Iterator

from book.model import Accessibility, Edition
from book.render.onix.codes import CONFORMANCE, FEATURES, HAZARDS, PDF_FEATURES

Feature = tuple[str, str, str]  # type (list 79), value, description
ACCESSIBILITY, HAZARD, FORMAT_VERSION = "09", "12", "15"
EPUB_3_3 = "101F"  # list 220
NO_HAZARDS = "00"  # list 143
# List 196:
SUMMARY = "00"
UNKNOWN = "08"
NOT_LOCKED, LANGUAGE_TAGGED = "10", "22"
HAS_INDEX = "12"
ALL_IS_TEXT = "52"
CERTIFIED_BY = "90"


def pdf_features(edition: Edition) -> Iterator[Feature]:
    for code in sorted(_proven_codes(edition)):
        yield ACCESSIBILITY, code, ""
    yield HAZARD, NO_HAZARDS, ""


def _proven_codes(edition: Edition) -> tuple[str, ...]:
    has_index = any(division.kind == "index" for division in edition.divisions)
    return (*PDF_FEATURES, HAS_INDEX) if has_index else PDF_FEATURES


def epub_features(access: Accessibility) -> Iterator[Feature]:
    yield FORMAT_VERSION, EPUB_3_3, ""
    for code, description in sorted(_epub_accessibility(access).items()):
        yield ACCESSIBILITY, code, description
    for hazard in access.hazards:
        if hazard in HAZARDS:
            yield HAZARD, HAZARDS[hazard], ""


def _epub_accessibility(access: Accessibility) -> dict[str, str]:
    """Return descriptions by codes of list 196; only that it is unknown if the e-book is silent."""
    codes = _claimed_codes(access)
    if not codes:
        return {UNKNOWN: ""}
    descriptions = dict.fromkeys((*codes, NOT_LOCKED, LANGUAGE_TAGGED), "")
    if access.summary:
        descriptions[SUMMARY] = access.summary
    if access.certified_by:
        descriptions[CERTIFIED_BY] = ", ".join(access.certified_by)
    return descriptions


def _claimed_codes(access: Accessibility) -> set[str]:
    codes = {FEATURES[feature] for feature in access.features if feature in FEATURES}
    for pattern, code in CONFORMANCE:
        if any(pattern.search(claim) for claim in access.conforms_to):
            codes.add(code)
    if ("textual",) in access.sufficient:
        codes.add(ALL_IS_TEXT)
    return codes

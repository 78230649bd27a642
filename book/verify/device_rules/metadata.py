"""What the package states: title, author, language, date, and how accessible the book is."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from book.verify.device_rules.ebook import DC, NCX, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

# BCP 47, 2.1, without private use and grandfathered tags, which no reading app knows.
TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*",
    re.IGNORECASE,
)
# The languages of Kindle Direct Publishing, as ISO 639 codes.
KINDLE_LANGUAGES = frozenset(
    re.findall(
        r"\w+",
        """
        af gsw ar eu nb br ca zh kw co da nl stq en fi fr fy gl de gu hi is ga it ja lb mr ml gv
        frr no nn pl pt oc rm sco gd es sv ta cy
        afr ara eus baq nob bre cat zho chi cor cos dan nld dut eng fin fra fre fry glg deu ger
        guj hin isl ice gle ita jpn ltz mar mal glv nor nno pol por oci roh gla spa swe tam cym
        wel
        """,
    )
)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
REQUIRED = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
RECOMMENDED = ("schema:accessModeSufficient", "schema:accessibilitySummary")

NO_TITLE = Rule(
    "EB-020",
    "error",
    "the book has no title",
    "It has no name on the reader's shelf.",
    "EPUB 3.3, The dc:title element",
    "Add a dc:title.",
)
NO_IDENTIFIER = Rule(
    "EB-021",
    "error",
    "the book has no identifier, or the NCX has another one",
    "Reading apps store the place and the notes under it; Kobo requires package and NCX to agree.",
    "EPUB 3.3, The unique-identifier; Kobo ePub Guidelines, OPF",
    "Name one dc:identifier in unique-identifier, and write the same in dtb:uid.",
)
NO_LANGUAGE = Rule(
    "EB-022",
    "error",
    "the book's language is missing or is not a language tag",
    "Hyphenation, dictionaries and voices depend on it; Send to Kindle rejects a book without it.",
    "EPUB 3.3, The dc:language element; kindle-epub-fix, fixBookLanguage",
    "Write a BCP 47 tag, such as en-GB or zh-Hant.",
)
UNSUPPORTED_LANGUAGE = Rule(
    "EB-023",
    "warning",
    "Kindle does not support the book's language",
    "Send to Kindle may reject the book.",
    "kindle-epub-fix, fixBookLanguage",
    "Publish it elsewhere, or ask readers to convert it with calibre.",
)
NO_DATE = Rule(
    "EB-024",
    "error",
    "the date of the last change is missing, repeated or invalid",
    "A library cannot tell a new release from an old one.",
    "EPUB 3.3, Last modified date",
    "Write one dcterms:modified, such as 2026-05-31T00:00:00Z.",
)
NO_AUTHOR = Rule(
    "EB-025",
    "warning",
    "the book names no author",
    "Kindle and Kobo shelve it under “Unknown”.",
    "EPUB 3.3, The dc:creator element",
    "Add a dc:creator with its role.",
)
REQUIRED_MISSING = Rule(
    "EB-026",
    "error",
    "required accessibility metadata is missing",
    "Stores and libraries show nothing about accessibility, and European law requires it.",
    "EPUB Accessibility 1.1, Discovery metadata (required)",
    "State schema:accessMode, schema:accessibilityFeature and schema:accessibilityHazard.",
)
RECOMMENDED_MISSING = Rule(
    "EB-027",
    "warning",
    "recommended accessibility metadata is missing",
    "Nobody can tell whether reading alone or listening alone is enough.",
    "EPUB Accessibility 1.1, Discovery metadata (recommended)",
    "State schema:accessModeSufficient and schema:accessibilitySummary.",
)
FALSE_FEATURE = Rule(
    "EB-028",
    "error",
    "the accessibility metadata states what the book lacks, or omits what it has",
    "Readers choose books by this metadata.",
    "Schema.org Accessibility Properties for Discoverability",
    "State tableOfContents, pageNavigation and pageBreakMarkers if, and only if, the book has "
    "them.",
)
RULES = (
    *(NO_TITLE, NO_IDENTIFIER, NO_LANGUAGE, UNSUPPORTED_LANGUAGE, NO_DATE, NO_AUTHOR),
    *(REQUIRED_MISSING, RECOMMENDED_MISSING, FALSE_FEATURE),
)


def is_tag(language: str) -> bool:
    """Return whether this is a well-formed language tag (BCP 47).

    >>> [is_tag(tag) for tag in ("en", "zh-Hant-TW", "de-1996", "English", "")]
    [True, True, True, False, False]
    """
    return TAG.fullmatch(language) is not None


def check_package(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package:
        for check in PACKAGE_CHECKS:
            yield from check(ebook, ebook.package)


def check_title_and_author(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    for name, rule in (("title", NO_TITLE), ("creator", NO_AUTHOR)):
        if not _has_text(package, DC + name):
            yield rule.in_file(package.name)


def _has_text(package: XmlDocument, tag: str) -> bool:
    return any(map(text_content, package.root.iter(tag)))


def check_identifier(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    identifier = _unique_identifier(package.root)
    if not identifier:
        yield NO_IDENTIFIER.in_file(package.name)
    elif ebook.ncx:
        yield from _check_ncx_identifier(ebook.ncx, identifier)


def _unique_identifier(package: etree._Element) -> str:
    for node in package.iter(f"{DC}identifier"):
        if node.get("id") == package.get("unique-identifier"):
            return text_content(node)
    return ""


def _check_ncx_identifier(ncx: XmlDocument, identifier: str) -> Iterator[RuleViolation]:
    for node in ncx.root.iter(f"{NCX}meta"):
        if node.get("name") == "dtb:uid" and node.get("content", "").strip() != identifier:
            detail = f"{node.get('content')} is not {identifier}"
            yield NO_IDENTIFIER.at_element(ncx, node, detail)


def check_language(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    nodes = list(package.root.iter(f"{DC}language"))
    if not nodes:
        yield NO_LANGUAGE.in_file(package.name)
    for node in nodes:
        yield from _check_language(package, node, text_content(node))


def _check_language(
    package: XmlDocument, node: etree._Element, language: str
) -> Iterator[RuleViolation]:
    if not is_tag(language):
        yield NO_LANGUAGE.at_element(package, node, repr(language))
    elif language.partition("-")[0].lower() not in KINDLE_LANGUAGES:
        yield UNSUPPORTED_LANGUAGE.at_element(package, node, language)


def check_date(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    nodes = [node for node in ebook.metas("dcterms:modified") if not node.get("refines")]
    dates = [text_content(node) for node in nodes]
    if len(dates) != 1 or not TIMESTAMP.fullmatch(dates[0]):
        yield NO_DATE.in_file(package.name, ", ".join(dates))


def check_accessibility(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    for rule, names in ((REQUIRED_MISSING, REQUIRED), (RECOMMENDED_MISSING, RECOMMENDED)):
        missing = [name for name in names if not any(map(text_content, ebook.metas(name)))]
        if missing:
            yield rule.in_file(package.name, ", ".join(missing))


def check_features(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    stated = _stated_features(ebook)
    for feature, is_present in _present_features(ebook).items():
        if feature in stated and not is_present:
            detail = f"{feature} is stated, but the book has none"
            yield FALSE_FEATURE.at_element(package, stated[feature], detail)
        elif is_present and stated and feature not in stated:
            yield FALSE_FEATURE.in_file(package.name, f"{feature} is not stated")


def _stated_features(ebook: Ebook) -> Mapping[str, etree._Element]:
    stated = {text_content(node): node for node in ebook.metas("schema:accessibilityFeature")}
    # The older name of pageBreakMarkers, which schema.org keeps.
    if "printPageNumbers" in stated:
        stated.setdefault("pageBreakMarkers", stated["printPageNumbers"])
    return stated


def _present_features(ebook: Ebook) -> dict[str, bool]:
    return {
        "tableOfContents": ebook.navigation("toc") is not None,
        "pageNavigation": ebook.navigation("page-list") is not None,
        "pageBreakMarkers": any(_has_page_break(chapter) for chapter in ebook.chapters),
    }


def _has_page_break(chapter: XmlDocument) -> bool:
    return next(chapter.typed("pagebreak"), None) is not None


PACKAGE_CHECKS = (
    *(check_title_and_author, check_identifier, check_language, check_date),
    *(check_accessibility, check_features),
)
CHECKS = (check_package,)

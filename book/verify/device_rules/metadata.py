"""What the package says of the book: its language, its names, what a reader with a disability can expect."""

import re
from collections.abc import Iterator

from book.verify.device_rules.ebook import DC, NCX, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

# BCP 47, 2.1, without private use and grandfathered tags, which no reader knows.
TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*",
    re.IGNORECASE,
)
# The languages of Kindle Direct Publishing, as ISO 639 codes.
KINDLE_LANGUAGES = frozenset(
    re.findall(
        r"\w+",
        """af gsw ar eu nb br ca zh kw co da nl stq en fi fr fy gl de gu hi is ga it ja lb mr ml gv frr no nn pl pt oc rm sco gd es sv ta cy
    afr ara eus baq nob bre cat zho chi cor cos dan nld dut eng fin fra fre fry glg deu ger guj hin isl ice gle ita jpn ltz mar mal glv nor
    nno pol por oci roh gla spa swe tam cym wel""",
    )
)
REQUIRED = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
RECOMMENDED = ("schema:accessModeSufficient", "schema:accessibilitySummary")

UNTITLED = Rule(
    "EB-020",
    "error",
    "the book has no title",
    "It stands nameless on the shelf.",
    "EPUB 3.3, The dc:title element",
    "Add a dc:title.",
)
UNIDENTIFIED = Rule(
    "EB-021",
    "error",
    "the book's identifier is missing, or the NCX has another one",
    "A reader keeps place and notes by it; Kobo asks that package and NCX agree.",
    "EPUB 3.3, The unique-identifier; Kobo ePub Guidelines, OPF",
    "Name one dc:identifier in unique-identifier, and write the same into dtb:uid.",
)
NO_LANGUAGE = Rule(
    "EB-022",
    "error",
    "the book's language is missing or is no language tag",
    "Hyphenation, dictionaries and voices follow it; Send to Kindle refuses a book without it.",
    "EPUB 3.3, The dc:language element; kindle-epub-fix, fixBookLanguage",
    "Write a BCP 47 tag, such as en-GB or zh-Hant.",
)
STRANGE_LANGUAGE = Rule(
    "EB-023",
    "warning",
    "Kindle does not know the book's language",
    "Send to Kindle may refuse the book.",
    "kindle-epub-fix, fixBookLanguage",
    "Publish it elsewhere, or ask the reader to convert it with calibre.",
)
UNDATED = Rule(
    "EB-024",
    "error",
    "the date of the last change is missing, stands twice, or is none",
    "A library cannot tell a new release from an old one.",
    "EPUB 3.3, Last modified date",
    "Write one dcterms:modified, as 2026-05-31T00:00:00Z.",
)
NO_AUTHOR = Rule(
    "EB-025",
    "warning",
    "the book names no author",
    "Kindle and Kobo shelve it under “Unknown”.",
    "EPUB 3.3, The dc:creator element",
    "Add a dc:creator with its role.",
)
INACCESSIBLE = Rule(
    "EB-026",
    "error",
    "what a reader with a disability must know is not stated",
    "Shops and libraries show nothing about access, and European law asks for it.",
    "EPUB Accessibility 1.1, Discovery metadata (required)",
    "State schema:accessMode, schema:accessibilityFeature and schema:accessibilityHazard.",
)
LESS_ACCESSIBLE = Rule(
    "EB-027",
    "warning",
    "what a reader with a disability should know is not stated",
    "Nobody can tell whether reading or hearing alone is enough.",
    "EPUB Accessibility 1.1, Discovery metadata (recommended)",
    "State schema:accessModeSufficient and schema:accessibilitySummary.",
)
UNTRUE = Rule(
    "EB-028",
    "error",
    "the metadata promise what the book has not, or hide what it has",
    "A reader chooses the book by them.",
    "Schema.org Accessibility Properties for Discoverability",
    "State tableOfContents, pageNavigation and pageBreakMarkers if the book has them, and only then.",
)
RULES = (
    UNTITLED,
    UNIDENTIFIED,
    NO_LANGUAGE,
    STRANGE_LANGUAGE,
    UNDATED,
    NO_AUTHOR,
    INACCESSIBLE,
    LESS_ACCESSIBLE,
    UNTRUE,
)


def is_tag(language: str) -> bool:
    """Say whether these are the letters of a language tag (BCP 47).

    >>> [is_tag(tag) for tag in ("en", "zh-Hant-TW", "de-1996", "English", "")]
    [True, True, True, False, False]
    """
    return TAG.fullmatch(language) is not None


def names(book: Ebook) -> Iterator[RuleViolation]:
    if (package := book.package) is None:
        return
    words = {
        name: [text_content(node) for node in package.root.iter(DC + name)]
        for name in ("title", "creator")
    }
    if not any(words["title"]):
        yield UNTITLED.in_file(package.name)
    if not any(words["creator"]):
        yield NO_AUTHOR.in_file(package.name)
    identifier = next(
        (
            text_content(n)
            for n in package.root.iter(f"{DC}identifier")
            if n.get("id") == package.root.get("unique-identifier")
        ),
        "",
    )
    if not identifier:
        yield UNIDENTIFIED.in_file(package.name)
    if identifier and book.ncx:
        yield from _other_identifiers(book.ncx, identifier)


def _other_identifiers(ncx: XmlDocument, identifier: str) -> Iterator[RuleViolation]:
    for node in ncx.root.iter(f"{NCX}meta"):
        if node.get("name") == "dtb:uid" and node.get("content", "").strip() != identifier:
            yield UNIDENTIFIED.at_element(ncx, node, f"{node.get('content')} is not {identifier}")


def language(book: Ebook) -> Iterator[RuleViolation]:
    if (package := book.package) is None:
        return
    nodes = list(package.root.iter(f"{DC}language"))
    if not nodes:
        yield NO_LANGUAGE.in_file(package.name)
    for node in nodes:
        if not is_tag(text_content(node)):
            yield NO_LANGUAGE.at_element(package, node, repr(text_content(node)))
        elif text_content(node).partition("-")[0].lower() not in KINDLE_LANGUAGES:
            yield STRANGE_LANGUAGE.at_element(package, node, text_content(node))


def modified(book: Ebook) -> Iterator[RuleViolation]:
    nodes = [node for node in book.metas("dcterms:modified") if not node.get("refines")]
    if book.package and (
        len(nodes) != 1
        or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text_content(nodes[0]))
    ):
        yield UNDATED.in_file(book.package.name, ", ".join(text_content(node) for node in nodes))


def accessibility(book: Ebook) -> Iterator[RuleViolation]:
    if (package := book.package) is None:
        return
    for rule, wanted in ((INACCESSIBLE, REQUIRED), (LESS_ACCESSIBLE, RECOMMENDED)):
        if missing := [
            name for name in wanted if not any(text_content(node) for node in book.metas(name))
        ]:
            yield rule.in_file(package.name, ", ".join(missing))
    yield from _features(book, package)


def _features(book: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    stated = {text_content(node): node for node in book.metas("schema:accessibilityFeature")}
    has = {
        "tableOfContents": book.navigation("toc") is not None,
        "pageNavigation": book.navigation("page-list") is not None,
        "pageBreakMarkers": any(
            True for document in book.chapters for _ in document.typed("pagebreak")
        ),
    }
    # The older name of pageBreakMarkers, which schema.org keeps.
    if "printPageNumbers" in stated:
        stated.setdefault("pageBreakMarkers", stated["printPageNumbers"])
    for feature, there in has.items():
        if feature in stated and not there:
            yield UNTRUE.at_element(
                package, stated[feature], f"{feature} is stated, and there is none"
            )
        elif there and stated and feature not in stated:
            yield UNTRUE.in_file(package.name, f"{feature} is not stated")


CHECKS = (names, language, modified, accessibility)

"""How a reader finds its way: the navigation document, the NCX of older readers, Kindle's guide, the cover."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from book.verify.device_rules.ebook import NCX, OPF, XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

DEEPEST = 2
GUIDE = {"cover", "toc", "text"}
LANDMARKS = {"toc", "bodymatter"}
KPG = "Amazon Kindle Publishing Guidelines, Navigation guidelines"

NO_NAV = Rule(
    "EB-030",
    "error",
    "there is no table of contents in a navigation document",
    "Kobo lists file names instead, or nothing.",
    "EPUB 3.3, The toc nav element; Kobo ePub Guidelines, TOC",
    "Write a nav of type toc, and mark its file.",
)
NO_NCX = Rule(
    "EB-031",
    "error",
    "there is no NCX, or the spine does not name it",
    "Kindle takes its table of contents from it.",
    KPG,
    "Write one and name it in the spine's toc attribute.",
)
DEEP_NCX = Rule(
    "EB-032",
    "error",
    "the NCX is more than two levels deep",
    "Kindle shows two levels; deeper ones get lost or mixed up.",
    KPG,
    "List parts and sections alone.",
)
DEEP_NAV = Rule(
    "EB-033",
    "warning",
    "the table of contents is more than two levels deep",
    "Kobo's e-ink readers and Kindle flatten or drop deeper levels.",
    "Kobo ePub Guidelines, TOC",
    "List parts and sections alone.",
)
DISAGREE = Rule(
    "EB-034",
    "error",
    "navigation document and NCX do not agree",
    "Readers of one kind then go elsewhere than those of the other.",
    "EPUB 3.3, Legacy features: NCX",
    "Make both from one list.",
)
OUT_OF_ORDER = Rule(
    "EB-035",
    "error",
    "the table of contents is not in reading order",
    "Readers take a chapter's end from the next entry, and show wrong progress.",
    "EPUB 3.3, The toc nav element",
    "List what comes first first.",
)
NO_LANDMARKS = Rule(
    "EB-036",
    "warning",
    "the landmarks lack the contents or the beginning of the text",
    "Apple Books opens a new book at the beginning they name.",
    "EPUB 3.3, The landmarks nav element",
    "Add a nav of type landmarks with toc and bodymatter.",
)
EMPTY_LABEL = Rule(
    "EB-037",
    "error",
    "an entry of the navigation has no words",
    "There is nothing to tap and nothing to be read out.",
    "EPUB 3.3, The nav element: content model",
    "Give it a label.",
)
NO_GUIDE = Rule(
    "EB-038",
    "error",
    "the guide lacks cover, contents or beginning",
    "Kindle finds them by it; without a reference into the text it freezes the chapter's name.",
    KPG,
    "Add references of type cover, toc and text.",
)
NO_COVER = Rule(
    "EB-039",
    "error",
    "the cover's picture is not marked for every reader",
    "Kobo goes by the property cover-image, Kindle and older readers by the meta named cover; without them the shelf shows none.",
    "EPUB 3.3, The cover-image property; Kobo ePub Guidelines, Cover images; kepubify",
    "Mark one PNG or JPEG in both ways.",
)
RULES = (
    NO_NAV,
    NO_NCX,
    DEEP_NCX,
    DEEP_NAV,
    DISAGREE,
    OUT_OF_ORDER,
    NO_LANDMARKS,
    EMPTY_LABEL,
    NO_GUIDE,
    NO_COVER,
)


def contents(book: Ebook) -> Iterator[RuleViolation]:
    nav = book.navigation("toc")
    if nav is None or book.nav is None:
        yield NO_NAV.in_file(
            book.nav.name
            if book.nav
            else book.package.name
            if book.package
            else "META-INF/container.xml"
        )
        return
    links = list(nav.iter(f"{XHTML}a"))
    if any(_depth(link, f"{XHTML}ol") > DEEPEST for link in links):
        yield DEEP_NAV.at_element(book.nav, nav)
    places = [(link, book.position(book.nav, link.get("href", ""))) for link in links]
    known = [
        (link, place) for link, place in places if place is not None
    ]  # where a link leads nowhere, that is found elsewhere
    for (_, before), (link, place) in pairwise(known):
        if place < before:
            yield OUT_OF_ORDER.at_element(book.nav, link, text_content(link))
    marks = {
        mark
        for landmarks in (book.navigation("landmarks"),)
        if landmarks is not None
        for mark in _types(landmarks)
    }
    if missing := LANDMARKS - marks:
        yield NO_LANDMARKS.in_file(book.nav.name, ", ".join(sorted(missing)))
    yield from _empty(book.nav, f"{XHTML}a", "nav")


def _types(landmarks: etree._Element) -> Iterator[str]:
    for link in landmarks.iter(f"{XHTML}a"):
        yield from link.get("{http://www.idpf.org/2007/ops}type", "").split()


def _depth(node: etree._Element, level: str) -> int:
    return sum(1 for _ in node.iterancestors(level))


def _empty(document: XmlDocument, tag: str, inside: str) -> Iterator[RuleViolation]:
    for node in document.root.iter(tag):
        if not text_content(node) and any(
            True for _ in node.iterancestors(f"{XHTML}{inside}", f"{NCX}{inside}")
        ):
            yield EMPTY_LABEL.at_element(document, node)


def older_contents(book: Ebook) -> Iterator[RuleViolation]:
    if (package := book.package) is None:
        return
    spine = package.root.find(f"{OPF}spine")
    if (
        book.ncx is None
        or spine is None
        or spine.get("toc") not in {item.id for item in book.manifest if item.name == book.ncx.name}
    ):
        yield NO_NCX.in_file(package.name)
    if book.ncx is None:
        return
    points = list(book.ncx.root.iter(f"{NCX}navPoint"))
    deep = next((point for point in points if _depth(point, f"{NCX}navPoint") >= DEEPEST), None)
    if deep is not None:
        yield DEEP_NCX.at_element(book.ncx, deep)
    yield from _empty(book.ncx, f"{NCX}navLabel", "navMap")
    nav = book.navigation("toc")
    if nav is not None and book.nav is not None:
        ours = [
            (text_content(point.find(f"{NCX}navLabel")), _address(book.ncx, point))
            for point in points
        ]
        theirs = [
            (text_content(link), book.nav.resolve_address(link.get("href", "")))
            for link in nav.iter(f"{XHTML}a")
        ]
        if ours != theirs:
            at = next(
                (i for i, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]),
                min(len(ours), len(theirs)),
            )
            yield DISAGREE.in_file(
                book.ncx.name,
                f"at entry {at + 1}: {_label(theirs, at)} there, {_label(ours, at)} here",
            )


def _address(ncx: XmlDocument, point: etree._Element) -> tuple[str, str]:
    content = point.find(f"{NCX}content")
    return ncx.resolve_address(content.get("src", "") if content is not None else "")


def _label(points: list[tuple[str, tuple[str, str]]], at: int) -> str:
    return (
        f"“{points[at][0]}” ({'#'.join(filter(None, points[at][1]))})"
        if at < len(points)
        else "nothing"
    )


def guide(book: Ebook) -> Iterator[RuleViolation]:
    if (package := book.package) is None:
        return
    kinds = {
        node.get("type", "")
        for node in package.root.iter(f"{OPF}reference")
        if package.resolve_address(node.get("href", ""))[0] in book.files
    }
    if missing := GUIDE - kinds:
        yield NO_GUIDE.in_file(package.name, ", ".join(sorted(missing)))
    covers = [item for item in book.manifest if "cover-image" in item.properties]
    named = [
        node.get("content")
        for node in package.root.iter(f"{OPF}meta")
        if node.get("name") == "cover"
    ]
    if not (
        len(covers) == 1
        and named == [covers[0].id]
        and covers[0].media_type in ("image/png", "image/jpeg")
    ):
        yield NO_COVER.in_file(package.name)


CHECKS = (contents, older_contents, guide)

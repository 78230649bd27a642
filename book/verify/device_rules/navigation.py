"""How readers find their way: the navigation document, the older NCX, Kindle's guide, the cover."""

from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from book.verify.device_rules.ebook import NCX, OPF, OPS, XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

MAX_LEVELS = 2
GUIDE = {"cover", "toc", "text"}
LANDMARKS = {"toc", "bodymatter"}
COVER_TYPES = ("image/png", "image/jpeg")
KPG = "Amazon Kindle Publishing Guidelines, Navigation guidelines"

NO_NAV = Rule(
    "EB-030",
    "error",
    "there is no table of contents in a navigation document",
    "Kobo lists file names instead, or nothing.",
    "EPUB 3.3, The toc nav element; Kobo ePub Guidelines, TOC",
    "Write a nav of type toc, and mark its file in the manifest.",
)
NO_NCX = Rule(
    "EB-031",
    "error",
    "there is no NCX, or the spine does not name it",
    "Kindle takes its table of contents from the NCX.",
    KPG,
    "Write an NCX and name it in the spine's toc attribute.",
)
DEEP_NCX = Rule(
    "EB-032",
    "error",
    "the NCX is more than two levels deep",
    "Kindle shows two levels; deeper ones get lost or out of order.",
    KPG,
    "List only parts and sections.",
)
DEEP_NAV = Rule(
    "EB-033",
    "warning",
    "the table of contents is more than two levels deep",
    "Kobo's e-ink readers and Kindle flatten or drop deeper levels.",
    "Kobo ePub Guidelines, TOC",
    "List only parts and sections.",
)
DIFFERENT_CONTENTS = Rule(
    "EB-034",
    "error",
    "the navigation document and the NCX differ",
    "The same book then leads to different places in different reading apps.",
    "EPUB 3.3, Legacy features: NCX",
    "Generate both from one list.",
)
CONTENTS_ORDER = Rule(
    "EB-035",
    "error",
    "the table of contents is not in reading order",
    "Reading apps take the next entry as the end of a chapter, and show wrong progress.",
    "EPUB 3.3, The toc nav element",
    "List the entries in reading order.",
)
NO_LANDMARKS = Rule(
    "EB-036",
    "warning",
    "the landmarks lack the contents or the beginning of the text",
    "Apple Books opens a new book at the beginning that they name.",
    "EPUB 3.3, The landmarks nav element",
    "Add a nav of type landmarks with toc and bodymatter.",
)
EMPTY_LABEL = Rule(
    "EB-037",
    "error",
    "a navigation entry has no text",
    "There is nothing to tap and nothing to read aloud.",
    "EPUB 3.3, The nav element: content model",
    "Give it a label.",
)
NO_GUIDE = Rule(
    "EB-038",
    "error",
    "the guide lacks the cover, the contents or the beginning of the text",
    "Kindle finds them through the guide; without a reference to the text, the chapter name that "
    "it shows never changes.",
    KPG,
    "Add references of type cover, toc and text.",
)
NO_COVER = Rule(
    "EB-039",
    "error",
    "the cover image is not marked for every reading app",
    "Kobo looks for the property cover-image, Kindle and older reading apps for the meta named "
    "cover; without them the shelf shows no cover.",
    "EPUB 3.3, The cover-image property; Kobo ePub Guidelines, Cover images; kepubify",
    "Mark one PNG or JPEG in both ways.",
)
PLAY_ORDER = Rule(
    "EB-049",
    "warning",
    "the NCX does not number its entries in reading order",
    "Readers of EPUB 2 take the next chapter from playOrder; libepub warns of each entry.",
    "ANSI/NISO Z39.86-2005, section 8 (NCX)",
    "Give each navPoint and pageTarget a playOrder, the same for the same place.",
)
RULES = (
    *(NO_NAV, NO_NCX, DEEP_NCX, DEEP_NAV, DIFFERENT_CONTENTS),
    *(CONTENTS_ORDER, NO_LANDMARKS, EMPTY_LABEL, NO_GUIDE, NO_COVER, PLAY_ORDER),
)

Address = tuple[str, str]  # a file in the container and a fragment
Entry = tuple[str, Address]  # an entry's label and where it leads


def check_contents(ebook: Ebook) -> Iterator[RuleViolation]:
    toc = ebook.navigation("toc")
    if toc is not None and ebook.nav is not None:
        yield from _check_contents(ebook, ebook.nav, toc)
        return
    document = ebook.nav or ebook.package
    yield NO_NAV.in_file(document.name if document else "META-INF/container.xml")


def _check_contents(ebook: Ebook, nav: XmlDocument, toc: etree._Element) -> Iterator[RuleViolation]:
    links = list(toc.iter(f"{XHTML}a"))
    yield from _check_nav_depth(nav, toc, links)
    yield from _check_order(ebook, nav, links)
    yield from _check_landmarks(ebook, nav)
    yield from _check_labels(nav, f"{XHTML}a", f"{XHTML}nav")


def _check_nav_depth(
    nav: XmlDocument, toc: etree._Element, links: list[etree._Element]
) -> Iterator[RuleViolation]:
    if any(_depth(link, f"{XHTML}ol") > MAX_LEVELS for link in links):
        yield DEEP_NAV.at_element(nav, toc)


def _depth(node: etree._Element, level: str) -> int:
    return sum(1 for _ in node.iterancestors(level))


def _check_order(
    ebook: Ebook, nav: XmlDocument, links: list[etree._Element]
) -> Iterator[RuleViolation]:
    for link in ebook.out_of_order(nav, links):
        yield CONTENTS_ORDER.at_element(nav, link, text_content(link))


def _check_landmarks(ebook: Ebook, nav: XmlDocument) -> Iterator[RuleViolation]:
    landmarks = ebook.navigation("landmarks")
    kinds = _link_types(landmarks) if landmarks is not None else set()
    if missing := LANDMARKS - kinds:
        yield NO_LANDMARKS.in_file(nav.name, ", ".join(sorted(missing)))


def _link_types(nav: etree._Element) -> set[str]:
    kinds: set[str] = set()
    for link in nav.iter(f"{XHTML}a"):
        kinds.update(link.get(f"{OPS}type", "").split())
    return kinds


def _check_labels(document: XmlDocument, tag: str, ancestor: str) -> Iterator[RuleViolation]:
    for node in document.root.iter(tag):
        if not text_content(node) and _depth(node, ancestor):
            yield EMPTY_LABEL.at_element(document, node)


def check_ncx(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package and not _is_named_by_spine(ebook, ebook.package):
        yield NO_NCX.in_file(ebook.package.name)
    if ebook.ncx:
        yield from _check_ncx(ebook, ebook.ncx)


def _check_ncx(ebook: Ebook, ncx: XmlDocument) -> Iterator[RuleViolation]:
    points = list(ncx.root.iter(f"{NCX}navPoint"))
    yield from _check_ncx_depth(ncx, points)
    yield from _check_labels(ncx, f"{NCX}navLabel", f"{NCX}navMap")
    yield from _check_agreement(ebook, ncx, points)
    yield from _check_play_order(ebook, ncx)


def _is_named_by_spine(ebook: Ebook, package: XmlDocument) -> bool:
    """Return whether there is an NCX that the spine names."""
    if ebook.ncx is None:
        return False
    spine = package.root.find(f"{OPF}spine")
    ids = {item.id for item in ebook.manifest if item.name == ebook.ncx.name}
    return spine is not None and spine.get("toc") in ids


def _check_ncx_depth(ncx: XmlDocument, points: list[etree._Element]) -> Iterator[RuleViolation]:
    for point in points:
        if _depth(point, f"{NCX}navPoint") >= MAX_LEVELS:
            yield DEEP_NCX.at_element(ncx, point)
            return


def _check_agreement(
    ebook: Ebook, ncx: XmlDocument, points: list[etree._Element]
) -> Iterator[RuleViolation]:
    toc = ebook.navigation("toc")
    if toc is None or ebook.nav is None:
        return
    ncx_entries = [_ncx_entry(ncx, point) for point in points]
    nav_entries = [_nav_entry(ebook.nav, link) for link in toc.iter(f"{XHTML}a")]
    for number, (own, other) in enumerate(zip_longest(ncx_entries, nav_entries), 1):
        if own != other:
            detail = f"entry {number} is {_describe(own)} here and {_describe(other)} there"
            yield DIFFERENT_CONTENTS.in_file(ncx.name, detail)
            return


def _check_play_order(ebook: Ebook, ncx: XmlDocument) -> Iterator[RuleViolation]:
    """Check that the numbers of points and pages rise as their places do.

    Entries that lead nowhere are left to the rules for links.
    """
    targets = ncx.root.iter(f"{NCX}navPoint", f"{NCX}pageTarget")
    placed = ((ebook.position(ncx, _target_of(each)), each) for each in targets)
    known = sorted(((place, each) for place, each in placed if place), key=lambda pair: pair[0])
    last, number = (-1, -1), 0
    for place, target in known:
        number += place != last
        last = place
        if target.get("playOrder") != str(number):
            yield PLAY_ORDER.at_element(ncx, target, f"expected {number}")
            return


def _target_of(target: etree._Element) -> str:
    content = target.find(f"{NCX}content")
    return content.get("src", "") if content is not None else ""


def _ncx_entry(ncx: XmlDocument, point: etree._Element) -> Entry:
    address = ncx.resolve_address(_target_of(point))
    return text_content(point.find(f"{NCX}navLabel")), address


def _nav_entry(nav: XmlDocument, link: etree._Element) -> Entry:
    return text_content(link), nav.resolve_address(link.get("href", ""))


def _describe(entry: Entry | None) -> str:
    if entry is None:
        return "missing"
    label, address = entry
    return f"“{label}” ({'#'.join(filter(None, address))})"


def check_guide(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package is None:
        return
    kinds = {
        node.get("type", "")
        for node in ebook.package.root.iter(f"{OPF}reference")
        if ebook.package.resolve_address(node.get("href", ""))[0] in ebook.files
    }
    if missing := GUIDE - kinds:
        yield NO_GUIDE.in_file(ebook.package.name, ", ".join(sorted(missing)))


def check_cover(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package is None:
        return
    covers = [item for item in ebook.manifest if "cover-image" in item.properties]
    is_image = len(covers) == 1 and covers[0].media_type in COVER_TYPES
    if not is_image or _named_covers(ebook.package) != [covers[0].id]:
        yield NO_COVER.in_file(ebook.package.name)


def _named_covers(package: XmlDocument) -> list[str | None]:
    metas = package.root.iter(f"{OPF}meta")
    return [node.get("content") for node in metas if node.get("name") == "cover"]


CHECKS = (check_contents, check_ncx, check_guide, check_cover)

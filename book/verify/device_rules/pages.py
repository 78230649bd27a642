"""The page numbers of the print edition: the page-list and the page breaks in the text."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

PAGES = "EPUB Accessibility 1.1, Page navigation"
PAGE_LIST = "EPUB 3.3, The page-list nav element"

NO_LIST = Rule(
    "EB-040",
    "error",
    "there are page breaks but no page-list",
    "Readers cannot go to a printed page.",
    PAGES,
    "List each break in a nav of type page-list.",
)
NO_SOURCE = Rule(
    "EB-041",
    "error",
    "the print edition that the page numbers belong to is not named",
    "Page numbers cannot be cited if their print edition is unknown.",
    PAGES,
    "State pageBreakSource with the identifier of the print edition.",
)
LIST_ORDER = Rule(
    "EB-042",
    "error",
    "the page-list is not in reading order",
    "“Page 47” then leads to a place before page 46.",
    PAGE_LIST,
    "List the pages in reading order.",
)
NO_BREAK = Rule(
    "EB-043",
    "error",
    "an entry of the page-list does not lead to a page break",
    "The reader lands where no page begins.",
    PAGE_LIST,
    "Link it to the marker of its page.",
)
UNLISTED_BREAK = Rule(
    "EB-044",
    "error",
    "a page break is not in the page-list",
    "Readers cannot go to that page.",
    PAGE_LIST,
    "List it.",
)
DIFFERENT_NUMBER = Rule(
    "EB-045",
    "error",
    "the page-list and a page break give different numbers",
    "The same place is cited by two numbers.",
    PAGES,
    "Take both from the print edition.",
)
LISTED_TWICE = Rule(
    "EB-046",
    "error",
    "a page is in the page-list twice",
    "A citation then leads to two places.",
    PAGE_LIST,
    "List each page once.",
)
UNNAMED_BREAK = Rule(
    "EB-047",
    "error",
    "a page break has no role or no name",
    "Screen readers skip it without a word.",
    "DPUB-ARIA 1.1, doc-pagebreak",
    'Write role="doc-pagebreak" and an aria-label with the page number.',
)
DECREASING_NUMBERS = Rule(
    "EB-048",
    "error",
    "page numbers decrease",
    "A number out of sequence belongs to another page.",
    PAGES,
    "Take the numbers from the print edition.",
)
RULES = (
    *(NO_LIST, NO_SOURCE, LIST_ORDER, NO_BREAK, UNLISTED_BREAK),
    *(DIFFERENT_NUMBER, LISTED_TWICE, UNNAMED_BREAK, DECREASING_NUMBERS),
)
DIGITS = re.compile(r"\d+")
WORDS = re.compile(r"\w+")
NUMBER = re.compile(r"[0-9A-Za-z]+")  # in Korean a syllable follows it

# The page breaks by file and id.
Breaks = dict[tuple[str, str], tuple[XmlDocument, etree._Element]]


def check_pages(ebook: Ebook) -> Iterator[RuleViolation]:
    breaks = _find_breaks(ebook)
    yield from _check_names(breaks)
    page_list = ebook.navigation("page-list")
    if page_list is not None and ebook.nav is not None:
        links = list(page_list.iter(f"{XHTML}a"))
        yield from _check_list(ebook, ebook.nav, links, breaks)
    elif breaks:
        yield NO_LIST.at_element(*next(iter(breaks.values())))


def _check_list(
    ebook: Ebook, nav: XmlDocument, links: list[etree._Element], breaks: Breaks
) -> Iterator[RuleViolation]:
    yield from _check_source(ebook)
    yield from _check_targets(nav, links, breaks)
    yield from _check_listed(nav, links, breaks)
    yield from _check_order(ebook, nav, links)
    yield from _check_repeated(nav, links)
    yield from _check_numbers(nav, links)


def _check_source(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package and not ebook.metas("pageBreakSource"):
        yield NO_SOURCE.in_file(ebook.package.name)


def _find_breaks(ebook: Ebook) -> Breaks:
    return {
        (document.name, node.get("id", "")): (document, node)
        for document in ebook.chapters
        for node in document.typed("pagebreak")
    }


def _check_names(breaks: Breaks) -> Iterator[RuleViolation]:
    for document, node in breaks.values():
        if not (_has_break_role(node) and name_of_break(node)):
            yield UNNAMED_BREAK.at_element(document, node)


def _has_break_role(node: etree._Element) -> bool:
    return "doc-pagebreak" in node.get("role", "").split()


def name_of_break(node: etree._Element) -> str:
    """Return the name of a page break, which contains its number: its label, title or text."""
    return (node.get("aria-label") or node.get("title") or text_content(node)).strip()


def _target(nav: XmlDocument, link: etree._Element) -> tuple[str, str]:
    return nav.resolve_address(link.get("href", ""))


def _check_targets(
    nav: XmlDocument, links: list[etree._Element], breaks: Breaks
) -> Iterator[RuleViolation]:
    for link in links:
        page, target = text_content(link), _target(nav, link)
        if target not in breaks:
            yield NO_BREAK.at_element(nav, link, f"page {page}")
        elif (name := name_of_break(breaks[target][1])) and page not in {
            *WORDS.findall(name),
            *NUMBER.findall(name),
        }:
            yield DIFFERENT_NUMBER.at_element(nav, link, f"{page} here, {name} there")


def _check_listed(
    nav: XmlDocument, links: list[etree._Element], breaks: Breaks
) -> Iterator[RuleViolation]:
    targets = {_target(nav, link) for link in links}
    for target, (document, node) in breaks.items():
        if target not in targets:
            yield UNLISTED_BREAK.at_element(document, node, name_of_break(node))


def _check_order(
    ebook: Ebook, nav: XmlDocument, links: list[etree._Element]
) -> Iterator[RuleViolation]:
    for link in ebook.out_of_order(nav, links):
        yield LIST_ORDER.at_element(nav, link, f"page {text_content(link)}")


def _check_repeated(nav: XmlDocument, links: list[etree._Element]) -> Iterator[RuleViolation]:
    """Report each repeated page once, at its first entry."""
    counts = Counter(text_content(link) for link in links)
    for link in links:
        page = text_content(link)
        if counts.pop(page, 0) > 1:
            yield LISTED_TWICE.at_element(nav, link, f"page {page}")


def _check_numbers(nav: XmlDocument, links: list[etree._Element]) -> Iterator[RuleViolation]:
    numbers: list[int] = []
    for link in links:
        page = text_content(link)
        if DIGITS.fullmatch(page):
            if numbers and int(page) < numbers[-1] and not _faces(int(page), numbers):
                yield DECREASING_NUMBERS.at_element(nav, link, f"{page} after {numbers[-1]}")
            numbers.append(int(page))


def _faces(page: int, before: list[int]) -> bool:
    """Return whether a page faces the first of the last ones, which are all on one side.

    Of two versions on facing pages, a chapter of the one follows that of the other.

    >>> _faces(5, [2, 3, 4, 6, 8]), _faces(5, [2, 3, 4, 7])
    (True, False)
    """
    if page - 1 not in before:
        return False
    return all((number - page) % 2 for number in before[before.index(page - 1) :])


CHECKS = (check_pages,)

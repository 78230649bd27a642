"""The page numbers of print: the page-list, the page breaks in the text, and that they agree."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from book.verify.device_rules.ebook import XHTML, Ebook, XmlDocument, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

PAGES = "EPUB Accessibility 1.1, Page navigation"
PAGE_LIST = "EPUB 3.3, The page-list nav element"

NO_LIST = Rule(
    "EB-040",
    "error",
    "there are page breaks and no page-list",
    "No reader can go to a printed page.",
    PAGES,
    "List each break in a nav of type page-list.",
)
NO_SOURCE = Rule(
    "EB-041",
    "error",
    "it is not said of which print the pages are",
    "A page number without its print cites nothing.",
    PAGES,
    "State pageBreakSource with the print's identifier.",
)
DISORDER = Rule(
    "EB-042",
    "error",
    "the page-list is not in reading order",
    "“Page 47” then leads before page 46.",
    PAGE_LIST,
    "List the pages as they follow each other.",
)
NO_BREAK = Rule(
    "EB-043",
    "error",
    "an entry of the page-list leads to no page break",
    "The reader lands at a place where no page begins.",
    PAGE_LIST,
    "Lead it to the marker of its page.",
)
UNLISTED_BREAK = Rule(
    "EB-044",
    "error",
    "a page break is not in the page-list",
    "That page cannot be found.",
    PAGE_LIST,
    "List it.",
)
OTHER_NUMBER = Rule(
    "EB-045",
    "error",
    "page-list and page break give different numbers",
    "The same place is cited by two numbers.",
    PAGES,
    "Take both from the print.",
)
TWICE = Rule(
    "EB-046",
    "error",
    "a page is in the page-list twice",
    "A citation then has two places.",
    PAGE_LIST,
    "Number each page once.",
)
NAMELESS_BREAK = Rule(
    "EB-047",
    "error",
    "a page break has no role or no name",
    "A screen reader passes over it in silence.",
    "DPUB-ARIA 1.1, doc-pagebreak",
    'Write role="doc-pagebreak" and aria-label with the page\'s number.',
)
NUMBERS_FALL = Rule(
    "EB-048",
    "error",
    "page numbers run backwards",
    "A number that falls within its series is that of another page.",
    PAGES,
    "Take the numbers from the print.",
)
RULES = (
    NO_LIST,
    NO_SOURCE,
    DISORDER,
    NO_BREAK,
    UNLISTED_BREAK,
    OTHER_NUMBER,
    TWICE,
    NAMELESS_BREAK,
    NUMBERS_FALL,
)
FIGURES = re.compile(r"\d+")
WORDS = re.compile(r"\w+")


def pages(book: Ebook) -> Iterator[RuleViolation]:
    breaks = {
        (document.name, node.get("id", "")): (document, node)
        for document in book.chapters
        for node in document.typed("pagebreak")
    }
    listed = book.navigation("page-list")
    for document, node in breaks.values():
        if "doc-pagebreak" not in node.get("role", "").split() or not name_of(node):
            yield NAMELESS_BREAK.at_element(document, node)
    if listed is None or book.nav is None:
        if breaks:
            document, node = next(iter(breaks.values()))
            yield NO_LIST.at_element(document, node)
        return
    if not book.metas("pageBreakSource") and book.package:
        yield NO_SOURCE.in_file(book.package.name)
    links = list(listed.iter(f"{XHTML}a"))
    yield from _agreement(book.nav, links, breaks)
    yield from _order(book, book.nav, links)


def name_of(node: etree._Element) -> str:
    """Give the number that a page break is known by: its label, title or words."""
    return (node.get("aria-label") or node.get("title") or text_content(node)).strip()


def _agreement(
    nav: XmlDocument,
    links: list[etree._Element],
    breaks: dict[tuple[str, str], tuple[XmlDocument, etree._Element]],
) -> Iterator[RuleViolation]:
    targets = [nav.resolve_address(link.get("href", "")) for link in links]
    for link, target in zip(links, targets, strict=True):
        if target not in breaks:
            yield NO_BREAK.at_element(nav, link, f"page {text_content(link)}")
        elif (name := name_of(breaks[target][1])) and text_content(link) not in WORDS.findall(name):
            yield OTHER_NUMBER.at_element(nav, link, f"{text_content(link)} here, {name} there")
    for target, (document, node) in breaks.items():
        if target not in targets:
            yield UNLISTED_BREAK.at_element(document, node, name_of(node))


def _order(book: Ebook, nav: XmlDocument, links: list[etree._Element]) -> Iterator[RuleViolation]:
    counts = Counter(text_content(link) for link in links)
    places = [
        (link, place)
        for link in links
        if (place := book.position(nav, link.get("href", ""))) is not None
    ]
    last = -1
    for (_, before), (link, place) in pairwise(places):
        if place < before:
            yield DISORDER.at_element(nav, link, f"page {text_content(link)}")
    for link in links:
        if counts[text_content(link)] > 1:
            yield TWICE.at_element(nav, link, f"page {text_content(link)}")
            counts[text_content(link)] = 0
        if FIGURES.fullmatch(text_content(link)):
            if int(text_content(link)) < last:
                yield NUMBERS_FALL.at_element(nav, link, f"{text_content(link)} after {last}")
            last = int(text_content(link))


CHECKS = (pages,)

"""Lines and boxes in the text of a web page that only lead to other pages of its site."""

import re
from collections.abc import Iterator

from book.read.html.names import BLOCKS, HEADINGS
from book.read.html.page_names import is_named_text
from book.read.html.page_text import Amounts
from book.read.html.parse import Element

LINES = ("p", "h2", "h3", "h4", "h5", "h6")
NEARLY_ALL = 0.95  # of a line’s letters
MOST = 0.6  # of a box’s letters
SHORTEST_LINK, LONGEST_LINK = 20, 150  # letters; a longer line may be a sentence of the text
FEWEST_LINKS = 3
HOST = re.compile(r"^(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def own_host(root: Element) -> str:
    """Return the last two labels of the host that a page says it is on, "" if it does not."""
    links = (each for each in root.iter("link") if each.get("rel") == "canonical")
    cards = (each for each in root.iter("meta") if each.get("property") == "og:url")
    stated = [*(e.get("href") or "" for e in links), *(e.get("content") or "" for e in cards)]
    return next((_domain(match[1]) for each in stated if (match := HOST.match(each))), "")


def _domain(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _leads_within(link: Element, host: str) -> bool:
    """Return whether a link leads to another page of the same site."""
    address = link.get("href") or "#"
    if match := HOST.match(address):
        return bool(host) and _domain(match[1]) == host
    return not address.startswith("#") and not SCHEME.match(address)


def link_lines(text: Element, amounts: Amounts, host: str) -> Iterator[Element]:
    """Yield the paragraphs that are nothing but a link within the site, and such headings.

    A heading stays if prose stands below it: it has its own address.
    """
    for element in text.iter(*LINES):
        amount = amounts.get(element)
        if not amount or amount.own != amount.total:
            continue
        if not SHORTEST_LINK <= amount.own <= LONGEST_LINK:
            continue
        if amount.linked < NEARLY_ALL * amount.own or _is_item(element):
            continue
        below = element.getnext()
        is_headed = below is not None and below in amounts and amounts[below].is_prose
        is_within = all(_leads_within(link, host) for link in _links_of(element))
        if not is_headed if element.tag in HEADINGS else is_within:
            yield element


def _links_of(element: Element) -> list[Element]:
    """Return the links in an element, or around it."""
    return list(element.iter("a")) or list(element.iterancestors("a"))


def _is_item(element: Element) -> bool:
    return next(element.iterancestors("li", "td", "blockquote"), None) is not None


def link_boxes(text: Element, amounts: Amounts, host: str) -> Iterator[Element]:
    """Yield the outermost boxes above and below all prose that are mostly links within the site.

    A list of works cited leads to other sites, a table of contents to places in the page.
    """
    places = {element: place for place, element in enumerate(text.iter())}
    prose = [place for element, place in places.items() if _is_prose(element, amounts)]
    if not prose:
        return
    todo = [text]
    while todo:
        element = todo.pop()
        *_, last = element.iter()
        is_at_end = places[element] > prose[-1] or places[last] < prose[0]
        if is_at_end and element is not text and _is_link_box(element, amounts, host):
            yield element
        else:
            todo += [child for child in element if child in amounts]


def _is_prose(element: Element, amounts: Amounts) -> bool:
    return element in amounts and amounts[element].is_prose


def _is_link_box(element: Element, amounts: Amounts, host: str) -> bool:
    amount = amounts[element]
    if element.tag not in BLOCKS or amount.linked < MOST * amount.total:
        return False
    if any(map(is_named_text, element.iter("*"))):
        return False
    if any(amounts[each].own > LONGEST_LINK for each in element.iter(*BLOCKS) if each in amounts):
        return False
    within = [link for link in element.iter("a") if link in amounts and amounts[link].total]
    return len(within) >= FEWEST_LINKS and all(_leads_within(link, host) for link in within)

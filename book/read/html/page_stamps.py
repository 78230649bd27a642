"""Lines of a web page that say who wrote it and when, by the names of their elements."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from book.read.html.names import BLOCKS, HEADINGS
from book.read.html.page_names import WORD
from book.read.html.page_text import Amounts
from book.read.html.parse import Element

LONGEST = 150  # letters
NAMES = {"byline", "bylines", "author", "authors", "pubdate", "timestamp", "datetime", "dates"}
PAIRS = {
    *((kind, "meta") for kind in ("article", "entry", "post", "story", "news")),
    *((kind, "date") for kind in ("article", "entry", "post", "story", "news", "publish")),
    *(("published", word) for word in ("by", "date", "at", "on", "time")),
    *((word, "by") for word in ("posted", "written")),
    *((word, "updated") for word in ("last", "date")),
    ("date", "published"),
}
WITHIN = ("figure", "blockquote", "li", "td", "th")  # where a name is a signature or a credit


def stamps(body: Element, amounts: Amounts) -> Iterator[Element]:
    """Yield the outermost blocks above and below all prose that are named as bylines or dates."""
    places = {element: place for place, element in enumerate(body.iter())}
    prose = [places[each] for each in amounts if amounts[each].is_prose]
    todo = [body] if prose else []
    while todo:
        element = todo.pop()
        *_, last = element.iter()
        is_at_end = places[element] > prose[-1] or places[last] < prose[0]
        if is_at_end and _is_stamp(element, amounts):
            yield element
        else:
            todo += [child for child in element if child in amounts]


def _is_stamp(element: Element, amounts: Amounts) -> bool:
    amount = amounts[element]
    is_short = 0 < amount.total <= LONGEST and not amount.prose
    if not is_short or element.tag not in BLOCKS or element.tag in HEADINGS:
        return False
    if next(element.iterancestors(*WITHIN), None) is not None:
        return False
    return (
        _is_named(element) and next(element.iter("figure", "blockquote", *HEADINGS), None) is None
    )


def _is_named(element: Element) -> bool:
    for name in (element.get("class") or "").split():
        words = [word.lower() for word in WORD.findall(name)]
        if NAMES & set(words) or PAIRS & set(pairwise(words)):
            return True
    stated = (each.get("itemprop") or "" for each in element.iter(etree.Element))
    return any(each in ("author", "datePublished", "dateModified") for each in stated)

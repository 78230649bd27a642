"""What a web page has around its text, by its markup: navigation, lists of other pages, controls.

Nothing that holds much of the prose of a page is removed: a page may name its parts oddly.
"""

from collections.abc import Iterator

from lxml import etree

from book.read.html.names import HEADINGS, HIDDEN, REMOVED
from book.read.html.page_names import furniture_name, is_named_text
from book.read.html.page_text import LINKED, Amount, Amounts, measure
from book.read.html.parse import Element
from book.read.html.pictures import is_figure

MOST_PROSE = 0.2  # of the prose of a page: what holds more is not removed by its name alone
OTHER_VOICES = {"comments", "related pages"}  # which may have more to say than the text
MOST_OF_OTHERS = 0.6
SHARE = 0.85  # of the prose: what holds as much holds the text
NEARLY_ALL = 0.95
SHORTEST_LINK = 20  # letters
HIDING = (HIDDEN, "hidden")
LINKS = ("p", "h2", "h3", "h4", "h5", "h6")
STANDFIRST = 25  # letters of a line below the title that is no button or date
KEPT = {*HEADINGS, "article", "main"}
FEWEST = 400  # letters of prose, from which the place of the text in the page is known


def note_page_furniture(root: Element) -> None:
    """Note on each element of a web page that is no text the rule that removes it."""
    body = root.find("body")
    if body is None or not _is_web_page(body):
        return
    _show_text(body, max(FEWEST, MOST_PROSE * measure(body)[body].prose))
    amounts = measure(body)
    named = list(_named(body, amounts))
    if sum(amounts[each].prose for each in named) <= MOST_OF_OTHERS * amounts[body].prose:
        for element in named:
            element.set(REMOVED, furniture_name(element))
    amounts = measure(body)
    text = _find_text(body, amounts)
    _show_text(text, 1)
    amounts = measure(body)
    if amounts[text].prose >= FEWEST:
        for element in _outside(body, text, amounts):
            element.set(REMOVED, "outside the text")
        for element in _links(text, amounts):
            element.set(REMOVED, "link to another page")


def _is_web_page(body: Element) -> bool:
    return any(furniture_name(each) for each in body.iter(etree.Element))


def _show_text(element: Element, least: float) -> None:
    """Show what holds as many letters of prose, but is hidden until a script has run."""
    for each in reversed(list(element.iter(etree.Element))):  # what is hidden in hidden parts first
        hidden = {key: each.attrib.pop(key) for key in HIDING if key in each.attrib}
        name = furniture_name(each) if hidden else ""
        is_furniture = name in OTHER_VOICES or (name and least < FEWEST)
        if hidden and (is_furniture or measure(each)[each].prose < least):
            each.attrib.update(hidden)


def _named(body: Element, amounts: Amounts) -> Iterator[Element]:
    """Yield the outermost elements that are named as furniture."""
    total, seen = amounts[body].prose, 0
    todo = [body]
    while todo:
        element = todo.pop()
        rule = furniture_name(element) if element is not body else ""
        is_above_text = rule == "page footer" and not seen
        if rule and not is_above_text and _may_go(element, rule, amounts[element], total):
            yield element
            continue
        if _is_figure(element):
            continue
        seen = 0 if element.tag == "h1" else seen + amounts[element].own * amounts[element].is_prose
        todo += [child for child in reversed(element) if child in amounts]


def _may_go(element: Element, rule: str, amount: Amount, total: int) -> bool:
    if element.tag in KEPT or (element.tag == "p" and amount.is_prose):
        return False
    if is_named_text(element) or any(True for _ in element.iter("h1", "main", "blockquote")):
        return False
    limit = MOST_OF_OTHERS if rule in OTHER_VOICES else MOST_PROSE
    return amount.prose <= limit * total


def _find_text(body: Element, amounts: Amounts) -> Element:
    """Return the innermost element that holds nearly all prose."""
    element, total = body, amounts[body].prose
    while True:
        inner = [c for c in element if c in amounts and amounts[c].prose >= SHARE * total]
        if not inner or amounts[inner[0]].is_prose:
            return element
        element = inner[0]


def _outside(body: Element, text: Element, amounts: Amounts) -> Iterator[Element]:
    """Yield what stands beside the text and has no prose, no title and no standfirst."""
    holders = {text, *text.iterancestors()}
    is_below_title = False
    todo = [body]
    while todo:
        each = todo.pop()
        if each is text:
            is_below_title = False
        elif each.tag == "h1":
            is_below_title = True
        elif each not in holders and not _may_be_text(each, amounts, is_below_title=is_below_title):
            yield each
        elif each in holders or not _holds_text(each, amounts):
            todo += [child for child in reversed(each) if child in amounts]


def _is_figure(element: Element) -> bool:
    """Return whether an element is a picture with its caption, which are removed together."""
    return element.tag == "figure" or is_figure(element)


def _may_be_text(element: Element, amounts: Amounts, *, is_below_title: bool) -> bool:
    """Return whether an element beside the text may hold some of it."""
    if amounts[element].prose or any(map(is_named_text, element.iter(etree.Element))):
        return True
    inner = (each for each in element.iter(etree.Element) if each in amounts)
    return is_below_title and any(_is_standfirst(each, amounts[each]) for each in inner)


def _is_standfirst(element: Element, amount: Amount) -> bool:
    """Return whether this may be a line, or the picture, between the title and the text."""
    is_line = amount.own >= STANDFIRST and amount.own_linked < LINKED * amount.own
    return is_line or element.tag == "figure"


def _holds_text(element: Element, amounts: Amounts) -> bool:
    """Return whether nothing may be removed from within an element beside the text."""
    amount = amounts[element]
    is_named = is_named_text(element) and amount.linked < LINKED * amount.total
    return is_named or amount.is_prose or _is_figure(element)


def _links(text: Element, amounts: Amounts) -> Iterator[Element]:
    """Yield the paragraphs and headings of the text that are nothing but a link."""
    for element in text.iter(*LINKS):
        amount = amounts.get(element)
        if amount and amount.own == amount.total >= SHORTEST_LINK:
            is_item = next(element.iterancestors("li", "td", "blockquote"), None) is not None
            if amount.linked >= NEARLY_ALL * amount.own and not is_item:
                yield element

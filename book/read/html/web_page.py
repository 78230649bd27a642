"""What a web page has around its text, by its markup: navigation, lists of other pages, controls.

Nothing that holds much of the prose of a page is removed: a page may name its parts oddly.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from book.read.html.names import BLOCKS, HEADINGS, HIDDEN, METADATA, REMOVED, has_blocks, words_of
from book.read.html.page_links import link_boxes, link_lines, own_host
from book.read.html.page_names import furniture_name, is_named_text, states_text
from book.read.html.page_stamps import stamps
from book.read.html.page_text import LINKED, Amount, Amounts, measure
from book.read.html.parse import Element
from book.read.html.pictures import is_figure

MOST_PROSE = 0.2  # of the prose of a page: what holds more is not removed by its name alone
OTHER_VOICES = {"comments", "related pages"}  # which may have more to say than the text
MOST_OF_OTHERS = 0.6
# What may go however long it is, if the page says where its text is, and it is not there.
APART = OTHER_VOICES | {"navigation", "sidebar", "page footer", "notice of the page"}
SHARE = 0.85  # of the prose: what holds as much holds the text
STATED_SHARE = 0.6  # of the prose: what says that it is the text, and holds as much, is
HIDING = (HIDDEN, "hidden")
STANDFIRST = 25  # letters of a line below the title that is no button or date
KEPT = {*HEADINGS, "article", "main"}
# What a script shows together with the prose that it shows.
SHOWN_WITH_PROSE = {*HEADINGS, "p", "ul", "ol", "dl", "blockquote", "table", "pre"}
SENTENCE_END = re.compile(r"[.!?。！？…][”’\"'»）)]?$")
FEWEST = 400  # letters of prose, from which the place of the text in the page is known


def note_page_furniture(root: Element) -> None:
    """Note on each element of a web page that is no text the rule that removes it."""
    body = root.find("body")
    if body is None or not _is_web_page(body):
        return
    _show_text(body, max(FEWEST, MOST_PROSE * measure(body)[body].prose))
    amounts = measure(body)
    for element in _named(body, amounts):
        element.set(REMOVED, furniture_name(element))
    amounts = measure(body)
    text = _find_text(body, amounts)
    _show_text(text, 1)
    amounts = measure(body)
    if amounts[text].prose >= FEWEST:
        for element in stamps(body, amounts):
            element.set(METADATA, "credit")
        for element in _outside(body, text, amounts):
            element.set(REMOVED, "outside the text")
        host = own_host(root)
        for element in (*link_lines(text, amounts, host), *link_boxes(text, amounts, host)):
            element.set(REMOVED, "link to another page")


def _is_web_page(body: Element) -> bool:
    return any(furniture_name(each) for each in body.iter(etree.Element))


def _show_text(element: Element, least: float) -> None:
    """Show what holds as many letters of prose, but is hidden until a script has run."""
    shown: list[Element] = []
    for each in reversed(list(element.iter(etree.Element))):  # what is hidden in hidden parts first
        hidden = {key: each.attrib.pop(key) for key in HIDING if key in each.attrib}
        name = furniture_name(each) if hidden else ""
        is_furniture = name in OTHER_VOICES or (name and least < FEWEST)
        if hidden and (is_furniture or measure(each)[each].prose < least):
            each.attrib.update(hidden)
        elif hidden:
            shown.append(each)
    for parent in {each.getparent() for each in shown}:
        for each in () if parent is None else parent.iterchildren(*SHOWN_WITH_PROSE):
            if not furniture_name(each):
                _show(each)


def _show(element: Element) -> None:
    for key in HIDING:
        element.attrib.pop(key, None)


# ── What is named as furniture ───────────────────────────────────────────────────────────────────


def _named(body: Element, amounts: Amounts) -> list[Element]:
    """Return the elements that are named as furniture and may go, those with least prose first.

    Together they do not hold most of the prose, apart from what is surely not in the text.
    """
    apart = _apart(body, amounts)
    found: list[Element] = []
    left = MOST_OF_OTHERS * amounts[body].prose
    for element in sorted(_named_in(body, amounts, apart), key=lambda each: amounts[each].prose):
        prose, rule = amounts[element].prose, furniture_name(element)
        if element in apart:
            found.append(element)
        elif prose <= min(left, _limit(rule) * amounts[body].prose):
            left -= prose
            found.append(element)
    return found


def _apart(body: Element, amounts: Amounts) -> set[Element]:
    """Return the elements named as furniture beside what the page says is its text.

    What stands above the text may hold its title, and is not among them if it has one.
    """
    stated = _stated_texts(body, amounts)
    around = {holder for each in stated for holder in each.iterancestors()}
    found: set[Element] = set()
    todo = [body] if stated else []
    is_below = False
    while todo:
        element = todo.pop()
        if element in stated:
            is_below = True
        elif element not in around and furniture_name(element) in APART:
            if is_below or next(element.iter("h1", "h2"), None) is None:
                found.add(element)
        else:
            todo += [child for child in reversed(element) if child in amounts]
    return found


def _limit(rule: str) -> float:
    return MOST_OF_OTHERS if rule in OTHER_VOICES else MOST_PROSE


def _stated_texts(body: Element, amounts: Amounts) -> list[Element]:
    """Return the innermost elements that say that they hold text, and hold enough of it."""
    total = amounts[body].prose
    todo, found, around = [body], [], set[Element]()
    while todo:
        element = todo.pop()
        prose = amounts[element].prose
        if prose < min(FEWEST, MOST_PROSE * total):
            continue
        if element is not body and states_text(element):
            around.update(element.iterancestors())
            found.append(element)
        if not furniture_name(element) or prose > MOST_OF_OTHERS * total:
            todo += [child for child in element if child in amounts]
    return [element for element in found if element not in around]


def _named_in(body: Element, amounts: Amounts, apart: set[Element]) -> Iterator[Element]:
    """Yield the outermost elements that are named as furniture and hold no title or quotation.

    Those apart from the text are among them whatever they hold.
    """
    seen = 0
    todo = [body]
    while todo:
        element = todo.pop()
        rule = furniture_name(element) if element is not body else ""
        is_above_text = rule == "page footer" and not seen
        if element in apart or (rule and not is_above_text and _may_go(element, rule, amounts)):
            yield element
            continue
        if _is_figure(element):
            continue
        seen = 0 if element.tag == "h1" else seen + amounts[element].own * amounts[element].is_prose
        todo += [child for child in reversed(element) if child in amounts]


def _may_go(element: Element, rule: str, amounts: Amounts) -> bool:
    if element.tag in KEPT or (element.tag == "p" and amounts[element].is_prose):
        return False
    if is_named_text(element) or any(True for _ in element.iter("h1", "main", "blockquote")):
        return False
    if _is_like_prose(element, amounts) or _is_prose_aside(element, rule, amounts):
        return False
    return rule == "text for screen readers" or not _is_in_sentence(element, amounts)


def _is_like_prose(element: Element, amounts: Amounts) -> bool:
    """Return whether prose beside an element has the same tag and the same classes."""
    name, holder = element.get("class"), element.getparent()
    alike = () if holder is None or not name else holder.iterchildren(str(element.tag))
    return any(e in amounts and amounts[e].is_prose and e.get("class") == name for e in alike)


def _is_prose_aside(element: Element, rule: str, amounts: Amounts) -> bool:
    """Return whether an element only its tag names is an explanation within the text."""
    amount = amounts[element]
    is_bare = element.tag == "aside" and rule == "sidebar" and not element.get("role")
    if not is_bare or not amount.prose or amount.linked >= LINKED * amount.total:
        return False
    return any(map(states_text, element.iterancestors()))


def _is_in_sentence(element: Element, amounts: Amounts) -> bool:
    """Return whether words of a paragraph stand on both sides of an element."""
    holder = next(element.iterancestors(*BLOCKS), None)
    if element.tag in BLOCKS or holder is None or has_blocks(element):
        return False
    before, above = element.getprevious(), element.getparent()
    words = before.tail if before is not None else above.text if above is not None else ""
    is_between = bool((words or "").strip() and (element.tail or "").strip())
    return is_between and amounts[holder].is_prose and element.tag not in ("button", "select")


# ── Where the text is ────────────────────────────────────────────────────────────────────────────


def _find_text(body: Element, amounts: Amounts) -> Element:
    """Return the innermost element that holds nearly all prose, or what the page says is text."""
    element, total = body, amounts[body].prose
    stated = _stated_texts(body, amounts)
    is_known = sum(amounts[each].prose for each in stated) >= STATED_SHARE * total
    while True:
        children = [child for child in element if child in amounts]
        inner = [c for c in children if amounts[c].prose >= SHARE * total]
        if not inner and is_known and element not in stated:
            inner = [c for c in children if _holds_all(c, stated)]
        if not inner or amounts[inner[0]].is_prose:
            return element
        element = inner[0]


def _holds_all(element: Element, stated: Sequence[Element]) -> bool:
    return all(element is each or element in each.iterancestors() for each in stated)


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
            if not _is_between_prose(each, amounts):
                yield each
        elif each in holders or not _holds_text(each, amounts):
            todo += [child for child in reversed(each) if child in amounts]


def _is_between_prose(element: Element, amounts: Amounts) -> bool:
    """Return whether prose stands right above and below an element."""
    neighbors = (element.getprevious(), element.getnext())
    return all(each is not None and each in amounts and amounts[each].prose for each in neighbors)


def _is_figure(element: Element) -> bool:
    """Return whether an element is a picture with its caption, which are removed together."""
    return element.tag == "figure" or is_figure(element)


def _may_be_text(element: Element, amounts: Amounts, *, is_below_title: bool) -> bool:
    """Return whether an element beside the text may hold some of it."""
    if amounts[element].prose or any(map(is_named_text, element.iter(etree.Element))):
        return True
    inner = [each for each in element.iter(etree.Element) if each in amounts]
    if any(map(states_text, element.iterancestors())) and any(
        _is_sentence(each, amounts[each]) for each in inner
    ):
        return True
    return is_below_title and any(_is_standfirst(each, amounts[each]) for each in inner)


def _is_sentence(element: Element, amount: Amount) -> bool:
    """Return whether a block that is too short for prose is a sentence."""
    is_line = amount.own >= STANDFIRST and amount.own_linked < LINKED * amount.own
    return is_line and bool(SENTENCE_END.search(words_of(element)))


def _is_standfirst(element: Element, amount: Amount) -> bool:
    """Return whether this may be a line, or the picture, between the title and the text."""
    is_line = amount.own >= STANDFIRST and amount.own_linked < LINKED * amount.own
    return is_line or element.tag == "figure"


def _holds_text(element: Element, amounts: Amounts) -> bool:
    """Return whether nothing may be removed from within an element beside the text."""
    amount = amounts[element]
    is_named = is_named_text(element) and amount.linked < LINKED * amount.total
    return is_named or amount.is_prose or _is_figure(element)

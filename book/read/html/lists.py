"""Lists of HTML, and the labels that a browser prints before their items."""

from contextlib import ExitStack
from itertools import count

from book.read.html.lines import divide
from book.read.html.names import LIST, NOTE
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker
from book.text.typography import letter_label, roman_numeral

LABEL = "{variorum}label"
STYLES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
CSS_STYLES = {
    "decimal": "decimal",
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
    "none": "none",
    **dict.fromkeys(("disc", "circle", "square"), "bullet"),
}
MOST_LETTERS = 26**4


def enter_list(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a list, and label its items."""
    style = _style(element)
    items = [child for child in element if child.tag == "li" and not child.get(NOTE)]
    for item, number in zip(items, _numbers(element, items), strict=True):
        item.set(LABEL, _label(number, style) if element.tag == "ol" else "")
    if items:
        stack.enter_context(walker.container("list", style=style))
    stack.enter_context(walker.block())
    return True


def enter_item(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin an item. One outside a list is a paragraph."""
    label = element.get(LABEL)
    if label is not None:
        label = element.get("data-label", label)
        stack.enter_context(walker.container("item", label=label))
    kind = "verse" if divide(element) == "verse" else "paragraph"
    stack.enter_context(walker.block(kind=kind, is_stanza=kind == "verse"))
    return True


def _style(element: Element) -> str:
    kind = element.get("type") or ""
    if style := CSS_STYLES.get(element.get(LIST) or "") or CSS_STYLES.get(kind.lower()):
        return style
    if element.tag == "ol":
        return STYLES.get(kind, "decimal")
    return "bullet"


def _numbers(element: Element, items: list[Element]) -> list[int]:
    """Return the numbers of items, from `start`, `reversed` and their `value`."""
    step = -1 if "reversed" in element.attrib else 1
    first = _integer(element.get("start"), len(items) if step < 0 else 1)
    numbers: list[int] = []
    counter = count(first, step)
    for item in items:
        number = next(counter)
        if (value := item.get("value")) is not None and _integer(value, number) != number:
            number = _integer(value, number)
            counter = count(number + step, step)
        numbers.append(number)
    return numbers


def _integer(text: str | None, other: int) -> int:
    digits = (text or "").strip()
    return int(digits) if len(digits) < 10 and digits.lstrip("-+").isdecimal() else other


def _label(number: int, style: str) -> str:
    """Return what is printed before an item.

    >>> [_label(3, style) for style in ("decimal", "lower-alpha", "upper-roman", "bullet")]
    ['3.', 'c.', 'III.', '']
    """
    if style in ("bullet", "none"):
        return ""
    written = str(number)
    if style.endswith("alpha") and 0 < number < MOST_LETTERS:
        written = letter_label(number)
    elif style.endswith("roman") and 0 < number < 4000:
        written = roman_numeral(number)
    return f"{written.upper() if style.startswith('upper') else written}."

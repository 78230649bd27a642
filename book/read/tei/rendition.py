"""What `rend`, `rendition` and `style` say of an element's form."""

import re
from collections.abc import Mapping

from book.model import RangeKind
from book.read.tei.parse import ID, Element, descendants, words

KINDS: tuple[tuple[RangeKind, re.Pattern[str]], ...] = (
    ("small-capitals", re.compile(r"small-?_? ?cap|smcap|\bsc\b|#k\b|kapit|versalita")),
    ("emphasis", re.compile(r"ital|\bit?\b|kursiv|slant|oblique|gesperrt|spaced|letter-spac|#g\b")),
    ("strong", re.compile(r"bold|\bb\b|fett|strong")),
    ("superscript", re.compile(r"\bsup\b|super")),
    ("subscript", re.compile(r"\bsub\b|subscript")),
    ("underline", re.compile(r"underlin|\bu\b|unterstr")),
    ("deletion", re.compile(r"strike|line-?through|durchgestr")),
)
INDENT = re.compile(r"indent[\s_(#-]*(\d{0,2})")
MARGIN = re.compile(r"(?:text-indent|margin-left|padding-left)\s*:\s*(\d+(?:\.\d+)?)\s*(em|px|pt)")
PER_EM = {"em": 1, "px": 16, "pt": 12}
DEEPEST = 20
USUAL_INDENT = 2  # em, where the source states only that there is one

Renditions = Mapping[str, str]


def renditions(root: Element) -> dict[str, str]:
    """Return the descriptions of the renditions that the header defines, by their ids."""
    return {each.get(ID) or "": words(each) for each in descendants(root, "rendition")}


def stated(element: Element, defined: Renditions) -> str:
    """Return all that an element states of its form, in lower case."""
    parts = [element.get("rend") or "", element.get("style") or ""]
    for pointer in (element.get("rendition") or "").split():
        parts += (pointer, defined.get(pointer.lstrip("#"), ""))
    return " ".join(parts).lower()


def range_kinds(element: Element, defined: Renditions) -> list[RangeKind]:
    """Return the kinds of range for an element's form.

    >>> from lxml import etree
    >>> range_kinds(etree.XML('<hi rend="bold italic"/>'), {})
    ['emphasis', 'strong']
    """
    form = stated(element, defined)
    return [kind for kind, pattern in KINDS if pattern.search(form)] if form.strip() else []


def indent(element: Element, defined: Renditions) -> int:
    """Return the indent of a line in steps of 1 em.

    >>> from lxml import etree
    >>> [indent(etree.XML(x), {}) for x in ('<l rend="indent(3)"/>', '<l rend="indent"/>', '<l/>')]
    [3, 2, 0]
    """
    form = stated(element, defined)
    if match := MARGIN.search(form):
        return min(round(float(match[1]) / PER_EM[match[2]]), DEEPEST)
    if match := INDENT.search(form):
        return min(int(match[1] or USUAL_INDENT), DEEPEST)
    return 0


def is_set_right(element: Element, defined: Renditions) -> bool:
    return "right" in stated(element, defined)

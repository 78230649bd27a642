"""Words inside a block: which ranges an element makes."""

import re
from contextlib import ExitStack

from lxml import etree

from book.model import RangeKind
from book.read.html.names import (
    BOLD,
    BOLD_CLASS,
    CAPITALS,
    ITALIC,
    ITALIC_CLASS,
    LINE,
    SMALL_CAPITALS_CLASS,
    STRIKE_CLASS,
    SUBSCRIPT_CLASS,
    SUPERSCRIPT_CLASS,
    UNDERLINE_CLASS,
    has_class,
    text_of,
)
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker, Step
from book.text.languages import language_tag
from book.text.quotation_marks import quotation_marks

KINDS: dict[str, RangeKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "strong": "strong",
    "b": "strong",
    "sup": "superscript",
    "sub": "subscript",
    "u": "underline",
    "s": "deletion",
    "strike": "deletion",
    "del": "deletion",
    "ins": "insertion",
}
CLASS_KINDS: tuple[tuple[re.Pattern[str], RangeKind], ...] = (
    (SMALL_CAPITALS_CLASS, "small-capitals"),
    (ITALIC_CLASS, "emphasis"),
    (BOLD_CLASS, "strong"),
    (UNDERLINE_CLASS, "underline"),
    (STRIKE_CLASS, "deletion"),
    (SUPERSCRIPT_CLASS, "superscript"),
    (SUBSCRIPT_CLASS, "subscript"),
)
STYLE_KINDS: tuple[tuple[str, RangeKind], ...] = (
    (ITALIC, "emphasis"),
    (BOLD, "strong"),
    (CAPITALS, "small-capitals"),
)
OUTSIDE = re.compile(r"(https?|ftp)://[^\s]+|mailto:[^\s@]+@[^\s]+", re.IGNORECASE)
DIRECTIONS = ("ltr", "rtl")
LARGEST_FORMULA = 100_000  # characters of MathML


def inline_kinds(element: Element) -> list[RangeKind]:
    """Return the ranges that an element makes of its words; its style has the last word."""
    tag = str(element.tag)
    found: list[RangeKind] = []
    if tag in KINDS:
        found.append(KINDS[tag])
    if element.get("class"):
        found += [kind for pattern, kind in CLASS_KINDS if has_class(element, pattern)]
    for attribute, kind in STYLE_KINDS:
        stated = element.get(attribute)
        if stated == "yes":
            found.append(kind)
        elif stated == "no" and tag not in ("em", "strong"):
            found = [each for each in found if each != kind]
    if line := element.get(LINE):
        found.append("deletion" if line == "line-through" else "underline")
    return list(dict.fromkeys(found))


def enter_inline(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin the ranges of an element."""
    enter_language(walker, element, stack)
    for kind in inline_kinds(element):
        if kind == "code" and walker.spec.kind == "code":
            continue
        if element.tag == "cite" and walker.spec.kind == "attribution":
            continue
        stack.enter_context(walker.range(kind))
    return True


def enter_language(walker: HtmlWalker, element: Element, stack: ExitStack) -> None:
    """Let words inside be in the language that an inline element states."""
    language = stated_language(element)
    outer = walker.here.language
    if language and language.lower() != outer.lower():
        walker.here.language = language
        stack.callback(lambda: setattr(walker.here, "language", outer))
        stack.enter_context(walker.range("foreign", language))
    direction = (element.get("dir") or "").lower()
    if direction in DIRECTIONS:
        stack.enter_context(walker.range("direction", direction))


def stated_language(element: Element) -> str:
    """Return the BCP 47 tag that an element states, "" if there is none.

    >>> stated_language(etree.XML("<i lang='la'/>")), stated_language(etree.XML("<i lang='C'/>"))
    ('la', '')
    """
    return language_tag(element.get("lang") or "")


def enter_link(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a link to another document; one within the text is only its words."""
    address = (element.get("href") or "").strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if OUTSIDE.fullmatch(address):
        stack.enter_context(walker.range("link", address))
    return enter_inline(walker, element, stack)


def enter_quotation(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin words in quotation marks."""
    depth = sum(each.kind == "quotation" for each in walker.here.reaches)
    opening, closing = quotation_marks(walker.here.language).at(depth)
    enter_inline(walker, element, stack)
    stack.enter_context(walker.range("quotation"))
    element.text = opening + (element.text or "")
    stack.callback(lambda: walker.text(closing))
    return True


def enter_ruby(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Read words with their annotations, pair by pair."""
    enter_inline(walker, element, stack)
    steps: list[Step] = []
    bases: list[list[Step]] = [[element.text] if element.text else []]
    annotations: list[str] = []
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in ("rt", "rtc"):
            annotations.append(" ".join(text_of(child).split()))
        elif child.tag == "rp":
            walker.builder.removed(text_of(child), "parenthesis of a ruby")
        else:
            if annotations:
                steps += _annotated(walker, bases, annotations)
                bases, annotations = [[]], []
            bases.append([child])
        if tail and tail.strip():
            if annotations:
                steps += _annotated(walker, bases, annotations)
                bases, annotations = [[]], []
            bases[-1].append(tail)
    return steps + _annotated(walker, bases, annotations)


def _annotated(walker: HtmlWalker, bases: list[list[Step]], annotations: list[str]) -> list[Step]:
    """Return the steps through words that have an annotation each, or one together."""
    full = [base for base in bases if base]
    if len(full) != len(annotations):
        full, annotations = [[step for base in full for step in base]], [" ".join(annotations)]
    steps: list[Step] = []
    for base, annotation in zip(full, annotations, strict=True):
        steps += _one_annotated(walker, base, annotation) if annotation else base
    return steps


def _one_annotated(walker: HtmlWalker, base: list[Step], annotation: str) -> list[Step]:
    stack = ExitStack()

    def begin() -> None:
        stack.enter_context(walker.range("ruby", annotation))

    return [begin, *base, stack.close]


def enter_formula(walker: HtmlWalker, element: Element, _: ExitStack) -> Entered:
    """Read a formula: its text alternative or its words, and its MathML."""
    words = element.get("alttext") or "".join(_formula_words(element))
    value = etree.tostring(element, encoding="unicode", with_tail=False)
    with walker.range("formula", value if len(value) <= LARGEST_FORMULA else ""):
        walker.text(" ".join(words.split()))
    return False


def _formula_words(element: Element) -> list[str]:
    texts = element.xpath(".//text()[not(ancestor::*[local-name()='annotation'])]")
    words = [str(text).strip() for text in texts]
    return words if any(words) else [text_of(element)]

"""Marks in a document where the pages of the print edition begin.

A mark stands before the first word of its page (EPUB Accessibility Techniques 1.1, 3.2).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from lxml import etree

from book.model import PageStart
from book.text.digits import in_usual_digits
from book.text.typography import BREAKS, WORD, visible_characters

XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
INLINE_NAMES = "a abbr b code del em i ins rp rt ruby span strong sub sup u"
INLINE = {XHTML + name for name in INLINE_NAMES.split()}
# No mark may stand in one of these: they hold nothing but their own elements and text.
WHOLE = {f"{XHTML}ruby", "{http://www.w3.org/1998/Math/MathML}math"}
HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}
NAMED_BY_TEXT = INLINE | HEADINGS
VOID = {f"{XHTML}{name}" for name in ("br", "hr", "img", "link", "meta")}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class TextNode:
    """The text inside an element or, if `is_tail`, after it.

    `start` is its offset in the document's text.
    """

    element: etree._Element
    is_tail: bool
    start: int

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""


def page_id(label: str) -> str:
    return f"page-{in_usual_digits(label)}"


def mark_pages(document: str, starts: tuple[PageStart, ...], name: str) -> str:
    """Return the document with an element before the first word of each page.

    `name` is the accessible name of a mark, such as "page {page}". A word that continues on the
    next page stays whole, with the mark after it. Headings and links take their names from their
    text, so a mark at their beginning goes before them.
    """
    if not starts:
        return document
    root = etree.fromstring(document.encode(), PARSER)
    nodes, text = _read_text(root)
    offsets = _page_offsets(text, tuple(start.offset for start in starts))
    pages = list(zip(offsets, (start.label for start in starts), strict=True))
    # From the end, so that the offsets before a mark stay valid.
    for offset, labels in reversed(_group_by_offset(pages)):
        node = nodes[bisect_right(nodes, offset, key=_start) - 1]
        _insert(node, offset - node.start, [_mark(label, name) for label in labels])
    return write_xhtml(root)


def _start(node: TextNode) -> int:
    return node.start


def _group_by_offset(pages: list[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    groups = groupby(pages, lambda page: page[0])
    return [(offset, [label for _, label in group]) for offset, group in groups]


# ── The text and its words ───────────────────────────────────────────────────────────────────────


def _read_text(root: etree._Element) -> tuple[list[TextNode], str]:
    """Return the body's text nodes, and their text with a line end wherever a block ends."""
    nodes: list[TextNode] = []
    text = ""
    last: etree._Element | None = root
    for element, is_tail in _text_nodes(root.find(f"{XHTML}body")):
        block = _block(element, is_tail=is_tail)
        text += "" if block is last else "\n"
        last = block
        node = TextNode(element, is_tail, len(text))
        nodes.append(node)
        text += node.text
    return nodes, text


def _block(element: etree._Element, *, is_tail: bool) -> etree._Element | None:
    """Return the element around a text node that is not an inline."""
    block = element.getparent() if is_tail else element
    while block is not None and block.tag in INLINE:
        block = block.getparent()
    return block


def _text_nodes(element: etree._Element | None) -> Iterator[tuple[etree._Element, bool]]:
    """Yield each text node as its element and whether it is the element's tail.

    The notes are left out: the text alone decides where a page begins.
    """
    if element is None:
        return
    if element.text:
        yield element, False
    for child in element:
        if child.get(f"{OPS}type") != "footnotes":
            yield from _text_nodes(child)
        if child.tail:
            yield child, True


def _page_offsets(text: str, counts: tuple[int, ...]) -> list[int]:
    """Return the offset in `text` at which each page begins.

    `counts` are the numbers of visible characters before each page. A word that began before is
    kept whole; Chinese text and dashes can be divided.

    >>> text = "inter\\N{HYPHEN}national law – and order"
    >>> [text[offset:] for offset in _page_offsets(text, (0, 5, 13, 17))]
    ['inter‐national law – and order', 'law – and order', 'law – and order', 'and order']
    """
    words = list(WORD.finditer(text))
    ends = list(accumulate(len(visible_characters(word[0])) for word in words))
    last = len(text.rstrip())
    return [_page_offset(words, ends, count, last) for count in counts]


def _page_offset(words: list[re.Match[str]], ends: list[int], count: int, last: int) -> int:
    index = bisect_right(ends, count)
    if index == len(ends):
        return last
    inside = count - (ends[index - 1] if index else 0)
    if not inside:
        return words[index].start()
    if division := _division(words[index][0], inside):
        return words[index].start() + division
    return words[index + 1].start() if index + 1 < len(words) else last


def _division(word: str, count: int) -> int:
    """Return the first place to divide a word after so many visible characters, or 0 if none."""
    for cut in range(1, len(word)):
        if len(visible_characters(word[:cut])) >= count and BREAKS.search(word[cut - 1 : cut + 1]):
            return cut
    return 0


# ── The marks ────────────────────────────────────────────────────────────────────────────────────


def _mark(label: str, name: str) -> etree._Element:
    attributes = {"id": page_id(label), f"{OPS}type": "pagebreak", "role": "doc-pagebreak"}
    mark = etree.Element(f"{XHTML}span", attributes)
    mark.set("aria-label", name.format(page=label))
    return mark


def _insert(node: TextNode, offset: int, marks: list[etree._Element]) -> None:
    """Insert marks before a character of a text node.

    If headings or inline elements begin with this character, the marks go before them.
    """
    if (whole := _whole_around(node)) is not None:
        _insert_after(whole, marks)
        return
    before, after = node.text[:offset], node.text[offset:]
    if not node.is_tail and not before.strip() and node.element.tag in NAMED_BY_TEXT:
        _insert_before(node.element, marks)
        return
    parent, index = _split(node, before)
    marks[-1].tail = after
    for mark in reversed(marks):
        parent.insert(index, mark)


def _whole_around(node: TextNode) -> etree._Element | None:
    """Return the outermost element around a text that no mark may stand in."""
    element = node.element.getparent() if node.is_tail else node.element
    around = () if element is None else (element, *element.iterancestors())
    return next((each for each in reversed(around) if each.tag in WHOLE), None)


def _insert_after(element: etree._Element, marks: list[etree._Element]) -> None:
    parent = _parent(element)
    marks[-1].tail, element.tail = element.tail, None
    for mark in reversed(marks):
        parent.insert(parent.index(element) + 1, mark)


def _split(node: TextNode, before: str) -> tuple[etree._Element, int]:
    """Shorten a text node to `before`; return the parent and index of what follows it."""
    element = node.element
    if not node.is_tail:
        element.text = before
        return element, 0
    element.tail = before
    parent = _parent(element)
    return parent, parent.index(element) + 1


def _insert_before(element: etree._Element, marks: list[etree._Element]) -> None:
    parent = _parent(element)
    while parent.tag in NAMED_BY_TEXT and _is_first(element, parent):
        element, parent = parent, _parent(parent)
    for mark in marks:
        parent.insert(parent.index(element), mark)


def _is_first(element: etree._Element, parent: etree._Element) -> bool:
    return parent[0] is element and not (parent.text or "").strip()


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("text outside the document's root")
    return parent


def write_xhtml(root: etree._Element) -> str:
    """Return a document as XML that an HTML parser reads in the same way.

    An element without text keeps its end tag.
    """
    keep_end_tags(root)
    xml = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return xml.decode() + "\n"


def keep_end_tags(root: etree._Element) -> None:
    """Let each element keep its end tag, unless HTML has none for it."""
    for element in root.iter():
        if _needs_end_tag(element):
            element.text = ""


def _needs_end_tag(element: etree._Element) -> bool:
    is_empty = not len(element) and element.text is None
    return is_empty and element.tag not in VOID and str(element.tag).startswith(XHTML)

"""Mark in a document where the pages of the print edition begin, at the word (EPUB Accessibility Techniques 1.1, 3.2)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from lxml import etree

from book.model import PageStart
from book.text.typography import BREAKS, WORD, visible_characters

XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
INLINE = {
    f"{XHTML}{name}" for name in ("a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup")
}
HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}
VOID = {f"{XHTML}{name}" for name in ("br", "hr", "img", "link", "meta")}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text node: that within an element, or (`is_tail`) that after it; `start` is where it begins in the whole text."""

    element: etree._Element
    is_tail: bool
    start: int


def page_id(label: str) -> str:
    return f"page-{label}"


def mark_pages(document: str, starts: tuple[PageStart, ...], words: str) -> str:
    """Put an element before the first word of each page; `words` is what a screen reader says of it, "page {page}".

    A word that goes on overleaf is not torn: the mark stands after it. What names a heading or a link stays free of it: at
    their beginning it stands before them.
    """
    if not starts:
        return document
    root = etree.fromstring(document.encode(), PARSER)
    pieces, text = _text(root)
    places = _places(text, tuple(start.offset for start in starts))
    groups = [
        (place, [label for _, label in group])
        for place, group in groupby(zip(places, (s.label for s in starts), strict=True), _first)
    ]
    for place, labels in reversed(
        groups
    ):  # from the end on, so that the places before keep their counts
        piece = pieces[bisect_right(pieces, place, key=lambda piece: piece.start) - 1]
        _insert(piece, place - piece.start, [_mark(label, words) for label in labels])
    return write(root)


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


# ── The text and its words ───────────────────────────────────────────────────────────────────────


def _text(root: etree._Element) -> tuple[list[TextNode], str]:
    """List the text nodes of the body, and write out their text, with a line end where a block ends."""
    pieces: list[TextNode] = []
    text = ""
    last: etree._Element | None = root
    for element, is_tail in _nodes(root.find(f"{XHTML}body")):
        block = element.getparent() if is_tail else element
        while block is not None and block.tag in INLINE:
            block = block.getparent()
        text += "" if block is last else "\n"
        last = block
        pieces.append(TextNode(element, is_tail, len(text)))
        text += (element.tail if is_tail else element.text) or ""
    return pieces, text


def _nodes(element: etree._Element | None) -> Iterator[tuple[etree._Element, bool]]:
    """Walk through the text nodes, but for the notes: where a page begins is a matter of its text."""
    if element is None:
        return
    if element.text:
        yield element, False
    for child in element:
        if child.get(f"{OPS}type") != "footnotes":
            yield from _nodes(child)
        if child.tail:
            yield child, True


def _places(text: str, offsets: tuple[int, ...]) -> list[int]:
    """Find the character with which each page begins, after so many that leave ink.

    A word that began before is left whole; Chinese and dashes can be parted.

    >>> text = "inter\\N{HYPHEN}national law – and order"
    >>> [text[place:] for place in _places(text, (0, 5, 13, 17))]
    ['inter‐national law – and order', 'law – and order', 'law – and order', 'and order']
    """
    found = list(WORD.finditer(text))
    ends = list(accumulate(len(visible_characters(match[0])) for match in found))
    return [_place(found, ends, offset, len(text.rstrip())) for offset in offsets]


def _place(found: list[re.Match[str]], ends: list[int], offset: int, last: int) -> int:
    at = bisect_right(ends, offset)
    if at == len(ends):
        return last
    match, inside = found[at], offset - (ends[at - 1] if at else 0)
    if not inside:
        return match.start()
    for cut in range(1, len(match[0])):
        if len(visible_characters(match[0][:cut])) >= inside and BREAKS.search(
            match[0][cut - 1 : cut + 1]
        ):
            return match.start() + cut
    return found[at + 1].start() if at + 1 < len(found) else last


# ── The marks ────────────────────────────────────────────────────────────────────────────────────


def _mark(label: str, words: str) -> etree._Element:
    mark = etree.Element(
        f"{XHTML}span", {"id": page_id(label), f"{OPS}type": "pagebreak", "role": "doc-pagebreak"}
    )
    mark.set("aria-label", words.format(page=label))
    return mark


def _insert(piece: TextNode, at: int, marks: list[etree._Element]) -> None:
    """Put marks before a character of a text node, or before the headings and inline elements that begin with it."""
    element, is_tail = piece.element, piece.is_tail
    text = (element.tail if is_tail else element.text) or ""
    before, after = text[:at], text[at:]
    parent, index = (element.getparent(), 0) if is_tail else (element, 0)
    if parent is None:
        raise ValueError("text outside of the document")
    if not is_tail and not before.strip() and element.tag in INLINE | HEADINGS:
        _insert_before(element, marks)
        return
    if is_tail:
        element.tail, index = before, parent.index(element) + 1
    else:
        element.text = before
    marks[-1].tail = after
    for mark in reversed(marks):
        parent.insert(index, mark)


def _insert_before(element: etree._Element, marks: list[etree._Element]) -> None:
    parent = element.getparent()
    while (
        parent is not None
        and parent.tag in INLINE | HEADINGS
        and parent[0] is element
        and not (parent.text or "").strip()
    ):
        element, parent = parent, parent.getparent()
    if parent is None:
        raise ValueError("text outside of the document")
    for mark in marks:
        parent.insert(parent.index(element), mark)


def write(root: etree._Element) -> str:
    """Write a document as XML that a parser of HTML reads alike: an element without words keeps its end tag."""
    for element in root.iter():
        if (
            not len(element)
            and element.text is None
            and element.tag not in VOID
            and str(element.tag).startswith(XHTML)
        ):
            element.text = ""
    return (
        etree.tostring(
            root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
        ).decode()
        + "\n"
    )

"""How much of a web page is prose, and where: by this its furniture is told from its text."""

import re
from dataclasses import dataclass

from lxml import etree

from book.read.html.names import BLOCKS, HIDDEN, NO_WORDS, REMOVED
from book.read.html.parse import Element
from book.text.typography import IDEOGRAPHS

LETTER = re.compile(r"[^\W_]")
WIDE = re.compile(rf"[{IDEOGRAPHS}\u3040-\u30ff]")
WIDTH = 3  # letters that a character says as much as, where a word is one or two of them
PROSE = 80  # letters of a paragraph, from which it is surely one
LINKED = 0.4  # the part of a paragraph's letters that links have, from which it is no prose


@dataclass(slots=True)
class Amount:
    """Letters in an element: its own, outside the blocks in it; all of them; those of prose."""

    own: int = 0
    own_linked: int = 0
    total: int = 0
    linked: int = 0
    prose: int = 0

    @property
    def is_prose(self) -> bool:
        return self.own >= PROSE and self.own_linked < LINKED * self.own


Amounts = dict[Element, Amount]


def measure(root: Element) -> Amounts:
    """Return the amounts of each element that is shown, the blocks in it included."""
    amounts: Amounts = {}
    blocks: list[Amount] = []
    links = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        is_block, is_link = node.tag in BLOCKS or node is root, _is_link(node)
        if event == "start" and not _is_shown(node) and node is not root:
            walker.skip_subtree()
            is_link = False
        elif event == "start":
            amounts[node] = Amount()
            if is_block:
                blocks.append(amounts[node])
            links += is_link
            _count(node.text, amounts[node], blocks[-1], links)
            continue
        elif node in amounts:
            links -= is_link
            if is_block:
                blocks.pop()
            _close(node, amounts)
        parent = node.getparent()
        if event == "end" and node is not root and parent is not None:
            _count(node.tail, amounts[parent], blocks[-1], links)
    return amounts


def _is_link(node: Element) -> bool:
    """Return whether an element leads to another page; a link within a page is one of its text."""
    return node.tag == "a" and not (node.get("href") or "#").startswith("#")


def _is_shown(node: Element) -> bool:
    marks = {HIDDEN, REMOVED, "hidden"}
    return node.tag not in NO_WORDS and marks.isdisjoint(node.attrib)


def _count(text: str | None, amount: Amount, block: Amount, links: int) -> None:
    if text and (letters := count_letters(text)):
        linked = letters if links else 0
        amount.total += letters
        amount.linked += linked
        block.own += letters
        block.own_linked += linked


def _close(node: Element, amounts: Amounts) -> None:
    """Add what an element holds to what holds it."""
    amount = amounts[node]
    if amount.is_prose:
        amount.prose += amount.own
    parent = node.getparent()
    if parent is not None and parent in amounts:
        outer = amounts[parent]
        outer.total += amount.total
        outer.linked += amount.linked
        outer.prose += amount.prose


def count_letters(text: str) -> int:
    """Return the letters of a text; a character of Chinese or Japanese counts as three.

    >>> count_letters("The law, 1949."), count_letters("出口管制")
    (10, 12)
    """
    return len(LETTER.findall(text)) + (WIDTH - 1) * len(WIDE.findall(text))

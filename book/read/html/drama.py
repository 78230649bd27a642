"""The parts of plays and letters: which kind of block an element is."""

import re

from book.model import BlockKind
from book.read.html.names import (
    ATTRIBUTION_CLASS,
    CREDIT_CLASS,
    DATELINE_CLASS,
    SALUTATION_CLASS,
    SIGNATURE_CLASS,
    SPEAKER_CLASS,
    STAGE_CLASS,
    has_class,
    types,
)
from book.read.html.parse import Element

TYPES: dict[str, BlockKind] = {
    "stage-direction": "stage",
    "persona": "speaker",
    "salutation": "salutation",
    "dateline": "dateline",
    "valediction": "signature",
    "signature": "signature",
    "sender": "signature",
}
CLASSES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (STAGE_CLASS, "stage"),
    (SPEAKER_CLASS, "speaker"),
    (SALUTATION_CLASS, "salutation"),
    (DATELINE_CLASS, "dateline"),
    (SIGNATURE_CLASS, "signature"),
    (ATTRIBUTION_CLASS, "attribution"),
    (CREDIT_CLASS, "credit"),
)
QUOTING = ("blockquote", "figure")


def block_kind(element: Element) -> BlockKind:
    """Return the kind of a block, by what it or all its words are declared to be.

    >>> from lxml import etree
    >>> block_kind(etree.XML("<p><i class='stage'>Exit.</i></p>"))
    'stage'
    """
    if kind := _declared(element):
        return kind
    parts = [child for child in element if child.tag != "br"]
    if parts and not _own_text(element):
        kinds = {_declared(part) for part in parts}
        if len(kinds) == 1 and (kind := kinds.pop()):
            return kind
        if len(parts) == 1 and parts[0].tag == "cite" and closes_quotation(element):
            return "attribution"
    if element.tag in ("cite", "footer") and closes_quotation(element):
        return "attribution"
    return "paragraph"


def _declared(element: Element) -> BlockKind | None:
    for name in sorted(types(element)):
        if name in TYPES:
            return TYPES[name]
    if element.get("class"):
        return next((kind for pattern, kind in CLASSES if has_class(element, pattern)), None)
    return None


def closes_quotation(element: Element) -> bool:
    """Return whether an element stands at the end of a quotation, beside its paragraphs."""
    parent = element.getparent()
    if parent is not None and parent.tag in ("footer", "figcaption"):
        parent = parent.getparent()
    quotes = parent is not None and (parent.tag in QUOTING or "epigraph" in types(parent))
    return quotes and element.getprevious() is not None


def _own_text(element: Element) -> str:
    """Return the words of an element that are in no element inside it."""
    tails = (child.tail or "" for child in element)
    return "".join((element.text or "", *tails)).strip()


def is_run_in_speaker(element: Element) -> bool:
    """Return whether a paragraph begins with the name of its speaker, marked as such."""
    if element.tag != "p" or (element.text or "").strip() or not len(element):
        return False
    return has_class(element[0], SPEAKER_CLASS) and bool(_own_text(element))

"""Prove that the style sheet of the web edition shows all its words, without a script."""

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from book.errors import ProofError
from book.verify.readback.hidden_words import StyledDocuments
from book.verify.readback.web_edition import NOTE, WebReading
from book.verify.readback.xhtml import XHTML

SHEET = "read/read.css"
TARGET = ":target"
ANCHORS = re.compile(r"(?:(?:position-anchor|anchor-name|--above):--[a-z]\d+;?)+")
WITHIN = 2  # elements around header, text and footer: the root and the body
COVERS = ("position: fixed", "position: absolute")


def prove_web_styles(reading: WebReading, outputs: Mapping[str, bytes], folder: str) -> None:
    """Raise ProofError for the first words that are hidden, in any circumstances.

    On a screen, a note may be hidden until its call is followed; it must be seen then. On paper all
    of the text and the notes are seen.
    """
    sheet = outputs[SHEET].decode()
    opened = sheet.replace(f":not({TARGET})", ".never").replace(TARGET, ":not(.never)")
    views = (
        (StyledDocuments([opened], "screen"), _may_cover),
        (StyledDocuments([sheet], "print"), _is_around),
        (StyledDocuments([sheet], "screen"), _may_be_closed),
    )
    for path, page in reading.pages.items():
        file = f"{folder}/{path}"
        root = _without_anchors(page, file)
        for documents, allowed in views:
            for hidden in documents.hidden_words(root, allowed):
                raise ProofError(str(hidden), file=file)


def _without_anchors(page: etree._Element, file: str) -> etree._Element:
    """Return a page without the styles of its elements, which differ and only name anchors.

    Raise ProofError for one that does more.
    """
    root = deepcopy(page)
    for element in root.iter(etree.Element):
        style = element.attrib.pop("style", None)
        if style and not ANCHORS.fullmatch(str(style)):
            raise ProofError(f"an element has the style {style}", file=file)
    return root


def _may_cover(element: etree._Element, reason: str) -> bool:
    """Return whether an element may hide what is under it: a note that was opened may."""
    return _is_around(element) or (element.get("role") == NOTE and reason in COVERS)


def _may_be_closed(element: etree._Element, reason: str) -> bool:
    """Return whether an element may be hidden until a call is followed: a note may."""
    around = (element, *element.iterancestors())
    is_note = any(each.get("role") == NOTE for each in around)
    return _is_around(element) or (is_note and reason == "display: none")


def _is_around(element: etree._Element, _: str = "") -> bool:
    """Return whether an element is around the text: paper needs no way through the book."""
    around = [element, *element.iterancestors()]
    return len(around) > WITHIN and around[-WITHIN - 1].tag != f"{XHTML}main"

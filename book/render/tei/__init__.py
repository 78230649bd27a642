"""Render the edition as TEI P5: the text and notes of the book with the readings of all witnesses.

The apparatus uses parallel segmentation: text outside it is in all witnesses. A witness that has
passages in another order than the printed one has its order in listTranspose.

`header` describes the edition (with `file_description` and `encoding_description`); `body` writes
its divisions, `blocks` their blocks and `inlines` the inlines. `passages` writes the words of the
work with the apparatus, which `segments` divides.
"""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from book.model import Collation, Comparison, Edition, Text
from book.render.tei.blocks import BlockWriter
from book.render.tei.body import BodyWriter
from book.render.tei.elements import TEI, Element, element
from book.render.tei.header import tei_header
from book.render.tei.passages import Ids

# A siglum that can be an xml:id. No anchor of the book looks like it: those begin in lower case.
ID_SIGLUM = re.compile(r"[A-Z][A-Za-z0-9]*")
MIXED_CONTENT = {
    f"{{{TEI}}}{tag}"
    for tag in ("p", "head", "item", "label", "cell", "note", "bibl", "titlePart", "desc", "byline")
}


def render_tei(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison
) -> bytes:
    """Return the TEI document.

    `collation` is the one the edition was merged from; `texts` are the cleaned witnesses.
    """
    ids = _witness_ids(text.witness.siglum for text in texts)
    body = BodyWriter(
        BlockWriter({note.id: note for note in edition.notes}, ids),
        {row.place: row for row in collation.rows},
        tuple(text.witness.siglum for text in texts if text.witness.role == "text"),
    )
    header = tei_header(edition, collation, texts, comparison, ids)
    return _serialize(element("TEI", header, _text(edition, body)))


def _text(edition: Edition, body: BodyWriter) -> Element:
    parts = (body.matter(tag, edition) for tag in ("front", "body", "back"))
    present = (part for part in parts if part is not None)
    return element("text", *present, xml_lang=edition.imprint.language)


def _witness_ids(sigla: Iterable[str]) -> Ids:
    """Return the xml:id of each witness: its siglum, or its number if that cannot be an id."""
    return {
        siglum: siglum if ID_SIGLUM.fullmatch(siglum) else f"Wit{number}"
        for number, siglum in enumerate(sigla, 1)
    }


def _serialize(root: Element) -> bytes:
    _indent(root, 0)
    etree.cleanup_namespaces(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content + b"\n"


def _indent(parent: Element, depth: int) -> None:
    """Put each element on its own line, down to those with mixed content.

    White space between words stays as it is.
    """
    if parent.tag in MIXED_CONTENT or parent.text or not len(parent):
        return
    parent.text = "\n" + " " * (depth + 1)
    for child in parent:
        _indent(child, depth + 1)
        child.tail = "\n" + " " * (depth + 1)
    parent[-1].tail = "\n" + " " * depth

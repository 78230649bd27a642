"""Write the edition as TEI P5, with parallel segmentation: the text and notes of the book, the readings of all witnesses.

`header` says what the edition is and how it was made; `body` writes the divisions, `passages` the words of the work with their
`apparatus`. What stands in no apparatus is in all witnesses. A witness that has passages in another order than they are printed
in has its own in listTranspose. `revisions` writes the history.
"""

import re
from collections.abc import Sequence

from lxml import etree

from book.model import Collation, Comparison, Edition, Text
from book.render.tei.body import Body
from book.render.tei.elements import Element, element
from book.render.tei.header import header
from book.render.tei.revisions import revisions

NAME = re.compile(
    r"[A-Z][A-Za-z0-9]*"
)  # a siglum that can be an XML id and is no anchor of the book: those have small letters


def render_tei(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison
) -> bytes:
    """Write the TEI document. `collation` is that of the edition; `texts` are the witnesses as they were cleaned."""
    sigla = [text.witness.siglum for text in texts]
    ids = {
        siglum: siglum if NAME.fullmatch(siglum) else f"Wit{number}"
        for number, siglum in enumerate(sigla, 1)
    }
    witnesses = tuple(text.witness.siglum for text in texts if text.witness.role == "text")
    body = Body(
        {note.id: note for note in edition.notes},
        {row.place: row for row in collation.rows},
        witnesses,
        ids,
    )
    parts = [body.matter(tag, edition, tag) for tag in ("front", "body", "back")]
    text = element(
        "text", *(part for part in parts if part is not None), xml_lang=edition.imprint.language
    )
    head = header(edition, collation, texts, comparison, ids)
    if edition.history:
        head.append(revisions(edition))
    root = element("TEI", head, text)
    _break_lines(root, 0)
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


MIXED = {
    f"{{http://www.tei-c.org/ns/1.0}}{tag}"
    for tag in ("p", "head", "item", "label", "cell", "note", "bibl", "titlePart", "desc", "byline")
}


def _break_lines(parent: Element, depth: int) -> None:
    """Set each element on a line of its own down to those that hold words: white space between words is never changed."""
    if parent.tag in MIXED or parent.text or not len(parent):
        return
    parent.text = "\n" + " " * (depth + 1)
    for child in parent:
        _break_lines(child, depth + 1)
        child.tail = "\n" + " " * (depth + 1)
    parent[-1].tail = "\n" + " " * depth

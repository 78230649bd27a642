"""Render the edition as TEI P5: the text and notes of the book with the readings of all witnesses.

The apparatus uses parallel segmentation: text outside it is in all witnesses. A witness that has
passages in another order than the printed one has its order in listTranspose.

`header` describes the edition (with `file_description` and `encoding_description`); `body` writes
its divisions, `work` and `blocks` their blocks: `nests` and `lists` what holds others, `leaves`
what holds words, `inlines` the inlines, `notes` the notes. `passages` writes the words of the work
with the apparatus, which `segments` divides; `presence` says which witnesses have a passage.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from book.model import Collation, Comparison, Edition, Row, Text
from book.render.tei.blocks import BlockWriter
from book.render.tei.body import BodyWriter
from book.render.tei.elements import TEI, XML, Element, element
from book.render.tei.facing import point_to_counterparts
from book.render.tei.header import tei_header
from book.render.tei.inlines import direction
from book.render.tei.notes import NoteWriter
from book.render.tei.sigla import Ids, passage_id
from book.text.direction import written_direction

# A siglum that can be an xml:id. No anchor of the book looks like it: those begin in lower case.
ID_SIGLUM = re.compile(r"[A-Z][A-Za-z0-9]*")
MIXED_CONTENT = {
    f"{{{TEI}}}{tag}"
    for tag in (
        *("p", "ab", "l", "head", "trailer", "item", "label", "cell", "note", "bibl", "desc"),
        *("speaker", "stage", "salute", "dateline", "signed", "titlePart", "byline"),
    )
}
XML_ID = f"{{{XML}}}id"


def render_tei(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison
) -> bytes:
    """Return the TEI document.

    `collation` is the one the edition was merged from; `texts` are the cleaned witnesses.
    """
    ids = _witness_ids(text.witness.siglum for text in texts)
    copies = tuple(text.witness.siglum for text in texts if text.witness.role == "text")
    notes = NoteWriter(
        {note.id: note for note in edition.notes},
        ids,
        {row.place: row for row in collation.rows},
        copies,
    )
    pictures = {picture.name: picture for picture in edition.pictures}
    facing = {row.place: row for row in collation.facing.rows} if collation.facing else {}
    book = _text(edition, BodyWriter(BlockWriter(notes, pictures), facing))
    point_to_counterparts(book, edition)
    _name_presences(book)
    printed = replace(collation, rows=_in_printed_order(collation.rows, book))
    header = tei_header(edition, printed, texts, comparison, ids)
    return _serialize(element("TEI", header, book))


def _name_presences(book: Element) -> None:
    """Name each apparatus of whole passages, as those of words are named by their passages.

    Programs that count variants, such as teiphy, tell them apart by their names.
    """
    apps = (app for app in book.iter(f"{{{TEI}}}app") if XML_ID not in app.attrib)
    for number, app in enumerate(apps, 1):
        app.set(XML_ID, f"presence-{number}")


def _in_printed_order(rows: Iterable[Row], book: Element) -> tuple[Row, ...]:
    """Return rows in the order of their passages, notes of the source at their calls."""
    names = (each.get(XML_ID) for each in book.iter())
    order = {name: number for number, name in enumerate(names) if name}
    return tuple(sorted(rows, key=lambda row: order.get(passage_id(str(row.place)), 0)))


def _text(edition: Edition, body: BodyWriter) -> Element:
    parts = (body.matter(tag, edition) for tag in ("front", "body", "back"))
    present = (part for part in parts if part is not None)
    language = edition.imprint.language
    return element(
        "text", *present, xml_lang=language, style=direction(written_direction(language, "", ""))
    )


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

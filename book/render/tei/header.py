"""Write the TEI header (TEI P5, 2), and its profileDesc and revisionDesc."""

from collections.abc import Mapping, Sequence

from book.model import Collation, Comparison, Edition, Release, Text
from book.render.tei.blocks import BlockWriter
from book.render.tei.elements import Element, element
from book.render.tei.encoding_description import encoding_description
from book.render.tei.file_description import file_description
from book.render.tei.notes import NoteWriter
from book.render.tei.sigla import Ids, passage_id
from book.text.reading_order import Position, ReadingOrder, reading_orders


def tei_header(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison, ids: Ids
) -> Element:
    """Return the teiHeader; `texts` are the cleaned witnesses."""
    header = element(
        "teiHeader",
        file_description(edition, ids),
        encoding_description(texts, comparison, ids),
        _profile_description(edition, collation, reading_orders(texts), ids),
        xml_lang="en",
    )
    if edition.history:
        header.append(_revision_description(edition))
    return header


def _profile_description(
    edition: Edition, collation: Collation, orders: Mapping[str, ReadingOrder], ids: Ids
) -> Element:
    profile = element("profileDesc", _language_usage(edition.imprint.language))
    transpositions = [
        transposition
        for siglum in ids
        if (transposition := _transposition(siglum, collation, orders[siglum], ids)) is not None
    ]
    if transpositions:
        profile.append(element("listTranspose", *transpositions))
    return profile


def _language_usage(language: str) -> Element:
    return element("langUsage", element("language", language, ident=language))


def _transposition(
    siglum: str, collation: Collation, order: ReadingOrder, ids: Ids
) -> Element | None:
    """Return the order in which a witness has its passages, if it is not the printed order."""
    printed = _positions(siglum, collation, order)
    own = sorted(printed, key=lambda place: printed[place])
    moved = _differing_part(own, list(printed))
    if not moved:
        return None
    targets = (element("ptr", target=f"#{passage_id(place)}") for place in moved)
    return element("transpose", *targets, corresp=f"#{ids[siglum]}")


def _positions(siglum: str, collation: Collation, order: ReadingOrder) -> dict[str, Position]:
    """Return where each passage stands in a witness, in the printed order."""
    positions = {}
    for row in collation.rows:
        units = [unit for owner, unit in row.units if owner == siglum]
        if units:
            positions[str(row.place)] = min(map(order.position, units))
    return positions


def _differing_part(order: list[str], other: list[str]) -> list[str]:
    """Return `order` without the beginning and the end that it shares with another order.

    >>> _differing_part(["a", "c", "b", "d"], ["a", "b", "c", "d"])
    ['c', 'b']
    """
    differing = _differing_positions(order, other)
    return order[differing[0] : differing[-1] + 1] if differing else []


def _differing_positions(order: list[str], other: list[str]) -> list[int]:
    return [n for n, (a, b) in enumerate(zip(order, other, strict=True)) if a != b]


def _revision_description(edition: Edition) -> Element:
    """Return the history of the edition, the latest release first (TEI P5, 2.6)."""
    blocks = BlockWriter(NoteWriter())
    changes = (_change(release, blocks) for release in edition.history)
    return element("revisionDesc", *changes, xml_lang=edition.imprint.language)


def _change(release: Release, blocks: BlockWriter) -> Element:
    change = element("change", when=release.date)
    change.extend(blocks.blocks(release.remarks))
    if release.changes:
        items = (element("item", *blocks.content(line)) for line in release.changes)
        change.append(element("list", *items))
    if release.since:
        change.append(_former_release(release.since))
    return change


def _former_release(sha256: str) -> Element:
    return element("p", element("idno", sha256, type="SHA-256"), rend="since")

"""Write the TEI header (TEI P5, 2), and its profileDesc and revisionDesc."""

from collections.abc import Iterator, Sequence

from book.model import Collation, Comparison, Edition, Release, Text, Unit
from book.render.tei.blocks import BlockWriter
from book.render.tei.elements import Element, element
from book.render.tei.encoding_description import encoding_description
from book.render.tei.file_description import file_description
from book.render.tei.passages import Ids, passage_id


def tei_header(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison, ids: Ids
) -> Element:
    """Return the teiHeader; `texts` are the cleaned witnesses."""
    header = element(
        "teiHeader",
        file_description(edition, ids),
        encoding_description(texts, comparison, ids),
        _profile_description(edition, collation, ids),
        xml_lang="en",
    )
    if edition.history:
        header.append(_revision_description(edition))
    return header


def _profile_description(edition: Edition, collation: Collation, ids: Ids) -> Element:
    language = edition.imprint.language
    profile = element(
        "profileDesc",
        element("langUsage", element("language", language, ident=language)),
    )
    transpositions = [t for siglum in ids for t in _transposition(siglum, collation, ids)]
    if transpositions:
        profile.append(element("listTranspose", *transpositions))
    return profile


def _transposition(siglum: str, collation: Collation, ids: Ids) -> Iterator[Element]:
    """Yield the order in which a witness has its passages, if it is not the printed order."""
    printed = _positions(siglum, collation)
    own = sorted(printed, key=lambda place: printed[place])
    moved = _differing_part(own, list(printed))
    if moved:
        targets = (element("ptr", target=f"#{passage_id(place)}") for place in moved)
        yield element("transpose", *targets, corresp=f"#{ids[siglum]}")


def _positions(siglum: str, collation: Collation) -> dict[str, tuple[int, int]]:
    """Return line and column in the witness of each passage that it has, in the printed order."""
    positions = {}
    for row in collation.rows:
        units = [unit for owner, unit in row.units if owner == siglum]
        if units:
            positions[str(row.place)] = min(map(_start, units))
    return positions


def _start(unit: Unit) -> tuple[int, int]:
    return unit.spans[0].line, unit.spans[0].start


def _differing_part(order: list[str], other: list[str]) -> list[str]:
    """Return `order` without the beginning and the end that it shares with another order.

    >>> _differing_part(["a", "c", "b", "d"], ["a", "b", "c", "d"])
    ['c', 'b']
    """
    differing = [n for n, (a, b) in enumerate(zip(order, other, strict=True)) if a != b]
    return order[differing[0] : differing[-1] + 1] if differing else []


def _revision_description(edition: Edition) -> Element:
    """Return the history of the edition, the latest release first (TEI P5, 2.6)."""
    blocks = BlockWriter({}, {})
    return element(
        "revisionDesc",
        *(_change(release, blocks) for release in edition.history),
        xml_lang=edition.imprint.language,
    )


def _change(release: Release, blocks: BlockWriter) -> Element:
    change = element("change", when=release.date)
    for block in release.remarks:
        change.extend(blocks.block(block))
    if release.changes:
        items = (element("item", *blocks.content(line)) for line in release.changes)
        change.append(element("list", *items))
    if release.since:
        digest = element("idno", release.since, type="SHA-256")
        change.append(element("p", digest, rend="since"))
    return change

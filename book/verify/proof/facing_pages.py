"""The pages of two versions that face each other: their order, and what must be on each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from book.errors import ProofError
from book.model import Edition
from book.text.facing import counterparts, facing_divisions, paragraph_anchor
from book.verify.readback.pdf import PdfReading

REMEDY = "Correct what corresponds with an [[alignment]], or divide a long paragraph of a version."


def page_order(edition: Edition, reading: PdfReading) -> tuple[int, ...]:
    """Return the indices of the pages as the versions are read: first the text, then what faces it.

    Both begin on one opening, and have every second page from there on.
    """
    order = list(range(len(reading.labels)))
    facing = facing_divisions(edition)
    beside = {each.id for own in facing.values() for each in own}
    divisions = [each.id for each in edition.divisions if each.id not in beside]
    starts = [(reading.anchors[each], each) for each in divisions if each in reading.anchors]
    ends = [start for start, _ in starts[1:]] + [len(order)]
    for (start, division), end in zip(starts, ends, strict=True):
        if division in facing:
            pages = range(start, end)
            order[start:end] = [*pages[::2], *pages[1::2]]
    return tuple(order)


def in_reading_order(reading: PdfReading, order: Sequence[int]) -> PdfReading:
    """Return a PDF with its pages in another order."""
    ranks = {index: rank for rank, index in enumerate(order)}
    return replace(
        reading,
        pages=tuple(reading.pages[index] for index in order),
        labels=tuple(reading.labels[index] for index in order),
        anchors={anchor: ranks[index] for anchor, index in reading.anchors.items()},
    )


def prove_openings(
    edition: Edition, pages: Mapping[str, int], labels: Sequence[str], file: str
) -> None:
    """Raise ProofError unless passages that correspond begin on pages that face each other.

    `pages` are the indices of the pages, in the file, on which the paragraphs are read.
    """
    others = counterparts(edition.facing)
    for passage in edition.facing:
        if not passage.text or not passage.facing:
            continue
        anchor = paragraph_anchor(passage.text[0])
        own, other = pages[anchor], pages[others[anchor][0]]
        if own % 2 == 0 or other != own + 1:
            message = f"{passage.text[0]} begins on page {labels[own]}, and does not face "
            message += f"{passage.facing[0]}, which begins on page {labels[other]}"
            raise ProofError(message, file=file, remedy=REMEDY)

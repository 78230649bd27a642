"""Prove the headings that the index repeats where its sub-entries go on in another column."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from book.errors import ProofError
from book.model import Edition, IndexGroup
from book.text.traversal import blocks_of
from book.text.typography import visible_characters
from book.verify.readback.drawn import DrawnText, PageContent
from book.verify.readback.speech import TaggedBook
from book.verify.readback.tagged import TaggedElement

HANGING = 16  # points by which a sub-entry may stand further in than its heading, and some more
COLUMNS = 2
RISE = 2  # points: what stands this much higher than the text before it is in another column


def prove_continued(
    edition: Edition, book: TaggedBook, starts: Mapping[str, DrawnText], file: str
) -> frozenset[DrawnText]:
    """Return the artifacts that repeat a heading over the sub-entries that go on.

    Raise ProofError if a column begins with the sub-entries of a heading that is not repeated there
    in so many words. `starts` is the text that begins at each division.
    """
    lines: set[DrawnText] = set()
    column = (edition.trim.measure / COLUMNS, edition.trim.top)
    for heading, subentries in zip(_headings(edition), _lists(edition, book, starts), strict=True):
        wanted = f"{heading} ({edition.labels['continued']})"
        for first in _after_breaks(subentries):
            above = _above(first, book.pages[first.page], *column)
            found = "".join(text.text for text in above)
            if visible_characters(found) != visible_characters(wanted):
                message = f"over “{first.text}” in the index stands “{found}” instead of “{wanted}”"
                raise ProofError(message, file=file)
            lines.update(above)
    return frozenset(lines)


def _headings(edition: Edition) -> Iterator[str]:
    """Yield the headings of the index that have sub-entries."""
    divisions = [division for division in edition.divisions if division.kind == "index"]
    for group in blocks_of(divisions):
        if isinstance(group, IndexGroup):
            yield from (entry.heading for entry in group.entries if entry.entries)


def _lists(
    edition: Edition, book: TaggedBook, starts: Mapping[str, DrawnText]
) -> Iterator[Sequence[DrawnText]]:
    """Yield, for each list of sub-entries in the index, the text before it and all texts in it."""
    pages = [starts[each.id].page for each in edition.divisions if each.kind == "index"]
    for item in book.document.find("LI") if pages else ():
        texts = tuple(_texts(item))
        if any(item.find("L")) and texts and texts[0].page >= pages[0]:
            within = tuple(text for sub in item.find("L") for text in _texts(sub))
            yield texts[-len(within) - 1 :]


def _texts(element: TaggedElement) -> Iterator[DrawnText]:
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from _texts(kid)
        elif kid.text.strip():
            yield kid


def _after_breaks(texts: Sequence[DrawnText]) -> Iterator[DrawnText]:
    """Yield each text that stands on another page, or higher, than the one before it."""
    for before, text in pairwise(texts):
        if before.page != text.page or text.box[1] > before.box[1] + RISE:
            yield text


def _above(first: DrawnText, page: PageContent, width: float, top: float) -> list[DrawnText]:
    """Return the artifacts of the type area above a text in its column, in the order of reading.

    The type area ends at a distance of `top` from the head of the page.
    """
    left = first.box[0] - HANGING
    above = [
        text
        for text in page.artifacts
        if left <= text.box[0] < left + width
        and first.box[1] + RISE < text.box[1] < page.box[3] - top
    ]
    return sorted(above, key=lambda text: (-round(text.box[1]), text.box[0]))

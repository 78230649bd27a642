"""Find the facing pages that the download page must show: those with most notes, or the first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from book.model import Edition


class FacingPages(NamedTuple):
    """Two facing pages: the index of the first from 0, and the labels of both."""

    first: int
    left: str
    right: str


def expect_spread(
    edition: Edition, starts: Mapping[str, tuple[int, str]], labels: Sequence[str]
) -> FacingPages | None:
    """Return the earliest of the pairs of facing pages that have most notes.

    Without notes it is the earliest pair with anchors on both pages, or the earliest of all; None
    if no pages face each other. `starts` are the places of anchors in the PDF, and `labels` the
    labels of its pages. The first of the two pages has an even number.
    """
    notes = Counter(starts[note.id][0] for note in edition.notes if note.id in starts)
    pairs = [
        FacingPages(number, label, labels[number + 1])
        for number, label in enumerate(labels[:-1])
        if label.isdecimal() and int(label) % 2 == 0 and labels[number + 1] == str(int(label) + 1)
    ]
    counted = [(notes[pair.first] + notes[pair.first + 1], pair) for pair in pairs]
    most = max((count for count, _ in counted), default=0)
    if most:
        return next(pair for count, pair in counted if count == most)
    anchored = {page for page, _ in starts.values()}
    linked = (pair for pair in pairs if pair.first in anchored and pair.first + 1 in anchored)
    return next(linked, pairs[0] if pairs else None)

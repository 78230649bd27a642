"""Find the facing pages that the download page must show: those with most notes."""

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
    """Return the earliest of the pairs of facing pages that have most notes; None without notes.

    `starts` are the places of anchors in the PDF, and `labels` the labels of its pages. The first
    of the two pages has an even number.
    """
    notes = Counter(starts[note.id][0] for note in edition.notes if note.id in starts)
    best, most = None, 0
    for number, label in enumerate(labels[:-1]):
        if not label.isdecimal() or int(label) % 2 or labels[number + 1] != str(int(label) + 1):
            continue
        if (count := notes[number] + notes[number + 1]) > most:
            best, most = FacingPages(number, label, labels[number + 1]), count
    return best

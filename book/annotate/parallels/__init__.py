"""Trace parallels: the passages of a commentary that repeat words of the work."""

from book.annotate.parallels.trace import Passage, trace
from book.model import Edition, Parallel
from book.text.traversal import texts_of


def find_parallels(edition: Edition) -> tuple[Parallel, ...]:
    """Find what the commentaries of the foreword repeat of the work, in the order of the commentaries."""
    foreword = texts_of(d for d in edition.divisions if d.kind == "foreword")
    work = texts_of(d for d in edition.divisions if d.matter == "body")
    return trace(
        [Passage.of(place, text) for place, text in foreword.items()],
        [Passage.of(place, text) for place, text in work.items()],
    )

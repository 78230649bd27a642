"""Trace parallels: the passages of a commentary that repeat words of the work."""

from book.annotate.parallels.trace import TracedParagraph, trace_parallels
from book.model import Edition, Parallel
from book.text.traversal import paragraph_texts


def find_parallels(edition: Edition) -> tuple[Parallel, ...]:
    """Find what the commentaries of the foreword repeat of the work, in the order of the commentaries."""
    foreword = paragraph_texts(d for d in edition.divisions if d.kind == "foreword")
    work = paragraph_texts(d for d in edition.divisions if d.matter == "body")
    return trace_parallels(
        [TracedParagraph.of(place, text) for place, text in foreword.items()],
        [TracedParagraph.of(place, text) for place, text in work.items()],
    )

"""Trace parallels: the passages of a commentary that repeat words of the work."""

from book.annotate.parallels.chains import TracedParagraph
from book.annotate.parallels.trace import trace_parallels
from book.model import Edition, Parallel
from book.text.traversal import body_of, paragraph_texts


def find_parallels(edition: Edition) -> tuple[Parallel, ...]:
    """Return what the commentaries of the foreword repeat of the work, in their order."""
    foreword = paragraph_texts(d for d in edition.divisions if d.kind == "foreword")
    work = paragraph_texts(body_of(edition)) if foreword else {}
    return trace_parallels(
        [TracedParagraph.of(place, text) for place, text in foreword.items()],
        [TracedParagraph.of(place, text) for place, text in work.items()],
    )

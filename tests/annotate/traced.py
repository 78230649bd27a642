"""Paragraphs ready to be traced."""

from book.annotate.parallels.chains import TracedParagraph
from book.model import Place


def passages(label: str, *texts: str) -> list[TracedParagraph]:
    return [
        TracedParagraph.of(Place((label,), number), text) for number, text in enumerate(texts, 1)
    ]

"""Prove that all that the PDF draws is seen."""

from collections.abc import Sequence

from book.errors import ProofError
from book.verify.readback.drawn import PageContent
from book.verify.readback.pdf import PdfReading

UNREAD = "is drawn in a way that the proof cannot follow"
REMEDY = "Remove from the style sheets in templates/ what the page is drawn with."


def prove_ink(reading: PdfReading, file: str) -> None:
    """Raise ProofError for the first letter of the pages drawn that leaves no ink."""
    for index, words in reading.inkless:
        message = f"page {reading.labels[index]}: a letter of “{words}” leaves no ink on the page"
        raise ProofError(message, file=file)


def prove_visible(pages: Sequence[PageContent], labels: Sequence[str], file: str) -> None:
    """Raise ProofError for the first text that is not seen, or is drawn over another.

    Not seen is what is white on white, tiny, covered, clipped or off the paper, for example:
    `readback.visibility` says what else.
    """
    for page, label in zip(pages, labels, strict=True):
        for hidden in page.hidden:
            message = f"page {label}: “{hidden.text}” is not visible: {hidden.reason}"
            raise ProofError(message, file=file)
        for first, second in page.overprinted:
            message = f"page {label}: “{first}” and “{second}” are printed over each other"
            raise ProofError(message, file=file)
        if page.unread:
            operators = ", ".join(page.unread)
            raise ProofError(f"page {label} {UNREAD}: {operators}", file=file, remedy=REMEDY)

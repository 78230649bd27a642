"""Prove that the PDF shows its words in the order in which it says them: downwards, rightwards."""

from collections.abc import Iterator, Mapping, Sequence

from book.errors import ProofError
from book.model import Edition, Trim
from book.text.direction import direction_of
from book.text.levels import note_levels
from book.verify.proof.facing_pages import page_order
from book.verify.readback.drawn import DrawnText
from book.verify.readback.pdf import PdfReading
from book.verify.readback.speech import TaggedBook
from book.verify.readback.tagged import TaggedElement

RAISED = 8.0  # more than a letter is raised or lowered, less than the distance of two lines
BACK = 2.0  # points by which a text may begin before the end of the one before it
SHOWN = 40  # characters of a text that are named
# What has an order of its own besides each level of notes: the text, and what is in its margins.
TEXT, MARGIN = -1, -2
Row = tuple[int, DrawnText]  # a level of notes, TEXT or MARGIN, and a text that belongs to it


def prove_directions(book: TaggedBook, labels: Sequence[str], file: str) -> None:
    """Raise ProofError for the first text that stands elsewhere on its line than it is read.

    That is where words run from right to left, or are seen otherwise than they are read.
    """
    for text in book.misplaced:
        raise ProofError(f"page {labels[text.page]}: “{text.words}” {text.fault}", file=file)


def prove_order(edition: Edition, document: TaggedElement, reading: PdfReading, file: str) -> None:
    """Raise ProofError for the first text that stands before the one that it follows.

    Each text stands lower than the one before it, or at its right, or on a later page. The text of
    the book is in one order, the notes of each level in another, and what stands in the margins.
    The pages that face the text are later than its own.
    """
    labels = reading.labels
    ranks = {index: rank for rank, index in enumerate(page_order(edition, reading))}
    by_kind = note_levels(edition.apparatus)
    levels = {note.id: by_kind[note.kind] for note in edition.notes}
    is_rtl = direction_of(edition.imprint.language) == "rtl"
    last: dict[int, DrawnText] = {}
    for level, text in _texts(document, levels, TEXT):
        order = MARGIN if is_in_margin(text, edition.trim, is_rtl=is_rtl) else level
        before = last.get(order)
        if before and _stands_before(text, before, ranks):
            words, others = (each.text.strip()[:SHOWN] for each in (text, before))
            message = f"“{words}” is drawn before “{others}”, which it follows"
            raise ProofError(f"page {labels[text.page]}: {message}", file=file)
        last[order] = text


def _texts(element: TaggedElement, levels: Mapping[str, int], level: int) -> Iterator[Row]:
    level = levels.get(element.id, level)
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from _texts(kid, levels, level)
        elif kid.text.strip():
            yield level, kid


def is_in_margin(text: DrawnText, trim: Trim, *, is_rtl: bool) -> bool:
    """Return whether a text stands in the outer margin.

    It is at the right of odd pages, in a book that is bound on the right at their left.
    """
    if text.page % 2 != is_rtl:
        return text.box[2] < trim.outer
    return text.box[0] > trim.width - trim.outer


def _stands_before(text: DrawnText, before: DrawnText, ranks: Mapping[int, int]) -> bool:
    if text.page != before.page:
        return ranks[text.page] < ranks[before.page]
    down = text.baseline - before.baseline
    if down > RAISED:
        return False
    if down < -RAISED:
        return text.left < before.right - BACK
    return text.left < before.left - BACK

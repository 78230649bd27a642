"""Prove that the PDF holds the whole edition, letter by letter, and its true page numbers."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from book.errors import ProofError
from book.model import Edition
from book.text.inlines import marks_of
from book.text.plaintext import Chapter, plain_chapters
from book.text.targets import contents_targets, index_targets, reference_targets
from book.text.typography import visible_characters
from book.verify.proof.expected import (
    CALL,
    ExpectedText,
    expected_text,
    note_characters,
    with_marked_calls,
)
from book.verify.proof.facing_pages import in_reading_order, page_order, prove_openings
from book.verify.proof.line_numbers import print_form
from book.verify.proof.pages import PageEnds, cited, printed_numbers, read_pages
from book.verify.readback.pdf import PdfReading

Targets = Mapping[str, Sequence[str]]  # the anchors that a part of the book gives the pages of


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a book as they were read, those of the text before those that face them.

    Of each page: its label, the offset in the visible characters of the text at which it ends, and
    whether anything visible is on it. `numbers` is the printed page of each anchor.
    """

    labels: tuple[str, ...]
    ends: tuple[int, ...]
    has_ink: tuple[bool, ...]
    numbers: Mapping[str, str]


def prove_pdf(edition: Edition, reading: PdfReading, file: str) -> Pagination:
    """Return the pages of a PDF that holds the whole edition and nothing else.

    Raise ProofError if it does not (`read_pages`), or if a page number in the contents, the index
    or a cross-reference is not that of the page on which its target is read.
    """
    order, in_file = page_order(edition, reading), reading.labels
    reading = in_reading_order(reading, order)
    edition, numbers = print_form(edition, reading), printed_numbers(reading)
    targets = _targets(edition)
    _check_anchors(targets, numbers, file)
    expected = _expected_pages(edition, numbers)
    ends = read_pages(expected, reading, file)
    pages = _pages_of_anchors(edition, expected, ends, numbers)
    for part, anchors in targets.items():
        read_on = {a: cited(a, reading.labels[pages[a]], reading) for a in anchors if a in pages}
        _check_numbers(part, {a: numbers[a] for a in anchors}, read_on, file)
    prove_openings(edition, {a: order[page] for a, page in pages.items()}, in_file, file)
    has_ink = tuple(bool(visible_characters(page)) for page in reading.pages)
    return Pagination(reading.labels, ends.text, has_ink, numbers)


def _targets(edition: Edition) -> Targets:
    return {
        "contents": contents_targets(edition),
        "index": index_targets(edition),
        "cross-references": reference_targets(edition),
    }


def _check_anchors(targets: Targets, numbers: Mapping[str, str], file: str) -> None:
    for part, anchors in targets.items():
        if missing := [anchor for anchor in anchors if anchor not in numbers]:
            raise ProofError(f"broken references in the {part}: {', '.join(missing)}", file=file)


def _check_numbers(
    part: str, printed: Mapping[str, str], read_on: Mapping[str, str], file: str
) -> None:
    """Raise ProofError if a part of the book gives a page for an anchor that is not on it."""
    for anchor, number in printed.items():
        if read_on.get(anchor) != number:
            place = f"on page {read_on[anchor]}" if anchor in read_on else "not in the text"
            message = f"wrong page number in the {part}: {number} for {anchor}, which is {place}"
            raise ProofError(message, file=file)


def _expected_pages(edition: Edition, numbers: Mapping[str, str]) -> ExpectedText:
    """Return what the pages must show, with the offsets of the calls.

    The calls are found by writing the edition a second time, with a character before each call.
    """
    chapters = plain_chapters(edition, numbers)
    marked = expected_text(plain_chapters(with_marked_calls(edition), numbers))
    *before, _ = marked.text.split(CALL)
    return replace(expected_text(chapters), calls=tuple(accumulate(map(len, before))))


def _pages_of_anchors(
    edition: Edition, expected: ExpectedText, ends: PageEnds, numbers: Mapping[str, str]
) -> dict[str, int]:
    """Return the page index on which each anchor of the text and the notes is read."""
    chapters = plain_chapters(edition, numbers, CALL)
    pages = {anchor: bisect_right(ends.text, start) for anchor, start in expected.starts.items()}
    return pages | _pages_of_marks(chapters, ends.text) | _pages_of_notes(edition, chapters, ends)


def _pages_of_marks(chapters: Sequence[Chapter], ends: Sequence[int]) -> dict[str, int]:
    """Return the page index on which each marked word of the text is read.

    It is computed from where the word is read, not from what the PDF says. The chapters have CALL
    before each marked word.
    """
    *before, _ = expected_text(chapters).text.split(CALL)
    offsets = accumulate(map(len, before))
    marks = (mark for chapter in chapters for mark in chapter.marks)
    return {mark: bisect_right(ends, offset) for mark, offset in zip(marks, offsets, strict=True)}


def _pages_of_notes(
    edition: Edition, chapters: Sequence[Chapter], ends: PageEnds
) -> dict[str, int]:
    """Return the page index on which each note, and each marked word in one, is read.

    The chapters have CALL before each marked word.
    """
    offsets = [0] * len(ends.levels)
    marks = {note.id: marks_of(note.inlines) for note in edition.notes}
    pages: dict[str, int] = {}
    for note in (note for chapter in chapters for note in chapter.notes):
        parts = note_characters(note).split(CALL)
        lengths = accumulate(map(len, parts), initial=offsets[note.level])
        *starts, offsets[note.level] = lengths
        for anchor, start in zip((note.id, *marks[note.id]), starts, strict=True):
            pages[anchor] = bisect_right(ends.levels[note.level], start)
    return pages

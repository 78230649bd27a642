"""Prove that the PDF holds the whole edition, letter by letter, and that its page numbers are right."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from book.errors import ProofError
from book.model import Edition
from book.text.inlines import marks_of
from book.text.plaintext import plain_chapters
from book.text.targets import contents_targets, index_targets, reference_targets
from book.text.typography import visible_characters
from book.verify.proof.expected import CALL, expected_text, note_characters, with_marked_calls
from book.verify.proof.pages import PageEnds, read_pages
from book.verify.readback.pdf import PdfReading


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a book as they were read: their labels, where in the text each ends, in characters of ink, and which have ink.

    `numbers` gives the page as printed of each anchor.
    """

    labels: tuple[str, ...]
    ends: tuple[int, ...]
    inked: tuple[bool, ...]
    numbers: Mapping[str, str]


def prove_pdf(edition: Edition, reading: PdfReading, file: str) -> Pagination:
    """Check that the pages hold the whole edition and nothing else, and that the page numbers in contents and index are right.

    Each page must be a piece of the text, going on where the page before it ended, then variants, then notes, each in order;
    a long note may go on at the foot of the next page. Give the pages.
    """
    labels = {anchor: reading.labels[index] for anchor, index in reading.anchors.items()}
    wanted, marks, referred = (
        contents_targets(edition),
        index_targets(edition),
        reference_targets(edition),
    )
    for name, anchors in (
        ("contents lead", wanted),
        ("index leads", marks),
        ("cross-references lead", referred),
    ):
        if missing := [anchor for anchor in anchors if anchor not in labels]:
            raise ProofError(f"the {name} to nothing: {', '.join(missing)}", file=file)
    whole = replace(expected_text(plain_chapters(edition, labels)), calls=_calls(edition, labels))
    ends = read_pages(whole, reading, file)
    stand = {
        anchor: bisect_right(ends.text, whole.starts[anchor])
        for anchor in (*wanted, *referred)
        if anchor in whole.starts
    }
    stand |= _marks_in_text(edition, labels, ends.text) | _stands_in_notes(edition, labels, ends)
    for name, anchors in (
        ("contents say", wanted),
        ("index says", marks),
        ("cross-references say", referred),
    ):
        for anchor in anchors:
            if anchor not in stand or reading.labels[stand[anchor]] != labels[anchor]:
                where = (
                    f", which is on {reading.labels[stand[anchor]]}"
                    if anchor in stand
                    else ", which is in no text"
                )
                raise ProofError(f"the {name} page {labels[anchor]} for {anchor}{where}", file=file)
    return Pagination(
        reading.labels,
        ends.text,
        tuple(bool(visible_characters(page)) for page in reading.pages),
        labels,
    )


def _marks_in_text(
    edition: Edition, numbers: Mapping[str, str], ends: Sequence[int]
) -> dict[str, int]:
    """Find the index of the page on which each marked word of the text begins: not where the PDF says, but where it is read."""
    signed = plain_chapters(edition, numbers, CALL)
    *before, _ = expected_text(signed).text.split(CALL)
    offsets = accumulate(map(len, before))
    return {
        mark: bisect_right(ends, at)
        for mark, at in zip((m for c in signed for m in c.marks), offsets, strict=True)
    }


def _stands_in_notes(
    edition: Edition, numbers: Mapping[str, str], ends: "PageEnds"
) -> dict[str, int]:
    """Find the index of the page on which each note, and each marked word in one, is read."""
    signed = tuple(
        note for chapter in plain_chapters(edition, numbers, CALL) for note in chapter.notes
    )
    marks = {note.id: marks_of(note.inlines) for note in edition.notes}
    stand: dict[str, int] = {}
    for level, stops in ((True, ends.variants), (False, ends.notes)):
        at = 0
        for note in (note for note in signed if note.is_variant == level):
            first, *rest = note_characters(note).split(CALL)
            stand[note.id] = bisect_right(stops, at)
            for mark, words in zip(marks[note.id], rest, strict=True):
                at += len(first)
                stand[mark] = bisect_right(stops, at)
                first = words
            at += len(first)
    return stand


def _calls(edition: Edition, numbers: Mapping[str, str]) -> tuple[int, ...]:
    """Find where in the text each note is called: the edition is written out once more, with a sign before each call."""
    *before, _ = expected_text(plain_chapters(with_marked_calls(edition), numbers)).text.split(CALL)
    return tuple(accumulate(map(len, before)))

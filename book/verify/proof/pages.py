"""Follow the text, the variants and the notes of an edition over the pages of a PDF."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NoReturn

from book.errors import ProofError
from book.text.plaintext import NoteText
from book.text.typography import visible_characters
from book.verify.proof.expected import (
    CONTEXT,
    ExpectedText,
    common_length,
    describe_difference,
    note_characters,
)
from book.verify.readback.pdf import PdfReading


@dataclass(frozen=True, slots=True)
class NoteLevel:
    """All variants, or all notes, of a book in the order in which they stand at the feet of pages.

    `starts` is the offset in the text at which each note begins.
    """

    text: str
    starts: tuple[int, ...]
    notes: tuple[NoteText, ...]

    @classmethod
    def of(cls, notes: Iterable[NoteText]) -> "NoteLevel":
        kept = tuple(notes)
        texts = [note_characters(note) for note in kept]
        *starts, _ = accumulate(map(len, texts), initial=0)
        return cls("".join(texts), tuple(starts), kept)

    def begun(self, start: int, end: int) -> tuple[NoteText, ...]:
        """Return the notes that begin from one offset to another."""
        return self.notes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def expected_at(self, offset: int) -> NoteText:
        """Return the first note that begins at an offset or after it, or the last note."""
        return self.notes[min(bisect_left(self.starts, offset), len(self.notes) - 1)]


@dataclass(frozen=True, slots=True)
class PageEnds:
    """The offsets in the text, the variants and the notes at which each page ends."""

    text: tuple[int, ...]
    variants: tuple[int, ...]
    notes: tuple[int, ...]


def printed_numbers(reading: PdfReading) -> dict[str, str]:
    """Return the label of the page of each anchor."""
    return {anchor: reading.labels[index] for anchor, index in reading.anchors.items()}


def read_pages(expected: ExpectedText, reading: PdfReading, file: str) -> PageEnds:
    """Return where each page ends.

    Each page must be a piece of the text that continues that of the page before, then variants,
    then notes, each in order; a long note may continue at the foot of the next page. Raise
    ProofError if a page is anything else, if a note stands before its call, or if something of the
    book is on no page.
    """
    follower = _PageFollower(expected, file)
    ends = [
        follower.follow(visible_characters(page), label)
        for page, label in zip(reading.pages, reading.labels, strict=True)
    ]
    follower.check_end()
    return PageEnds(*zip(*ends, strict=True))


class _PageFollower:
    """Follows a book page by page; its offsets are those at which the last page ended."""

    def __init__(self, expected: ExpectedText, file: str) -> None:
        self.file, self.text = file, expected.text
        self.variants = NoteLevel.of(note for note in expected.notes if note.is_variant)
        self.notes = NoteLevel.of(note for note in expected.notes if not note.is_variant)
        self.calls = dict(zip((n.id for n in expected.notes), expected.calls, strict=True))
        self.text_end = self.variants_end = self.notes_end = 0

    def follow(self, page: str, label: str) -> tuple[int, int, int]:
        """Return the offsets at which a page ends."""
        text, variants, notes = self._split(page, label)
        begun = self._begun(variants, notes)
        self.text_end += text
        self.variants_end += variants
        self.notes_end += notes
        self._check_calls(begun, label)
        return self.text_end, self.variants_end, self.notes_end

    def _begun(self, variants: int, notes: int) -> tuple[NoteText, ...]:
        """Return the variants and the notes that begin on a page, by their lengths there."""
        return (
            *self.variants.begun(self.variants_end, self.variants_end + variants),
            *self.notes.begun(self.notes_end, self.notes_end + notes),
        )

    def _split(self, page: str, label: str) -> tuple[int, int, int]:
        variants, notes = self.variants.text[self.variants_end :], self.notes.text[self.notes_end :]
        text = self.text[self.text_end : self.text_end + len(page)]
        lengths = _split(page, text, variants, notes)
        if lengths is None:
            text = self.text[self.text_end :]
            difference = describe_difference(page, text, variants, notes)
            self._fail(f"page {label}: {difference}")
        return lengths

    def _check_calls(self, notes: Iterable[NoteText], label: str) -> None:
        for note in notes:
            if self.calls[note.id] >= self.text_end:
                self._fail(f"page {label}: the note {note.id} stands before its call")

    def _fail(self, message: str) -> NoReturn:
        raise ProofError(message, file=self.file)

    def check_end(self) -> None:
        """Raise ProofError if the last page does not end the text, the variants and the notes."""
        for missing in self._missing():
            self._fail(f"the last page ends too early: {missing}")

    def _missing(self) -> Iterator[str]:
        if self.text_end < len(self.text):
            yield f"“{self.text[self.text_end : self.text_end + CONTEXT]}…” is on no page"
        for level, end in ((self.variants, self.variants_end), (self.notes, self.notes_end)):
            if end < len(level.text):
                yield f"the note {level.expected_at(end).id} is missing or incomplete"


def _split(page: str, text: str, variants: str, notes: str) -> tuple[int, int, int] | None:
    """Split a page into beginnings of the text, the variants and the notes; return their lengths.

    The text is as long as possible, then the variants: each is tried from its longest to its
    shortest common beginning. Return None if the page cannot be split so.

    >>> _split("lawofland1.Old.", "lawoflandandsea", "", "1.Old.2.New.")
    (9, 0, 6)
    """
    for length in range(common_length(page, text), -1, -1):
        foot = page[length:]
        for upper in range(common_length(foot, variants), -1, -1):
            if notes.startswith(foot[upper:]):
                return length, upper, len(foot) - upper
    return None

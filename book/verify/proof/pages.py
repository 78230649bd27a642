"""Follow the text and the levels of notes of an edition over the pages of a PDF."""

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
    """All notes of a level in the order in which they stand at the feet of pages.

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
    """The offsets in the text, and in each level of notes, at which each page ends."""

    text: tuple[int, ...]
    levels: tuple[tuple[int, ...], ...]


def printed_numbers(reading: PdfReading) -> dict[str, str]:
    """Return what is printed to cite each anchor: the label of its page, and its line if known."""
    return {a: cited(a, reading.labels[index], reading) for a, index in reading.anchors.items()}


def cited(anchor: str, label: str, reading: PdfReading) -> str:
    """Return the label of a page with the line of an anchor on it, if that is on a counted one."""
    line = reading.lines.get(anchor)
    return f"{label}.{line}" if line else label


def read_pages(expected: ExpectedText, reading: PdfReading, file: str) -> PageEnds:
    """Return where each page ends.

    Each page must be a piece of the text that continues that of the page before, then notes level
    by level, each in order; a long note may continue at the foot of the next page. Raise ProofError
    if a page is anything else, if a note stands before its call, or if something of the book is on
    no page.
    """
    follower = _PageFollower(expected, file)
    ends = [
        follower.follow(visible_characters(page), label)
        for page, label in zip(reading.pages, reading.labels, strict=True)
    ]
    follower.check_end()
    text, *levels = zip(*ends, strict=True)
    return PageEnds(text, tuple(levels))


class _PageFollower:
    """Follows a book page by page.

    Its offsets, in the text and in each level, are those at which the last page ended.
    """

    def __init__(self, expected: ExpectedText, file: str) -> None:
        self.file, self.text = file, expected.text
        self.levels = tuple(
            NoteLevel.of(note for note in expected.notes if note.level == level)
            for level in range(max((note.level for note in expected.notes), default=-1) + 1)
        )
        self.calls = dict(zip((n.id for n in expected.notes), expected.calls, strict=True))
        self.text_end = 0
        self.level_ends = [0] * len(self.levels)

    def follow(self, page: str, label: str) -> tuple[int, ...]:
        """Return the offsets at which a page ends: in the text, then in each level."""
        text, *lengths = self._split(page, label)
        begun = tuple(self._begun(lengths))
        self.text_end += text
        self.level_ends = [e + length for e, length in zip(self.level_ends, lengths, strict=True)]
        self._check_calls(begun, label)
        return self.text_end, *self.level_ends

    def _begun(self, lengths: Iterable[int]) -> Iterator[NoteText]:
        """Yield the notes that begin on a page, by the lengths of their levels there."""
        for level, end, length in zip(self.levels, self.level_ends, lengths, strict=True):
            yield from level.begun(end, end + length)

    def _split(self, page: str, label: str) -> tuple[int, ...]:
        feet = [level.text[end:] for level, end in zip(self.levels, self.level_ends, strict=True)]
        text = self.text[self.text_end : self.text_end + len(page)]
        lengths = _split(page, text, *feet)
        if lengths is None:
            difference = describe_difference(page, self.text[self.text_end :], *feet)
            self._fail(f"page {label}: {difference}")
        return lengths

    def _check_calls(self, notes: Iterable[NoteText], label: str) -> None:
        for note in notes:
            # A call without a mark has its place from the word before it.
            if self.calls[note.id] - (note.key is not None) >= self.text_end:
                self._fail(f"page {label}: the note {note.id} stands before its call")

    def _fail(self, message: str) -> NoReturn:
        raise ProofError(message, file=self.file)

    def check_end(self) -> None:
        """Raise ProofError if the last page does not end the text and all levels."""
        for missing in self._missing():
            self._fail(f"the last page ends too early: {missing}")

    def _missing(self) -> Iterator[str]:
        if self.text_end < len(self.text):
            yield f"“{self.text[self.text_end : self.text_end + CONTEXT]}…” is on no page"
        for level, end in zip(self.levels, self.level_ends, strict=True):
            if end < len(level.text):
                yield f"the note {level.expected_at(end).id} is missing or incomplete"


def _split(page: str, text: str, *feet: str) -> tuple[int, ...] | None:
    """Split a page into beginnings of the text and of each level of notes; return their lengths.

    The text is as long as possible, then the first level, and so on: each is tried from its longest
    to its shortest common beginning. Return None if the page cannot be split so.

    >>> _split("lawofland1.Old.", "lawoflandandsea", "", "1.Old.2.New.")
    (9, 0, 6)
    """
    if not feet:
        return (len(page),) if text.startswith(page) else None
    for length in range(common_length(page, text), -1, -1):
        if (lengths := _split(page[length:], *feet)) is not None:
            return length, *lengths
    return None

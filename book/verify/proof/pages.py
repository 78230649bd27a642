"""Follow the text, the variants and the notes of an edition over the pages of a PDF."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

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
    """The variants, or the notes, of a book one after the other, as they must stand at the feet of its pages."""

    text: str
    starts: tuple[int, ...]
    notes: tuple[NoteText, ...]

    @classmethod
    def of(cls, notes: Iterable[NoteText]) -> "NoteLevel":
        found = tuple(notes)
        written = [note_characters(note) for note in found]
        return cls(
            "".join(written),
            tuple(accumulate(map(len, written[:-1]), initial=0)) if found else (),
            found,
        )

    def begun(self, start: int, end: int) -> tuple[NoteText, ...]:
        return self.notes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def awaited(self, at: int) -> NoteText:
        """Give the first note that begins at a place or after it, or the last one."""
        return self.notes[min(bisect_left(self.starts, at), len(self.notes) - 1)]


@dataclass(frozen=True, slots=True)
class PageEnds:
    """How far in the text, the variants and the notes each page goes."""

    text: tuple[int, ...]
    variants: tuple[int, ...]
    notes: tuple[int, ...]


def read_pages(whole: ExpectedText, reading: PdfReading, file: str) -> PageEnds:
    """Follow the text, the variants and the notes over the pages."""
    at, upper, lower = 0, 0, 0
    variants, notes = (
        NoteLevel.of(n for n in whole.notes if n.is_variant == level) for level in (True, False)
    )
    calls = {note.id: call for note, call in zip(whole.notes, whole.calls, strict=True)}
    ends: list[tuple[int, int, int]] = []
    for page, label in zip(reading.pages, reading.labels, strict=True):
        drawn = visible_characters(page)
        split = _split(
            drawn, whole.text[at : at + len(drawn)], variants.text[upper:], notes.text[lower:]
        )
        if split is None:
            raise ProofError(
                f"page {label}: {describe_difference(drawn, whole.text[at:], variants.text[upper:], notes.text[lower:])}",
                file=file,
            )
        at += split[0]
        for note in (
            *variants.begun(upper, upper + split[1]),
            *notes.begun(lower, lower + split[2]),
        ):
            if calls[note.id] >= at:
                raise ProofError(
                    f"page {label}: the note {note.id} stands before its call", file=file
                )
        upper, lower = upper + split[1], lower + split[2]
        ends.append((at, upper, lower))
    if at < len(whole.text):
        raise ProofError(
            f"the text ends too early: “{whole.text[at : at + CONTEXT]}…” is on no page", file=file
        )
    for level, read in ((variants, upper), (notes, lower)):
        if read < len(level.text):
            raise ProofError(
                f"the note {level.awaited(read).id} is on no page, or not whole", file=file
            )
    return PageEnds(*zip(*ends, strict=True))


def _split(drawn: str, text: str, variants: str, notes: str) -> tuple[int, int, int] | None:
    """Divide what is drawn on a page into the beginnings of these three, and give their lengths; None if that cannot be.

    As much as can be is text, then variants: where they end is sought backwards from where they differ from the page.
    """
    for length in range(common_length(drawn, text), -1, -1):
        foot = drawn[length:]
        for upper in range(common_length(foot, variants), -1, -1):
            if notes.startswith(foot[upper:]):
                return length, upper, len(foot) - upper
    return None

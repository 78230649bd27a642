"""Prove that a manuscript holds the whole edition, each note at its call."""

from collections.abc import Iterator
from itertools import islice

from book.errors import ProofError
from book.model import Edition
from book.text.plaintext import Chapter, NoteText, plain_chapters
from book.text.typography import visible_characters
from book.verify.proof.expected import CALL, describe_difference, with_marked_calls


def prove_manuscript(edition: Edition, plaintext: str, file: str) -> None:
    """Raise ProofError if a manuscript, read back as plain text, does not hold the edition."""
    expected = visible_characters(_expected_text(edition))
    shown = visible_characters(plaintext)
    if shown != expected:
        raise ProofError(describe_difference(shown, expected), file=file)


def _expected_text(edition: Edition) -> str:
    chapters = plain_chapters(with_marked_calls(edition))
    return "".join(text for chapter in chapters for text in _chapter_texts(chapter))


def _chapter_texts(chapter: Chapter) -> Iterator[str]:
    """Yield the text of a chapter with each note in the place of the mark that calls it."""
    notes = iter(chapter.notes)
    for part in chapter.flow:
        if isinstance(part, str):
            first, *others = part.split(CALL)
            yield first
            for note, following in zip(islice(notes, len(others)), others, strict=True):
                yield _with_note(note, following)


def _with_note(note: NoteText, following: str) -> str:
    """Return a note and the text that follows its call, without the mark of the call."""
    return note.text + following.removeprefix(note.mark.removeprefix(CALL))

"""Prove that a manuscript holds the whole edition, each note at its call."""

from itertools import islice

from book.errors import ProofError
from book.model import Edition
from book.text.plaintext import plain_chapters
from book.text.typography import visible_characters
from book.verify.proof.expected import CALL, describe_difference, with_marked_calls


def prove_manuscript(edition: Edition, words: str, file: str) -> None:
    """Check that a manuscript holds the whole edition, each note at its call."""
    text = ""
    for chapter in plain_chapters(with_marked_calls(edition)):
        notes = iter(chapter.notes)
        for part in (part for part in chapter.flow if isinstance(part, str)):
            words_between = part.split(CALL)
            text += words_between[0]
            for note, after in zip(
                islice(notes, len(words_between) - 1), words_between[1:], strict=True
            ):
                text += note.text + after.removeprefix(note.mark.removeprefix(CALL))
    if visible_characters(text) != visible_characters(words):
        raise ProofError(
            describe_difference(visible_characters(words), visible_characters(text)), file=file
        )

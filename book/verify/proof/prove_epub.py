"""Prove that the e-book holds the whole edition, document by document."""

from collections.abc import Mapping, Sequence

from book.errors import ProofError
from book.model import Edition
from book.text.plaintext import LEVELS, Chapter, plain_chapters
from book.text.typography import visible_characters
from book.verify.proof.expected import describe_difference, expected_text, note_characters


def prove_epub(edition: Edition, documents: Sequence[str], file: str) -> None:
    """Raise ProofError if a document does not hold its division and nothing else.

    `documents` are their texts in the order of the spine. Each has the text of its division, then
    its notes under their heading.
    """
    chapters = plain_chapters(edition)
    if len(documents) != len(chapters):
        message = f"{len(documents)} documents for {len(chapters)} divisions"
        raise ProofError(message, file=file)
    for chapter, document in zip(chapters, documents, strict=True):
        expected = _expected_characters(chapter, edition.labels)
        _prove_document(chapter.id, visible_characters(document), expected, file)


def _prove_document(division: str, shown: str, expected: str, file: str) -> None:
    if shown != expected:
        difference = describe_difference(shown, expected)
        raise ProofError(f"{division}: {difference}", file=file)


def _expected_characters(chapter: Chapter, labels: Mapping[str, str]) -> str:
    """Return the text of a division and its notes, in visible characters.

    The source's own notes come first, under a heading of their own.
    """
    text = expected_text([chapter]).text
    own = [note for note in chapter.notes if note.level == LEVELS["source"]]
    others = [note for note in chapter.notes if note.level != LEVELS["source"]]
    for heading, notes in (("source-notes", own), ("notes", others)):
        if notes:
            text += visible_characters(labels[heading]) + "".join(map(note_characters, notes))
    return text

"""Prove that the e-book holds the whole edition, document by document."""

from collections.abc import Sequence

from book.errors import ProofError
from book.model import Edition
from book.text.plaintext import plain_chapters
from book.text.typography import visible_characters
from book.verify.proof.expected import describe_difference, expected_text, note_characters


def prove_epub(edition: Edition, documents: Sequence[str], file: str) -> None:
    """Check that each document of the e-book holds its division: the text, then its notes under their heading."""
    parts = plain_chapters(edition)
    if len(documents) != len(parts):
        raise ProofError(f"{len(documents)} documents for {len(parts)} divisions", file=file)
    for chapter, document in zip(parts, documents, strict=True):
        flow = expected_text([chapter]).text
        notes = (
            visible_characters(edition.labels["notes"])
            + "".join(note_characters(n) for n in chapter.notes)
            if chapter.notes
            else ""
        )
        drawn = visible_characters(document)
        if drawn != flow + notes:
            raise ProofError(f"{chapter.id}: {describe_difference(drawn, flow + notes)}", file=file)

"""Prove that the version that faces the text is whole, and that each paragraph is aligned once."""

from collections.abc import Sequence

from book.errors import ProofError
from book.model import Collation, FacingVersion, Place, Row, Text
from book.verify.proof.prove_collation import REMEDY, intervals_of


def prove_alignment(texts: Sequence[Text], collation: Collation) -> None:
    """Raise ProofError if the version lacks a part of its witness, or has one twice.

    Each paragraph of the text and of the version must be in one passage, in order.
    """
    facing = collation.facing
    if facing is None:
        return
    text = next(text for text in texts if text.witness.siglum == facing.siglum)
    _prove_whole(text, facing)
    for rows, places in (
        (collation.rows, [place for passage in facing.passages for place in passage.text]),
        (facing.rows, [place for passage in facing.passages for place in passage.facing]),
    ):
        _prove_places(rows, places, text.witness.file)


def _prove_whole(text: Text, facing: FacingVersion) -> None:
    units = [unit for row in facing.rows for _, unit in row.units]
    wanted, found = intervals_of(text.units), intervals_of(units)
    if wanted != found:
        line = min(set(wanted) ^ set(found))[0]
        message = "the version that faces the text lacks a part of this line, or has it twice"
        raise ProofError(message, file=text.witness.file, line=line, remedy=REMEDY)


def _prove_places(rows: Sequence[Row], aligned: Sequence[Place], file: str) -> None:
    expected = [row.place for row in rows if row.place.paragraph and not row.place.note]
    for wanted, found in zip(expected, aligned, strict=False):
        if wanted != found:
            raise ProofError(f"{wanted} is not aligned in its order", file=file, remedy=REMEDY)
    if len(expected) != len(aligned):
        message = f"{len(aligned)} paragraphs are aligned, of {len(expected)}"
        raise ProofError(message, file=file, remedy=REMEDY)

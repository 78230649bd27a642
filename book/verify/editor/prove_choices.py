"""Prove that each reading that the editor chose is printed, and that the apparatus says so."""

from collections.abc import Sequence

from book.errors import ProofError
from book.model import Edition, Variant
from book.text.typography import fold
from book.verify.editor.passages import read_paragraphs
from book.verify.editor.statements import TomlTable
from book.verify.editor.words import REMEDY


def prove_choices(edition: Edition, tables: Sequence[TomlTable], file: str) -> None:
    """Raise ProofError, with its line, for a choice that is not printed at its place."""
    texts = {passage.place: passage.text for passage in read_paragraphs(edition)}
    for table in tables:
        place, reading = table.words("place"), table.words("reading")
        chosen = _chosen(edition, place, reading, table.words("reason"))
        if chosen is None:
            message = f"the choice of “{reading}” at {place} is not in the apparatus"
            raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
        printed = texts.get(place, "")[chosen.start : chosen.end]
        if place in texts and fold(printed) != fold(reading):
            message = f"the choice of “{reading}” at {place} is not printed: “{printed}” is"
            raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _chosen(edition: Edition, place: str, reading: str, reason: str) -> Variant | None:
    for variant in edition.variants:
        is_meant = str(variant.place) == place and fold(variant.lemma) == fold(reading)
        if is_meant and variant.chosen and variant.reason == reason:
            return variant
    return None

"""Apply the editor's choices: print another witness's reading and state so in the apparatus."""

from dataclasses import replace
from pathlib import PurePath

from book.collate.replacement import print_reading
from book.errors import EditionError
from book.model import DEFAULT_COMPARISON, Choice, Collation, Comparison, Row, Variant
from book.text.folding import folding_for
from book.text.typography import fold


def apply_choices(
    collation: Collation,
    choices: tuple[Choice, ...],
    file: str,
    comparison: Comparison = DEFAULT_COMPARISON,
) -> Collation:
    """Apply each [[choice]] of `file`, an edition.toml.

    Raise EditionError, with the line of the choice, if no witness has the reading at its place, or
    if several variants there have it.
    """
    rows = list(collation.rows)
    for choice in choices:
        number, variant = _find_variant(choice, rows, file)
        rows[number] = print_reading(rows[number], variant, choice, folding_for(comparison))
    return replace(collation, rows=tuple(rows))


def _find_variant(choice: Choice, rows: list[Row], file: str) -> tuple[int, Variant]:
    """Return the one variant that a choice refers to, after the number of its row."""
    numbered = ((number, v) for number, row in enumerate(rows) for v in row.variants)
    candidates = [(number, v) for number, v in numbered if _is_meant(choice, v)]
    if not candidates:
        raise _no_such_reading(choice, rows, file)
    if len(candidates) > 1:
        message = f"{len(candidates)} variants at {choice.place} have this reading"
        remedy = "Add the `lemma` of the one that you mean."
        raise EditionError(message, file=file, line=choice.line, remedy=remedy)
    return candidates[0]


def _is_meant(choice: Choice, variant: Variant) -> bool:
    if str(variant.place) != choice.place:
        return False
    if choice.lemma and fold(choice.lemma) != fold(variant.lemma):
        return False
    return any(reading.text == choice.reading and reading.has_words for reading in variant.readings)


def _no_such_reading(choice: Choice, rows: list[Row], file: str) -> EditionError:
    variants = (v for row in rows for v in row.variants if str(v.place) == choice.place)
    readings = [f"“{v.lemma}” / “{r.text}”" for v in variants for r in v.readings]
    message = f"no witness reads “{choice.reading}” at {choice.place}"
    remedy = f"Readings there: {'; '.join(readings)}." if readings else _no_variants(file)
    return EditionError(message, file=file, line=choice.line, remedy=remedy)


def _no_variants(file: str) -> str:
    command = f"inv collate --edition {PurePath(file).parent.name}"
    return f"There are no variants at this place. To list all: {command}"

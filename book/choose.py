"""Let the editor's choices override the base text: another witness's reading is printed, and the apparatus says so."""

from dataclasses import replace

from book.errors import EditionError
from book.model import Choice, Collation, Reading, Row, Variant
from book.typography import fold


def choose(collation: Collation, choices: tuple[Choice, ...], file: str) -> Collation:
    """Apply each [[choice]]. Raise EditionError for a place or a reading that no witness has."""
    rows = list(collation.rows)
    for choice in choices:
        found = [(i, v) for i, row in enumerate(rows) for v in row.variants if _is_meant(choice, v)]
        if len(found) != 1:
            raise _unclear(choice, rows, len(found), file)
        index, variant = found[0]
        rows[index] = _chosen(rows[index], variant, choice)
    return replace(collation, rows=tuple(rows))


def _is_meant(choice: Choice, variant: Variant) -> bool:
    at_place = str(variant.place) == choice.place and (not choice.lemma or fold(choice.lemma) == fold(variant.lemma))
    return at_place and any(reading.text == choice.reading for reading in variant.readings)


def _unclear(choice: Choice, rows: list[Row], count: int, file: str) -> EditionError:
    here = [f"“{v.lemma}” / “{r.text}”" for row in rows for v in row.variants if str(v.place) == choice.place for r in v.readings]
    if count:
        return EditionError(
            f"{count} variants at {choice.place} have this reading", file=file, line=choice.line, remedy="Name its lemma too."
        )
    message = f"no witness reads “{choice.reading}” at {choice.place}"
    return EditionError(message, file=file, line=choice.line, remedy=f"Readings there: {'; '.join(here) or 'none; inv collate lists all'}.")


def _chosen(row: Row, variant: Variant, choice: Choice) -> Row:
    """Print the reading in the lemma's stead, move what stands after it, and keep the base text's words as a reading."""
    chosen = next(r for r in variant.readings if r.text == choice.reading)
    base = Reading((row.units[0][0],), variant.lemma)
    rest = tuple(r for r in variant.readings if r is not chosen)
    shift = len(chosen.text) - len(variant.lemma)
    printed = replace(variant, lemma=chosen.text, end=variant.end + shift, readings=(base, *rest), reason=choice.reason)
    moved = tuple(
        printed if v is variant else replace(v, start=v.start + shift, end=v.end + shift) if v.start >= variant.end else v
        for v in row.variants
    )
    return replace(row, text=row.text[: variant.start] + chosen.text + row.text[variant.end :], variants=moved)

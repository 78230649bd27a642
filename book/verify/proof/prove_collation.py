"""Prove that the words of each witness can be read off the rows and variants of a collation."""

from collections.abc import Iterator, Sequence

from book.errors import ProofError
from book.model import Collation, Row, Text, Unit, Variant
from book.text.typography import tokenize
from book.verify.proof.witness_words import describe_difference, forms_of

REMEDY = "This is a bug in Variorum: please report it with the edition's folder."


def prove_collation(texts: tuple[Text, ...], collation: Collation) -> None:
    """Raise ProofError if the variants do not give each witness's words at their places.

    Where only marks differ, a variant has the word as the witness writes it.
    """
    files = {text.witness.siglum: text.witness.file for text in texts}
    rows = collation.all_rows
    for text in texts:
        _prove_placed(text, rows)
    for row in rows:
        for siglum, units in _units_by_witness(row).items():
            _prove_witness(row, siglum, units, files[siglum])


def _prove_placed(text: Text, rows: Sequence[Row]) -> None:
    """Raise ProofError, with its line, for a unit, or a part of one, that is in no row or in two.

    A unit may be cut in two, so that its characters are compared.
    """
    siglum = text.witness.siglum
    placed = [unit for row in rows for own, unit in row.units if own == siglum]
    wanted, found = intervals_of(text.units), intervals_of(placed)
    if wanted != found:
        lost = sorted(set(wanted) ^ set(found))
        message = f"collation lost or doubled a part of this line of witness {siglum}"
        raise ProofError(message, file=text.witness.file, line=lost[0][0], remedy=REMEDY)


def intervals_of(units: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """Return the characters of units as intervals of lines, those that touch joined."""
    spans = sorted((s.line, s.start, s.end) for unit in units for s in unit.spans)
    joined: list[tuple[int, int, int]] = []
    for line, start, end in spans:
        if joined and joined[-1][0] == line and joined[-1][2] == start:
            joined[-1] = (line, joined[-1][1], end)
        else:
            joined.append((line, start, end))
    return joined


def _units_by_witness(row: Row) -> dict[str, list[Unit]]:
    units: dict[str, list[Unit]] = {}
    for siglum, unit in row.units:
        units.setdefault(siglum, []).append(unit)
    return units


def _prove_witness(row: Row, siglum: str, units: list[Unit], file: str) -> None:
    forms = forms_of(units)
    words = tokenize(_reconstruct(row, siglum, file))
    if units[0].kind == "heading" and words and not words[0].strip("#"):
        words = words[1:]  # the sign of a heading's level
    if difference := describe_difference(words, forms):
        line = units[0].spans[0].line
        message = f"collation altered witness {siglum} at {row.place}: it should have {difference}"
        raise ProofError(message, file=file, line=line, remedy=REMEDY)


def _reconstruct(row: Row, siglum: str, file: str) -> str:
    """Return a witness's text in a row, from what is printed and the variants.

    The readings are put in from the end: of two variants at one point, the later one first.
    """
    text = row.text
    for variant, reading in sorted(_readings(row, siglum), key=_position)[::-1]:
        if row.text[variant.start : variant.end] != variant.lemma:
            printed = row.text[variant.start : variant.end]
            message = f"the lemma “{variant.lemma}” at {row.place} is not printed: “{printed}” is"
            raise ProofError(message, file=file, remedy=REMEDY)
        text = f"{text[: variant.start]} {reading} {text[variant.end :]}"
    return text


def _readings(row: Row, siglum: str) -> Iterator[tuple[Variant, str]]:
    for variant in row.variants:
        for reading in variant.readings:
            if siglum in reading.sigla and reading.has_words:
                yield variant, reading.text


def _position(own: tuple[Variant, str]) -> tuple[int, int]:
    return own[0].start, own[0].end

"""Reconstruct each witness from a collation, and compare it with what was collated."""

from collections.abc import Iterable

from book.collate.lexicon import source_words
from book.model import Collation, Row, Text, Variant
from book.text.typography import tokenize


def reconstruct(row: Row, siglum: str) -> list[str]:
    """Return a witness's words in a row, from what is printed and the variants."""
    text = row.text
    # From the end; of two variants at one point, the later one first.
    for variant, reading in reversed(_own_readings(row, siglum)):
        assert row.text[variant.start : variant.end] == variant.lemma
        text = f"{text[: variant.start]} {reading} {text[variant.end :]}"
    return tokenize(text)


def _own_readings(row: Row, siglum: str) -> list[tuple[Variant, str]]:
    readings = [(v, r) for v in row.variants for r in v.readings if siglum in r.sigla]
    in_words = [(variant, r.text) for variant, r in readings if r.has_words]
    return sorted(in_words, key=lambda own: (own[0].start, own[0].end))


def assert_reconstructible(collation: Collation, texts: Iterable[Text]) -> None:
    """Assert that rows and variants have each witness's words, in the witness's own order."""
    for text in texts:
        siglum = text.witness.siglum
        rows = _rows_in_witness_order(collation, siglum)
        words = [word for row in rows for word in reconstruct(row, siglum)]
        printed = [word for unit in text.units for word in tokenize(unit.text)]
        written = [word for unit in text.units for word in source_words(unit)]
        assert len(words) == len(printed)
        # Where only marks differ, a variant has the word as the witness writes it.
        assert all(word in own for word, *own in zip(words, printed, written, strict=True))


def _rows_in_witness_order(collation: Collation, siglum: str) -> list[Row]:
    starts = {
        row: next(unit.spans[0] for witness, unit in row.units if witness == siglum)
        for row in collation.rows
        if any(witness == siglum for witness, _ in row.units)
    }
    return sorted(starts, key=lambda row: (starts[row].line, starts[row].start))


def rows_in_stated_order(collation: Collation, siglum: str) -> list[Row]:
    """Return a witness's rows in the order of the print, but for the moves that are stated."""
    rows = {str(row.place): row for row in collation.rows if siglum in dict(row.units)}
    moves = {place: move for place, row in rows.items() if (move := _stated_move(row, siglum))}
    order = [place for place in rows if place not in moves]
    while moves:
        place, after = next((p, a) for p, (a,) in moves.items() if a in (None, *order))
        order.insert(order.index(after) + 1 if after else 0, place)
        del moves[place]
    return [rows[place] for place in order]


def _stated_move(row: Row, siglum: str) -> tuple[str | None] | None:
    """Return the place after which a witness has a row, if a variant says that it is moved."""
    readings = (r for v in row.variants for r in v.readings if r.form == "moved")
    return next(((str(r.after) if r.after else None,) for r in readings if siglum in r.sigla), None)

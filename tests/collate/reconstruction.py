"""Reconstruct each witness from a collation and compare it with what was collated."""

from collections.abc import Iterable

from book.collate.lexicon import source_words
from book.model import Collation, Row, Text
from book.text.typography import tokenize


def reconstruct(row: Row, siglum: str) -> list[str]:
    """Read a witness's words in a row off what is printed and the variants."""
    said = [
        (v, r.text) for v in row.variants for r in v.readings if siglum in r.sigla and r.has_words
    ]
    made = row.text
    for variant, reading in sorted(said, key=lambda x: (x[0].start, x[0].end))[
        ::-1
    ]:  # of two at one point, the later one first
        assert row.text[variant.start : variant.end] == variant.lemma
        made = f"{made[: variant.start]} {reading} {made[variant.end :]}"
    return tokenize(made)


def assert_reconstructible(found: Collation, texts: Iterable[Text]) -> None:
    """Hold each witness, word for word and in its own order, against what the rows and variants say of it."""
    for text in texts:
        siglum = text.witness.siglum
        rows = [row for row in found.rows if any(s == siglum for s, _ in row.units)]
        rows.sort(
            key=lambda row: next(
                (u.spans[0].line, u.spans[0].start) for s, u in row.units if s == siglum
            )
        )
        read = [word for row in rows for word in reconstruct(row, siglum)]
        printed = [word for unit in text.units for word in tokenize(unit.text)]
        written = [word for unit in text.units for word in source_words(unit)]
        assert len(read) == len(printed)
        assert all(
            word in both
            for word, both in zip(read, zip(printed, written, strict=True), strict=True)
        )

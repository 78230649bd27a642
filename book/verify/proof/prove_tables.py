"""Prove the tables of variants and parallels: every row once, in order, with its own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from book.errors import ProofError
from book.model import FORMAL, Collation, Edition, Reading, Row, Variant
from book.text.typography import tokenize
from book.verify.proof.compare_lines import difference
from book.verify.proof.witness_words import describe_difference, forms_of
from book.verify.readback.tables import Row as TableRow
from book.verify.readback.tables import read_table

VARIANTS = ("place", "lemma", "reading", "sigla", "kind")
PARALLELS = (
    *("place", "source", "words", "length", "source_length", "share"),
    *("passage", "source_passage"),
)
# The label that says how a reading differs, if its words do not.
LABELS: dict[str, str] = {
    "divided": "divides",
    "joined": "joins",
    **{f: f"form-{f}" for f in FORMAL},
}
FAR = 40  # rows at most that an error looks through for the one that is lost


def prove_variants(
    collation: Collation, labels: Mapping[str, str], content: bytes, file: str
) -> int:
    """Return the number of readings of a table of variants.

    Raise ProofError unless it has each reading of the collation once, in order, and each witness
    can be made again of the printed text and of its readings.
    """
    rows = _read(content, VARIANTS, file)
    variants = [(row, variant) for row in collation.rows for variant in row.variants]
    expected = [
        _variant_row(variant, reading, labels)
        for _, variant in variants
        for reading in variant.readings
    ]
    _compare(VARIANTS, expected, rows, file)
    for row in collation.rows:
        _prove_witnesses(row, file)
    return len(rows)


def prove_parallels(edition: Edition, collation: Collation, content: bytes, file: str) -> int:
    """Return the number of parallels in their table.

    Raise ProofError unless it has each parallel of the edition once, in order, with its passages.
    """
    rows = _read(content, PARALLELS, file)
    own = (row for _, rows in collation.commentaries for row in rows)
    texts = {row.place: row.text for row in (*collation.rows, *own)}
    expected = [
        (
            str(parallel.place),
            str(parallel.source),
            str(parallel.words),
            str(parallel.length),
            str(parallel.source_length),
            f"{parallel.words / max(parallel.length, parallel.source_length):.2f}",
            texts[parallel.place][parallel.start : parallel.end],
            texts[parallel.source][parallel.source_start : parallel.source_end],
        )
        for parallel in edition.parallels
    ]
    _compare(PARALLELS, expected, rows, file)
    return len(rows)


def _read(content: bytes, columns: tuple[str, ...], file: str) -> list[TableRow]:
    try:
        head, *rows = read_table(content) or ((),)
    except ValueError as error:
        raise ProofError(f"this is no table: {error}", file=file) from error
    if head != columns:
        message = f"the columns are {', '.join(columns)}, and not {', '.join(head)}"
        raise ProofError(message, file=file, line=1)
    return rows


def _variant_row(variant: Variant, reading: Reading, labels: Mapping[str, str]) -> TableRow:
    words = _words(reading, labels)
    return str(variant.place), variant.lemma, words, " ".join(reading.sigla), variant.kind


def _words(reading: Reading, labels: Mapping[str, str]) -> str:
    if reading.has_words:
        return reading.text
    if reading.form == "moved":
        after = reading.after
        label = labels["transposed-after" if after else "transposed-first"]
        return f"[{label.format(place=after)}]"
    return f"[{labels[LABELS[reading.form]]}]"


# ── Comparing ────────────────────────────────────────────────────────────────────────────────────


def _compare(
    columns: tuple[str, ...], expected: Sequence[TableRow], found: Sequence[TableRow], file: str
) -> None:
    """Raise ProofError for the first row that is missing, too much, or altered."""
    if list(expected) == list(found):
        return
    number = next(
        (n for n, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other),
        min(len(expected), len(found)),
    )
    message = _describe(columns, expected[number : number + FAR], found[number : number + FAR])
    raise ProofError(message, file=file, line=number + 2)


def _describe(
    columns: tuple[str, ...], expected: Sequence[TableRow], found: Sequence[TableRow]
) -> str:
    """Describe the first difference of two tables that differ in their first rows."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    tag, start, end, found_start, found_end = next(
        code for code in matcher.get_opcodes() if code[0] != "equal"
    )
    if tag == "delete" or end - start > found_end - found_start:
        return f"the row {_shown(expected[start])} is missing"
    if tag == "insert" or end - start < found_end - found_start:
        return f"the row {_shown(found[found_start])} is too much"
    wanted, row = expected[start], found[found_start]
    cells = zip(columns, wanted, row, strict=False)
    faults = (f"{name}: {difference(one, other)}" for name, one, other in cells if one != other)
    return f"the row {_shown(wanted)}: {next(faults, 'it has other columns')}"


def _shown(row: Iterable[str]) -> str:
    return " | ".join(row)


# ── Witnesses ────────────────────────────────────────────────────────────────────────────────────


def _prove_witnesses(row: Row, file: str) -> None:
    """Raise ProofError unless the variants of a row make its words those of each witness."""
    for siglum in dict.fromkeys(siglum for siglum, _ in row.units):
        units = [unit for owner, unit in row.units if owner == siglum]
        if len(units) == 1 and units[0].text == row.text and not row.variants:
            continue
        words = tokenize(_rebuilt(row, siglum))
        if fault := describe_difference(words, forms_of(units)):
            message = f"{row.place}: by its variants, {siglum} should continue with {fault}"
            raise ProofError(message, file=file)


def _rebuilt(row: Row, siglum: str) -> str:
    """Return the text of a row with the readings of a witness in it."""
    text, position = "", 0
    for variant, reading in _own_readings(row, siglum):
        for part in (row.text[position : variant.start], reading.text):
            text += f" {part}" if _needs_space(text, part) else part
        position = variant.end
    rest = row.text[position:]
    return f"{text} {rest}" if _needs_space(text, rest) else text + rest


def _own_readings(row: Row, siglum: str) -> Iterator[tuple[Variant, Reading]]:
    for variant in sorted(row.variants, key=lambda each: (each.start, each.end)):
        for reading in variant.readings:
            if siglum in reading.sigla and reading.has_words:
                yield variant, reading


def _needs_space(before: str, after: str) -> bool:
    """Return whether two texts are not the same words without a space between them."""
    edge = before[-1:] + after[:1]
    return len(edge) == 2 and not edge.isspace() and tokenize(edge) == [edge]

"""Compile the ledger: what became of each character of each witness. Gaps are refused."""

from collections import defaultdict
from collections.abc import Iterator

from book.errors import ProofError
from book.model import (
    FORMAL,
    Account,
    Collation,
    Entry,
    Fate,
    Ledger,
    Row,
    Span,
    Text,
    Witness,
    line_texts,
)
from book.text.typography import fold

ALONE = "no counterpart in the text"  # of a paragraph on the pages that face the text


def compile_ledger(texts: tuple[Text, ...], collation: Collation) -> Ledger:
    """Return the ledger: what cleaning removed or read as metadata, and the places of the units.

    Raise ProofError if it does not account for each character exactly once.
    """
    placed = _placed_entries(collation)
    ledger = Ledger(tuple(_account(text, placed[text.witness.siglum]) for text in texts))
    check_ledger(ledger)
    return ledger


def _placed_entries(collation: Collation) -> defaultdict[str, list[Entry]]:
    """Return the entries for the units, and parts of units, of each witness by siglum."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    passages = collation.facing.passages if collation.facing else ()
    alone = {place for each in passages if not each.text for place in each.facing}
    for row in collation.all_rows:
        place = str(row.place)
        for siglum, unit in row.units:
            fate, rule = _fate(row, siglum)
            rule = ALONE if row.place in alone else rule
            entries[siglum] += (Entry(span, fate, place, rule) for span in unit.spans)
    return entries


def _fate(row: Row, siglum: str) -> tuple[Fate, str]:
    """Return whether a witness reads what is printed, and a summary of its differences.

    Only the first witness of a row is printed, and even it may differ, by an editor's choice. A
    spelling that makes no difference in words makes one in letters: it is not the same.
    """
    readings = [(v, r) for v in row.variants for r in v.readings if siglum in r.sigla]
    substantive = sum(v.kind == "substantive" and r.has_words for v, r in readings)
    accidental = sum(v.kind == "accidental" for v, _ in readings)
    is_respelled = any(r.has_words and fold(r.text) != fold(v.lemma) for v, r in readings)
    formal = sum(r.form in FORMAL for _, r in readings)
    is_moved = any(reading.form == "moved" for _, reading in readings)
    summary = _summary(substantive, accidental, formal, is_moved)
    if substantive or is_respelled or _differs_in_label(row, siglum):
        return "variant", summary
    return "printed" if siglum == row.units[0][0] else "same", summary


def _differs_in_label(row: Row, siglum: str) -> bool:
    """Return whether a witness has the number of a list's item as words, and the print does not."""
    if not any(unit.form.container("item") for _, unit in row.units):
        return False
    own = "".join(unit.text for witness, unit in row.units if witness == siglum)
    return fold(own) != fold(row.text)


def _summary(substantive: int, accidental: int, formal: int, is_moved: bool) -> str:
    """Return the words for a witness's differences, as the published ledger has them."""
    counts = [f"{substantive} substantive"] if substantive else []
    counts += [f"{accidental} accidental"] if substantive or accidental else []
    counts += [f"{formal} formal"] if formal else []
    return ", ".join([*counts, *(["elsewhere in the witness"] if is_moved else [])])


def _account(text: Text, placed: list[Entry]) -> Account:
    """Return the account of a witness. Raise ProofError if a unit has no place."""
    _check_placed(text, {entry.span.line for entry in placed})
    entries = [*_unprinted_entries(text), *placed]
    return Account(text.witness, tuple(sorted(entries, key=lambda e: (e.span.line, e.span.start))))


def _unprinted_entries(text: Text) -> Iterator[Entry]:
    yield from (Entry(datum.span, "metadata", datum.field, datum.rule) for datum in text.metadata)
    for removal in text.removals:
        fate: Fate = "not carried" if removal.is_text else "removed"
        yield Entry(removal.span, fate, "", removal.rule)


def _check_placed(text: Text, placed_lines: set[int]) -> None:
    spans = (span for unit in text.units for span in unit.spans)
    lost = next((span.line for span in spans if span.line not in placed_lines), None)
    if lost is not None:
        message = "collation lost this line"
        remedy = "This is a bug in Variorum: please report it with this file."
        raise ProofError(message, file=text.witness.file, line=lost, remedy=remedy)


def check_ledger(ledger: Ledger) -> None:
    """Check that the entries of each line add up to its characters, without gap or overlap.

    Raise ProofError, with file and line, if they do not.
    """
    for account in ledger.accounts:
        spans_of_line = _spans_by_line(account)
        for number, text in line_texts(account.witness.lines).items():
            _check_line(account.witness, number, text, spans_of_line.pop(number, []))
        if spans_of_line:
            message = "the ledger has a line that the witness lacks"
            raise ProofError(message, file=account.witness.file, line=min(spans_of_line))


def _spans_by_line(account: Account) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for entry in account.entries:
        spans.setdefault(entry.span.line, []).append(entry.span)
    return spans


def _check_line(witness: Witness, number: int, text: str, spans: list[Span]) -> None:
    offset = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start != offset:
            first, last = sorted((offset, span.start))
            message = f"characters {first} to {last} are not accounted for exactly once"
            raise ProofError(message, file=witness.file, line=number)
        offset = span.end
    if offset != len(text):
        message = f"characters {offset} to {len(text)} are not accounted for"
        raise ProofError(message, file=witness.file, line=number)

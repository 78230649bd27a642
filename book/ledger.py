"""Keep the ledger: what became of every character of every witness. It adds up, or there is no book."""

from dataclasses import replace

from book.errors import ProofError
from book.model import Account, Collation, Entry, Fate, Ledger, Row, Span, Text, Unit, Witness


def make_ledger(texts: tuple[Text, ...], collation: Collation) -> Ledger:
    """Enter the removals and metadata of cleaning, and where collation placed each unit. Raise ProofError if it does not add up."""
    fates = _fates(collation)
    ledger = Ledger(tuple(_account(text, fates) for text in texts))
    add_up(ledger)
    return ledger


def _fates(collation: Collation) -> dict[tuple[str, Unit], Entry]:
    """Give the fate of each unit: the first of a row is printed, others agree with it or differ from it."""
    found: dict[tuple[str, Unit], Entry] = {}
    for row in (*collation.rows, *(row for _, rows in collation.commentaries for row in rows)):
        for number, (siglum, unit) in enumerate(row.units):
            fate, rule = _agreement(row, siglum)
            printed = number == 0 and fate == "same"
            found[siglum, unit] = Entry(unit.spans[0], "printed" if printed else fate, str(row.place), rule)
    return found


def _agreement(row: Row, siglum: str) -> tuple[Fate, str]:
    """Say how a witness's words agree with what is printed; by an editor's choice, even the base text's may not."""
    differing = [v for v in row.variants if any(siglum in reading.sigla for reading in v.readings)]
    substantive = sum(v.kind == "substantive" for v in differing)
    accidental = len(differing) - substantive
    if substantive:
        return "variant", f"{substantive} substantive, {accidental} accidental"
    return "same", f"{accidental} accidental" if accidental else ""


def _account(text: Text, fates: dict[tuple[str, Unit], Entry]) -> Account:
    entries = [Entry(m.span, "metadata", m.field, m.rule) for m in text.metadata]
    entries += [Entry(r.span, "removed", "", r.rule) for r in text.removals]
    for unit in text.units:
        entry = fates.get((text.witness.siglum, unit))
        if entry is None:
            line = unit.spans[0].line
            raise ProofError(
                "this line has no place in the book", file=text.witness.file, line=line, remedy="This is a defect of the collation."
            )
        entries += [replace(entry, span=span) for span in unit.spans]
    return Account(text.witness, tuple(sorted(entries, key=lambda e: (e.span.line, e.span.start))))


def add_up(ledger: Ledger) -> None:
    """Check that the entries of each non-blank line share out its characters: none left, none twice."""
    for account in ledger.accounts:
        by_line: dict[int, list[Span]] = {}
        for entry in account.entries:
            by_line.setdefault(entry.span.line, []).append(entry.span)
        for line in account.witness.lines:
            _check_line(account.witness, line.number, len(line.text), by_line.pop(line.number, []))
        if by_line:
            raise ProofError("the ledger has a line that the witness lacks", file=account.witness.file, line=min(by_line))


def _check_line(witness: Witness, number: int, length: int, spans: list[Span]) -> None:
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start != at:
            raise ProofError(
                f"characters {min(at, span.start)} to {max(at, span.start)} are not accounted for once", file=witness.file, line=number
            )
        at = span.end
    if at != length:
        raise ProofError(f"characters {at} to {length} are not accounted for", file=witness.file, line=number)

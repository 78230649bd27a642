"""Keep the ledger: what became of every character of every witness. It adds up, or there is no book."""

from dataclasses import replace

from book.errors import ProofError
from book.model import Account, Collation, Entry, Fate, Ledger, Row, Span, Text, Witness


def compile_ledger(texts: tuple[Text, ...], collation: Collation) -> Ledger:
    """Enter the removals and metadata of cleaning, and where collation placed each unit. Raise ProofError if it does not add up."""
    placed = _entries(collation)
    ledger = Ledger(tuple(_account(text, placed.get(text.witness.siglum, [])) for text in texts))
    check_ledger(ledger)
    return ledger


def _entries(collation: Collation) -> dict[str, list[Entry]]:
    """Enter for each witness where its units, or their parts, stand: the first of a row is printed, others agree with it or differ."""
    found: dict[str, list[Entry]] = {}
    for row in (*collation.rows, *(row for _, rows in collation.commentaries for row in rows)):
        for siglum, unit in row.units:
            fate, rule = _agreement(row, siglum)
            printed = siglum == row.units[0][0] and fate == "same"
            entry = Entry(unit.spans[0], "printed" if printed else fate, str(row.place), rule)
            found.setdefault(siglum, []).extend(replace(entry, span=span) for span in unit.spans)
    return found


def _agreement(row: Row, siglum: str) -> tuple[Fate, str]:
    """Say how a witness's words agree with what is printed; by an editor's choice, even the base text's may not."""
    differing = [(v.kind, r) for v in row.variants for r in v.readings if siglum in r.sigla]
    substantive = sum(kind == "substantive" and r.has_words for kind, r in differing)
    accidental = sum(kind == "accidental" for kind, _ in differing)
    moved = ["elsewhere in the witness"] if any(r.form == "moved" for _, r in differing) else []
    if substantive:
        return "variant", ", ".join([f"{substantive} substantive, {accidental} accidental", *moved])
    return "same", ", ".join([*([f"{accidental} accidental"] if accidental else []), *moved])


def _account(text: Text, placed: list[Entry]) -> Account:
    entries = [Entry(m.span, "metadata", m.field, m.rule) for m in text.metadata]
    entries += [Entry(r.span, "removed", "", r.rule) for r in text.removals]
    entries += placed
    known = {entry.span.line for entry in placed}
    lost = [span.line for unit in text.units for span in unit.spans if span.line not in known]
    if lost:
        raise ProofError(
            "this line has no place in the book",
            file=text.witness.file,
            line=lost[0],
            remedy="This is a defect of the collation.",
        )
    return Account(text.witness, tuple(sorted(entries, key=lambda e: (e.span.line, e.span.start))))


def check_ledger(ledger: Ledger) -> None:
    """Check that the entries of each non-blank line share out its characters: none left, none twice."""
    for account in ledger.accounts:
        by_line: dict[int, list[Span]] = {}
        for entry in account.entries:
            by_line.setdefault(entry.span.line, []).append(entry.span)
        for line in account.witness.lines:
            _check_line(account.witness, line.number, len(line.text), by_line.pop(line.number, []))
        if by_line:
            raise ProofError(
                "the ledger has a line that the witness lacks",
                file=account.witness.file,
                line=min(by_line),
            )


def _check_line(witness: Witness, number: int, length: int, spans: list[Span]) -> None:
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start != at:
            raise ProofError(
                f"characters {min(at, span.start)} to {max(at, span.start)} are not accounted for once",
                file=witness.file,
                line=number,
            )
        at = span.end
    if at != length:
        raise ProofError(
            f"characters {at} to {length} are not accounted for", file=witness.file, line=number
        )

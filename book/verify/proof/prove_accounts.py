"""Prove that the ledger gives each character of each witness the fate that it had, once."""

from collections.abc import Iterable, Iterator

from book.errors import ProofError
from book.model import Account, Entry, Ledger, Text, line_texts

UNPRINTED = ("removed", "metadata", "not carried")
SHOWN = 40  # characters of a line that an error quotes
REMEDY = "This is a bug in Variorum: please report it with the edition's folder."


def prove_accounts(texts: Iterable[Text], ledger: Ledger) -> None:
    """Raise ProofError, with file and line, if an account and what cleaning did disagree."""
    accounts = {account.witness.siglum: account for account in ledger.accounts}
    for text in texts:
        account = accounts.get(text.witness.siglum)
        if account is None:
            message = "the ledger has no account of this file"
            raise ProofError(message, file=text.witness.file, remedy=REMEDY)
        _prove_coverage(account)
        _prove_unprinted(text, account)


def _prove_coverage(account: Account) -> None:
    """Raise ProofError unless the entries of each line are its characters, each once."""
    entries: dict[int, list[Entry]] = {}
    for entry in account.entries:
        entries.setdefault(entry.span.line, []).append(entry)
    for number, line in line_texts(account.witness.lines).items():
        end = 0
        for entry in sorted(entries.pop(number, []), key=lambda entry: entry.span.start):
            if entry.span.start != end:
                raise _uncovered(account, number, sorted((end, entry.span.start)))
            end = entry.span.end
        if end != len(line):
            raise _uncovered(account, number, sorted((end, len(line))))
    if entries:
        message = "the ledger has a line that the file lacks"
        raise ProofError(message, file=account.witness.file, line=min(entries), remedy=REMEDY)


def _uncovered(account: Account, line: int, columns: Iterable[int]) -> ProofError:
    first, last = columns
    message = f"the ledger does not have the characters {first} to {last} of this line once"
    return ProofError(message, file=account.witness.file, line=line, remedy=REMEDY)


def _prove_unprinted(text: Text, account: Account) -> None:
    """Raise ProofError unless just what cleaning removed, or read as metadata, is unprinted."""
    done = set(_cleaned(text))
    said = {entry for entry in account.entries if entry.fate in UNPRINTED}
    lines = line_texts(text.witness.lines)
    for entry in sorted(said ^ done, key=lambda entry: (entry.span.line, entry.span.start)):
        words = lines.get(entry.span.line, "")[entry.span.start : entry.span.end]
        verb = "does not say" if entry in done else "says"
        message = f"the ledger {verb} that “{words[:SHOWN]}” is {entry.fate}"
        raise ProofError(message, file=text.witness.file, line=entry.span.line, remedy=REMEDY)


def _cleaned(text: Text) -> Iterator[Entry]:
    for removal in text.removals:
        yield Entry(removal.span, "not carried" if removal.is_text else "removed", "", removal.rule)
    for datum in text.metadata:
        yield Entry(datum.span, "metadata", datum.field, datum.rule)

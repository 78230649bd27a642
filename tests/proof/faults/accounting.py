"""Faults in the ledger."""

from collections.abc import Callable
from dataclasses import replace

from book.model import Account, Entry, Ledger
from tests.proof.fault import Place, StageFault

COMPILING = "book.pipeline.edition.compile_ledger"
WITNESSES = ("A", "C")


def _with_entries(
    alter: Callable[[list[Entry]], list[Entry]],
) -> Callable[[Ledger, Place], Ledger]:
    """Return a function that alters the entries of one of the witnesses."""

    def change(ledger: Ledger, place: Place) -> Ledger:
        return replace(
            ledger,
            accounts=tuple(
                _altered(account, WITNESSES[place], alter) for account in ledger.accounts
            ),
        )

    return change


def _altered(account: Account, siglum: str, alter: Callable[[list[Entry]], list[Entry]]) -> Account:
    if account.witness.siglum != siglum:
        return account
    return replace(account, entries=tuple(alter(list(account.entries))))


def _with_false_fate(entries: list[Entry]) -> list[Entry]:
    """Return entries of which one that is printed is said to be removed."""
    number = next(n for n, entry in reversed(list(enumerate(entries))) if entry.fate == "printed")
    entries[number] = replace(entries[number], fate="removed", place="", rule="pager")
    return entries


def _with_false_place(entries: list[Entry]) -> list[Entry]:
    printed = [n for n, entry in enumerate(entries) if entry.fate == "printed"]
    first, second = printed[-2:]
    entries[second] = replace(entries[second], place=entries[first].place)
    return entries


def _printed_instead(entries: list[Entry]) -> list[Entry]:
    """Return entries of which one that is metadata or removed is said to be printed."""
    number = next(n for n, e in enumerate(entries) if e.fate in ("metadata", "removed"))
    place = next(entry.place for entry in entries if entry.fate == "printed")
    entries[number] = replace(entries[number], fate="printed", place=place)
    return entries


FAULTS = (
    StageFault(
        "an entry dropped",
        COMPILING,
        _with_entries(lambda entries: entries[:-1]),
        ("townsend.md:\\d+: the ledger does not have", "reflexion.txt:4: the ledger does not have"),
    ),
    StageFault(
        "an entry doubled",
        COMPILING,
        _with_entries(lambda entries: [*entries, entries[-1]]),
        ("townsend.md:\\d+: the ledger does not have", "reflexion.txt:4: the ledger does not have"),
    ),
    StageFault(
        "printed words that are said to be removed",
        COMPILING,
        _with_entries(_with_false_fate),
        (
            "townsend.md:\\d+.*says that “.*is removed",
            "reflexion.txt:4.*says that “He that.*removed",
        ),
    ),
    StageFault(
        "a false place",
        COMPILING,
        _with_entries(_with_false_place),
        (
            "townsend.md:\\d+: the ledger says.*IV ¶2",
            "Foreword 1 ¶2 that the ledger does not know",
        ),
    ),
    StageFault(
        "other words that are said to be printed",
        COMPILING,
        _with_entries(_printed_instead),
        ("townsend.md:1: the ledger does not say", "reflexion.txt:1: the ledger does not say"),
    ),
)

"""Find which witness has which part of the work: the pattern on the cover and the download page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from book.model import Division, Edition, Fate, Ledger, Witness
from book.text.inlines import text_of
from book.text.traversal import body_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """The parts of the work in order, and a row for each copy: which of the parts it has.

    A part that no copy has is a lacuna.
    """

    parts: tuple[Division, ...]
    rows: tuple[tuple[Witness, tuple[bool, ...]], ...]

    def is_lacuna(self, part: int) -> bool:
        return not any(has_part[part] for _, has_part in self.rows)


def coverage_of(edition: Edition) -> Coverage:
    """Return which copies of the work have which of its parts."""
    parts = body_of(edition)
    sigla = [_sigla(part) for part in parts]
    copies = (witness for witness in edition.witnesses if witness.role == "text")
    rows = tuple((copy, tuple(copy.siglum in present for present in sigla)) for copy in copies)
    return Coverage(parts, rows)


def describe_bands(edition: Edition) -> str:
    """Return what stands for the bands on the cover where they cannot be seen, "" if none are."""
    coverage, labels = coverage_of(edition), edition.labels
    if not coverage.rows or not coverage.parts:
        return ""
    missing = [part for n, part in enumerate(coverage.parts) if coverage.is_lacuna(n)]
    rows = [
        labels["band"].format(siglum=witness.siglum, parts=_names(coverage.parts, present, labels))
        for witness, present in coverage.rows
    ]
    none = [labels["no-band"].format(parts=_names(missing, (True,) * len(missing), labels))]
    return labels["bands"].format(rows="; ".join((*rows, *(none if missing else ()))))


def _names(parts: Sequence[Division], present: Sequence[bool], labels: Mapping[str, str]) -> str:
    """Return the names of the parts that are present: their labels, or else their titles."""
    pairs = zip(parts, present, strict=True)
    names = (part.label or text_of(part.title) for part, is_there in pairs if is_there)
    return labels["list-separator"].join(names)


def _sigla(division: Division) -> set[str]:
    """Return the witnesses that any paragraph of a division names."""
    own = {siglum for block in division.blocks for siglum in getattr(block, "sigla", ())}
    return own.union(*map(_sigla, division.divisions))


def fates_of(ledger: Ledger) -> tuple[Fate, ...]:
    """Return the fates that a table of the ledger shows: all, but the last only if it occurs."""
    *usual, last = get_args(Fate)
    occurs = any(entry.fate == last for account in ledger.accounts for entry in account.entries)
    return (*usual, last) if occurs else tuple(usual)

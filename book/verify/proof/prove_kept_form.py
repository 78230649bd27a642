"""Prove that the edition has, at each place, the form of the witness that is printed there."""

from collections import Counter
from collections.abc import Iterable, Iterator

from book.errors import ProofError
from book.model import (
    Account,
    Division,
    Edition,
    Inlines,
    Ledger,
    Paragraph,
    Ranges,
    cut_line,
    line_parts,
)
from book.model import Subheading as Heading
from book.text.source_notes import note_paragraphs
from book.text.typography import xml_id
from book.verify.intake.lines import marked_words
from book.verify.intake.words import Words, compare, count
from book.verify.proof.edition_form import gather_inlines

Formed = dict[str, Words]
SHOWN = 6  # words that an error names
# Links and languages may be the edition's own where cleaning recognizes them.
KINDS = (
    *("emphasis", "strong", "small-capitals", "superscript", "subscript", "underline"),
    *("deletion", "insertion", "code", "foreign", "ruby", "formula", "quotation"),
)


def prove_kept_form(edition: Edition, ledger: Ledger) -> None:
    """Raise ProofError if words of a witness that are printed have lost form that they have there.

    The number of a heading stands apart from its title, without form.
    """
    formed = dict(_formed_places(edition))
    labels = _labels(edition.divisions)
    for account in ledger.accounts:
        for place, line, expected in _printed_form(account):
            have = formed.get(place) or formed.get(xml_id(f"p {place}"), {})
            for kind, wanted in expected.items():
                allowed = have.get(kind, Counter()) + labels.get(place, Counter())
                if missing := compare(wanted, allowed).missing:
                    named = ", ".join(sorted(missing)[:SHOWN])
                    message = f"the edition lost {kind} at {place}: {named}"
                    raise ProofError(message, file=account.witness.file, line=line)


def _printed_form(account: Account) -> Iterator[tuple[str, int, Formed]]:
    """Yield the place and the line of each entry that is printed, with the words of each kind."""
    parts = line_parts(account.witness.lines)
    for entry in account.entries:
        line = cut_line(parts[entry.span.line], entry.span)
        if entry.fate == "printed" and line.ranges:
            formed = {
                kind: count(_texts(line.text, line.ranges, kind))
                for kind in sorted({each.kind for each in line.ranges} & {*KINDS})
            }
            yield entry.place, line.number, {kind: words for kind, words in formed.items() if words}


def _texts(text: str, ranges: Ranges, kind: str) -> list[str]:
    """Return the words of a kind: those of a text, or the annotations of a ruby."""
    if kind == "ruby":
        return [each.value for each in ranges if each.kind == kind]
    return [marked_words(text, ranges, kind)]


def _formed_places(edition: Edition) -> Iterator[tuple[str, Formed]]:
    yield from _formed_divisions(edition.divisions)
    for note in edition.notes:
        if note.kind == "source":
            for place, inlines in note_paragraphs(note):
                yield str(place), _formed(inlines)


def _formed_divisions(divisions: Iterable[Division]) -> Iterator[tuple[str, Formed]]:
    for division in divisions:
        if division.place:
            yield str(division.place), _formed(division.title)
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place:
                yield str(block.place), _formed(block.inlines)
            if isinstance(block, Heading) and block.id:
                yield block.id, _formed(block.inlines)
        yield from _formed_divisions(division.divisions)


def _formed(inlines: Inlines) -> Formed:
    return {kind: Counter(words) for kind, words in gather_inlines(inlines).formed.items()}


def _labels(divisions: Iterable[Division]) -> dict[str, Words]:
    """Return the words of the number of each heading, by its place."""
    labels: dict[str, Words] = {}
    for division in divisions:
        if division.place:
            labels[str(division.place)] = count([division.label])
        labels |= _labels(division.divisions)
    return labels

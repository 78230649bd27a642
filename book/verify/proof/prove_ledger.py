"""Prove that the edition has the words that the ledger says are printed."""

from collections import Counter
from collections.abc import Iterable

from book.errors import ProofError
from book.model import Division, Edition, Ledger, Paragraph, Subheading
from book.text.inlines import text_of
from book.text.plaintext import plain_heading
from book.text.typography import fold
from book.text.typography import xml_id as name_of


def prove_ledger(edition: Edition, ledger: Ledger) -> None:
    """Check the ledger's word: what it says is printed at a place, or the same as it, is what the edition has there."""
    stated = tuple(_places(edition.divisions))
    places = dict(stated)
    twice = [place for place, count in Counter(place for place, _ in stated).items() if count > 1]
    if twice:
        raise ProofError(f"the edition has two texts at {twice[0]}", file=edition.imprint.slug)
    told = {entry.place for account in ledger.accounts for entry in account.entries}
    invented = [place for place in _text_places(edition.divisions) if place not in told]
    if invented:
        raise ProofError(
            f"the edition has words at {invented[0]} of which the ledger knows nothing",
            file=edition.imprint.slug,
        )
    for account in ledger.accounts:
        lines = {line.number: line.text for line in account.witness.lines}
        held: dict[tuple[str, str], str] = {}
        first: dict[tuple[str, str], int] = {}
        for entry in account.entries:
            if entry.fate in ("printed", "same"):
                words = fold(lines[entry.span.line][entry.span.start : entry.span.end])
                key = (entry.place, entry.fate)
                held[key] = held.get(key, "") + words
                first.setdefault(key, entry.span.line)
        for (place, fate), words in held.items():
            if words != places.get(place, places.get(name_of(f"p {place}"))):
                raise ProofError(
                    f"the ledger says “{fate}” at {place}, which has other words",
                    file=account.witness.file,
                    line=first[place, fate],
                )


def _places(divisions: Iterable[Division]) -> Iterable[tuple[str, str]]:
    """Give the words at each place, without calls and without what the editor supplied."""
    for division in divisions:
        if division.place:
            yield str(division.place), fold(plain_heading(division))
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place:
                yield str(block.place), fold(text_of(block.inlines))
            if isinstance(block, Subheading) and block.id:
                yield (
                    block.id,
                    fold(text_of(block.inlines)),
                )  # a commentary's own heading: it has an anchor, and no place
        yield from _places(division.divisions)


def _text_places(divisions: Iterable[Division]) -> Iterable[str]:
    """Give the places of the paragraphs that are a witness's words."""
    for division in divisions:
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place and block.style == "text":
                yield str(block.place)
        yield from _text_places(division.divisions)

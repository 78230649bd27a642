"""Prove that the edition has the words that the ledger says are printed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from book.errors import ProofError
from book.model import (
    Account,
    Block,
    Division,
    Edition,
    Ledger,
    Paragraph,
    Span,
    Subheading,
    line_texts,
)
from book.text.inlines import text_of
from book.text.source_notes import note_paragraphs
from book.text.typography import fold, xml_id
from book.verify.proof.expected import describe_difference

PRINTED = ("printed", "same")  # the fates that say that the edition has these very words


def prove_ledger(edition: Edition, ledger: Ledger) -> None:
    """Raise ProofError if the edition and the ledger disagree.

    The edition must have, at each place that an entry names, the words that are printed there or
    are the same; and a witness's paragraph of the edition must be in the ledger.
    """
    texts = _texts_by_place(edition)
    _check_known(edition, ledger)
    for account in ledger.accounts:
        _prove_account(account, texts)


def _texts_by_place(edition: Edition) -> dict[str, str]:
    """Return the folded text at each place. Raise ProofError if a place has two."""
    notes = (note for note in edition.notes if note.kind == "source")
    in_notes = (
        (str(place), fold(text_of(inlines)))
        for note in notes
        for place, inlines in note_paragraphs(note)
    )
    texts = (*_places(edition.divisions), *in_notes)
    counts = Counter(place for place, _ in texts)
    if doubled := [place for place, count in counts.items() if count > 1]:
        raise ProofError(f"the edition has two texts at {doubled[0]}", file=edition.imprint.slug)
    return dict(texts)


def _check_known(edition: Edition, ledger: Ledger) -> None:
    known = {entry.place for account in ledger.accounts for entry in account.entries}
    unknown = [place for place in _witness_places(edition.divisions) if place not in known]
    if unknown:
        message = f"the edition has a paragraph at {unknown[0]} that the ledger does not know"
        raise ProofError(message, file=edition.imprint.slug)


def _prove_account(account: Account, texts: Mapping[str, str]) -> None:
    lines = line_texts(account.witness.lines)
    for (place, fate), spans in _printed_spans(account).items():
        expected = texts.get(place, texts.get(xml_id(f"p {place}")))
        words = _words(lines, spans)
        if words != expected:
            difference = describe_difference(expected or "", words)
            message = f"the ledger says “{fate}” at {place}, where the edition has other words"
            message += f": {difference}"
            raise ProofError(message, file=account.witness.file, line=spans[0].line)


def _words(lines: Mapping[int, str], spans: Iterable[Span]) -> str:
    """Return the folded words that spans hold; `lines` are those of a witness by number."""
    return "".join(fold(lines[span.line][span.start : span.end]) for span in spans)


def _printed_spans(account: Account) -> dict[tuple[str, str], list[Span]]:
    """Return the spans whose words the edition has, by place and fate."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for entry in account.entries:
        if entry.fate in PRINTED:
            spans.setdefault((entry.place, entry.fate), []).append(entry.span)
    return spans


def _places(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Yield each place and its folded text, without calls and what the editor supplied."""
    for division in divisions:
        if division.place:
            yield str(division.place), fold(f"{division.label} {text_of(division.title)}")
        for block in division.blocks:
            yield from _block_places(block)
        yield from _places(division.divisions)


def _block_places(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph) and block.place:
        yield str(block.place), fold(text_of(block.inlines))
    # A commentary's own heading has an anchor instead of a place.
    if isinstance(block, Subheading) and block.id:
        yield block.id, fold(text_of(block.inlines))


def _witness_places(divisions: Iterable[Division]) -> Iterator[str]:
    """Yield the places of the paragraphs that are the words of a witness.

    Those that face the text may be words of a copy, which the ledger has beside the text.
    """
    for division in divisions:
        if division.kind == "facing":
            continue
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place and block.style == "text":
                yield str(block.place)
        yield from _witness_places(division.divisions)

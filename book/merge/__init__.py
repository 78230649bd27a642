"""Merge the collated witnesses into one edition: the commentaries as its foreword, then the work."""

from dataclasses import replace

from book.merge.foreword import found, make_foreword, write_date
from book.merge.work import make_work
from book.model import Collation, Edition, Imprint, Text, Witness, Work


def merge(
    collation: Collation,
    texts: tuple[Text, ...],
    imprint: Imprint,
    work: Work,
    words: dict[str, str],
) -> Edition:
    """Make the edition of the bare texts, without notes and without the editor's own pages."""
    divisions = (*make_foreword(collation, texts, words), *make_work(collation, texts, work, words))
    variants = tuple(v for row in collation.rows for v in row.variants)
    return Edition(
        imprint,
        work,
        tuple(_described(t, words) for t in texts),
        divisions,
        variants,
        agreements=collation.agreements,
        labels=words,
    )


def _described(text: Text, words: dict[str, str]) -> Witness:
    """Let a commentary say of itself, in the list of sources, what the editor did not say."""
    witness = text.witness
    if witness.role == "text":
        return witness
    return replace(
        witness,
        title=witness.title or found(text, "title"),
        author=witness.author or found(text, "author"),
        publisher=witness.publisher or found(text, "agency"),
        date=write_date(witness.date or found(text, "date"), words),
    )

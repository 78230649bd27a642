"""Merge the collated witnesses into one edition: the commentaries as a foreword, then the work."""

from collections.abc import Mapping
from dataclasses import replace

from book.merge.facing import add_facing
from book.merge.foreword import assemble_foreword
from book.merge.pictures import with_pictures
from book.merge.source_notes import set_notes
from book.merge.statements import format_date, own_statement
from book.merge.work import assemble_work
from book.model import Collation, Edition, Imprint, Text, Witness, Work


def merge(
    collation: Collation,
    texts: tuple[Text, ...],
    imprint: Imprint,
    work: Work,
    labels: dict[str, str],
) -> Edition:
    """Return the edition of the bare texts, without notes and without the editor's own pages.

    `labels` are the words that the book itself needs, in its language.
    """
    body = set_notes(collation.rows)
    commentaries = [(siglum, set_notes(rows)) for siglum, rows in collation.commentaries]
    bare = replace(
        collation,
        rows=body.rows,
        commentaries=tuple((siglum, each.rows) for siglum, each in commentaries),
    )
    foreword = assemble_foreword(bare, texts, labels)
    parts = assemble_work(bare, texts, work, labels)
    edition = Edition(
        imprint,
        work,
        tuple(_describe(text, labels) for text in texts),
        (*foreword, *parts),
        tuple(variant for row in collation.rows for variant in row.variants),
        notes=(*(note for _, each in commentaries for note in each.notes), *body.notes),
        agreements=collation.agreements,
        labels=labels,
    )
    return with_pictures(add_facing(edition, collation, texts), texts)


def _describe(text: Text, labels: Mapping[str, str]) -> Witness:
    """Return the witness, described.

    For a commentary, fill what the editor left out with what it says of itself.
    """
    witness = text.witness
    if witness.role == "text":
        return witness
    return replace(
        witness,
        title=witness.title or own_statement(text, "title"),
        author=witness.author or own_statement(text, "author"),
        publisher=witness.publisher or own_statement(text, "agency"),
        date=format_date(witness.date or own_statement(text, "date"), labels),
    )

"""Prove that an edition has the text of each row of the collation at its place, to the letter."""

from collections import Counter
from collections.abc import Iterable, Iterator

from book.errors import ProofError
from book.model import Collation, Division, Edition, Paragraph, Row, Subheading
from book.text.code_points import tell_apart
from book.text.inlines import text_of
from book.text.source_notes import note_paragraphs
from book.text.traversal import blocks_of_type, divisions_of
from book.text.typography import fold, xml_id
from book.verify.proof.expected import CONTEXT, common_length

BEFORE = 20  # characters before a difference that an error quotes


def prove_places(edition: Edition, collation: Collation, stage: str) -> None:
    """Raise ProofError if a place lacks the text of its row, or has another.

    Spaces and hyphens count; only between a heading's number and its title they do not. `stage`
    names, for the error, the stage that returned the edition.
    """
    every = tuple(_texts(edition))
    texts = dict(every)
    counts = Counter(place for place, _ in every)
    for row in _rows(collation):
        place = str(row.place)
        if place not in texts:  # a commentary's own heading has an anchor instead
            place = xml_id(f"p {place}")
        if place not in texts:
            message = f"{stage} lost {row.place}: “{row.text[:CONTEXT]}”"
            raise ProofError(message, file=edition.imprint.slug)
        if counts[place] > 1:
            raise ProofError(f"{stage} doubled {place}", file=edition.imprint.slug)
        if not _is_same(row, texts[place]):
            message = f"{stage} altered {row.place}: {_describe(row.text, texts[place])}"
            raise ProofError(message, file=edition.imprint.slug)
    _prove_order(edition, collation, stage)


def _prove_order(edition: Edition, collation: Collation, stage: str) -> None:
    """Raise ProofError if the paragraphs of the witnesses are not in the order of their rows."""
    commentaries = tuple(row for _, rows in collation.commentaries for row in rows)
    facing = collation.facing.rows if collation.facing else ()
    for rows in ((*commentaries, *collation.rows), facing):
        _prove_order_of(rows, edition, stage)


def _prove_order_of(rows: Iterable[Row], edition: Edition, stage: str) -> None:
    expected = [str(row.place) for row in rows if row.place.paragraph and not row.place.note]
    known = set(expected)
    paragraphs = blocks_of_type(edition.divisions, Paragraph)
    found = [place for block in paragraphs if (place := str(block.place)) in known]
    printed = set(found)  # without a commentary's own headings, which have no place
    for wanted, read in zip(filter(printed.__contains__, expected), found, strict=False):
        if wanted != read:
            message = f"{stage} put {read} where {wanted} should stand"
            raise ProofError(message, file=edition.imprint.slug)


def _rows(collation: Collation) -> Iterator[Row]:
    yield from collation.rows
    for _, rows in collation.commentaries:
        yield from rows
    if collation.facing:
        yield from collation.facing.rows


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    yield from _division_texts(divisions_of(edition.divisions))
    for note in edition.notes:
        if note.kind == "source":
            yield from ((str(place), text_of(words)) for place, words in note_paragraphs(note))


def _division_texts(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    for division in divisions:
        if division.place:
            # The annotations of a heading's ruby are no words of its row.
            yield str(division.place), f"{division.label} {text_of(division.title)}"
        for block in division.blocks:
            if isinstance(block, Paragraph) and block.place:
                yield str(block.place), text_of(block.inlines)
            elif isinstance(block, Subheading) and block.id:
                yield block.id, text_of(block.inlines)


def _is_same(row: Row, text: str) -> bool:
    if row.place.paragraph or row.place.note:
        return text in (row.text, row.text.lstrip("# "))  # without the sign of a heading's level
    return fold(row.text) == fold(text)


def _describe(wanted: str, found: str) -> str:
    start = max(0, common_length(wanted, found) - BEFORE)
    wanted, found = tell_apart(wanted[start : start + CONTEXT], found[start : start + CONTEXT])
    return f"expected “{wanted}”, found “{found}”"

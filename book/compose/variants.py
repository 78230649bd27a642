"""List the variants, if they are not at the foot of the page.

Substantive variants come before those in punctuation and spelling alone; those in form alone are
left to the data.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book.model import (
    Block,
    Edition,
    Emphasis,
    Inlines,
    Locator,
    PageReference,
    Paragraph,
    Place,
    Plain,
    Subheading,
    Table,
    Variant,
)
from book.text.apparatus import has_variant_list, lemma_witnesses, shorten_lemma, word_readings
from book.text.digits import in_digits
from book.text.inlines import plain_inlines, text_of
from book.text.source_notes import note_paragraphs, source_note_at
from book.text.traversal import blocks_of, divisions_of
from book.text.typography import UNSPACED_LANGUAGES, join_sentences, last_word

CONTEXT = 30  # characters, at most, of the word that identifies a place


COLUMNS = ("place", "lemma", "readings")

Row = tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A place of the work: the anchor of its element, its text, and the witnesses that have it."""

    id: str
    text: str
    sigla: tuple[str, ...]


def list_variants(edition: Edition) -> tuple[Block, ...]:
    """Return the list of variants; no block if there are none or they are at the page foot."""
    listed = [variant for variant in edition.variants if variant.kind != "formal"]
    if not listed or not has_variant_list(edition):
        return ()
    passages = dict(_passages(edition))
    names = ["variants-note", *(["variants-formal"] if listed != [*edition.variants] else [])]
    note = Plain(join_sentences((edition.labels[name] for name in names), edition.labels))
    blocks: list[Block] = [Paragraph((note,), "headnote")]
    for kind in ("substantive", "accidental"):
        variants = (variant for variant in listed if variant.kind == kind)
        rows = tuple(_row(variant, passages, edition) for variant in variants)
        blocks += _table(kind, rows, edition.labels) if rows else ()
    return tuple(blocks)


def _table(kind: str, rows: tuple[Row, ...], labels: Mapping[str, str]) -> tuple[Block, ...]:
    name = f"variants-{kind}"
    heading = Subheading((Plain(labels[name]),), name)
    return heading, Table(_head(labels), rows, row_heads=False, style="variants")


def _head(labels: Mapping[str, str]) -> Row:
    return tuple((Plain(labels[f"variants-{column}"]),) for column in COLUMNS)


def _passages(edition: Edition) -> Iterator[tuple[Place, CitedPassage]]:
    for division in divisions_of(edition.divisions):
        if division.place:
            yield division.place, CitedPassage(division.id, text_of(division.title), ())
    for block in blocks_of(edition.divisions):
        if isinstance(block, Paragraph) and block.place and block.id:
            yield block.place, CitedPassage(block.id, text_of(block.inlines), block.sigla)


def _note_passage(place: Place, edition: Edition) -> CitedPassage:
    note = source_note_at(edition.notes, place)
    text = next(text_of(inlines) for own, inlines in note_paragraphs(note) if own == place)
    return CitedPassage(note.id, text, note.sigla)


def _row(variant: Variant, passages: dict[Place, CitedPassage], edition: Edition) -> Row:
    passage = passages.get(variant.place) or _note_passage(variant.place, edition)
    place = in_digits(str(variant.place), edition.imprint.language)
    page = PageReference(Locator(passage.id, place))
    lemma = _lemma(variant, passage, edition)
    return (page,), lemma, word_readings(variant, edition)


def _lemma(variant: Variant, passage: CitedPassage, edition: Edition) -> Inlines:
    """Return the lemma; an addition, or a lemma that recurs, with the word before it."""
    unspaced = edition.imprint.language.startswith(UNSPACED_LANGUAGES)
    before = last_word(passage.text[: variant.start], unspaced=unspaced)[-CONTEXT:]
    if not variant.lemma:
        return plain_inlines(f"{before} …".strip())
    recurs = _count(variant.lemma, passage.text) > 1
    context = f"({before}) " if before and recurs else ""
    lemma = plain_inlines(context + shorten_lemma(variant.lemma))
    sigla = lemma_witnesses(variant, passage.sigla) if edition.apparatus.style == "positive" else ()
    return (*lemma, Plain(" "), Emphasis((Plain(" ".join(sigla)),))) if sigla else lemma


def _count(lemma: str, text: str) -> int:
    """Count how often the words of a lemma occur in a text.

    >>> _count("of the", "of the law of the House, and often")
    2
    """
    return len(re.findall(rf"(?<!\w){re.escape(lemma)}(?!\w)", text, re.IGNORECASE))

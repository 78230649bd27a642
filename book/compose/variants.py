"""List the variants, where they are too many for the foot of the page: those in words, then those in marks alone."""

import re
from collections.abc import Iterator
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
from book.text.inlines import plain_inlines, text_of
from book.text.traversal import blocks_of, divisions_of

FOUND_BY = 30  # characters at most of the word by which a place is found


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A place of the work: the anchor of its element, its words, the witnesses that have it."""

    id: str
    text: str
    sigla: tuple[str, ...]


def list_variants(edition: Edition) -> tuple[Block, ...]:
    """Make the list; an edition whose variants stand at the foot of the page, or that has none, has none."""
    passages = dict(_passages(edition))
    if not edition.variants or not has_variant_list(edition):
        return ()
    labels = edition.labels
    made: list[Block] = [Paragraph((Plain(labels["variants-note"]),), "headnote")]
    for kind in ("substantive", "accidental"):
        rows = tuple(_row(v, passages, edition) for v in edition.variants if v.kind == kind)
        if rows:
            head = tuple(
                (Plain(labels[f"variants-{column}"]),) for column in ("place", "lemma", "readings")
            )
            made += [
                Subheading((Plain(labels[f"variants-{kind}"]),), f"variants-{kind}"),
                Table(head, rows, row_heads=False, style="variants"),
            ]
    return tuple(made)


def _passages(edition: Edition) -> Iterator[tuple[Place, CitedPassage]]:
    for division in divisions_of(edition.divisions):
        if division.place:
            yield division.place, CitedPassage(division.id, text_of(division.title), ())
    for block in blocks_of(edition.divisions):
        if isinstance(block, Paragraph) and block.place and block.id:
            yield block.place, CitedPassage(block.id, text_of(block.inlines), block.sigla)


def _row(
    variant: Variant, passages: dict[Place, CitedPassage], edition: Edition
) -> tuple[Inlines, ...]:
    passage = passages[variant.place]
    return (
        (PageReference(Locator(passage.id, str(variant.place))),),
        _lemma(variant, passage, edition),
        word_readings(variant, edition.labels),
    )


def _lemma(variant: Variant, passage: CitedPassage, edition: Edition) -> Inlines:
    """Write the lemma; an addition is found by the word before it, and so is a lemma that the passage has more than once."""
    before = " ".join(passage.text[: variant.start].split()[-1:])[-FOUND_BY:]
    if not variant.lemma:
        return plain_inlines(f"{before} …".strip())
    sigla = lemma_witnesses(variant, passage.sigla) if edition.apparatus.style == "positive" else ()
    known = f"({before}) " if before and _times(variant.lemma, passage.text) > 1 else ""
    return (
        *plain_inlines(known + shorten_lemma(variant.lemma)),
        *((Plain(" "), Emphasis((Plain(" ".join(sigla)),))) if sigla else ()),
    )


def _times(lemma: str, text: str) -> int:
    """Count how often the words of a lemma stand in a passage.

    >>> _times("of the", "of the law of the House, and often")
    2
    """
    return len(re.findall(rf"(?<!\w){re.escape(lemma)}(?!\w)", text, re.IGNORECASE))

"""Word the apparatus as scholars read it: lemma] reading *sigla*; what is left out, put in, put elsewhere; whose choice it is.

The forms are those of the field: lemma and bracket, *om.*, *add.*, *transp.* (Chicago Manual of Style 2.64; TEI P5, 13).
"""

from collections.abc import Iterable, Iterator

from book.model import Edition, Emphasis, Inline, Inlines, Paragraph, Plain, Reading, Variant
from book.text.inlines import text_of
from book.text.traversal import blocks_of
from book.text.typography import fold, split_words

LONG = 6  # words up to which a lemma is written out
# Variants are too many for the foot of the page where there are more than FEW, and one in fewer words of the work than CROWDED.
FEW, CROWDED = 20, 40


def word_entry(variant: Variant, present: tuple[str, ...], edition: Edition) -> Inlines:
    """Word an entry; a long lemma is named by its first and last words. `present` are the witnesses that have the passage."""
    made: list[Inline] = [Plain(f"{shorten_lemma(variant.lemma)}] ")] if variant.lemma else []
    has_lemma = lemma_witnesses(variant, present)
    if edition.apparatus.style == "positive" and variant.lemma and has_lemma:
        made += [_sigla(has_lemma), Plain("; ")]
    return (*made, *word_readings(variant, edition.labels))


def word_readings(variant: Variant, labels: dict[str, str]) -> Inlines:
    """Word what witnesses have instead, then the editor's reason for a choice."""
    made: list[Inline] = []
    for number, reading in enumerate(_joined(variant)):
        made += [*([Plain("; ")] if number else []), *_reading(reading, variant, labels)]
    if variant.reason:
        made.append(Plain(f" – {variant.reason}"))
    return tuple(made)


def lemma_witnesses(variant: Variant, present: tuple[str, ...]) -> tuple[str, ...]:
    """Name the witnesses that have the lemma."""
    others = {siglum for reading in variant.readings for siglum in reading.sigla}
    return tuple(siglum for siglum in present if siglum not in others)


def _joined(variant: Variant) -> Iterator[Reading]:
    """State readings once that are the same words; of a substantive variant, their marks are as the first of them has them."""
    found: dict[object, Reading] = {}
    for reading in variant.readings:
        same = fold(reading.text) if variant.kind == "substantive" else ""
        key = (same or reading.text, reading.form, reading.after)
        before = found.get(key)
        found[key] = (
            Reading((*before.sigla, *reading.sigla), before.text, before.form, before.after)
            if before
            else reading
        )
    yield from found.values()


def shorten_lemma(text: str) -> str:
    """Shorten a long lemma to its ends.

    >>> shorten_lemma("All countries pay close attention to export controls.")
    'All countries … export controls.'
    """
    parts = text.split()
    return text if len(parts) <= LONG else f"{' '.join(parts[:2])} … {' '.join(parts[-2:])}"


def _sigla(sigla: Iterable[str]) -> Inline:
    return Emphasis((Plain(" ".join(sigla)),))


def _reading(reading: Reading, variant: Variant, labels: dict[str, str]) -> Inlines:
    sigla = (Plain(" "), _sigla(reading.sigla))
    match reading.form:
        case "moved":
            how = (
                labels["transposed-after"].format(place=reading.after)
                if reading.after
                else labels["transposed-first"]
            )
            return Emphasis((Plain(how),)), *sigla
        case "divided":
            return Emphasis((Plain(labels["divides"]),)), *sigla
        case "joined":
            return Emphasis((Plain(labels["joins"]),)), *sigla
        case "transposed":
            return Plain(f"{reading.text} "), Emphasis((Plain(labels["transposes"]),)), *sigla
    if not reading.text:
        return Emphasis((Plain(labels["omits"]),)), *sigla
    added = () if variant.lemma else (Emphasis((Plain(labels["adds"]),)), Plain(" "))
    return *added, Plain(reading.text), *sigla


def plain_reading(reading: Reading, labels: dict[str, str]) -> str:
    """Write a reading for a table of data: its words, or in brackets what is otherwise than in words."""
    match reading.form:
        case "moved":
            return f"[{labels['transposed-after'].format(place=reading.after) if reading.after else labels['transposed-first']}]"
        case "divided":
            return f"[{labels['divides']}]"
        case "joined":
            return f"[{labels['joins']}]"
    return reading.text


def is_at_foot(variant: Variant) -> bool:
    """Say whether a variant belongs into the notes: it is one in words, or an editor's choice."""
    return (variant.kind == "substantive" or variant.chosen) and variant.place.paragraph > 0


def has_variant_list(edition: Edition) -> bool:
    """Say whether the variants stand in a list of their own: the editor says so, or they are too many for the page."""
    if edition.apparatus.placement != "auto":
        return edition.apparatus.placement == "list"
    work = blocks_of(division for division in edition.divisions if division.matter == "body")
    size = sum(
        len(split_words(text_of(block.inlines)))
        for block in work
        if isinstance(block, Paragraph) and block.style == "text"
    )
    count = sum(map(is_at_foot, edition.variants))
    return count > FEW and size < CROWDED * count

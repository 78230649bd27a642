"""Word the entries of the critical apparatus: lemma] reading *sigla*, and the editor's reason.

The forms are those of the field: lemma and bracket, *om.*, *add.*, *transp.* (Chicago Manual of
Style 2.64; TEI P5, 13).
"""

from collections.abc import Iterable
from dataclasses import replace

from book.model import (
    FORMAL,
    Edition,
    Emphasis,
    Inline,
    Inlines,
    Paragraph,
    Plain,
    Reading,
    Variant,
)
from book.text.folding import Folding, folding_for
from book.text.inlines import text_of
from book.text.lemmas import line_around, locating_lemma
from book.text.traversal import body_of, text_paragraphs
from book.text.typography import split_words

BRACKET = "] "  # after a lemma
STOPS = ".,;:!?"
LONG = 6  # words up to which a lemma is written out
# Variants leave the foot of the page for a list if there are more than FEW of them, and fewer than
# CROWDED words of the work to each.
FEW, CROWDED = 20, 40


def word_entry(variant: Variant, present: tuple[str, ...], edition: Edition) -> Inlines:
    """Return the apparatus entry of a variant; `present` are the witnesses that have the passage.

    A long lemma is shortened to its first and last words.
    """
    lemma = shorten_lemma(variant.lemma)
    words = _lemma(variant, present, edition, lemma) if lemma else ()
    return (*words, *word_readings(variant, edition))


def word_line_entry(variant: Variant, paragraph: Paragraph, edition: Edition) -> Inlines:
    """Return the entry of a variant of a paragraph that is found by its line.

    Its lemma can mean no other words nearby. What is added has the word before it for a lemma; at
    the beginning of a paragraph, the word after it, which is repeated in the reading.
    """
    text = text_of(paragraph.inlines)
    variant = _without_end_of_lemma(_without_common_end(variant), text)
    span = lemma_span(variant, text)
    near = line_around(paragraph.inlines, *span, edition.trim.measure)
    lemma = locating_lemma(text, *span, near)
    if not variant.lemma and not text[: variant.end].split():
        readings = (_with_word_after(reading, text) for reading in variant.readings)
        variant = replace(variant, lemma=lemma, readings=tuple(readings))
    words = _lemma(variant, paragraph.sigla, edition, lemma)
    return (*words, *word_readings(variant, edition))


def _without_common_end(variant: Variant) -> Variant:
    """Return a variant without the stops at its end, if the lemma and all readings have the same.

    >>> from book.model import Place
    >>> zion = Variant(Place(("I",), 1), "Zion,", 0, 5, (Reading(("B",), "Sion,"),))
    >>> cut = _without_common_end(zion)
    >>> cut.lemma, cut.end, cut.readings[0].text
    ('Zion', 4, 'Sion')
    """
    words = [variant.lemma, *(r.text for r in variant.readings if r.text and not r.form)]
    ends = {text[len(text.rstrip(STOPS)) :] for text in words}
    (end, *others) = ends
    if others or not end or not all(text.rstrip(STOPS) for text in words):
        return variant
    cut = tuple(
        reading if reading.form else replace(reading, text=reading.text.removesuffix(end))
        for reading in variant.readings
    )
    lemma = variant.lemma.removesuffix(end)
    return replace(variant, lemma=lemma, end=variant.end - len(end), readings=cut)


def _without_end_of_lemma(variant: Variant, text: str) -> Variant:
    """Return a variant without the stops of what is added, if the word before it has the same.

    >>> from book.model import Place
    >>> added = Variant(Place(("I",), 1), "", 8, 8, (Reading(("B",), "at once."),))
    >>> _without_end_of_lemma(added, "was lit. Then").readings[0].text
    'at once'
    """
    before = text[: variant.end].rstrip()
    end = before[len(before.rstrip(STOPS)) :]
    if variant.lemma or not end:
        return variant
    readings = (
        r if r.form or r.text == end else replace(r, text=r.text.removesuffix(end))
        for r in variant.readings
    )
    return replace(variant, readings=tuple(readings))


def _with_word_after(reading: Reading, text: str) -> Reading:
    is_added = reading.text and not reading.form
    return replace(reading, text=f"{reading.text} {text.split()[0]}") if is_added else reading


def lemma_span(variant: Variant, text: str) -> tuple[int, int]:
    """Return where the lemma of a variant begins and ends in its paragraph.

    Where there is none, that of the word before it, or after it if it is the first.

    >>> from book.model import Place
    >>> added = Variant(Place(("I",), 1), "", 7, 7, ())
    >>> lemma_span(added, "The old fox"), lemma_span(replace(added, end=0), "The old fox")
    ((4, 7), (0, 3))
    """
    if variant.lemma:
        return variant.start, variant.end
    before = text[: variant.end].rstrip().rstrip(STOPS)
    if before:
        return word_start(text, len(before)), len(before)
    start = len(text) - len(text.lstrip())
    return start, start + len((text.split() or [""])[0])


def word_start(text: str, offset: int) -> int:
    """Return where the word begins that ends before an offset.

    >>> word_start("the old fox", 7)
    4
    """
    before = text[:offset].rstrip()
    return max(before.rfind(mark, 0, -1) for mark in " —–") + 1


def _lemma(variant: Variant, present: tuple[str, ...], edition: Edition, words: str) -> Inlines:
    """Return the lemma with its bracket, in a positive apparatus with its witnesses."""
    lemma = Plain(f"{words}{BRACKET}")
    sigla = lemma_witnesses(variant, present)
    if edition.apparatus.style == "positive" and sigla:
        return lemma, _sigla(sigla), Plain("; ")
    return (lemma,)


def word_readings(variant: Variant, edition: Edition) -> Inlines:
    """Return the readings against the lemma, then the editor's reason for a choice."""
    inlines: list[Inline] = []
    for number, reading in enumerate(_merged_readings(variant, folding_for(edition.comparison))):
        if number:
            inlines.append(Plain("; "))
        inlines += _reading(reading, variant, edition.labels)
    if variant.reason:
        inlines.append(Plain(f" – {variant.reason}"))
    return tuple(inlines)


def lemma_witnesses(variant: Variant, present: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sigla of the witnesses that have the lemma."""
    others = {siglum for reading in variant.readings for siglum in reading.sigla}
    return tuple(siglum for siglum in present if siglum not in others)


def _merged_readings(variant: Variant, folding: Folding) -> Iterable[Reading]:
    """Return the readings, with those of the same words merged into the first of them.

    In a substantive variant, readings that do not differ in words count as the same.
    """
    merged: dict[object, Reading] = {}
    for reading in variant.readings:
        key = _reading_key(reading, variant, folding)
        first = merged.get(key)
        sigla = (*first.sigla, *reading.sigla) if first else reading.sigla
        merged[key] = replace(first or reading, sigla=sigla)
    return merged.values()


def _reading_key(reading: Reading, variant: Variant, folding: Folding) -> object:
    folded = folding.fold(reading.text) if variant.kind == "substantive" else ""
    return folded or reading.text, reading.form, reading.after


def shorten_lemma(text: str) -> str:
    """Return a lemma, a long one as its first and last two words.

    >>> shorten_lemma("All countries pay close attention to export controls.")
    'All countries … export controls.'
    """
    words = text.split()
    return text if len(words) <= LONG else f"{' '.join(words[:2])} … {' '.join(words[-2:])}"


def _sigla(sigla: Iterable[str]) -> Inline:
    return Emphasis((Plain(" ".join(sigla)),))


def _reading(reading: Reading, variant: Variant, labels: dict[str, str]) -> Inlines:
    sigla = (Plain(" "), _sigla(reading.sigla))
    description = describe_form(reading, labels)
    if description:
        return Emphasis((Plain(description),)), *sigla
    if reading.form == "transposed":
        return Plain(f"{reading.text} "), Emphasis((Plain(labels["transposes"]),)), *sigla
    if not reading.text:
        return Emphasis((Plain(labels["omits"]),)), *sigla
    added = () if variant.lemma else (Emphasis((Plain(labels["adds"]),)), Plain(" "))
    return *added, Plain(reading.text), *sigla


def describe_form(reading: Reading, labels: dict[str, str]) -> str:
    """Return how a reading differs, if not in its words: moved, divided, in form …; else ""."""
    match reading.form:
        case "moved" if reading.after:
            return labels["transposed-after"].format(place=reading.after)
        case "moved":
            return labels["transposed-first"]
        case "divided":
            return labels["divides"]
        case "joined":
            return labels["joins"]
    return labels[f"form-{reading.form}"] if reading.form in FORMAL else ""


def plain_reading(reading: Reading, labels: dict[str, str]) -> str:
    """Return a reading for a data table: its words, or in brackets how else it differs."""
    description = describe_form(reading, labels)
    return f"[{description}]" if description else reading.text


def is_at_foot(variant: Variant) -> bool:
    """Return whether a variant belongs in the notes: substantive, or chosen by the editor."""
    return (variant.kind == "substantive" or variant.chosen) and variant.place.paragraph > 0


def has_variant_list(edition: Edition) -> bool:
    """Return whether the variants stand in a list of their own, not at the foot of the page.

    The editor decides; with `auto`, they do if they are too many for the page, unless they are
    keyed to its lines.
    """
    placement = edition.apparatus.placement
    if placement == "auto" and not edition.apparatus.is_keyed_to_lines:
        return _is_crowded(edition)
    return placement == "list"


def _is_crowded(edition: Edition) -> bool:
    count = sum(map(is_at_foot, edition.variants))
    return count > FEW and _count_words(edition) < CROWDED * count


def _count_words(edition: Edition) -> int:
    """Count the words of the work's paragraphs."""
    paragraphs = text_paragraphs(body_of(edition))
    return sum(len(split_words(text_of(paragraph.inlines))) for paragraph in paragraphs)

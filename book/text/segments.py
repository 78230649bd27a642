"""Divide a passage into what its witnesses share and where they differ.

This is parallel segmentation (TEI P5, 13.2.3).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from book.model import FORMAL, VARIANT_KINDS, Form, Reading, Row, Variant, VariantKind
from book.text.typography import join_words, needs_space

OwnReadings = list[tuple[Variant, Reading]]  # of one witness
Member = tuple[str, VariantKind]  # a siglum, and how the witness differs


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """The text that the witnesses `sigla` have instead of a lemma.

    If they only divide the paragraph there, it ends after `division` characters of the text.
    """

    text: str
    sigla: tuple[str, ...]
    kind: VariantKind
    form: Form = ""
    division: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """The characters `start` to `end` of the printed text, which the witnesses `sigla` share.

    `readings` are those of the other witnesses; `reason` is the editor's for a choice. `number` is
    that of its first variant among those of the text, counted from 1; 0: all witnesses agree.
    """

    start: int
    end: int
    sigla: tuple[str, ...] = ()
    readings: tuple[SegmentReading, ...] = ()
    reason: str = ""
    number: int = 0


def row_sigla(row: Row) -> tuple[str, ...]:
    """Return the witnesses that have a row, each once, in order."""
    return tuple(dict.fromkeys(siglum for siglum, _ in row.units))


def split_segments(row: Row) -> tuple[Segment, ...]:
    """Return the segments of a row: in order, without gaps, covering its text.

    Overlapping variants form one segment, so that each witness has one reading there. Variants
    that concern whole paragraphs are left out.
    """
    return split_text(row.text, row_sigla(row), row.variants)


def split_text(text: str, sigla: Sequence[str], variants: Sequence[Variant]) -> tuple[Segment, ...]:
    """Return the segments of a text that the witnesses `sigla` have, as `split_segments` does."""
    segments: list[Segment] = []
    position = 0
    for start, end, group in _overlapping(_variants_within(variants, sigla)):
        if start > position:
            segments.append(Segment(position, start, tuple(sigla)))
        number = min(map(variants.index, group)) + 1
        segments.append(replace(_variant_segment(text, sigla, start, end, group), number=number))
        position = end
    if position < len(text) or not segments:
        segments.append(Segment(position, len(text), tuple(sigla)))
    return tuple(segments)


def _variants_within(variants: Sequence[Variant], sigla: Sequence[str]) -> list[Variant]:
    """Return the variants that do not concern the whole text, sorted by start and end."""
    return sorted((each for each in variants if _is_within(each, sigla)), key=_extent)


def _extent(variant: Variant) -> tuple[int, int]:
    return variant.start, variant.end


def _is_within(variant: Variant, sigla: Sequence[str]) -> bool:
    """Return whether one of the witnesses has a reading, other than that all is moved."""
    return any(r.form != "moved" and not set(r.sigla).isdisjoint(sigla) for r in variant.readings)


def _overlapping(variants: list[Variant]) -> Iterator[tuple[int, int, list[Variant]]]:
    """Yield the start, the end and the variants of each group that overlaps.

    Additions at the same point are one group too. `variants` are sorted by start and end.
    """
    group: list[Variant] = []
    start = end = 0
    for variant in variants:
        if group and (variant.start < end or (variant.start, variant.end) == (start, end)):
            group.append(variant)
            end = max(end, variant.end)
            continue
        if group:
            yield start, end, group
        group, start, end = [variant], variant.start, variant.end
    if group:
        yield start, end, group


def _variant_segment(
    text: str, sigla: Sequence[str], start: int, end: int, group: list[Variant]
) -> Segment:
    members: dict[tuple[str, Form, int], list[Member]] = {}
    for siglum in sigla:
        if own := _readings_of(siglum, group):
            division = len(join_words([text[start : own[0][0].start]]))
            form = _common_form(own, start, end)
            key = _apply(text, start, end, own), form, division if form == "divided" else 0
            members.setdefault(key, []).append((siglum, weightiest_kind(v.kind for v, _ in own)))
    readings = tuple(_reading(*key, witnesses) for key, witnesses in members.items())
    reason = " ".join(variant.reason for variant in group if variant.reason)
    return Segment(start, end, _sharing(sigla, readings), readings, reason)


def weightiest_kind(kinds: Iterable[VariantKind]) -> VariantKind:
    """Return the first of `VARIANT_KINDS` that is among some kinds."""
    return min(kinds, key=VARIANT_KINDS.index)


def _common_form(readings: OwnReadings, start: int, end: int) -> Form:
    """Return how a witness differs in a segment; its form only if that is of the whole segment."""
    variant, reading = readings[0]
    is_part = (variant.start, variant.end) != (start, end)
    return "" if len(readings) > 1 or (is_part and reading.form in FORMAL) else reading.form


def _sharing(sigla: Sequence[str], readings: tuple[SegmentReading, ...]) -> tuple[str, ...]:
    differing = {siglum for reading in readings for siglum in reading.sigla}
    return tuple(siglum for siglum in sigla if siglum not in differing)


def _readings_of(siglum: str, group: list[Variant]) -> OwnReadings:
    return [
        (variant, reading)
        for variant in group
        for reading in variant.readings
        if siglum in reading.sigla and reading.form != "moved"
    ]


def _reading(text: str, form: Form, division: int, members: list[Member]) -> SegmentReading:
    sigla = tuple(siglum for siglum, _ in members)
    kind = weightiest_kind(kind for _, kind in members)
    return SegmentReading(text, sigla, kind, form, division)


def _apply(text: str, start: int, end: int, readings: OwnReadings) -> str:
    """Return the characters `start` to `end` of the printed text with a witness's readings."""
    parts: list[str] = []
    position = start
    for variant, reading in readings:
        if reading.has_words:
            parts += [text[position : variant.start], reading.text]
            position = variant.end
    return join_words([*parts, text[position:end]])


def witness_texts(text: str, segments: Sequence[Segment], siglum: str) -> list[str]:
    """Return what a witness has in each segment of a text.

    What it shares with the print is fixed, so its own readings bring the spaces: one before
    them, and one after them at the beginning, or if something fixed follows. Even an empty
    reading may need one.
    """
    own = [own_reading(segment, siglum) for segment in segments]
    texts = [
        reading.text if reading else text[segment.start : segment.end]
        for segment, reading in zip(segments, own, strict=True)
    ]
    before = ""
    for index, words in enumerate(texts):
        if own[index]:
            texts[index] = _spaced(before, words) + words
            following = next((n for n in range(index + 1, len(texts)) if texts[n]), None)
            if following is not None and (not before or not own[following]):
                texts[index] += _spaced(before + texts[index], texts[following])
        before = texts[index] or before
    return texts


def own_reading(segment: Segment, siglum: str) -> SegmentReading | None:
    """Return the reading of a witness that differs from the print in a segment."""
    return next((each for each in segment.readings if siglum in each.sigla), None)


def _spaced(before: str, after: str) -> str:
    return " " if before and after and needs_space(before, after) else ""

"""Replace a lemma by a reading, and fit the variants of the row to the new text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from book.model import FORMAL, Choice, Range, Ranges, Reading, Row, Variant, shift_ranges
from book.text.folding import Folding
from book.text.grouping import group_values
from book.text.typography import join_words, needs_space

HAN_START = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
HAN_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")


def print_reading(row: Row, variant: Variant, choice: Choice, folding: Folding) -> Row:
    """Print the chosen reading of a variant; the lemma becomes a reading of the base text.

    Variants within the lemma become further readings of it. Those that overlap it are widened, so
    that each witness can still be read off; those after it move.
    """
    reading = next(reading for reading in variant.readings if reading.text == choice.reading)
    edit = _replacement(row.text, variant, reading.text)
    ordered = sorted(row.variants, key=lambda v: (v.start, v.end))
    inside = [v for v in ordered if v is not variant and _is_inside(v, variant)]
    others = _other_readings(row, variant, reading, inside, edit)
    chosen = replace(_put(variant, reading.text, edit), readings=others, reason=choice.reason)
    kept = [v for v in ordered if not (v in inside or _is_form_of_replaced(v, edit))]
    place = kept.index(variant)
    moved = [chosen if v is variant else edit.move(v, n > place) for n, v in enumerate(kept)]
    variants = tuple(_reclassify(v, chosen, folding) for v in moved)
    ranges = (*edit.move_ranges(row.ranges), *_ranges_of_reading(row, reading, edit))
    return replace(row, text=edit.new, variants=variants, ranges=ranges)


def _ranges_of_reading(row: Row, reading: Reading, edit: "Replacement") -> Ranges:
    """Return the form that the words of a reading have in their witness.

    If they occur there more than once, which of them is meant is not known: they get none.
    """
    start = edit.start + edit.printed.find(reading.text)
    for siglum, unit in row.units:
        if siglum in reading.sigla and reading.text and unit.text.count(reading.text) == 1:
            first = unit.text.index(reading.text)
            return shift_ranges(unit.ranges, first, first + len(reading.text), start)
    return ()


def _put(variant: Variant, lemma: str, edit: "Replacement") -> Variant:
    """Return the variant with a chosen lemma, at its characters in the new text."""
    start = edit.start + edit.printed.index(lemma)
    return replace(variant, lemma=lemma, start=start, end=start + len(lemma), chosen=True)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The characters `start` to `end` of a text replaced by what is `printed` instead."""

    old: str
    start: int
    end: int
    printed: str

    @property
    def new(self) -> str:
        """The text after the replacement."""
        return self.old[: self.start] + self.printed + self.old[self.end :]

    def move(self, variant: Variant, is_after: bool) -> Variant:
        """Return another variant of the text as it stands in the new text.

        `is_after` is whether it follows the replaced one; both may be additions at the same point.
        """
        start, end = variant.start, variant.end
        if end <= self.start and not (is_after and start == self.end):
            return variant
        if start >= self.end:
            return replace(variant, start=start + self._shift, end=end + self._shift)
        if any(reading.has_words for reading in variant.readings) and self.concerns(variant):
            return self._widen(variant)
        if start < end:  # the whole paragraph stands elsewhere
            return replace(variant, end=len(self.new), lemma=self.new)
        offset = min(start, self.start + len(self.printed))  # a paragraph break
        if self._has_only_space_beside(start):
            offset = self.start + (len(self.printed) if is_after else 0)
        return replace(variant, start=offset, end=offset)

    def concerns(self, variant: Variant) -> bool:
        """Return whether words of a variant are replaced, or it adds some between them."""
        is_addition = variant.start == variant.end
        is_beside = is_addition and self._has_only_space_beside(variant.start)
        return _overlaps(variant, self.start, self.end) and not is_beside

    def _has_only_space_beside(self, offset: int) -> bool:
        """Return whether all words that are replaced stand on one side of an offset."""
        before, after = self.old[self.start : offset], self.old[offset : self.end]
        return not before.strip() or not after.strip()

    def move_ranges(self, ranges: Ranges) -> Ranges:
        """Return the ranges of the old text on the new one, none of them on what is printed.

        A range around the lemma is around the reading too; calls and breaks in a lemma stay.
        """
        moved = (self._move_range(each) for each in ranges)
        return tuple(each for each in moved if each)

    def _move_range(self, each: Range) -> Range | None:
        start, end = self._move_offset(each.start), self._move_offset(each.end)
        if each.kind == "note":
            return replace(each, start=start, end=start)
        if each.kind == "break" and start == end:
            space = self.new.rfind(" ", 0, start + 1)
            return replace(each, start=space, end=space + 1) if space > 0 else None
        if self.start <= each.start < each.end <= self.end and each.kind != "break":
            return None
        return replace(each, start=start, end=end) if start < end else None

    def _move_offset(self, offset: int) -> int:
        if offset <= self.start:
            return offset
        if offset >= self.end:
            return offset + self._shift
        return self.start + len(self.printed)

    @property
    def _shift(self) -> int:
        return len(self.printed) - (self.end - self.start)

    def _widen(self, variant: Variant) -> Variant:
        """Extend an overlapping variant over all replaced characters, and its readings likewise."""
        start, end = min(self.start, variant.start), max(self.end, variant.end)
        before, after = self.old[start : variant.start], self.old[variant.end : end]
        readings = tuple(
            replace(reading, text=join_words((before, reading.text, after)))
            for reading in variant.readings
        )
        end += self._shift
        return replace(variant, start=start, end=end, lemma=self.new[start:end], readings=readings)


def _replacement(text: str, variant: Variant, reading: str) -> Replacement:
    """Return the replacement of a lemma by a reading, with the space around them.

    An addition brings a space of its own, except in Chinese; an omission takes one away.
    """
    start, end = variant.start, variant.end
    if reading and not variant.lemma:
        return Replacement(text, start, end, _with_space(text[:start], reading, text[start:]))
    if not reading and start and text[start - 1].isspace():
        return Replacement(text, start - 1, end, reading)
    if not reading and text[end : end + 1].isspace():
        return Replacement(text, start, end + 1, reading)
    return Replacement(text, start, end, reading)


def _with_space(before: str, addition: str, after: str) -> str:
    if before:
        is_chinese = HAN_END.search(before) and not needs_space(before, addition)
        return addition if is_chinese else f" {addition}"
    is_chinese = HAN_START.match(addition) and not needs_space(addition, after)
    return addition if is_chinese else f"{addition} "


def _is_inside(variant: Variant, outer: Variant) -> bool:
    """Return whether a variant stands within the lemma of another one and is one in words."""
    is_part = outer.start <= variant.start < variant.end <= outer.end
    is_addition = outer.start < variant.start == variant.end < outer.end
    return (is_part or is_addition) and all(reading.has_words for reading in variant.readings)


def _is_form_of_replaced(variant: Variant, edit: Replacement) -> bool:
    """Return whether a variant is the form of words that are no longer printed."""
    is_formal = any(reading.form in FORMAL for reading in variant.readings)
    return is_formal and _overlaps(variant, edit.start, edit.end)


def _overlaps(variant: Variant, start: int, end: int) -> bool:
    return variant.start < end and start < variant.end


def _other_readings(
    row: Row, variant: Variant, chosen: Reading, inside: Sequence[Variant], edit: Replacement
) -> tuple[Reading, ...]:
    """Return all readings of a variant beside the chosen one, that of the base text first."""
    others = [reading for reading in variant.readings if reading is not chosen]
    others += _readings_inside(row.text, inside, variant)
    sigla = _agreeing_with_base(row, variant, edit)
    base = [Reading(sigla, variant.lemma, chosen.form)] if sigla else []
    return (*base, *others)


def _agreeing_with_base(row: Row, variant: Variant, edit: Replacement) -> tuple[str, ...]:
    """Return the witnesses that read as the base text in the replaced characters."""
    affected = [v for v in row.variants if v is variant or edit.concerns(v)]
    readings = (reading for v in affected for reading in v.readings if reading.has_words)
    differing = {siglum for reading in readings for siglum in reading.sigla}
    return tuple(dict.fromkeys(siglum for siglum, _ in row.units if siglum not in differing))


def _readings_inside(text: str, inside: Sequence[Variant], outer: Variant) -> list[Reading]:
    """Return what the witnesses of variants within a lemma read in the whole of it."""
    readings = (reading for variant in inside for reading in variant.readings)
    sigla = dict.fromkeys(siglum for reading in readings for siglum in reading.sigla)
    groups = group_values((_read_through(text, s, inside, outer), s) for s in sigla)
    return [Reading(tuple(own), words) for words, own in groups.items()]


def _read_through(text: str, siglum: str, variants: Sequence[Variant], outer: Variant) -> str:
    """Return what a witness reads in the lemma of `outer`, given the variants within it."""
    parts, offset = [], outer.start
    for variant in variants:
        for reading in variant.readings:
            if siglum in reading.sigla:
                parts += [text[offset : variant.start], reading.text]
                offset = variant.end
    return join_words((*parts, text[offset : outer.end]))


def _reclassify(variant: Variant, chosen: Variant, folding: Folding) -> Variant:
    """Determine the kind of a variant anew if other words are printed at its place now."""
    if not _overlaps(variant, chosen.start, chosen.end):
        return variant
    differs_in_words = any(
        folding.fold(reading.text) != folding.fold(variant.lemma) or not reading.has_words
        for reading in variant.readings
    )
    return replace(variant, kind="substantive" if differs_in_words else "accidental")

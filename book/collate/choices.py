"""Let the editor's choices override the base text: another witness's reading is printed, and the apparatus says so."""

import re
from dataclasses import replace
from typing import Literal

from book.errors import EditionError
from book.model import Choice, Collation, Reading, Row, Variant
from book.text.typography import fold

HAN_START = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
HAN_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")


def apply_choices(collation: Collation, choices: tuple[Choice, ...], file: str) -> Collation:
    """Apply each [[choice]]. Raise EditionError for a place or a reading that no witness has."""
    rows = list(collation.rows)
    for choice in choices:
        found = [(i, v) for i, row in enumerate(rows) for v in row.variants if _is_meant(choice, v)]
        if len(found) != 1:
            raise _unclear(choice, rows, len(found), file)
        index, variant = found[0]
        rows[index] = _chosen(rows[index], variant, choice)
    return replace(collation, rows=tuple(rows))


def _is_meant(choice: Choice, variant: Variant) -> bool:
    at_place = str(variant.place) == choice.place and (
        not choice.lemma or fold(choice.lemma) == fold(variant.lemma)
    )
    return at_place and any(
        reading.text == choice.reading and reading.has_words for reading in variant.readings
    )


def _unclear(choice: Choice, rows: list[Row], count: int, file: str) -> EditionError:
    here = [
        f"“{v.lemma}” / “{r.text}”"
        for row in rows
        for v in row.variants
        if str(v.place) == choice.place
        for r in v.readings
    ]
    if count:
        return EditionError(
            f"{count} variants at {choice.place} have this reading",
            file=file,
            line=choice.line,
            remedy="Name its lemma too.",
        )
    message = f"no witness reads “{choice.reading}” at {choice.place}"
    return EditionError(
        message,
        file=file,
        line=choice.line,
        remedy=f"Readings there: {'; '.join(here) or 'none; inv collate lists all'}.",
    )


def _chosen(row: Row, variant: Variant, choice: Choice) -> Row:
    """Print the reading in the lemma's stead, move what stands after it, and keep the base text's words as a reading."""
    chosen = next(r for r in variant.readings if r.text == choice.reading)
    rest = tuple(r for r in variant.readings if r is not chosen)
    inside = tuple(v for v in row.variants if v is not variant and _is_inside(v, variant))
    rest += _widened(row.text, inside, variant)
    start, end, printed = _fitted(row.text, variant, chosen.text)
    text = row.text[:start] + printed + row.text[end:]
    at = start + printed.index(chosen.text)
    differing = {
        s
        for v in row.variants
        if v is variant or _overlaps(v, start, end)
        for r in v.readings
        if r.has_words
        for s in r.sigla
    }
    sigla = tuple(dict.fromkeys(siglum for siglum, _ in row.units if siglum not in differing))
    base = Reading(sigla, variant.lemma, chosen.form)
    made = replace(
        variant,
        lemma=chosen.text,
        start=at,
        end=at + len(chosen.text),
        readings=(*([base] if sigla else []), *rest),
    )
    made = replace(made, reason=choice.reason, chosen=True)
    moved = tuple(
        made if v is variant else _moved(v, row.text, text, (start, end), printed)
        for v in row.variants
        if not any(v is x for x in inside)
    )
    moved = tuple(
        replace(v, kind=_kind(v)) if _overlaps(v, made.start, made.end) else v for v in moved
    )
    return replace(row, text=text, variants=moved)


def _fitted(text: str, variant: Variant, reading: str) -> tuple[int, int, str]:
    """Give the characters to replace and what to print: an addition brings a space of its own, an omission takes one away."""
    start, end = variant.start, variant.end
    if reading and not variant.lemma:
        if HAN_END.search(text[:start]) or (not start and HAN_START.match(reading)):
            return start, end, reading
        return (start, end, f" {reading}") if start else (start, end, f"{reading} ")
    if not reading and start and text[start - 1].isspace():
        start -= 1
    elif not reading and text[end : end + 1].isspace():
        end += 1
    return start, end, reading


def _is_inside(variant: Variant, other: Variant) -> bool:
    """Say whether a variant stands within the lemma of another one."""
    return other.start <= variant.start < variant.end <= other.end and all(
        reading.has_words for reading in variant.readings
    )


def _widened(text: str, inside: tuple[Variant, ...], other: Variant) -> tuple[Reading, ...]:
    """Give what the witnesses of some variants read in the lemma of another one in which those stand."""
    found: dict[str, list[str]] = {}
    for siglum in dict.fromkeys(s for v in inside for r in v.readings for s in r.sigla):
        read, at = "", other.start
        for variant in sorted(inside, key=lambda v: v.start):
            for reading in variant.readings:
                if siglum in reading.sigla:
                    read, at = read + text[at : variant.start] + reading.text, variant.end
        found.setdefault(read + text[at : other.end], []).append(siglum)
    return tuple(Reading(tuple(sigla), words) for words, sigla in found.items())


def _overlaps(variant: Variant, start: int, end: int) -> bool:
    return variant.start < end and start < variant.end


def _kind(variant: Variant) -> Literal["substantive", "accidental"]:
    """Say of what kind a variant is, now that other words are printed at its place."""
    has_words = any(
        fold(r.text) != fold(variant.lemma) or not r.has_words for r in variant.readings
    )
    return "substantive" if has_words else "accidental"


def _moved(variant: Variant, old: str, new: str, place: tuple[int, int], printed: str) -> Variant:
    """Move a variant that stands after the place; widen one that overlaps it, so that each witness still reads what it has."""
    start, end = place
    shift = len(printed) - (end - start)
    if variant.end <= start and not (variant.start == variant.end == start == end):
        return variant
    if variant.start >= end:
        return replace(variant, start=variant.start + shift, end=variant.end + shift)
    if not any(reading.has_words for reading in variant.readings):
        is_whole = variant.start < variant.end
        at = min(variant.start, start + len(printed))
        return (
            replace(variant, end=len(new), lemma=new)
            if is_whole
            else replace(variant, start=at, end=at)
        )
    first, last = min(start, variant.start), max(end, variant.end)
    readings = tuple(
        replace(r, text=(old[first : variant.start] + r.text + old[variant.end : last]).strip())
        for r in variant.readings
    )
    return replace(
        variant, start=first, end=last + shift, lemma=new[first : last + shift], readings=readings
    )

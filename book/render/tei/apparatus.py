"""Divide a passage into what its witnesses share and what they do not: parallel segmentation (TEI P5, 13.2.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from book.model import Form, Row, Variant
from book.text.typography import HAN

Kind = Literal["substantive", "accidental"]


@dataclass(frozen=True, slots=True)
class Other:
    """What witnesses have in the stead of a lemma."""

    text: str
    sigla: tuple[str, ...]
    kind: Kind
    form: Form = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The characters `start` to `end` of the printed text; where witnesses differ, all they have instead. `sigla` have what is printed."""

    start: int
    end: int
    sigla: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    reason: str = ""


def sigla_of(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(siglum for siglum, _ in row.units))


def segments(row: Row) -> tuple[Segment, ...]:
    """Give the segments of a row, in order; between them nothing is left out.

    Places that overlap are one, so that each witness has one reading there; what is said of whole paragraphs is none of them.
    """
    sigla = sigla_of(row)
    inside = [
        v
        for v in row.variants
        if any(r.form != "moved" and set(r.sigla) & set(sigla) for r in v.readings)
    ]
    made: list[Segment] = []
    at = 0
    for start, end, group in _groups(sorted(inside, key=lambda v: (v.start, v.end))):
        if start > at:
            made.append(Segment(at, start, sigla))
        made.append(_segment(row.text, sigla, start, end, group))
        at = end
    return (
        (*made, Segment(at, len(row.text), sigla))
        if at < len(row.text) or not made
        else tuple(made)
    )


def _groups(variants: list[Variant]) -> Iterator[tuple[int, int, list[Variant]]]:
    """Join the variants that overlap, or that are additions at one point."""
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


def _segment(
    text: str, sigla: Sequence[str], start: int, end: int, group: list[Variant]
) -> Segment:
    found: dict[tuple[str, Form], tuple[list[str], list[Kind]]] = {}
    for siglum in sigla:
        own = [(v, r) for v in group for r in v.readings if siglum in r.sigla and r.form != "moved"]
        if own:
            reading = _applied(text, start, end, [(v, r.text) for v, r in own if r.has_words])
            form = own[0][1].form if len(own) == 1 else ""
            entry = found.setdefault((reading, form), ([], []))
            entry[0].append(siglum)
            entry[1].extend(v.kind for v, _ in own)
    others = tuple(
        Other(reading, tuple(who), "substantive" if "substantive" in kinds else "accidental", form)
        for (reading, form), (who, kinds) in found.items()
    )
    differing = {siglum for other in others for siglum in other.sigla}
    reason = " ".join(v.reason for v in group if v.reason)
    return Segment(start, end, tuple(s for s in sigla if s not in differing), others, reason)


def _applied(text: str, start: int, end: int, own: list[tuple[Variant, str]]) -> str:
    """Read a witness's words from `start` to `end` of the printed text off its variants there."""
    parts: list[str] = []
    at = start
    for variant, reading in own:
        parts += [text[at : variant.start], reading]
        at = variant.end
    made = ""
    for part in (*parts, text[at:end]):
        made += f" {part}" if made and part and needs_space(made, part) else part
    return " ".join(made.split())


def needs_space(before: str, after: str) -> bool:
    """Say whether a space must stand between two readings: Chinese has none.

    >>> needs_space("old", "and"), needs_space("old ", "and"), needs_space("法", "与")
    (True, False, False)
    """
    return (
        not before[-1:].isspace()
        and not after[:1].isspace()
        and not (HAN.match(after) or HAN.match(before[-1:]))
    )

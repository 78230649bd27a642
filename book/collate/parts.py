"""Tell to which part of the work each unit of a witness belongs: by its headings, and by its wording where it lacks them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from book.collate.lexicon import Lexicon
from book.collate.outline import match_outline
from book.collate.paragraphs import CERTAIN, SAME_PARAGRAPH, PhraseIndex, TokenizedUnit, likeness
from book.model import Heading, Text, Unit
from book.text.alignment import heaviest_chain

PREFACE = "Preface"
PHRASE = 4  # words
Run = tuple[
    str, list[Unit]
]  # what stands under a heading of the outline; without label: before the first one


def divide(
    texts: Sequence[Text], outline: tuple[Heading, ...], lexicon: Lexicon
) -> dict[str, dict[str, list[Unit]]]:
    """Give for each witness, by its siglum, its units by the label of their part.

    A copy may begin in the middle of a part, or go on into the next one without its heading.
    """
    labels = (PREFACE, *(heading.label for heading in outline))
    runs = {text.witness.siglum: _runs(text, outline) for text in texts}
    known = PartIndex(labels, lexicon)
    for siglum, found in runs.items():
        is_whole = len(found) > 1 and found[1][0] == labels[1]
        for label, units in found:
            if label or is_whole:
                known.add(siglum, label or PREFACE, units)
    return {siglum: _by_part(found, siglum, known) for siglum, found in runs.items()}


def passage(unit: Unit, lexicon: Lexicon) -> TokenizedUnit:
    return TokenizedUnit(lexicon.read(unit.text), unit.kind == "heading")


def _runs(text: Text, outline: tuple[Heading, ...]) -> list[Run]:
    """Divide a witness at the headings of the outline."""
    runs: list[Run] = [("", [])]
    for unit in text.units:
        heading = match_outline(unit, outline) if unit.kind == "heading" else None
        if heading:
            runs.append((heading.label, []))
        runs[-1][1].append(unit)
    return runs


@dataclass(frozen=True, slots=True)
class PartIndex:
    """What the witnesses have in each part, by the phrases in it: so each paragraph is compared with few."""

    labels: tuple[str, ...]
    lexicon: Lexicon
    entries: list[tuple[str, str, TokenizedUnit]] = field(default_factory=list)
    index: PhraseIndex = field(default_factory=lambda: PhraseIndex(PHRASE))

    def add(self, siglum: str, label: str, units: Iterable[Unit]) -> None:
        for unit in units:
            if unit.kind == "paragraph":
                found = passage(unit, self.lexicon)
                self.index.add(len(self.entries), found.numbers)
                self.entries.append((siglum, label, found))

    def likeness(self, unit: Unit, siglum: str) -> dict[str, float]:
        """Say for each part how alike to `unit` the paragraph of another witness is that shares most phrases with it."""
        found = passage(unit, self.lexicon)
        nearest: dict[str, TokenizedUnit] = {}
        for number, _ in self.index.sharing(found.numbers).most_common():
            other, label, near = self.entries[number]
            if other != siglum:
                nearest.setdefault(label, near)
        return {label: likeness(found, near) for label, near in nearest.items()}


def _by_part(runs: list[Run], siglum: str, known: PartIndex) -> dict[str, list[Unit]]:
    placed: dict[str, list[Unit]] = {}
    for label, units in runs:
        for unit, at in zip(units, _labels(label, units, siglum, known), strict=True):
            placed.setdefault(at, []).append(unit)
    return placed


def _labels(label: str, units: list[Unit], siglum: str, known: PartIndex) -> list[str]:
    """Name the part of each unit of a run: that of its heading, until what follows stands elsewhere in a later part.

    The parts follow each other: a single paragraph that stands elsewhere does not take those after it along.
    """
    if len(known.labels) == 1:
        return [PREFACE] * len(units)
    start = known.labels.index(label or PREFACE)
    edges = [
        (number, part, weight)
        for number, unit in enumerate(units)
        if unit.kind == "paragraph"
        for part, weight in _evidence(
            known.likeness(unit, siglum), start, bool(label), known.labels
        ).items()
    ]
    by_unit = {number: part for number, part, _ in _rising(edges)}
    at = start if label else min(by_unit.values(), default=start)
    named = []
    for number in range(len(units)):
        at = by_unit.get(number, at)
        named.append(known.labels[at])
    return named


def _evidence(
    found: Mapping[str, float], start: int, is_headed: bool, labels: tuple[str, ...]
) -> dict[int, float]:
    """Give the parts in which a paragraph may stand, from `start` on; under a heading, another part's must be certain."""
    of = {labels.index(label): score for label, score in found.items()}
    own = {start: of[start]} if of.get(start, 0.0) >= SAME_PARAGRAPH else {}
    wanted = CERTAIN if is_headed else SAME_PARAGRAPH
    return own or {part: score for part, score in of.items() if part > start and score >= wanted}


def _rising(edges: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Choose the evidence that weighs most together and in which the parts follow each other."""
    chosen = heaviest_chain(edges, strict=False)
    last = {edge[0]: edge for edge in chosen}
    return list(last.values())

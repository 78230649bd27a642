"""Find the part of the work to which each unit of a witness belongs.

The headings of the witness tell, or its wording where it lacks them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from book.collate.lexicon import Lexicon
from book.collate.likeness import CERTAIN, SAME_PARAGRAPH, TokenizedUnit, likeness
from book.collate.outline import PREFACE, Outline
from book.collate.phrases import PhraseIndex
from book.model import Text, Unit
from book.text.alignment import Edge, heaviest_chain
from book.text.grouping import group_values

MOST_UNKNOWN = 3  # paragraphs in a row that tell nothing about their part
PHRASE = 4  # words; longer than within a part, as all parts are searched
# The label of a heading in the outline and the units from it to the next such heading. The units
# before the first one have the label "".
OutlineRun = tuple[str, list[Unit]]


def divide_into_parts(
    texts: Sequence[Text], outline: Outline, lexicon: Lexicon
) -> dict[str, dict[str, list[Unit]]]:
    """Return for each witness, by siglum, its units by the label of their part.

    A witness may begin in the middle of a part, or continue into the next one without its heading.
    """
    labels = (PREFACE, *(heading.label for heading in outline.parts))
    runs_by_siglum = {text.witness.siglum: _divide_at_headings(text, outline) for text in texts}
    index = PartIndex(labels, lexicon)
    for siglum, runs in runs_by_siglum.items():
        index.add_witness(siglum, runs)
    return {siglum: _group_by_part(runs, siglum, index) for siglum, runs in runs_by_siglum.items()}


def tokenize_unit(unit: Unit, lexicon: Lexicon, section: int | None = None) -> TokenizedUnit:
    """Return the unit as the numbers of its words; a heading as that of the section it opens."""
    if section is None:
        numbers = lexicon.encode(unit.text)
        words = lexicon.spell_each(numbers)
        return TokenizedUnit(numbers, unit.kind == "heading", words, _picture_of(unit))
    return TokenizedUnit((-1 - section,), is_heading=True)


def _picture_of(unit: Unit) -> str:
    """Return how a witness describes the picture whose caption a unit is; "" for other units."""
    figure = unit.form.container("figure") if unit.form.kind == "caption" else None
    return " ".join(figure.get("alt").casefold().split()) if figure else ""


def _divide_at_headings(text: Text, outline: Outline) -> list[OutlineRun]:
    runs: list[OutlineRun] = [("", [])]
    for unit in text.units:
        section = outline.section(text.witness.siglum, unit)
        label = runs[-1][0] if section is None else outline.paths[section][0]
        if label not in (runs[-1][0], PREFACE):
            runs.append((label, []))
        runs[-1][1].append(unit)
    return runs


@dataclass(frozen=True, slots=True)
class PartIndex:
    """The paragraphs of all witnesses by their phrases, each with its witness and part."""

    labels: tuple[str, ...]  # of the parts, in order
    lexicon: Lexicon
    entries: list[tuple[str, str, TokenizedUnit]] = field(default_factory=list)
    phrases: PhraseIndex = field(default_factory=lambda: PhraseIndex(PHRASE))
    sigla: list[str] = field(default_factory=list)  # of the witnesses entered, in order

    def add_witness(self, siglum: str, runs: list[OutlineRun]) -> None:
        """Enter a witness's paragraphs.

        Those before its first heading are of the preface only if the heading is that of the first
        part. Otherwise their part is not known.
        """
        begins_at_start = len(runs) > 1 and runs[1][0] == self.labels[1]
        for label, units in runs:
            if label or begins_at_start:
                self._add(siglum, label or PREFACE, units)

    def _add(self, siglum: str, label: str, units: Iterable[Unit]) -> None:
        for unit in units:
            if unit.kind == "paragraph":
                tokenized = tokenize_unit(unit, self.lexicon)
                self.phrases.add(len(self.entries), tokenized.numbers)
                self.entries.append((siglum, label, tokenized))
                if siglum not in self.sigla:
                    self.sigla.append(siglum)

    def trusted_above(self, siglum: str) -> list[str]:
        """Return the witnesses that are trusted more than another."""
        own = self.sigla.index(siglum) if siglum in self.sigla else None
        return self.sigla[:own]

    def likeness_by_part(
        self, unit: Unit, siglum: str, others: Collection[str] = ()
    ) -> dict[str, float]:
        """Return, for each part, how much a unit is like its nearest paragraph there, in per cent.

        Paragraphs of the witness `siglum` itself do not count, or only those of `others`. The
        nearest paragraph is the one that shares most phrases.
        """
        tokenized = tokenize_unit(unit, self.lexicon)
        nearest: dict[str, TokenizedUnit] = {}
        for number, _ in self.phrases.count_shared(tokenized.numbers).most_common():
            other, label, paragraph = self.entries[number]
            if other in others or (not others and other != siglum):
                nearest.setdefault(label, paragraph)
        return {label: likeness(tokenized, paragraph) for label, paragraph in nearest.items()}


def _group_by_part(runs: list[OutlineRun], siglum: str, index: PartIndex) -> dict[str, list[Unit]]:
    opened = {index.labels.index(label) for label, _ in runs if label}
    parts = [_name_parts(label, units, siglum, index, opened) for label, units in runs]
    units = (unit for _, units in runs for unit in units)
    return group_values(zip(chain(*parts), units, strict=True))


def _name_parts(
    label: str, units: list[Unit], siglum: str, index: PartIndex, opened: Collection[int]
) -> list[str]:
    """Return the label of the part of each unit in a run.

    It is that of the run's heading until the wording shows that a later part has begun, without one
    of the headings that the witness has (`opened`). As parts follow each other, a single displaced
    paragraph does not move those after it.
    """
    if len(index.labels) == 1:
        return [PREFACE] * len(units)
    start = index.labels.index(label or PREFACE)
    later = range(start + 1, len(index.labels))
    possible = {part for part in later if part not in opened}
    part_of_unit = _find_later_parts(units, siglum, index, start, possible)
    part = start or min(part_of_unit.values(), default=start)
    names = []
    for number in range(len(units)):
        part = part_of_unit.get(number, part)
        names.append(index.labels[part])
    before = _count_of_part_before(units, siglum, index, start) if start > 1 else 0
    names[1 : 1 + before] = [index.labels[start - 1]] * before
    return names


def _count_of_part_before(units: list[Unit], siglum: str, index: PartIndex, start: int) -> int:
    """Return how many units below a heading a more trusted witness has in the part before."""
    trusted = index.trusted_above(siglum)
    label, part_before = index.labels[start], index.labels[start - 1]
    count = 0
    for number, unit in enumerate(units[1:] if trusted else (), 1):
        by_part = index.likeness_by_part(unit, siglum, trusted)
        if by_part.get(label, 0.0) >= SAME_PARAGRAPH:
            break
        if by_part.get(part_before, 0.0) >= CERTAIN:
            count = number
        elif number - count > MOST_UNKNOWN:
            break
    return count


def _find_later_parts(
    units: list[Unit], siglum: str, index: PartIndex, start: int, possible: Collection[int]
) -> dict[int, int]:
    """Return the parts, in rising order, that the wording of paragraphs shows, by unit number."""
    edges: list[Edge] = []
    for number, unit in enumerate(units):
        if unit.kind == "paragraph":
            by_part = _possible_parts(index.likeness_by_part(unit, siglum), start, index.labels)
            edges += [
                (number, part, weight)
                for part, weight in by_part.items()
                if part == start or part in possible
            ]
    return {number: part for number, part, _ in heaviest_chain(edges, strict=False)}


def _possible_parts(
    likeness_by_part: Mapping[str, float], start: int, labels: tuple[str, ...]
) -> dict[int, float]:
    """Return the parts in which a paragraph may stand, from `start` on, with its likeness there.

    After a heading (`start` is 0 before the first one), the evidence for another part must be
    certain.
    """
    scores = {labels.index(label): score for label, score in likeness_by_part.items()}
    if scores.get(start, 0.0) >= SAME_PARAGRAPH:
        return {start: scores[start]}
    threshold = CERTAIN if start else SAME_PARAGRAPH
    return {part: score for part, score in scores.items() if part > start and score >= threshold}

"""Lay the witnesses beside each other, paragraph by paragraph.

What several witnesses have shares a row. First come the rows of the base text; the other witnesses
are added to them in an order that depends on their words alone, so that the order in which an
editor names them decides only which of them is printed where the base text has nothing.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise

from book.collate.cut import cut_unit, numbered_lines
from book.collate.lexicon import Lexicon
from book.collate.likeness import TokenizedUnit
from book.collate.outline import PREFACE, Outline
from book.collate.paragraph_breaks import group_pairs
from book.collate.paragraphs import pair_in_order, pair_moved
from book.collate.parts import tokenize_unit
from book.collate.short_units import Pair
from book.model import Text, Unit
from book.text.alignment import differences

Share = list[tuple[int, int]]  # the rows that a unit has, each with its first word in the unit


@dataclass(slots=True)
class DraftRow:
    """A row under construction.

    `parts` are pairs of a siglum and a unit, or a part of one; the first is printed. The witnesses
    in `moved` have the row elsewhere; those in `joined` begin no paragraph with it.
    """

    tokenized: TokenizedUnit  # what is printed
    parts: list[tuple[str, Unit]]
    moved: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    def sigla(self) -> set[str]:
        """Return the witnesses that have the row."""
        return {siglum for siglum, _ in self.parts}

    def first_unit(self, siglum: str) -> Unit:
        """Return the first unit that a witness has in the row."""
        return next(unit for witness, unit in self.parts if witness == siglum)

    def order(self, trust: Sequence[str]) -> None:
        """Bring all into the order of trust; print the first that has the row as one paragraph."""
        counts = Counter(siglum for siglum, _ in self.parts)
        elsewhere = {*self.moved, *self.joined}
        printed = next(s for s in trust if counts[s] == 1 and s not in elsewhere)
        self.parts.sort(key=lambda part: (part[0] != printed, trust.index(part[0])))
        self.moved.sort(key=trust.index)
        self.joined.sort(key=trust.index)


@dataclass(frozen=True, slots=True)
class WitnessUnits:
    """The units of a witness in one part, with the numbers of their words and its lines."""

    siglum: str
    units: list[Unit]
    tokenized: list[TokenizedUnit]
    lines: Mapping[int, str]

    def new_rows(self, numbers: range, taken: set[int]) -> list[DraftRow]:
        """Return new rows for the units in `numbers` that are not in `taken`."""
        return [
            DraftRow(self.tokenized[number], [(self.siglum, self.units[number])])
            for number in numbers
            if number not in taken
        ]


class PartRows:
    """The rows of each part of the work, by the part's label."""

    def __init__(self, outline: Outline, lexicon: Lexicon) -> None:
        labels = (heading.label for heading in outline.parts)
        self.by_label: dict[str, list[DraftRow]] = {label: [] for label in (PREFACE, *labels)}
        self._outline = outline
        self._lexicon = lexicon

    def add_witnesses(
        self, texts: Sequence[Text], units_by_part: Mapping[str, Mapping[str, list[Unit]]]
    ) -> None:
        """Add the witnesses, given in the order of trust; the first is the base text."""
        base, *others = texts
        for text in (base, *sorted(others, key=_words_of)):
            self.add_witness(text, units_by_part[text.witness.siglum])
        trust = [text.witness.siglum for text in texts]
        for row in chain.from_iterable(self.by_label.values()):
            row.order(trust)

    def add_witness(self, text: Text, units_by_part: Mapping[str, list[Unit]]) -> None:
        """Add a witness's units to the rows; what only this witness has gets rows of its own."""
        siglum, lines = text.witness.siglum, numbered_lines(text)
        new_rows: list[tuple[str, DraftRow]] = []
        for label, units in units_by_part.items():
            tokenized = [self._tokenize(siglum, unit) for unit in units]
            own = WitnessUnits(siglum, units, tokenized, lines)
            self.by_label[label], new = _add_units(self.by_label[label], own)
            new_rows += [(label, row) for row in new]
        self._merge_moved(siglum, new_rows)

    def _tokenize(self, siglum: str, unit: Unit) -> TokenizedUnit:
        return tokenize_unit(unit, self._lexicon, self._outline.section(siglum, unit))

    def _merge_moved(self, siglum: str, new_rows: list[tuple[str, DraftRow]]) -> None:
        """Merge the new rows of a witness that other witnesses have elsewhere into theirs."""
        new = [row for _, row in new_rows]
        rows = self._rows_without(siglum)
        if not rows or not new:
            return
        pairs = pair_moved([row.tokenized for row in rows], [row.tokenized for row in new])
        for row_number, new_number in pairs:
            label, moved = new_rows[new_number]
            rows[row_number].parts += moved.parts
            rows[row_number].moved.append(siglum)
            self.by_label[label] = [row for row in self.by_label[label] if row is not moved]

    def _rows_without(self, siglum: str) -> list[DraftRow]:
        rows = chain.from_iterable(self.by_label.values())
        return [row for row in rows if siglum not in row.sigla()]


def _words_of(text: Text) -> tuple[int, list[str], str]:
    """Return what orders witnesses: the longest first."""
    texts = [unit.text for unit in text.units]
    return -sum(map(len, texts)), texts, text.witness.siglum


def _add_units(rows: list[DraftRow], own: WitnessUnits) -> tuple[list[DraftRow], list[DraftRow]]:
    """Return all rows of a part after a witness is added, and those among them that are new.

    What only this witness has stands before the row that it has next.
    """
    pairs = pair_in_order([row.tokenized for row in rows], own.tokenized)
    for group in group_pairs(pairs):
        _add_to_rows(rows, own, group)
    first_unit = dict(reversed(pairs))
    taken = {unit for _, unit in pairs}
    merged: list[DraftRow] = []
    new: list[DraftRow] = []
    done = 0
    for number, row in enumerate(rows):
        next_unit = max(done, first_unit.get(number, done))
        only_here = own.new_rows(range(done, next_unit), taken)
        merged += [*only_here, row]
        new += only_here
        done = next_unit
    rest = own.new_rows(range(done, len(own.units)), taken)
    return merged + rest, new + rest


def _add_to_rows(rows: list[DraftRow], own: WitnessUnits, group: list[Pair]) -> None:
    """Add the units of a group of pairs to its rows; cut a unit that extends over several rows."""
    group_rows = [rows[number] for number in sorted({row for row, _ in group})]
    group_units = sorted({unit for _, unit in group})
    shares = _share_words(
        [row.tokenized.numbers for row in group_rows],
        [own.tokenized[number].numbers for number in group_units],
    )
    for number, share in zip(group_units, shares, strict=True):
        cuts = tuple(start for _, start in share[1:])
        parts = cut_unit(own.units[number], cuts, own.lines)
        for part_number, ((row, _), part) in enumerate(zip(share, parts, strict=False)):
            group_rows[row].parts.append((own.siglum, part))
            if part_number:
                group_rows[row].joined.append(own.siglum)


def _share_words(rows: list[tuple[int, ...]], units: list[tuple[int, ...]]) -> list[Share]:
    """Return, for each unit, the rows that have its words and the word with which each begins.

    >>> _share_words([(1, 2, 3), (4, 5, 6)], [(1, 2, 3, 4, 5, 6)])
    [[(0, 0), (1, 3)]]
    """
    if len(rows) == 1:
        return [[(0, 0)] for _ in units]
    row_ends = list(accumulate(map(len, rows)))
    row_of = _align_with_rows(list(chain(*rows)), list(chain(*units)), row_ends)
    unit_starts = [0, *accumulate(map(len, units))]
    return [_share(row_of, start, end) for start, end in pairwise(unit_starts)]


def _share(row_of: list[int], start: int, end: int) -> Share:
    changes = [word for word in range(start + 1, end) if row_of[word] != row_of[word - 1]]
    return [(row_of[word], word - start) for word in (start, *changes)]


def _align_with_rows(base: list[int], words: list[int], row_ends: list[int]) -> list[int]:
    """Return the row of each word: that of the word of `base` with which it is aligned.

    `row_ends` are the words of `base` at which its rows end.
    """
    row_of: list[int] = []
    done = 0
    for start, end, first, last in differences(base, words):
        row_of += [bisect_right(row_ends, n) for n in range(done, start)]
        if end - start == last - first:
            row_of += [bisect_right(row_ends, n) for n in range(start, end)]
        else:
            row_of += _rows_of_difference(start, end, last - first, row_ends)
        done = end
    return row_of + [bisect_right(row_ends, n) for n in range(done, len(base))]


def _rows_of_difference(start: int, end: int, count: int, row_ends: list[int]) -> list[int]:
    """Return the rows of `count` words that stand for the words `start` to `end` of the base.

    Words that no longer fit into the preceding row go to the following one.
    """
    before = bisect_right(row_ends, start - 1) if start else 0
    after = min(bisect_right(row_ends, end), len(row_ends) - 1)
    if before == after:
        return [before] * count
    left = min(count, max(0, row_ends[before] - start))
    return [before] * left + [after] * (count - left)

"""Lay the witnesses along each other, paragraph by paragraph: what several have shares a row, in the order of the first that has it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from book.collate.cut import cut, lines_of
from book.collate.lexicon import Lexicon
from book.collate.paragraphs import Pair, TokenizedUnit, pair, pair_moved
from book.collate.parts import PREFACE, passage
from book.model import Text, Unit
from book.text.alignment import differences


@dataclass(slots=True)
class DraftRow:
    """A row in the making. `parts` are the witnesses' units in it, the one that is printed first.

    `moved` are those that have it elsewhere, `joined` those that begin no paragraph with it.
    """

    passage: TokenizedUnit
    parts: list[tuple[str, Unit]]
    moved: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    def sigla(self) -> set[str]:
        return {siglum for siglum, _ in self.parts}


class Stacks:
    """The rows of each part of the work."""

    def __init__(self, labels: tuple[str, ...], lexicon: Lexicon) -> None:
        self._stacks: dict[str, list[DraftRow]] = {label: [] for label in (PREFACE, *labels)}
        self._lexicon = lexicon

    def rows(self) -> Mapping[str, list[DraftRow]]:
        return self._stacks

    def lay(self, text: Text, parts: Mapping[str, list[Unit]]) -> None:
        """Lay a witness's units, given by part, along the rows; what is its alone gets rows of its own."""
        siglum, lines = text.witness.siglum, lines_of(text)
        alone: list[tuple[str, DraftRow]] = []
        for label, units in parts.items():
            self._stacks[label], new = self._aligned(self._stacks[label], siglum, units, lines)
            alone += [(label, draft) for draft in new]
        self._find_moved(siglum, alone)

    def _aligned(
        self, stack: list[DraftRow], siglum: str, units: list[Unit], lines: dict[int, str]
    ) -> tuple[list[DraftRow], list[DraftRow]]:
        found = [passage(unit, self._lexicon) for unit in units]
        pairs = pair([draft.passage for draft in stack], found)
        for block in blocks(pairs):
            self._join(stack, siglum, units, found, block, lines)
        # What only this witness has stands before the row that it has next.
        first = dict(reversed(pairs))
        taken = {unit for _, unit in pairs}
        rows: list[DraftRow] = []
        new: list[DraftRow] = []
        done = 0
        for index, draft in enumerate(stack):
            fresh = [
                DraftRow(found[n], [(siglum, units[n])])
                for n in range(done, first.get(index, done))
                if n not in taken
            ]
            done = max(done, first.get(index, done))
            rows += [*fresh, draft]
            new += fresh
        fresh = [
            DraftRow(found[n], [(siglum, units[n])])
            for n in range(done, len(units))
            if n not in taken
        ]
        return rows + fresh, new + fresh

    def _join(
        self,
        stack: list[DraftRow],
        siglum: str,
        units: list[Unit],
        found: list[TokenizedUnit],
        block: list[Pair],
        lines: dict[int, str],
    ) -> None:
        """Give the words of a block's units to its rows; a unit that goes on over a row's end is cut there."""
        rows = [stack[n] for n in sorted({row for row, _ in block})]
        own = sorted({unit for _, unit in block})
        shares = _shares([draft.passage.numbers for draft in rows], [found[n].numbers for n in own])
        for n, share in zip(own, shares, strict=True):
            bounds = tuple(start for _, start in share[1:])
            parts = cut(units[n], bounds, lines)
            for number, ((row, _), part) in enumerate(zip(share, parts, strict=False)):
                rows[row].parts.append((siglum, part))
                if number:
                    rows[row].joined.append(siglum)

    def _find_moved(self, siglum: str, alone: Iterable[tuple[str, DraftRow]]) -> None:
        """Let what stands elsewhere in other witnesses share their row."""
        fresh = list(alone)
        own = {id(draft) for _, draft in fresh}
        rows = [
            draft
            for stack in self._stacks.values()
            for draft in stack
            if id(draft) not in own and siglum not in draft.sigla()
        ]
        if not rows or not fresh:
            return
        for row, number in pair_moved(
            [draft.passage for draft in rows], [draft.passage for _, draft in fresh]
        ):
            label, draft = fresh[number]
            rows[row].parts += draft.parts
            rows[row].moved.append(siglum)
            self._stacks[label] = [d for d in self._stacks[label] if d is not draft]


def blocks(pairs: list[Pair]) -> list[list[Pair]]:
    """Divide pairs, in order, into those that hang together.

    >>> blocks([(0, 0), (1, 1), (1, 2), (2, 3)])
    [[(0, 0)], [(1, 1), (1, 2)], [(2, 3)]]
    """
    made: list[list[Pair]] = []
    for found in pairs:
        if made and (made[-1][-1][0] == found[0] or made[-1][-1][1] == found[1]):
            made[-1].append(found)
        else:
            made.append([found])
    return made


def _shares(
    rows: list[tuple[int, ...]], units: list[tuple[int, ...]]
) -> list[list[tuple[int, int]]]:
    """Share out the words of units to rows: for each unit, the rows that it has and the word with which each begins.

    >>> _shares([(1, 2, 3), (4, 5, 6)], [(1, 2, 3, 4, 5, 6)])
    [[(0, 0), (1, 3)]]
    """
    if len(rows) == 1:
        return [[(0, 0)] for _ in units]
    ends = list(accumulate(map(len, rows)))
    starts = [0, *accumulate(map(len, units))]
    of = _rows_of_words([n for row in rows for n in row], [n for unit in units for n in unit], ends)
    shares: list[list[tuple[int, int]]] = []
    for start, end in pairwise(starts):
        share = [(of[start], 0)]
        share += [(of[at], at - start) for at in range(start + 1, end) if of[at] != of[at - 1]]
        shares.append(share)
    return shares


def _rows_of_words(base: list[int], words: list[int], ends: list[int]) -> list[int]:
    """Name the row of each word: that of the base's word with which it is aligned; what is put in goes with what stands before it."""
    of: list[int] = []
    at = 0
    for start, end, first, last in [
        *differences(base, words),
        (len(base), len(base), len(words), len(words)),
    ]:
        of += [bisect_right(ends, n) for n in range(at, start)]
        before, after = (
            bisect_right(ends, start - 1) if start else 0,
            bisect_right(ends, end) if end < len(base) else len(ends) - 1,
        )
        if end - start == last - first:
            of += [bisect_right(ends, n) for n in range(start, end)]
        else:
            of += [
                before if before == after or n - first < max(0, ends[before] - start) else after
                for n in range(first, last)
            ]
        at = end
    return of

"""Find which paragraphs of two texts are copies: moved, divided, joined, left out or added.

Paragraphs are known by the phrases that they share, so that each is compared with few others. From
the candidates, the pairs that stand in the same order in both texts and share most are chosen
(`alignment.heaviest_chain`). Those left over that are certainly copies are moved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from book.collate.likeness import SAME_PARAGRAPH, TokenizedUnit, Units, likeness
from book.collate.paragraph_breaks import add_remainders, pair_over_breaks
from book.collate.phrases import COMMON, PHRASE, PhraseIndex
from book.collate.short_units import Pair, pair_between
from book.text.alignment import Edge, heaviest_chain
from book.text.grouping import group_runs, group_values

CONTAINED = 0.35  # of the phrases of the shorter paragraph: it is part of the longer one
SMALL_SHARE = 0.1  # of these phrases: below, the likeness is not computed
MOVED = 0.5  # of these phrases: it is the same paragraph out of its place
ROOM = 1.25  # times its words: what the parts of a divided paragraph may have together
CLOSE = 1.3  # times the phrases shared: how many words are, as each that differs breaks phrases
RECOGNIZABLE = 8  # words without which a paragraph is not recognized out of its place
HEADING = 40.0  # words that a heading weighs


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two paragraphs that share `weight` words or phrases.

    `share` is what part of the phrases of the shorter one these are, from 0 to 1.
    """

    first: int
    second: int
    weight: float
    share: float


def pair_in_order(first: Units, second: Units) -> list[Pair]:
    """Pair the paragraphs that are copies and stand in the same order.

    One that is divided or joined in the other text has several partners.
    """
    candidates = _drop_inferior(_find_candidates(first, second))
    edges = [(c.first, c.second, c.weight) for c in candidates]
    chosen = _drop_crowded(heaviest_chain(edges, strict=False), first, second)
    weights = {(i, j): weight for i, j, weight in chosen}
    pairs = add_remainders([*weights, *_fill_gaps(list(weights), first, second)], first, second)
    weighed = ((i, j, weights.get((i, j), len(second[j].numbers))) for i, j in pairs)
    fitting = [(i, j) for i, j, _ in _drop_crowded(weighed, first, second)]
    return pair_over_breaks(_drop_scattered(fitting, second), first, second)


def pair_moved(first: Units, second: Units) -> list[Pair]:
    """Pair the paragraphs that are certainly copies, wherever they stand, each with one at most."""
    candidates = [c for c in _find_candidates(first, second) if _is_certain(c, first, second)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.first, c.second)):
        if candidate.first not in pairs and candidate.second not in taken:
            pairs[candidate.first] = candidate.second
            taken.add(candidate.second)
    return sorted(pairs.items())


def _is_certain(candidate: CandidatePair, first: Units, second: Units) -> bool:
    one, other = first[candidate.first], second[candidate.second]
    shorter = min(len(one.numbers), len(other.numbers))
    if one.is_heading:
        return one == other
    return candidate.share >= MOVED and shorter >= RECOGNIZABLE


def _find_candidates(first: Units, second: Units) -> list[CandidatePair]:
    candidates = _pair_equal(first, second)
    index = _index_phrases(first, {candidate.first for candidate in candidates})
    paired = {candidate.second for candidate in candidates}
    for number, unit in enumerate(second):
        if number not in paired:
            for match, count in index.count_shared(unit.numbers).items():
                candidates += _judge_pair(first, second, (match, number), count)
    return candidates


def _index_phrases(units: Units, excluded: set[int]) -> PhraseIndex:
    index = PhraseIndex()
    for number, unit in enumerate(units):
        if number not in excluded:
            index.add(number, unit.numbers)
    return index


def _pair_equal(first: Units, second: Units) -> list[CandidatePair]:
    """Pair the units that are equal; of those that recur often, the nth with the nth."""
    positions = _positions(first)
    frequencies = Counter(second)
    seen: Counter[TokenizedUnit] = Counter()
    candidates: list[CandidatePair] = []
    for number, unit in enumerate(second):
        matches = positions.get(unit, [])
        if len(matches) * frequencies[unit] > COMMON:
            matches = matches[seen[unit] : seen[unit] + 1]
        seen[unit] += 1
        # More than any unequal pair of that length; a heading is known, whatever its words.
        weight = len(unit.numbers) + (HEADING if unit.is_heading else 0.5)
        candidates += [CandidatePair(match, number, weight, 1.0) for match in matches]
    return candidates


def _positions(units: Units) -> dict[TokenizedUnit, list[int]]:
    """Return the numbers of all units that are equal, by the unit."""
    return group_values((unit, number) for number, unit in enumerate(units))


def _judge_pair(
    first: Units, second: Units, pair: Pair, shared_phrases: int
) -> Iterator[CandidatePair]:
    """Yield the pair if the two units are copies, or one is a part of the other."""
    one, other = first[pair[0]], second[pair[1]]
    if one.is_heading != other.is_heading:
        return
    shorter = min(len(one.numbers), len(other.numbers))
    share = shared_phrases / max(1, shorter - PHRASE + 1)
    is_part = share >= CONTAINED and shorter > 2 * PHRASE and not one.is_heading
    if is_part or (share > SMALL_SHARE and likeness(one, other) >= SAME_PARAGRAPH):
        yield CandidatePair(*pair, float(shared_phrases), share)


def _drop_inferior(candidates: list[CandidatePair]) -> list[CandidatePair]:
    """Keep the pairs that are the best of one of the two units.

    So each part of what is joined or divided keeps its whole.
    """
    best_first: defaultdict[int, float] = defaultdict(float)
    best_second: defaultdict[int, float] = defaultdict(float)
    for c in candidates:
        best_first[c.first] = max(best_first[c.first], c.weight)
        best_second[c.second] = max(best_second[c.second], c.weight)
    return [c for c in candidates if c.weight in (best_first[c.first], best_second[c.second])]


def _drop_crowded(edges: Iterable[Edge], first: Units, second: Units) -> list[Edge]:
    """Drop partners of a unit that no longer fit into it once the heavier partners are placed.

    Then a paragraph that occurs twice is not taken for a divided one.
    """
    edges = sorted(edges, key=lambda e: (-e[2], e[0], e[1]))
    first_room = Room(first, Counter(i for i, _, _ in edges))
    second_room = Room(second, Counter(j for _, j, _ in edges))
    kept: list[Edge] = []
    for i, j, weight in edges:
        shared = int(weight * CLOSE) + PHRASE
        size = min(len(first[i].numbers), len(second[j].numbers), shared)
        is_crowded = first_room.lacks(i, size) or second_room.lacks(j, size)
        if is_crowded and (i in first_room.left or j in second_room.left):
            continue
        first_room.take(i, size)
        second_room.take(j, size)
        kept.append((i, j, weight))
    return sorted(kept)


class Room:
    """The words that each unit of a text has left for further partners."""

    def __init__(self, units: Units, partners: Counter[int]) -> None:
        self._units = units
        self._partners = partners
        self.left: dict[int, int] = {}  # for units with a partner

    def lacks(self, unit: int, words: int) -> bool:
        """Return whether a unit with several partners has no room for so many words of one."""
        return self._partners[unit] > 1 and self._left(unit) < words

    def take(self, unit: int, words: int) -> None:
        """Reduce the room of a unit by so many words."""
        self.left[unit] = self._left(unit) - words

    def _left(self, unit: int) -> int:
        capacity = int(len(self._units[unit].numbers) * ROOM) + PHRASE
        return self.left.get(unit, capacity)


def _drop_scattered(pairs: list[Pair], second: Units) -> list[Pair]:
    """Keep of the partners of a unit of the first text only the longest run without a gap."""
    kept: list[Pair] = []
    for i, partners in group_values(pairs).items():
        runs = group_runs(partners, lambda before, j: j == before + 1)
        longest = max(runs, key=lambda run: sum(len(second[j].numbers) for j in run))
        kept += [(i, j) for j in longest]
    return kept


def _fill_gaps(pairs: list[Pair], first: Units, second: Units) -> Iterator[Pair]:
    """Yield pairs of units that are alike but share no phrase, from the gaps between `pairs`."""
    ends = [(-1, -1), *pairs, (len(first), len(second))]
    for (i, j), (next_i, next_j) in pairwise(ends):
        if next_i > i + 1 and next_j > j + 1:
            yield from pair_between(first, second, range(i + 1, next_i), range(j + 1, next_j))

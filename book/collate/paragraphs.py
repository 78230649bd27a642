"""Find which paragraphs of two texts are copies of each other: moved, divided, joined, left out or put in.

Paragraphs are known by the phrases that they share, so that each is compared with few. The pairs that stand in the same order
in both texts and share most are chosen (`align.chain`); those left over that are surely copies are moved.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from book.text.alignment import Numbers, heaviest_chain

SAME_PARAGRAPH = 55.0  # per cent of wording shared, above which two paragraphs are copies of one
CERTAIN = 80.0  # above which a paragraph is known out of its place
PHRASE = 3  # words
CONTAINED = 0.35  # of the phrases of the shorter one: it is a part of the longer one
MOVED = 0.5  # the same, for one that is known out of its place
ROOM = 1.25  # of its words: so many more the parts of a divided paragraph may have
KNOWN_BY = 8  # words without which a paragraph is not known out of its place
COMMON = 12  # paragraphs: a phrase that stands in more of them tells nothing
SHORT = 40  # words up to which paragraphs that share no phrase are compared too
CELLS = 20_000  # pairs of paragraphs up to which that is done

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TokenizedUnit:
    """A paragraph or heading by its words."""

    numbers: tuple[int, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two paragraphs that share `weight` words or phrases, which are the part `share` of those of the shorter one."""

    first: int
    second: int
    weight: float
    share: float


def pair(first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit]) -> list[Pair]:
    """Pair paragraphs that are copies, in order; one that is divided or joined in the other text has several partners."""
    edges = _best(_edges(first, second))
    chosen = _fitting(
        heaviest_chain([(e.first, e.second, e.weight) for e in edges], strict=False), first, second
    )
    ends = [(-1, -1), *chosen, (len(first), len(second))]
    filled = [
        found
        for (i, j), (i_end, j_end) in pairwise(ends)
        if i_end > i + 1 and j_end > j + 1
        for found in _alike(first, second, range(i + 1, i_end), range(j + 1, j_end))
    ]
    pairs = sorted({*chosen, *filled})
    pairs = sorted([*pairs, *_rests(pairs, first, second)])
    turned = [(j, i) for i, j in pairs]
    pairs = sorted([*pairs, *((i, j) for j, i in _rests(turned, second, first))])
    return _together(_fitting([(i, j, 1.0) for i, j in pairs], first, second))


def pair_moved(first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit]) -> list[Pair]:
    """Pair paragraphs that are surely copies, wherever they stand; each has one partner at most."""
    long = [
        e
        for e in _edges(first, second)
        if e.share >= MOVED
        and min(len(first[e.first].numbers), len(second[e.second].numbers)) >= KNOWN_BY
        and not first[e.first].is_heading
    ]
    found: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for edge in sorted(long, key=lambda e: (-e.weight, e.first, e.second)):
        if edge.first not in taken[0] and edge.second not in taken[1]:
            found.append((edge.first, edge.second))
            taken[0].add(edge.first)
            taken[1].add(edge.second)
    return sorted(found)


def likeness(one: TokenizedUnit, other: TokenizedUnit) -> float:
    """Say how much of their wording two paragraphs share, in per cent; a heading is like no paragraph."""
    return fuzz.ratio(one.numbers, other.numbers) if one.is_heading == other.is_heading else 0.0


def phrases(numbers: Numbers, length: int = PHRASE) -> set[tuple[int, ...]]:
    """Give all words that follow each other, so many at a time; of a shorter text, all of it.

    >>> sorted(phrases((1, 2, 3, 4)))
    [(1, 2, 3), (2, 3, 4)]
    """
    if len(numbers) <= length:
        return {tuple(numbers)} if numbers else set()
    return set(zip(*(numbers[n:] for n in range(length)), strict=False))


class PhraseIndex:
    """Paragraphs by their phrases."""

    def __init__(self, length: int = PHRASE) -> None:
        self.length = length
        self._places: dict[tuple[int, ...], list[int]] = {}

    def add(self, number: int, numbers: Numbers) -> None:
        for phrase in phrases(numbers, self.length):
            places = self._places.setdefault(phrase, [])
            if len(places) <= COMMON:
                places.append(number)

    def sharing(self, numbers: Numbers) -> Counter[int]:
        """Count the phrases that each paragraph shares with this one."""
        found: Counter[int] = Counter()
        for phrase in phrases(numbers, self.length):
            places = self._places.get(phrase, ())
            if len(places) <= COMMON:
                found.update(places)
        return found


def _edges(first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit]) -> list[Edge]:
    equal = _equal(first, second)
    one, other = {e.first for e in equal}, {e.second for e in equal}
    index = PhraseIndex()
    for number, passage in enumerate(first):
        if number not in one:
            index.add(number, passage.numbers)
    found = list(equal)
    for number, passage in enumerate(second):
        if number not in other:
            for match, count in index.sharing(passage.numbers).items():
                found += _edge(first, second, match, number, count)
    return found


def _equal(first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit]) -> list[Edge]:
    """Pair the paragraphs that are the same; of those that come again and again, the first with the first."""
    places: dict[TokenizedUnit, list[int]] = {}
    for number, passage in enumerate(first):
        places.setdefault(passage, []).append(number)
    times: Counter[TokenizedUnit] = Counter(second)
    found: list[Edge] = []
    seen: Counter[TokenizedUnit] = Counter()
    for number, passage in enumerate(second):
        here = places.get(passage, [])
        nth = seen[passage]
        seen[passage] += 1
        if len(here) * times[passage] > COMMON:
            here = here[nth : nth + 1]
        found += [Edge(match, number, len(passage.numbers) + 0.5, 1.0) for match in here]
    return found


def _edge(
    first: Sequence[TokenizedUnit],
    second: Sequence[TokenizedUnit],
    match: int,
    number: int,
    count: int,
) -> Iterable[Edge]:
    one, other = first[match], second[number]
    shorter = min(len(one.numbers), len(other.numbers))
    share = count / max(1, shorter - PHRASE + 1)
    is_part = share >= CONTAINED and shorter > 2 * PHRASE and not one.is_heading
    if one.is_heading == other.is_heading and (
        is_part or (share > 0.1 and likeness(one, other) >= SAME_PARAGRAPH)
    ):
        yield Edge(match, number, float(count), share)


def _best(edges: list[Edge]) -> list[Edge]:
    """Keep the pairs that are the best of one of the two: each part of what is joined or divided has one whole."""
    one: dict[int, float] = {}
    other: dict[int, float] = {}
    for e in edges:
        one[e.first] = max(one.get(e.first, 0.0), e.weight)
        other[e.second] = max(other.get(e.second, 0.0), e.weight)
    return [e for e in edges if e.weight in (one[e.first], other[e.second])]


def _rests(
    pairs: list[Pair], first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit]
) -> list[Pair]:
    """Find the few words of the second text, a paragraph by themselves, that stand in the first one's paragraph next to theirs."""
    last, start = {j: i for i, j in sorted(pairs)}, {j: i for i, j in sorted(pairs, reverse=True)}
    taken = set(last)
    found: list[Pair] = []
    for j, i, step in (
        *((j, i, 1) for j, i in last.items()),
        *((j, i, -1) for j, i in start.items()),
    ):
        rest = j + step
        while 0 <= rest < len(second) and rest not in taken and _holds(first[i], second[rest]):
            found.append((i, rest))
            taken.add(rest)
            rest += step
    return found


def _holds(whole: TokenizedUnit, part: TokenizedUnit) -> bool:
    """Say whether a few words stand in a paragraph, one after the other."""
    words, size = whole.numbers, len(part.numbers)
    if whole.is_heading or part.is_heading or not 2 <= size < len(words) or size > SHORT:
        return False
    return any(
        words[at : at + size] == part.numbers
        for at in range(len(words) - size + 1)
        if words[at] == part.numbers[0]
    )


def _fitting(
    edges: list[tuple[int, int, float]],
    first: Sequence[TokenizedUnit],
    second: Sequence[TokenizedUnit],
) -> list[Pair]:
    """Drop the partners of a paragraph that have no room in it beside heavier ones: a paragraph that comes twice is no division."""
    room: tuple[dict[int, int], dict[int, int]] = ({}, {})
    partners = Counter(i for i, _, _ in edges), Counter(j for _, j, _ in edges)
    kept: list[Pair] = []
    for i, j, _ in sorted(edges, key=lambda e: (-e[2], e[0], e[1])):
        one, other = len(first[i].numbers), len(second[j].numbers)
        left = room[0].get(i, int(one * ROOM) + PHRASE), room[1].get(j, int(other * ROOM) + PHRASE)
        is_full = (partners[0][i] > 1 and left[0] < other) or (partners[1][j] > 1 and left[1] < one)
        if is_full and (i in room[0] or j in room[1]):
            continue
        room[0][i], room[1][j] = left[0] - other, left[1] - one
        kept.append((i, j))
    return _together(sorted(kept))


def _together(pairs: list[Pair]) -> list[Pair]:
    """Keep, of what the second text has of one paragraph of the first, only what stands there together: the first run of it."""
    made: list[Pair] = []
    for i, j in pairs:
        if not made or made[-1][0] != i or made[-1][1] == j - 1:
            made.append((i, j))
    return made


def _alike(
    first: Sequence[TokenizedUnit], second: Sequence[TokenizedUnit], rows: range, others: range
) -> list[Pair]:
    """Pair what is short or shares no phrase, by likeness, in order, so that most is shared (Needleman and Wunsch 1970)."""
    rows_short = [i for i in rows if len(first[i].numbers) <= SHORT]
    others_short = [j for j in others if len(second[j].numbers) <= SHORT]
    if len(rows_short) * len(others_short) > CELLS:
        return []
    scored = [(i, j, likeness(first[i], second[j])) for i in rows_short for j in others_short]
    return [(i, j) for i, j, _ in heaviest_chain([e for e in scored if e[2] >= SAME_PARAGRAPH])]

"""Align two sequences of numbers, in time that grows with their length and not with its square.

The inner alignment is rapidfuzz's edit distance: bit-parallel (Hyyrö 2003), in C++, with Hirschberg's division for what is
long, so that a paragraph of a hundred words takes microseconds. difflib, which looks for the longest run first, is slower by
two orders and takes odd ends for the whole. What is long is first divided where both have the same few words once
(“patience”); paragraphs are chained by weight (a longest increasing subsequence over their likeness).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

LONG = 2_000  # words above which a pair is divided before it is aligned
SEED = 5  # words that make the same place of two sequences, where both have them once

Numbers = Sequence[int]
DiffBlock = tuple[
    int, int, int, int
]  # words `a` to `a_end` of the first against `b` to `b_end` of the second
Edge = tuple[int, int, float]  # a pair of places and its weight


def differences(a: Numbers, b: Numbers) -> list[DiffBlock]:
    """Give the passages in which two sequences differ, in order; what lies between is equal."""
    if a == b:
        return []
    return _slid(list(_raw(a, b)), a, b)


def _raw(a: Numbers, b: Numbers) -> Iterator[DiffBlock]:
    for start, end, other, other_end in _divided(a, b):
        for code in Levenshtein.opcodes(a[start:end], b[other:other_end]):
            if code.tag != "equal":
                yield (
                    start + code.src_start,
                    start + code.src_end,
                    other + code.dest_start,
                    other + code.dest_end,
                )


def _divided(a: Numbers, b: Numbers) -> Iterator[DiffBlock]:
    """Divide two long sequences at the words that both have once, so that each piece is short."""
    at = other = 0
    if min(len(a), len(b)) > LONG:
        for i, j in _seeds(a, b):
            if i - at > LONG // 4:
                yield at, i, other, j
                at, other = i, j
    yield at, len(a), other, len(b)


def _seeds(a: Numbers, b: Numbers) -> list[tuple[int, int]]:
    """Pair the places of all SEED words that stand once in each, as many as can be in the same order."""
    first, second = _unique(a), _unique(b)
    pairs = sorted((i, second[seed]) for seed, i in first.items() if seed in second)
    return [(i, j) for i, j, _ in heaviest_chain([(i, j, 1.0) for i, j in pairs])]


def _unique(words: Numbers) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], int] = {}
    for at, seed in enumerate(zip(*(words[n:] for n in range(SEED)), strict=False)):
        found[seed] = at if seed not in found else -1
    return {seed: at for seed, at in found.items() if at >= 0}


def _slid(codes: list[DiffBlock], a: Numbers, b: Numbers) -> list[DiffBlock]:
    """Join differences; one that could as well stand beside the one before it is moved there, so that both are one place.

    “This very quick | very quick brown” against “That very quick brown”: the first “very quick” is left out, not the second.
    """
    made: list[DiffBlock] = []
    for code in codes:
        block = code
        while made and block[0] > made[-1][1] and (moved := _back(block, a, b)):
            block = moved
        if made and block[0] == made[-1][1] and block[2] == made[-1][3]:
            made[-1] = (made[-1][0], block[1], made[-1][2], block[3])
        else:
            made.append(code)
    return made


def _back(block: DiffBlock, a: Numbers, b: Numbers) -> DiffBlock | None:
    """Move an omission or an addition one word back, if it reads the same there."""
    start, end, other, other_end = block
    if other == other_end and a[start - 1] == a[end - 1]:
        return start - 1, end - 1, other - 1, other_end - 1
    if start == end and b[other - 1] == b[other_end - 1]:
        return start - 1, end - 1, other - 1, other_end - 1
    return None


def heaviest_chain(edges: Iterable[Edge], *, strict: bool = True) -> list[Edge]:
    """Choose the pairs that stand in the same order in both and weigh most together (n log n).

    Unless `strict`, one place may have several partners that follow each other.
    """
    ordered = sorted(edges, key=lambda e: (e[0], -e[1]) if strict else (e[0], e[1]))
    ends: list[
        int
    ] = []  # second places, ascending, of the best chains so far, each heavier than the one before
    best: list[tuple[float, int]] = []
    before: list[int] = []
    for index, (_, j, weight) in enumerate(ordered):
        at = (bisect_left if strict else bisect_right)(ends, j)
        total = weight + (best[at - 1][0] if at else 0.0)
        before.append(best[at - 1][1] if at else -1)
        stop = at
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        if at and ends[at - 1] == j:
            at -= 1
        ends[at:stop], best[at:stop] = [j], [(total, index)]
    chosen: list[Edge] = []
    index = best[-1][1] if best else -1
    while index >= 0:
        chosen.append(ordered[index])
        index = before[index]
    return chosen[::-1]

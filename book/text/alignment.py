"""Align two sequences of numbers in time that grows with their length, not with its square.

The inner alignment is rapidfuzz's edit distance: bit-parallel (Hyyrö 2003), in C++, with
Hirschberg's division for long sequences, so that a paragraph of a hundred words takes
microseconds. difflib looks for the longest run first; it is a hundred times slower and takes
chance matches for the alignment. Long sequences are first divided at short runs of words that
occur once in each (“patience”). Paragraphs are chained by weight: the heaviest increasing
subsequence of similar pairs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

LONG = 2_000  # words above which a pair is divided before it is aligned
SEED = 5  # consecutive words that align two sequences where each has them once

Numbers = Sequence[int]
# Words `a` to `a_end` of the first sequence against words `b` to `b_end` of the second.
DiffBlock = tuple[int, int, int, int]
Edge = tuple[int, int, float]  # a position in each sequence, and the weight of the pair


def differences(a: Numbers, b: Numbers) -> list[DiffBlock]:
    """Return the blocks in which two sequences differ, in order; all between them is equal."""
    if a == b:
        return []
    return _merge_neighbors(list(_edit_blocks(a, b)), a, b)


def _edit_blocks(a: Numbers, b: Numbers) -> Iterator[DiffBlock]:
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
    """Divide two long sequences at seeds that each has once, so that each piece is short."""
    start = other = 0
    if min(len(a), len(b)) > LONG:
        for i, j in _seeds(a, b):
            if i - start > LONG // 4:
                yield start, i, other, j
                start, other = i, j
    yield start, len(a), other, len(b)


def _seeds(a: Numbers, b: Numbers) -> list[tuple[int, int]]:
    """Return the positions of runs of SEED words that each sequence has once.

    Of these, as many are kept as can stand in the same order in both.
    """
    first, second = _unique_runs(a), _unique_runs(b)
    pairs = sorted((i, second[run]) for run, i in first.items() if run in second)
    return [(i, j) for i, j, _ in heaviest_chain([(i, j, 1.0) for i, j in pairs])]


def _unique_runs(words: Numbers) -> dict[tuple[int, ...], int]:
    """Return the position of each run of SEED words that occurs once."""
    positions: dict[tuple[int, ...], int] = {}
    for position, run in enumerate(zip(*(words[n:] for n in range(SEED)), strict=False)):
        positions[run] = position if run not in positions else -1
    return {run: position for run, position in positions.items() if position >= 0}


def _merge_neighbors(blocks: list[DiffBlock], a: Numbers, b: Numbers) -> list[DiffBlock]:
    """Merge adjacent blocks, after moving a block back to its neighbor where it reads the same.

    “This very quick | very quick brown” against “That very quick brown”: the first “very quick” is
    left out, not the second.
    """
    merged: list[DiffBlock] = []
    for block in blocks:
        moved = _moved_back(block, merged[-1][1], a, b) if merged else block
        if merged and moved[0] == merged[-1][1] and moved[2] == merged[-1][3]:
            merged[-1] = (merged[-1][0], moved[1], merged[-1][2], moved[3])
        else:
            merged.append(block)
    return merged


def _moved_back(block: DiffBlock, limit: int, a: Numbers, b: Numbers) -> DiffBlock:
    """Move a block back word by word while it reads the same, to the word `limit` at most."""
    while block[0] > limit and (moved := _one_word_back(block, a, b)):
        block = moved
    return block


def _one_word_back(block: DiffBlock, a: Numbers, b: Numbers) -> DiffBlock | None:
    """Move an omission or an addition one word back; return None if it reads otherwise there."""
    start, end, other, other_end = block
    if other == other_end and a[start - 1] == a[end - 1]:
        return start - 1, end - 1, other - 1, other_end - 1
    if start == end and b[other - 1] == b[other_end - 1]:
        return start - 1, end - 1, other - 1, other_end - 1
    return None


def heaviest_chain(edges: Iterable[Edge], *, strict: bool = True) -> list[Edge]:
    """Return the edges that ascend in both sequences and weigh most together (n log n).

    Unless `strict`, one position may have several partners that follow each other.
    """
    ordered = sorted(edges, key=lambda e: (e[0], -e[1]) if strict else (e[0], e[1]))
    bisect = bisect_left if strict else bisect_right
    # The second positions, ascending, at which the best chains so far end, each chain heavier than
    # the one before it; and the weight and last edge of each of these chains.
    ends: list[int] = []
    best: list[tuple[float, int]] = []
    before: list[int] = []
    for index, (_, j, weight) in enumerate(ordered):
        slot = bisect(ends, j)
        total = weight + (best[slot - 1][0] if slot else 0.0)
        before.append(best[slot - 1][1] if slot else -1)
        stop = slot
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        if slot and ends[slot - 1] == j:
            slot -= 1
        ends[slot:stop], best[slot:stop] = [j], [(total, index)]
    return _follow_back(ordered, before, best[-1][1] if best else -1)


def _follow_back(edges: Sequence[Edge], before: Sequence[int], last: int) -> list[Edge]:
    """Return the chain that ends with edge number `last`; `before` is the edge before each."""
    chain: list[Edge] = []
    while last >= 0:
        chain.append(edges[last])
        last = before[last]
    return chain[::-1]

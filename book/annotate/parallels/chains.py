"""Chain the runs of words that two paragraphs share, and extend the chains at their ends."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from book.model import Place
from book.text.typography import IDEOGRAPHS, fold

WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:['’\N{{HYPHEN}}-][^\W_{IDEOGRAPHS}]+)*")
GAP = 8  # words changed, left out or added between two runs, at most
GAP_COST = 0.5  # of each of these, in shared words
LONG_WORD = 5  # letters of a word that is distinctive
REACH = 1  # words that differ, at most, over which a chain is extended at its ends
# How many words to skip in the commentary and in the work when a chain is extended, nearest first.
SKIPS = sorted(product(range(REACH + 1), repeat=2), key=lambda skip: (sum(skip), max(skip)))


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """The words of a paragraph as they are compared, and the span of each in its text."""

    place: Place
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, place: Place, text: str) -> "TracedParagraph":
        """Divide a text into words.

        >>> TracedParagraph.of(Place(("I",), 1), "The law’s “dual-use” items, 出口").words
        ('the', 'laws', 'dualuse', 'items', '出', '口')
        """
        folded = [(fold(match.group()), match.span()) for match in WORD.finditer(text)]
        kept = [(word, span) for word, span in folded if word]
        return cls(place, tuple(word for word, _ in kept), tuple(span for _, span in kept))


@dataclass(frozen=True, slots=True)
class MatchingRun:
    """The same `length` words from `start` in a commentary and from `source_start` in the work.

    `source` is the number of the paragraph of the work.
    """

    source: int
    start: int
    source_start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def source_end(self) -> int:
        return self.source_start + self.length


Chain = tuple[MatchingRun, ...]
# The best way to a run: its score, the part of the run that is not in the run before, and the
# number of the run before, or -1.
Way = tuple[float, MatchingRun, int]


def best_chains(
    runs: Iterable[MatchingRun],
    words: Sequence[str],
    work: Sequence[TracedParagraph],
    bounds: tuple[int, int],
) -> Iterator[Chain]:
    """Yield chains of runs of one source that follow each other in both texts, the best first.

    The best way to each run is that with most shared words less the cost of its gaps (Smith and
    Waterman 1981). `words` are those of the commentary; a chain stays within the `bounds` in them.
    """
    ways = _best_ways(sorted(runs, key=lambda run: (run.start, run.source_start)))
    for last in sorted(range(len(ways)), key=lambda number: -ways[number][0]):
        chain = _follow_back(ways, last)
        source_words = work[chain[0].source].words
        filled = _with_single_words(chain, words, source_words)
        yield _extended(filled, words, source_words, bounds)


def _best_ways(runs: Sequence[MatchingRun]) -> list[Way]:
    ways: list[Way] = []
    near: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        near[run.source] = [i for i in near[run.source] if ways[i][1].end + GAP >= run.start]
        before = ((i, *ways[i][:2]) for i in near[run.source])
        ways.append(max(_ways(run, before), key=lambda way: way[0]))
        near[run.source].append(number)
    return ways


def _ways(run: MatchingRun, before: Iterable[tuple[int, float, MatchingRun]]) -> Iterator[Way]:
    """Yield the way to a run alone, and from each near run that precedes it in both texts."""
    yield float(run.length), run, -1
    for number, score, last in before:
        overlap = max(last.end - run.start, last.source_end - run.source_start, 0)
        gap = max(run.start + overlap - last.end, run.source_start + overlap - last.source_end)
        follows = run.start > last.start and run.source_start > last.source_start
        if follows and gap <= GAP and overlap < run.length:
            rest = _without_beginning(run, overlap)
            yield score + rest.length - gap * GAP_COST, rest, number


def _without_beginning(run: MatchingRun, count: int) -> MatchingRun:
    return MatchingRun(run.source, run.start + count, run.source_start + count, run.length - count)


def _follow_back(ways: Sequence[Way], last: int) -> list[MatchingRun]:
    """Return the runs on the way to run number `last`."""
    chain: list[MatchingRun] = []
    while last >= 0:
        _, run, last = ways[last]
        chain.append(run)
    return chain[::-1]


def _with_single_words(
    chain: Sequence[MatchingRun], words: Sequence[str], source_words: Sequence[str]
) -> list[MatchingRun]:
    """Add the single words that both texts have, in order, between the runs of a chain."""
    filled = [chain[0]]
    for last, run in pairwise(chain):
        filled += _single_words(last, run, words, source_words)
        filled.append(run)
    return filled


def _single_words(
    last: MatchingRun, run: MatchingRun, words: Sequence[str], source_words: Sequence[str]
) -> Iterator[MatchingRun]:
    start, source_start = last.end, last.source_end
    while start < run.start and source_start < run.source_start:
        gap, source_gap = words[start : run.start], source_words[source_start : run.source_start]
        skip = _first_shared(gap, source_gap)
        if skip is None:
            return
        start, source_start = start + skip[0] + 1, source_start + skip[1] + 1
        yield MatchingRun(run.source, start - 1, source_start - 1, 1)


def _first_shared(first: Sequence[str], second: Sequence[str]) -> tuple[int, int] | None:
    """Return the positions of the first word that both have, with the fewest words before it."""
    shared = (
        (i, j) for i, word in enumerate(first) for j, other in enumerate(second) if word == other
    )
    return min(shared, key=sum, default=None)


def _extended(
    chain: list[MatchingRun],
    words: Sequence[str],
    source_words: Sequence[str],
    bounds: tuple[int, int],
) -> Chain:
    """Extend a chain at both ends, over words that differ, to two shared words or a long one."""
    while run := _next_run(chain[-1], words, source_words, bounds):
        chain.append(run)
    while run := _previous_run(chain[0], words, source_words, bounds):
        chain.insert(0, run)
    return tuple(chain)


def _next_run(
    run: MatchingRun, words: Sequence[str], source_words: Sequence[str], bounds: tuple[int, int]
) -> MatchingRun | None:
    for skip, source_skip in SKIPS:
        start, source_start = run.end + skip, run.source_end + source_skip
        left = bounds[1] - start
        length = min(count_same(words, start, source_words, source_start), left)
        if _is_enough(length, words, start):
            return MatchingRun(run.source, start, source_start, length)
    return None


def _previous_run(
    run: MatchingRun, words: Sequence[str], source_words: Sequence[str], bounds: tuple[int, int]
) -> MatchingRun | None:
    for skip, source_skip in SKIPS:
        last, source_last = run.start - 1 - skip, run.source_start - 1 - source_skip
        left = last - bounds[0] + 1
        length = min(count_same(words, last, source_words, source_last, step=-1), left)
        if _is_enough(length, words, last):
            return MatchingRun(run.source, last - length + 1, source_last - length + 1, length)
    return None


def _is_enough(length: int, words: Sequence[str], position: int) -> bool:
    return length > 1 or (length == 1 and len(words[position]) >= LONG_WORD)


def count_same(
    first: Sequence[str], start: int, second: Sequence[str], other: int, step: int = 1
) -> int:
    """Count the words that agree, forward from `start` and `other`, or backward if `step` is -1."""
    count = 0
    while 0 <= start < len(first) and 0 <= other < len(second) and first[start] == second[other]:
        count, start, other = count + 1, start + step, other + step
    return count

"""Find the passages of one text that repeat words of another, exactly or lightly changed.

As in genome search, short words in common are the seeds, and only what grows from them is compared (Altschul and
others 1990, “Basic local alignment search tool”): three words that follow each other in both texts are extended to
a run, runs that lie near each other in both are chained, and the best chains are kept. So a long commentary is
compared with a long work in time that grows with their lengths, and not with their product.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.model import Parallel, Place
from book.text.typography import fold

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:['’\N{{HYPHEN}}-][^\W_{HAN}]+)*")
IS_HAN = re.compile(f"[{HAN}]")
SEED = 3  # words
CROWD = 64  # places in the work; a seed that has more says nothing about where a passage comes from
LEAST = 5  # words in common; a character of Chinese counts as half a word
SHARE, SHORT_SHARE = (
    0.7,
    0.8,
)  # of the longer of the two passages; the second if less than twice LEAST are in common
TELLING, LONG = 3, 5  # so many different words of so many letters: no mere turn of phrase has them
GAP = 8  # words changed, left out or added between two runs
GAP_COST = 0.5  # of each of them, in words in common
REACH = 1  # words over which a passage is carried on at its ends


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """The words of a paragraph as they are compared, and where each stands in its text."""

    place: Place
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, place: Place, text: str) -> "TracedParagraph":
        """Divide a text into words.

        >>> TracedParagraph.of(Place(("I",), 1), "The law’s “dual-use” items, 出口").words
        ('the', 'laws', 'dualuse', 'items', '出', '口')
        """
        found = [(fold(m.group()), m.span()) for m in WORD.finditer(text)]
        kept = [pair for pair in found if pair[0]]
        return cls(place, tuple(word for word, _ in kept), tuple(span for _, span in kept))


@dataclass(frozen=True, slots=True)
class MatchingRun:
    """The same `length` words from `here` in the commentary's paragraph, and from `there` in the work's paragraph number `source`."""

    source: int
    here: int
    there: int
    length: int

    @property
    def end(self) -> int:
        return self.here + self.length

    @property
    def there_end(self) -> int:
        return self.there + self.length


Chain = tuple[MatchingRun, ...]
Seeds = Mapping[tuple[str, ...], list[tuple[int, int]]]


def trace_parallels(
    commentaries: Iterable[TracedParagraph], work: Sequence[TracedParagraph]
) -> tuple[Parallel, ...]:
    """Find the parallels of each passage of the commentaries in those of the work; a word of a commentary is in one at most."""
    seeds = _seeds(work)
    return tuple(
        _parallel(passage, work, chain)
        for passage in commentaries
        for chain in _trace(passage, work, seeds)
    )


def _seeds(work: Sequence[TracedParagraph]) -> Seeds:
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, passage in enumerate(work):
        for at in range(len(passage.words) - SEED + 1):
            places[passage.words[at : at + SEED]].append((number, at))
    return {seed: found for seed, found in places.items() if len(found) <= CROWD}


def _trace(passage: TracedParagraph, work: Sequence[TracedParagraph], seeds: Seeds) -> list[Chain]:
    """Take the best chain of a passage, then the best of what is left before and after it, and so on."""
    runs = tuple(_runs(passage, work, seeds))
    found: list[Chain] = []
    rest = [(0, len(passage.words), runs)]
    while rest:
        start, end, runs = rest.pop()
        within = tuple(clipped for run in runs if (clipped := _clipped(run, start, end)))
        best = next(
            (c for c in _chains(within, passage, work, (start, end)) if _is_parallel(c, passage)),
            None,
        )
        if best:
            found.append(best)
            rest += [(start, best[0].here, within), (best[-1].end, end, within)]
    return sorted(found, key=lambda chain: chain[0].here)


def _runs(
    passage: TracedParagraph, work: Sequence[TracedParagraph], seeds: Seeds
) -> Iterator[MatchingRun]:
    """Extend each seed as far as the words are the same; what lies on a run already found begins none."""
    reached: dict[tuple[int, int], int] = {}
    for here in range(len(passage.words) - SEED + 1):
        for source, there in seeds.get(passage.words[here : here + SEED], ()):
            diagonal = (source, there - here)
            if reached.get(diagonal, 0) <= here:
                run = MatchingRun(
                    source,
                    here,
                    there,
                    SEED + _same(passage.words, here + SEED, work[source].words, there + SEED),
                )
                reached[diagonal] = run.end
                yield run


def _same(first: Sequence[str], at: int, second: Sequence[str], other: int, step: int = 1) -> int:
    """Count the words that are the same from `at` and from `other` on, or with `step` -1 back from there."""
    count = 0
    while 0 <= at < len(first) and 0 <= other < len(second) and first[at] == second[other]:
        count, at, other = count + 1, at + step, other + step
    return count


def _clipped(run: MatchingRun, start: int, end: int) -> MatchingRun | None:
    cut = max(start - run.here, 0)
    length = min(run.end, end) - run.here - cut
    return (
        MatchingRun(run.source, run.here + cut, run.there + cut, length) if length >= SEED else None
    )


def _chains(
    runs: Iterable[MatchingRun],
    passage: TracedParagraph,
    work: Sequence[TracedParagraph],
    bounds: tuple[int, int],
) -> Iterator[Chain]:
    """Chain runs of one source that follow each other in both texts, and give the chains, the best first.

    The best way to each run is that with most words in common less what its gaps cost (Smith and Waterman 1981).
    """
    ordered = sorted(runs, key=lambda run: (run.here, run.there))
    ways: list[Way] = []
    near: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(ordered):
        near[run.source] = [i for i in near[run.source] if ways[i][1].end + GAP >= run.here]
        ways.append(
            max(_ways(run, ((i, *ways[i][:2]) for i in near[run.source])), key=lambda way: way[0])
        )
        near[run.source].append(number)
    for last in sorted(range(len(ways)), key=lambda number: -ways[number][0]):
        chain = _chain(ways, last)
        yield _carried_on(
            _filled(chain, passage.words, work), passage.words, work[chain[0].source].words, bounds
        )


Way = tuple[
    float, MatchingRun, int
]  # to a run: its score, what of the run is new, and the number of the run before it, or -1


def _chain(ways: Sequence[Way], last: int) -> list[MatchingRun]:
    """Follow the way to a run back to its beginning."""
    chain: list[MatchingRun] = []
    while last >= 0:
        _, run, last = ways[last]
        chain.append(run)
    return chain[::-1]


def _ways(run: MatchingRun, before: Iterable[tuple[int, float, MatchingRun]]) -> Iterator[Way]:
    """Give the score of a run alone, and after each run that it follows in both texts, near enough."""
    yield float(run.length), run, -1
    for number, score, last in before:
        overlap = max(last.end - run.here, last.there_end - run.there, 0)
        gap = max(run.here + overlap - last.end, run.there + overlap - last.there_end)
        if gap <= GAP and overlap < run.length and run.here > last.here and run.there > last.there:
            rest = MatchingRun(
                run.source, run.here + overlap, run.there + overlap, run.length - overlap
            )
            yield score + rest.length - gap * GAP_COST, rest, number


def _filled(
    chain: Sequence[MatchingRun], words: Sequence[str], work: Sequence[TracedParagraph]
) -> list[MatchingRun]:
    """Add the single words that both texts have, in order, between the runs of a chain."""
    theirs = work[chain[0].source].words
    made = [chain[0]]
    for last, run in pairwise(chain):
        here, there = last.end, last.there_end
        while here < run.here and there < run.there:
            steps = (
                (a, b)
                for a in range(run.here - here)
                for b in range(run.there - there)
                if words[here + a] == theirs[there + b]
            )
            step = min(steps, key=sum, default=None)
            if step is None:
                break
            here, there = here + step[0] + 1, there + step[1] + 1
            made.append(MatchingRun(run.source, here - 1, there - 1, 1))
        made.append(run)
    return made


def _carried_on(
    chain: list[MatchingRun], words: Sequence[str], theirs: Sequence[str], bounds: tuple[int, int]
) -> Chain:
    """Carry a chain on at both ends over a word or two that differ, to two that are the same, or to one long one."""
    for step in (1, -1):
        while more := _next(chain[-1] if step == 1 else chain[0], words, theirs, bounds, step):
            chain.insert(len(chain) if step == 1 else 0, more)
    return tuple(chain)


def _next(
    run: MatchingRun,
    words: Sequence[str],
    theirs: Sequence[str],
    bounds: tuple[int, int],
    step: int,
) -> MatchingRun | None:
    here, there = (run.end, run.there_end) if step == 1 else (run.here - 1, run.there - 1)
    for a, b in sorted(
        ((a, b) for a in range(REACH + 1) for b in range(REACH + 1)),
        key=lambda pair: (sum(pair), max(pair)),
    ):
        at, other = here + step * a, there + step * b
        left = bounds[1] - at if step == 1 else at - bounds[0] + 1
        length = min(_same(words, at, theirs, other, step), left) if left > 0 else 0
        if length > 1 or (length == 1 and len(words[at]) >= LONG):
            first = 0 if step == 1 else length - 1
            return MatchingRun(run.source, at - first, other - first, length)
    return None


def _extent(chain: Chain) -> tuple[int, int]:
    """Count the words of the two passages from end to end."""
    return chain[-1].end - chain[0].here, chain[-1].there_end - chain[0].there


def _shared(chain: Chain, passage: TracedParagraph) -> list[str]:
    return [word for run in chain for word in passage.words[run.here : run.end]]


def _is_parallel(chain: Chain, passage: TracedParagraph) -> bool:
    words = _shared(chain, passage)
    han = sum(bool(IS_HAN.match(word)) for word in words)
    telling = len({word for word in words if len(word) >= LONG}) >= TELLING or han >= 2 * LEAST
    share = SHARE if len(words) >= 2 * LEAST else SHORT_SHARE
    return len(words) - han / 2 >= LEAST and telling and len(words) >= share * max(_extent(chain))


def _parallel(passage: TracedParagraph, work: Sequence[TracedParagraph], chain: Chain) -> Parallel:
    source, first, last = work[chain[0].source], chain[0], chain[-1]
    length, source_length = _extent(chain)
    return Parallel(
        place=passage.place,
        start=passage.spans[first.here][0],
        end=passage.spans[last.end - 1][1],
        source=source.place,
        source_start=source.spans[first.there][0],
        source_end=source.spans[last.there_end - 1][1],
        words=len(_shared(chain, passage)),
        length=length,
        source_length=source_length,
    )

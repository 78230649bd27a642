"""Find the passages of one text that repeat words of another, exactly or with small changes.

As in genome search, short runs of shared words are the seeds, and only what grows from them is
compared (Altschul and others 1990, “Basic local alignment search tool”): three words that follow
each other in both texts are extended to a run, runs that are near each other in both are chained,
and the best chains are kept. So a long commentary is compared with a long work in time that grows
with their lengths, not with the product of these.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from book.annotate.parallels.chains import (
    LONG_WORD,
    Chain,
    MatchingRun,
    TracedParagraph,
    best_chains,
    count_same,
)
from book.model import Parallel
from book.text.typography import IDEOGRAPHS

IS_HAN = re.compile(f"[{IDEOGRAPHS}]")
SEED = 3  # words
CROWD = 64  # places in the work; a seed that has more does not show where a passage comes from
LEAST = 5  # shared words; a Chinese character counts as half a word
SHARE = 0.7  # shared words of the longer of the two passages, at least
SHORT_SHARE = 0.8  # the same, if fewer than twice LEAST words are shared
DISTINCTIVE = 3  # different long words, at least: a mere turn of phrase has fewer

Seeds = Mapping[tuple[str, ...], list[tuple[int, int]]]
Range = tuple[int, int, Iterable[MatchingRun]]  # words of a paragraph, and the runs in them


def trace_parallels(
    commentaries: Iterable[TracedParagraph], work: Sequence[TracedParagraph]
) -> tuple[Parallel, ...]:
    """Return the parallels of each paragraph of the commentaries in those of the work.

    A word of a commentary is in at most one of them.
    """
    seeds = _seeds(work)
    return tuple(
        _parallel(paragraph, work, chain)
        for paragraph in commentaries
        for chain in _trace(paragraph, work, seeds)
    )


def _seeds(work: Sequence[TracedParagraph]) -> Seeds:
    """Return where each run of SEED words is: the paragraph's number, and the first word's."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, paragraph in enumerate(work):
        for start in range(len(paragraph.words) - SEED + 1):
            places[paragraph.words[start : start + SEED]].append((number, start))
    return {seed: starts for seed, starts in places.items() if len(starts) <= CROWD}


def _trace(
    paragraph: TracedParagraph, work: Sequence[TracedParagraph], seeds: Seeds
) -> list[Chain]:
    """Return the best chain of a paragraph, the best ones of what is left around it, and so on."""
    chains: list[Chain] = []
    words = paragraph.words
    ranges: list[Range] = [(0, len(words), tuple(_runs(words, work, seeds)))]
    while ranges:
        start, end, runs = ranges.pop()
        within = tuple(clipped for run in runs if (clipped := _clipped(run, start, end)))
        candidates = best_chains(within, words, work, (start, end))
        best = next((chain for chain in candidates if _is_parallel(chain, words)), None)
        if best:
            chains.append(best)
            ranges += [(start, best[0].start, within), (best[-1].end, end, within)]
    return sorted(chains, key=lambda chain: chain[0].start)


def _runs(
    words: tuple[str, ...], work: Sequence[TracedParagraph], seeds: Seeds
) -> Iterator[MatchingRun]:
    """Extend each seed as far as the words are the same; a seed inside a run is skipped."""
    reached: dict[tuple[int, int], int] = {}
    for start in range(len(words) - SEED + 1):
        for source, source_start in seeds.get(words[start : start + SEED], ()):
            diagonal = (source, source_start - start)
            if reached.get(diagonal, 0) <= start:
                more = count_same(words, start + SEED, work[source].words, source_start + SEED)
                run = MatchingRun(source, start, source_start, SEED + more)
                reached[diagonal] = run.end
                yield run


def _clipped(run: MatchingRun, start: int, end: int) -> MatchingRun | None:
    """Return the part of a run from `start` to `end`, or None if it is shorter than a seed."""
    cut = max(start - run.start, 0)
    length = min(run.end, end) - run.start - cut
    if length < SEED:
        return None
    return MatchingRun(run.source, run.start + cut, run.source_start + cut, length)


def _extent(chain: Chain) -> tuple[int, int]:
    """Return the lengths of the two passages in words, from end to end."""
    return chain[-1].end - chain[0].start, chain[-1].source_end - chain[0].source_start


def _shared(chain: Chain, words: Sequence[str]) -> list[str]:
    return [word for run in chain for word in words[run.start : run.end]]


def _is_parallel(chain: Chain, words: Sequence[str]) -> bool:
    """Return whether a chain shares enough words, and words that are distinctive."""
    shared = _shared(chain, words)
    han = sum(bool(IS_HAN.match(word)) for word in shared)
    long_words = {word for word in shared if len(word) >= LONG_WORD}
    if len(shared) - han / 2 < LEAST or not (len(long_words) >= DISTINCTIVE or han >= 2 * LEAST):
        return False
    share = SHARE if len(shared) >= 2 * LEAST else SHORT_SHARE
    return len(shared) >= share * max(_extent(chain))


def _parallel(
    paragraph: TracedParagraph, work: Sequence[TracedParagraph], chain: Chain
) -> Parallel:
    source, first, last = work[chain[0].source], chain[0], chain[-1]
    length, source_length = _extent(chain)
    return Parallel(
        place=paragraph.place,
        start=paragraph.spans[first.start][0],
        end=paragraph.spans[last.end - 1][1],
        source=source.place,
        source_start=source.spans[first.source_start][0],
        source_end=source.spans[last.source_end - 1][1],
        words=len(_shared(chain, paragraph.words)),
        length=length,
        source_length=source_length,
    )

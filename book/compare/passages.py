"""Find for each passage of a release which one it is in the next: by its words, wherever it stands and whatever its number is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from book.compare.spots import Candidates, Numbering, codes_of, likeness
from book.text.alignment import DiffBlock as Code
from book.text.alignment import differences
from book.text.typography import tokenize
from book.verify.readback.release.values import Block

SAME = 0.4  # of the words, and two passages at one point of the text are one that was changed
MOVED = 0.7  # and so are two that stand elsewhere
NUMBERED = re.compile(r"(.*\D)(\d+)")
SINGLE = ("p", "item", "row")  # roles that several passages of a place have


@dataclass(frozen=True)
class Pair:
    """A passage of both releases, by its index in each; `moved` is one that no longer stands where it stood between others."""

    old: int
    new: int
    before: str
    after: str
    moved: bool = False

    @cached_property
    def codes(self) -> list[Code]:
        return codes_of(tokenize(self.before), tokenize(self.after))


@dataclass(frozen=True, slots=True)
class Pairing:
    """The passages of both releases, and those that only one has; `forward` finds a pair by the old index."""

    pairs: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    forward: Mapping[int, Pair] = field(default_factory=dict)


def pair_passages(old: Sequence[Block], new: Sequence[Block]) -> Pairing:
    """Pair the passages: those of one kind are aligned as one text, word by word, and then by the words that they share."""
    found: list[Pair] = []
    for what in dict.fromkeys(block.what for block in (*old, *new)):
        first, second = (
            [i for i, block in enumerate(blocks) if block.what == what] for blocks in (old, new)
        )
        found += _pair_stream(old, new, first, second)
    found += _pair_roles(old, new, found)
    found += _pair_moved(old, new, found)
    found.sort(key=lambda pair: pair.new)
    removed, added = (
        _left(len(old), [p.old for p in found]),
        _left(len(new), [p.new for p in found]),
    )
    return Pairing(tuple(found), removed, added, {pair.old: pair for pair in found})


def _left(count: int, taken: Sequence[int]) -> tuple[int, ...]:
    known = set(taken)
    return tuple(index for index in range(count) if index not in known)


def _pair_stream(
    old: Sequence[Block], new: Sequence[Block], first: Sequence[int], second: Sequence[int]
) -> Iterator[Pair]:
    """Pair passages by the words that the alignment of the whole text finds in both; each has one partner."""
    numbering = Numbering()
    lengths = Counter[tuple[str, int]]()
    streams: list[list[int]] = []
    owners: list[list[int]] = []
    for side, blocks, indices in (("old", old, first), ("new", new, second)):
        stream, owner = [], []
        for index in indices:
            words = numbering.read(tokenize(blocks[index].words.text))
            stream += words
            owner += [index] * len(words)
            lengths[side, index] = len(words)
        streams.append(stream)
        owners.append(owner)
    shared = Counter[tuple[int, int]]()
    at = other = 0
    for start, end, begin, stop in (
        *differences(*streams),
        (len(streams[0]), 0, len(streams[1]), 0),
    ):
        shared.update(zip(owners[0][at:start], owners[1][other:begin], strict=True))
        at, other = end, stop
    taken: tuple[set[int], set[int]] = (set(), set())
    for (one, two), count in sorted(shared.items(), key=lambda found: (-found[1], found[0])):
        share = 2 * count / (lengths["old", one] + lengths["new", two])
        if one not in taken[0] and two not in taken[1] and share >= SAME:
            taken[0].add(one)
            taken[1].add(two)
            yield Pair(one, two, old[one].words.text, new[two].words.text)


def _pair_roles(
    old: Sequence[Block], new: Sequence[Block], found: Sequence[Pair]
) -> Iterator[Pair]:
    """Pair what shares no words, and is the only one of its role at its place: a title, a date, a heading, an empty cell."""

    def single(blocks: Sequence[Block], taken: Sequence[int]) -> dict[tuple[str, str, str], int]:
        left = [
            ((b.what, b.place, b.role), i)
            for i in _left(len(blocks), taken)
            if (b := blocks[i]).role not in SINGLE or not tokenize(b.words.text)
        ]
        counts = Counter(key for key, _ in left)
        return {key: index for key, index in left if counts[key] == 1}

    first, second = single(old, [p.old for p in found]), single(new, [p.new for p in found])
    for key, one in first.items():
        if key in second:
            yield Pair(one, second[key], old[one].words.text, new[second[key]].words.text)


def _pair_moved(
    old: Sequence[Block], new: Sequence[Block], found: Sequence[Pair]
) -> Iterator[Pair]:
    """Pair what stands elsewhere now, with the same words or nearly so: what is most alike before the rest."""
    left, right = (
        _left(len(old), [p.old for p in found]),
        set(_left(len(new), [p.new for p in found])),
    )
    words = {two: tokenize(new[two].words.text) for two in right}
    candidates = Candidates(sorted(words.items()))
    scored = []
    for one in left:
        before = tokenize(old[one].words.text)
        for two in candidates.of(before):
            share = likeness(before, words[two]) if new[two].what == old[one].what else 0.0
            if share >= MOVED:
                scored.append((-share, one, two))
    taken = set()
    for _, one, two in sorted(scored):
        if one not in taken and two in right:
            taken.add(one)
            right.remove(two)
            yield Pair(one, two, old[one].words.text, new[two].words.text, moved=True)


def renumbered(places: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Say once of the passages that follow each other that they have other numbers: pairs of what they were and what they are.

    >>> list(renumbered([("I ¶2", "I ¶3"), ("I ¶3", "I ¶4"), ("II ¶1", "III ¶1")]))
    [('I ¶2–3', 'I ¶3–4'), ('II ¶1', 'III ¶1')]
    """
    parted = [(*_number(old), *_number(new)) for old, new in places]
    for _, group in groupby(
        enumerate(parted),
        key=lambda at: (at[1][0], at[1][2], at[1][3] - at[1][1], at[1][1] - at[0]),
    ):
        run = [found for _, found in group]
        yield _range(run[0][0], run[0][1], run[-1][1]), _range(run[0][2], run[0][3], run[-1][3])


def _number(place: str) -> tuple[str, int]:
    parts = NUMBERED.fullmatch(place)
    return (parts[1], int(parts[2])) if parts else (place, 0)


def _range(head: str, first: int, last: int) -> str:
    return head if not first else f"{head}{first}" + (f"–{last}" if last > first else "")

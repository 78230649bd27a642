"""Word-level differences between two texts: the aligner of the collation, at what was printed and not at what compares as equal."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, zip_longest
from typing import TypeVar

from rapidfuzz.distance import Indel

from book.model import Spot
from book.text.alignment import DiffBlock as Code
from book.text.alignment import differences
from book.text.typography import TOKEN

CONTEXT = 3  # words shown on each side of a difference
SEED = 4  # words on end that texts have in common of which one was made out of the other
NEAR = 3  # equal words between two differences that are shown as one


class Numbering:
    """Numbers words: what is written alike has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def read(self, words: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(word, len(self._numbers)) for word in words]


def codes_of(old: Sequence[str], new: Sequence[str]) -> list[Code]:
    """Give the runs of words in which two texts differ, as (start, end) in the old one and (start, end) in the new one."""
    numbering = Numbering()
    return differences(numbering.read(old), numbering.read(new))


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Say how much of two texts is the same words in the same order, from 0 to 1.

    >>> likeness(["a", "b", "c"], ["a", "c", "d"])
    0.6666666666666667
    """
    return float(Indel.normalized_similarity(old, new))


def spots(old: str, new: str) -> tuple[Spot, ...]:
    """Give the places at which two texts differ, with some words around each; those between two that are near each other, once.

    >>> spots("saw his own shadow in the water", "saw his own image in the water")
    (Spot(old='shadow', new='image', before='saw his own', after='in the water'),)
    >>> [(spot.before, spot.new, spot.after) for spot in spots("one a b c d two", "1 a b c d 2")]
    [('', '1', 'a b c d'), ('', '2', '')]
    >>> spots("", "all of it")
    (Spot(old='', new='all of it', before='', after=''),)
    """
    first, second = ([match.span() for match in TOKEN.finditer(text)] for text in (old, new))
    codes = list(_joined(codes_of([old[a:b] for a, b in first], [new[a:b] for a, b in second])))
    made = []
    shown = 0  # words of the new text, by the spot before
    for (start, end, other, other_end), following in zip_longest(
        codes, (code[2] for code in codes[1:])
    ):
        before = _cut(new, second, max(shown, other - CONTEXT), other)
        is_near = following is not None and following - other_end <= 2 * CONTEXT
        shown = (
            following
            if following is not None and is_near
            else min(len(second), other_end + CONTEXT)
        )
        made.append(
            Spot(
                _cut(old, first, start, end),
                _cut(new, second, other, other_end),
                before,
                _cut(new, second, other_end, shown),
            )
        )
    return tuple(made)


def _joined(codes: Iterable[Code]) -> Iterator[Code]:
    """Make one of differences that are so near each other that apart they cannot be read."""
    found: list[Code] = []
    for code in codes:
        if (
            found
            and code[0] - found[-1][1] < NEAR
            and code[1] > code[0]
            and found[-1][1] > found[-1][0]
        ):
            found[-1] = (found[-1][0], code[1], found[-1][2], code[3])
        else:
            found.append(code)
    yield from found


def _cut(text: str, words: Sequence[tuple[int, int]], start: int, end: int) -> str:
    return text[words[start][0] : words[end - 1][1]] if start < end else ""


def carried(codes: Sequence[Code], at: int) -> int:
    """Say after how many words of the new text stands what stood after `at` words of the old one.

    What stood within words that are now others, or at their end, stands at the end of these.

    >>> [carried([(2, 3, 2, 5)], at) for at in (2, 3, 4)]
    [2, 5, 6]
    """
    shift = 0
    for start, end, _, other_end in codes:
        if at <= start:
            break
        if at <= end:
            return other_end
        shift = other_end - end
    return at + shift


def settled(codes: Sequence[Code], at: int) -> int:
    """Say of a place in the new text where `carried` would put it: at the end of words that are now others.

    >>> [settled([(2, 3, 2, 5)], at) for at in (2, 3, 5, 6)]
    [2, 5, 5, 6]
    """
    return next(
        (
            other_end
            for start, end, other, other_end in codes
            if end > start and other < at <= other_end
        ),
        at,
    )


def words_before(text: str, at: int) -> int:
    """Count the words that begin before a character.

    >>> words_before("the law, now", 7)
    2
    """
    return len(TOKEN.findall(text[:at]))


Thing = TypeVar("Thing")


def align(
    old: Sequence[Thing], new: Sequence[Thing], *keys: Callable[[Thing], Hashable]
) -> list[tuple[Thing | None, Thing | None]]:
    """Pair the things of two lists in their order: by the first key, and what lies between those by the next one; None: it has no partner.

    >>> align(["a1", "b1"], ["b1", "a2"], lambda x: x, lambda x: x[0])
    [('a1', None), ('b1', 'b1'), (None, 'a2')]
    """
    if not keys or not old or not new:
        return [*((thing, None) for thing in old), *((None, thing) for thing in new)]
    numbers: dict[Hashable, int] = {}
    first, second = (
        [numbers.setdefault(keys[0](thing), len(numbers)) for thing in things]
        for things in (old, new)
    )
    made: list[tuple[Thing | None, Thing | None]] = []
    for is_equal, codes in groupby(
        Indel.opcodes(first, second), key=lambda code: code.tag == "equal"
    ):
        run = list(codes)
        before, after = (
            old[run[0].src_start : run[-1].src_end],
            new[run[0].dest_start : run[-1].dest_end],
        )
        if is_equal:
            made.extend(zip(before, after, strict=True))
        else:
            within = align(before, after, *keys[1:])
            made += within
    return made


def merged(
    new: int, removed: Sequence[int], pairs: Iterable[tuple[int, int]]
) -> list[tuple[bool, int]]:
    """Set the indices of what is gone among those of what is there, after what it followed: pairs (is it gone, index).

    >>> merged(2, [1], [(0, 0), (2, 1)])
    [(False, 0), (True, 1), (False, 1)]
    """
    known = sorted(pairs)
    olds, furthest = [old for old, _ in known], list(accumulate((new for _, new in known), max))
    after = {
        index: furthest[at - 1] if (at := bisect_left(olds, index)) else -1 for index in removed
    }
    places = [(index, 0, False, index) for index in range(new)] + [
        (after[index], 1, True, index) for index in removed
    ]
    return [(gone, index) for _, _, gone, index in sorted(places)]


class Candidates:
    """Finds among many texts those that may be like one: they have some words on end in common."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]]) -> None:
        self._owners: dict[tuple[str, ...], list[int]] = {}
        for index, words in texts:
            for seed in _seeds(words):
                self._owners.setdefault(seed, []).append(index)

    def of(self, words: Sequence[str]) -> list[int]:
        """Give the indices of the texts, in order.

        >>> texts = [(0, "the law of the land".split()), (1, "an order of the house".split())]
        >>> Candidates(texts).of("the law of the town".split())
        [0]
        """
        return sorted({index for seed in _seeds(words) for index in self._owners.get(seed, ())})


def _seeds(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Give all runs of SEED words; of a shorter text, all of it."""
    return {tuple(words[at : at + SEED]) for at in range(max(1, len(words) - SEED + 1))}

"""Match the items of two lists with each other."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import TypeVar

from rapidfuzz.distance import Indel

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
IndexPair = tuple[int, int]  # of the old list, and of the new one


class Matching:
    """Pairs of indices of an old and a new list; an index is in at most one of them."""

    def __init__(self, old_length: int, new_length: int) -> None:
        self._old, self._new = set(range(old_length)), set(range(new_length))
        self._pairs: list[IndexPair] = []

    @property
    def removed(self) -> list[int]:
        """The old indices that have no partner, in ascending order."""
        return sorted(self._old)

    @property
    def added(self) -> list[int]:
        """The new indices that have no partner, in ascending order."""
        return sorted(self._new)

    @property
    def pairs(self) -> list[IndexPair]:
        """The pairs, in the order of the new list."""
        return sorted(self._pairs, key=lambda pair: pair[1])

    def add(self, candidates: Iterable[IndexPair]) -> list[IndexPair]:
        """Add, in their order, the candidates whose indices have no partner; return those added."""
        added = []
        for pair in candidates:
            if self._is_free(pair):
                self._take(pair)
                added.append(pair)
        return added

    def _is_free(self, pair: IndexPair) -> bool:
        return pair[0] in self._old and pair[1] in self._new

    def _take(self, pair: IndexPair) -> None:
        self._old.remove(pair[0])
        self._new.remove(pair[1])
        self._pairs.append(pair)


def group_by_key(keys: Iterable[tuple[int, Key]]) -> dict[Key, list[int]]:
    """Return the indices by their keys.

    >>> group_by_key([(0, "a"), (1, "b"), (2, "a")])
    {'a': [0, 2], 'b': [1]}
    """
    groups: dict[Key, list[int]] = {}
    for index, key in keys:
        groups.setdefault(key, []).append(index)
    return groups


def pair_by_key(
    old: Iterable[tuple[int, Key]], new: Iterable[tuple[int, Key]]
) -> Iterator[IndexPair]:
    """Yield the pairs of indices with equal keys: the first of a key with the first.

    >>> list(pair_by_key([(0, "a"), (1, "a"), (2, "b")], [(5, "b"), (6, "a")]))
    [(0, 6), (2, 5)]
    """
    groups = group_by_key(new)
    for index, key in old:
        if groups.get(key):
            yield index, groups[key].pop(0)


def align_items(
    old: Sequence[Item], new: Sequence[Item], *keys: Callable[[Item], Hashable]
) -> list[tuple[Item | None, Item | None]]:
    """Pair the items of two lists in order; None stands for a partner that is missing.

    Items are aligned by the first key, and those between aligned ones by the next.

    >>> align_items(["a1", "b1"], ["b1", "a2"], lambda x: x, lambda x: x[0])
    [('a1', None), ('b1', 'b1'), (None, 'a2')]
    """
    if not keys or not old or not new:
        return [*((item, None) for item in old), *((None, item) for item in new)]
    aligned: list[tuple[Item | None, Item | None]] = []
    for is_equal, before, after in _runs(old, new, keys[0]):
        if is_equal:
            aligned.extend(zip(before, after, strict=True))
        else:
            between = align_items(before, after, *keys[1:])
            aligned += between
    return aligned


def _runs(
    old: Sequence[Item], new: Sequence[Item], key: Callable[[Item], Hashable]
) -> Iterator[tuple[bool, Sequence[Item], Sequence[Item]]]:
    """Yield the runs of items, in order, whose keys are equal or not."""
    numbers: dict[Hashable, int] = {}
    first, second = (
        [numbers.setdefault(key(item), len(numbers)) for item in items] for items in (old, new)
    )
    codes = Indel.opcodes(first, second)
    for is_equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
        run = list(group)
        before = old[run[0].src_start : run[-1].src_end]
        yield is_equal, before, new[run[0].dest_start : run[-1].dest_end]


def interleave_removed(
    new_length: int, removed: Sequence[int], pairs: Iterable[IndexPair]
) -> list[tuple[bool, int]]:
    """Return the new indices, and each removed old one after what it followed.

    The result is pairs of whether the index is of a removed item, and the index.

    >>> interleave_removed(2, [1], [(0, 0), (2, 1)])
    [(False, 0), (True, 1), (False, 1)]
    """
    predecessors = _predecessors(removed, sorted(pairs))
    places = [(index, 0, False, index) for index in range(new_length)]
    places += [(predecessors[index], 1, True, index) for index in removed]
    return [(is_removed, index) for _, _, is_removed, index in sorted(places)]


def _predecessors(removed: Sequence[int], pairs: Sequence[IndexPair]) -> Mapping[int, int]:
    """Return for each removed index the last new one of those before it; -1 if there is none."""
    old = [one for one, _ in pairs]
    furthest = [-1, *accumulate((two for _, two in pairs), max)]
    return {index: furthest[bisect_left(old, index)] for index in removed}

"""Group values by key, or by what continues the value before."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def group_values(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Return the values of each key, both in the order of their first occurrence.

    >>> group_values([("A", 1), ("B", 2), ("A", 3)])
    {'A': [1, 3], 'B': [2]}
    """
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def group_runs(values: Iterable[V], continues: Callable[[V, V], bool]) -> list[list[V]]:
    """Return runs of values of which each `continues` the one before.

    >>> group_runs([1, 2, 4, 5, 9], lambda before, value: value == before + 1)
    [[1, 2], [4, 5], [9]]
    """
    runs: list[list[V]] = []
    for value in values:
        if runs and continues(runs[-1][-1], value):
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs

"""Follow the paragraphs of two texts that are divided at different places.

What stands beside paragraphs that are paired may belong to them: a salutation run in with its
letter, a line of a stanza, the last sentence of a paragraph that the other text has in the next.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from book.collate.likeness import TokenizedUnit, Units
from book.collate.short_units import Pair, are_short
from book.text.grouping import group_runs, group_values

# Letters, below which the neighbor's partner must have all, beside so many of the neighbor's own;
# otherwise half of them.
INITIALS, NEIGHBORING = 6, 8
DISPLACED = 8  # letters from which words are found beyond a break that the other text has elsewhere


def group_pairs(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Group pairs, given in order, that have a row or a unit in common.

    >>> group_pairs([(0, 0), (1, 1), (1, 2), (2, 3)])
    [[(0, 0)], [(1, 1), (1, 2)], [(2, 3)]]
    """
    return group_runs(pairs, _have_common_member)


def _have_common_member(pair: Pair, other: Pair) -> bool:
    return pair[0] == other[0] or pair[1] == other[1]


def add_remainders(pairs: Iterable[Pair], first: Units, second: Units) -> list[Pair]:
    """Return the pairs in order, with those of what is left over in either text.

    A short unit beside one that has a partner is paired with the partner too, if that has its
    letters: a salutation run in with the letter.
    """
    ordered = _find_remainders(sorted(set(pairs)), first, second)
    turned = sorted((j, i) for i, j in ordered)
    return sorted((i, j) for j, i in _find_remainders(turned, second, first))


def _find_remainders(pairs: list[Pair], first: Units, second: Units) -> list[Pair]:
    """Return the pairs with those of units of the second text that are left over."""
    found: list[Pair] = []
    left = set(range(len(second))).difference(j for _, j in pairs)
    for group in group_pairs(pairs):
        wholes = [first[i] for i in sorted({i for i, _ in group})]
        partners = group_values((j, i) for i, j in group)
        for j in (min(partners), max(partners)):
            if _is_spare(wholes, sorted(partners), j, second):
                del partners[j]
                left.add(j)
        found += [(i, j) for i, j in group if j in partners]
        while rest := next(_fitting_neighbors(wholes, partners, left, second), None):
            i, j = rest
            partners[j] = [i]
            left.remove(j)
            found.append(rest)
    return sorted(found)


def _is_spare(wholes: Units, parts: list[int], part: int, second: Units) -> bool:
    """Return whether the other parts have all of the wholes: a title that repeats a first line."""
    others = [j for j in parts if j != part]
    return bool(others) and are_short(second[part]) and _gain(wholes, others, part, second) < 0


def _fitting_neighbors(
    wholes: Units, partners: Mapping[int, list[int]], left: Container[int], second: Units
) -> Iterator[Pair]:
    """Yield the units left over beside those with a partner that fit into the wholes with them."""
    for j, rows in partners.items():
        for i, rest in ((max(rows), j + 1), (min(rows), j - 1)):
            if rest in left and _fits(wholes, sorted(partners), rest, second):
                yield i, rest


def _fits(wholes: Units, parts: list[int], rest: int, second: Units) -> bool:
    """Return whether the parts are nearer to the wholes with another one that is short."""
    part, letters = second[rest], second[rest].letters
    if part.is_heading or wholes[0].is_heading or not letters or not are_short(part):
        return False
    if _length(wholes) < _length(second[j] for j in parts) + len(letters) / 2:
        return False
    if len(letters) < INITIALS:
        return _with_neighbor(letters, rest, parts, second) in _join(wholes)
    return _gain(wholes, parts, rest, second) >= len(letters) / 2


def _gain(wholes: Units, parts: list[int], rest: int, second: Units) -> int:
    """Return how many letters nearer to the wholes the parts are with another one."""
    whole = _join(wholes)
    without, joined = (_join(second[j] for j in each) for each in (parts, sorted([*parts, rest])))
    return Levenshtein.distance(whole, without) - Levenshtein.distance(whole, joined)


def _with_neighbor(letters: str, rest: int, parts: list[int], second: Units) -> str:
    """Return a unit's letters with those of the neighboring part that stand beside them."""
    if rest - 1 in parts:
        return second[rest - 1].letters[-NEIGHBORING:] + letters
    return letters + second[rest + 1].letters[:NEIGHBORING]


def _join(units: Iterable[TokenizedUnit]) -> str:
    return "".join(unit.letters for unit in units)


def pair_over_breaks(pairs: list[Pair], first: Units, second: Units) -> list[Pair]:
    """Return the pairs with those of units that extend over a break of the other text.

    One text then has at the end of a paragraph what the other has at the beginning of the next.
    """
    found = list(pairs)
    groups = [(group, _surplus(group, first, second)) for group in group_pairs(pairs)]
    for (before, surplus), (after, rest) in pairwise(groups):
        if min(abs(surplus), abs(rest)) < DISPLACED or (surplus > 0) == (rest > 0):
            continue
        (i, j), (next_i, next_j) = before[-1], after[0]
        has_heading = first[i].is_heading or first[next_i].is_heading
        is_at_break = (next_i, next_j) == (i + 1, j + 1) and not has_heading
        if is_at_break and _are_nearer(before, after, first, second):
            found.append((i, next_j) if surplus > 0 else (next_i, j))
    return sorted(found)


def _surplus(group: list[Pair], first: Units, second: Units) -> int:
    """Return how many letters the units of the first text have more than those of the second."""
    own, others = {i for i, _ in group}, {j for _, j in group}
    return _length(first[i] for i in own) - _length(second[j] for j in others)


def _are_nearer(before: list[Pair], after: list[Pair], first: Units, second: Units) -> bool:
    """Return whether two groups are alike together, and less so apart."""
    apart = _distance(before, first, second) + _distance(after, first, second)
    return apart - _distance([*before, *after], first, second) >= DISPLACED


def _distance(group: list[Pair], first: Units, second: Units) -> int:
    own, others = sorted({i for i, _ in group}), sorted({j for _, j in group})
    return Levenshtein.distance(_join(first[i] for i in own), _join(second[j] for j in others))


def _length(units: Iterable[TokenizedUnit]) -> int:
    return sum(sum(map(len, unit.words)) for unit in units)

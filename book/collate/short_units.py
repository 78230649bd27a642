"""Pair short paragraphs: lines of verse, salutations, datelines, signatures, initials.

They share no phrase, and a copy divides and joins them at will. So they are compared by their
letters: first those between two pairs of paragraphs that are certain, one with one or with several
(as sentences by Gale and Church 1993); then each that is left over with its neighbor's partner.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from book.collate.likeness import SAME_LETTERS, SAME_PARAGRAPH, TokenizedUnit, Units, likeness
from book.text.grouping import group_runs

SHORT = 40  # words up to which a paragraph that shares no phrase is compared too
MOST_CELLS = 20_000  # pairs of paragraphs up to which that is done
SAME_START = 60.0  # per cent of the letters of a part that its whole begins with
ROOM = 1.25  # times its letters: what the parts of a paragraph may have together
# Letters, below which the neighbor's partner must have all, beside so many of the neighbor's own;
# otherwise half of them.
INITIALS, NEIGHBORING = 6, 8

Pair = tuple[int, int]
# How many units of the first and of the second text are the same, and how many letters they share.
Match = tuple[int, int, float]


def group_pairs(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Group pairs, given in order, that have a row or a unit in common.

    >>> group_pairs([(0, 0), (1, 1), (1, 2), (2, 3)])
    [[(0, 0)], [(1, 1), (1, 2)], [(2, 3)]]
    """
    return group_runs(pairs, _have_common_member)


def _have_common_member(pair: Pair, other: Pair) -> bool:
    return pair[0] == other[0] or pair[1] == other[1]


def pair_between(first: Units, second: Units, rows: range, others: range) -> list[Pair]:
    """Pair the units of a gap by their letters, in order, so that most is shared."""
    if len(rows) * len(others) > MOST_CELLS:
        return []
    gap, other_gap = first[rows.start : rows.stop], second[others.start : others.stop]
    return [
        (rows[i + n], others[j + k])
        for i, j, height, width in _follow(_best_matches(gap, other_gap))
        for n in range(height)
        for k in range(width)
    ]


def _best_matches(first: Units, second: Units) -> list[list[Match]]:
    """Return, for each number of units passed, the match to take next; (1, 0, …) skips a unit."""
    height, width = len(first), len(second)
    totals = [[0.0] * (width + 1) for _ in range(height + 1)]
    best: list[list[Match]] = [[(1, 1, 0.0)] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            matches = [(1, 0, 0.0), (0, 1, 0.0), *_matches(first[i:], second[j:])]
            best[i][j] = max(matches, key=lambda m: m[2] + totals[i + m[0]][j + m[1]])
            n, k, shared = best[i][j]
            totals[i][j] = shared + totals[i + n][j + k]
    return best


def _follow(best: list[list[Match]]) -> Iterator[tuple[int, int, int, int]]:
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        n, k, shared = best[i][j]
        if shared:
            yield i, j, n, k
        i, j = i + n, j + k


def _matches(first: Units, second: Units) -> Iterator[Match]:
    """Yield how many units, from the first of each text on, are the same."""
    share = likeness(first[0], second[0]) if _are_short(first[0], second[0]) else 0.0
    if share >= SAME_PARAGRAPH:
        yield 1, 1, share * _size(first[0], second[0])
    for count, shared in _count_parts(first[0], second):
        yield 1, count, shared
    for count, shared in _count_parts(second[0], first):
        yield count, 1, shared


def _are_short(*units: TokenizedUnit) -> bool:
    return all(len(unit.numbers) <= SHORT for unit in units)


def _size(*units: TokenizedUnit) -> float:
    return sum(len(unit.letters) + 1 for unit in units) / 200


def _count_parts(whole: TokenizedUnit, parts: Units) -> Iterator[tuple[int, float]]:
    """Yield how many short units, two or more, have the letters of a whole one together."""
    letters, joined = whole.letters, ""
    for count, part in enumerate(parts, 1):
        joined += part.letters
        if part.is_heading or whole.is_heading or not _are_short(part):
            return
        start = fuzz.ratio(letters[: len(joined)], joined)
        if start < SAME_START or len(joined) > len(letters) * ROOM:
            return
        share = fuzz.ratio(letters, joined, score_cutoff=SAME_LETTERS)
        if count > 1 and share:
            yield count, share * (len(letters) + len(joined)) / 200


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
        partners = {j: i for i, j in group}
        for j in (min(partners), max(partners)):
            if _is_spare(wholes, sorted(partners), j, second):
                del partners[j]
                left.add(j)
        found += [(i, j) for i, j in group if j in partners]
        while rest := next(_fitting_neighbors(wholes, partners, left, second), None):
            i, j = rest
            partners[j] = i
            left.remove(j)
            found.append(rest)
    return sorted(found)


def _is_spare(wholes: Units, parts: list[int], part: int, second: Units) -> bool:
    """Return whether the other parts have all of the wholes: a title that repeats a first line."""
    others = [j for j in parts if j != part]
    return bool(others) and _are_short(second[part]) and not _fits(wholes, others, part, second)


def _fitting_neighbors(
    wholes: Units, partners: Mapping[int, int], left: Container[int], second: Units
) -> Iterator[Pair]:
    """Yield the units left over beside those with a partner that fit into the wholes with them."""
    for j, i in partners.items():
        for rest in (j + 1, j - 1):
            if rest in left and _fits(wholes, sorted(partners), rest, second):
                yield i, rest


def _fits(wholes: Units, parts: list[int], rest: int, second: Units) -> bool:
    """Return whether the parts are nearer to the wholes with another one that is short."""
    part = second[rest]
    if not part.letters or not _are_short(part) or part.is_heading or wholes[0].is_heading:
        return False
    whole = _join(wholes)
    without, joined = (_join(second[j] for j in each) for each in (parts, sorted([*parts, rest])))
    size = len(part.letters)
    if len(whole) < len(without) + size / 2:
        return False
    if size < INITIALS:
        return _with_neighbor(part.letters, rest, parts, second) in whole
    return Levenshtein.distance(whole, without) - Levenshtein.distance(whole, joined) >= size / 2


def _with_neighbor(letters: str, rest: int, parts: list[int], second: Units) -> str:
    """Return a unit's letters with those of the neighboring part that stand beside them."""
    if rest - 1 in parts:
        return second[rest - 1].letters[-NEIGHBORING:] + letters
    return letters + second[rest + 1].letters[:NEIGHBORING]


def _join(units: Iterable[TokenizedUnit]) -> str:
    return "".join(unit.letters for unit in units)

"""Pair short paragraphs: lines of verse, salutations, datelines, signatures, initials.

They share no phrase, and a copy divides and joins them at will. So those between two pairs of
paragraphs that are certain are compared by their letters, one with one or with several (as
sentences by Gale and Church 1993).
"""

from collections.abc import Iterator

from rapidfuzz import fuzz

from book.collate.likeness import SAME_LETTERS, SAME_PARAGRAPH, TokenizedUnit, Units, likeness

SHORT = 40  # words up to which a paragraph that shares no phrase is compared too
MOST_CELLS = 20_000  # pairs of paragraphs up to which that is done
SAME_PLACE = 40.0  # per cent of wording shared by paragraphs that alone stand at the same place
TELLING = 12  # words from which that tells more than small words that any two lines share
SAME_START = 60.0  # per cent of the letters of a part that its whole begins with
ROOM = 1.25  # times its letters: what the parts of a paragraph may have together
Pair = tuple[int, int]
# How many units of the first and of the second text are the same, and how many letters they share.
Match = tuple[int, int, float]


def pair_between(first: Units, second: Units, rows: range, others: range) -> list[Pair]:
    """Pair the units of a gap by their letters, in order, so that most is shared.

    If one alone stands there in each text, it may be rewritten: they need share less.
    """
    if len(rows) * len(others) > MOST_CELLS:
        return []
    if len(rows) == len(others) == 1 and _is_rewritten(first[rows[0]], second[others[0]]):
        return [(rows[0], others[0])]
    gap, other_gap = first[rows.start : rows.stop], second[others.start : others.stop]
    return [
        (rows[i + n], others[j + k])
        for i, j, height, width in _follow(_best_matches(gap, other_gap))
        for n in range(height)
        for k in range(width)
    ]


def _is_rewritten(one: TokenizedUnit, other: TokenizedUnit) -> bool:
    """Return whether two units of which each stands alone in a gap are one, written anew.

    So are two captions of pictures that are described in the same words, whatever they share.
    """
    if one.picture and one.picture == other.picture:
        return True
    has_words = min(len(one.numbers), len(other.numbers)) >= TELLING
    return has_words and likeness(one, other) >= SAME_PLACE


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
    share = likeness(first[0], second[0]) if are_short(first[0], second[0]) else 0.0
    if share >= SAME_PARAGRAPH:
        yield 1, 1, share * _size(first[0], second[0])
    for count, shared in _count_parts(first[0], second):
        yield 1, count, shared
    for count, shared in _count_parts(second[0], first):
        yield count, 1, shared


def are_short(*units: TokenizedUnit) -> bool:
    return all(len(unit.numbers) <= SHORT for unit in units)


def _size(*units: TokenizedUnit) -> float:
    return sum(len(unit.letters) + 1 for unit in units) / 200


def _count_parts(whole: TokenizedUnit, parts: Units) -> Iterator[tuple[int, float]]:
    """Yield how many short units, two or more, have the letters of a whole one together."""
    letters, joined = whole.letters, ""
    for count, part in enumerate(parts, 1):
        joined += part.letters
        if part.is_heading or whole.is_heading or not are_short(part):
            return
        start = fuzz.ratio(letters[: len(joined)], joined)
        if start < SAME_START or len(joined) > len(letters) * ROOM:
            return
        share = fuzz.ratio(letters, joined, score_cutoff=SAME_LETTERS)
        if count > 1 and share:
            yield count, share * (len(letters) + len(joined)) / 200

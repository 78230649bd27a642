"""Align the words of all witnesses of a row in columns.

A column has the word of each witness at a place, or none. Each witness is aligned with the whole
table so far and not with one text alone, so that what two witnesses add is one column (progressive
alignment as in Feng and Doolittle 1987). The two texts nearest to each other come first, then the
one nearest to any of these, and so on: the table does not depend on the order of the witnesses.
Witnesses that read the same are aligned once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from book.collate.steps import Pairing, cheapest_steps
from book.text.alignment import DiffBlock, Numbers, differences
from book.text.grouping import group_values

Column = tuple[int, ...]
Columns = list[list[int]]
NONE = -1
MOST_CELLS = 40_000  # columns times words up to which a difference is aligned word by word
ANCHOR = 4  # equal words that are surely the same: two differences beside them are aligned apart
GUIDE = 0.2  # the share of the nearest text in what a step costs; all texts share the rest
# A word alone costs 1; two unequal words in a column cost so much, and so much more if they are not
# alike. They are from so many per cent of their letters.
UNEQUAL, UNLIKE, ALIKE = 1.3, 0.5, 50
# What two equal words cost, by their letters: short words are common, and equal by chance.
CHANCES = (1.0, 1.0, 0.9, 0.6, 0.3)
Spell = Callable[[int], str]


def tabulate(texts: Sequence[Numbers], spell: Spell = str) -> tuple[Column, ...]:
    """Return the columns; each has, for each text, the index of its word there, or NONE.

    `spell` returns the word with a number.

    >>> tabulate(((1, 2, 3), (1, 3), (1, 4, 5, 3)))
    ((0, 0, 0), (1, -1, 1), (-1, -1, 2), (2, 1, 3))
    """
    distinct = _sort(set(map(tuple, texts)), spell)
    table = AlignmentTable(spell)
    for number, guide in _joining_order(distinct):
        table.add(distinct[number], distinct[guide])
    order = [table.texts.index(tuple(text)) for text in texts]
    return tuple(tuple(column[position] for position in order) for column in table.columns)


def _sort(texts: Iterable[tuple[int, ...]], spell: Spell) -> list[tuple[int, ...]]:
    """Return texts in an order that depends on their words alone; few are equally long."""
    by_length = group_values((len(text), text) for text in texts)
    ordered = (by_length[length] for length in sorted(by_length))
    return [
        text
        for group in ordered
        for text in (sorted(group, key=lambda t: [*map(spell, t)]) if len(group) > 1 else group)
    ]


def _joining_order(texts: Sequence[Numbers]) -> list[tuple[int, int]]:
    """Return the number of each text and of its guide, the nearest of those before it."""
    if len(texts) == 1:
        return [(0, 0)]
    distances = {
        pair: Levenshtein.normalized_distance(texts[pair[0]], texts[pair[1]])
        for pair in combinations(range(len(texts)), 2)
    }
    first = min(distances, key=lambda pair: (distances[pair], pair))[0]
    order = [(first, first)]
    left = [number for number in range(len(texts)) if number != first]
    while left:
        placed = [number for number, _ in order]
        edges = [(distances[min(n, g), max(n, g)], n, g) for n in left for g in placed]
        _, number, guide = min(edges)
        order.append((number, guide))
        left.remove(number)
    return order


class AlignmentTable:
    """The columns of the texts so far."""

    def __init__(self, spell: Spell) -> None:
        self.texts: list[Numbers] = []
        self.columns: Columns = []
        self._spell = spell

    def add(self, text: Numbers, guide: Numbers) -> None:
        """Add a text that is nearest to `guide`, one of the texts so far.

        What it shares with its guide goes into the guide's columns; where it differs, it is aligned
        with all texts so far.
        """
        self.texts.append(text)
        if len(self.texts) == 1:
            self.columns = [[index] for index in range(len(text))]
            return
        number = self.texts.index(guide)
        guided = [n for n, column in enumerate(self.columns) if column[number] != NONE]
        added: Columns = []
        done = word = 0
        for start, end, first, last in self._regions(guide, text):
            left = max(done, guided[start - 1] + 1) if start else 0
            right = guided[end] if end < len(guided) else len(self.columns)
            added += _extend_equal(self.columns[done:left], number, word)
            added += self._align(self.columns[left:right], range(first, last), number)
            done, word = right, last
        self.columns = added + _extend_equal(self.columns[done:], number, word)

    def _regions(self, guide: Numbers, text: Numbers) -> list[DiffBlock]:
        """Return the blocks in which a text differs from its guide.

        Those with but a few words between them are one: these may be equal by chance.
        """
        regions: list[DiffBlock] = []
        for block in differences(guide, text):
            if regions and self._is_near(guide[regions[-1][1] : block[0]]):
                region = regions[-1][0], block[1], regions[-1][2], block[3]
                if (region[1] - region[0]) * (region[3] - region[2]) <= MOST_CELLS:
                    regions[-1] = region
                    continue
            regions.append(block)
        return regions

    def _is_near(self, between: Numbers) -> bool:
        return sum(2 - self._chance(word) for word in between[:ANCHOR]) < ANCHOR

    def _chance(self, word: int) -> float:
        length = len(self._spell(word))
        return CHANCES[length] if length < len(CHANCES) else 0.0

    def _align(self, columns: Columns, words: range, guide: int) -> Columns:
        """Add the `words` of the last text, where it differs from its guide, to some columns.

        If there are too many, the words go into the columns in order.
        """
        empty = [NONE] * (len(self.texts) - 1)
        if not columns or not words or len(columns) * len(words) > MOST_CELLS:
            return _align_in_order(columns, words, empty)
        added = [self.texts[-1][word] for word in words]
        shares = [self._shares(column, guide) for column in columns]
        skipping = [sum(each.values()) for each in shares]
        pairing = [[self._pair(word, each) for word in added] for each in shares]
        steps = cheapest_steps(skipping, [1.0] * len(added), pairing)
        unused, following = iter(columns), iter(words)
        return [
            [*(next(unused) if has_column else empty), next(following) if has_word else NONE]
            for has_column, has_word in steps
        ]

    def _shares(self, column: list[int], guide: int) -> dict[int, float]:
        """Return the words of a column, each with the share of the texts that have it."""
        shares: dict[int, float] = {}
        for number, index in enumerate(column):
            if index != NONE:
                share = (1 - GUIDE) / len(column) + (GUIDE if number == guide else 0.0)
                word = self.texts[number][index]
                shares[word] = shares.get(word, 0.0) + share
        return shares

    def _pair(self, word: int, shares: dict[int, float]) -> Pairing:
        """Return what it costs to put a word into a column, and whether the column has it."""
        cost = 1 - sum(shares.values())
        for other, share in shares.items():
            cost += share * (self._chance(word) if other == word else self._unlikeness(word, other))
        return cost, word in shares

    def _unlikeness(self, word: int, other: int) -> float:
        likeness = fuzz.ratio(self._spell(word), self._spell(other), score_cutoff=ALIKE)
        return UNEQUAL + UNLIKE * (1 - likeness / 100)


def _extend_equal(columns: Columns, guide: int, word: int) -> Columns:
    """Add the words from `word` on to the columns in which the guide has the same ones."""
    extended: Columns = []
    for column in columns:
        has_word = column[guide] != NONE
        extended.append([*column, word if has_word else NONE])
        word += has_word
    return extended


def _align_in_order(columns: Columns, words: range, empty: list[int]) -> Columns:
    shared = min(len(columns), len(words))
    return [
        *([*column, word] for column, word in zip(columns, words, strict=False)),
        *([*column, NONE] for column in columns[shared:]),
        *([*empty, word] for word in words[shared:]),
    ]

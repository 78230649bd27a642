"""Align the paragraphs of two versions by their lengths, as a translation keeps them in proportion.

W. A. Gale and K. W. Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational
Linguistics 19 (1993), 75–102: the cheapest way to group the paragraphs of both one to one, one to
two, two to two …, by how likely the groups and the differences in their lengths are. One to many is
added, as one version may have a dialogue in one paragraph, and the other each speech in its own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import erfc, log, pi, sqrt

VARIANCE = 6.8  # of the characters of a translation for each character translated (their s²)
MOST = 24  # paragraphs that may correspond to one
# How likely it is that so many paragraphs of the one correspond to so many of the other (their
# table 5). Of many to one, each more is half as likely.
FEW = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 2): 0.011}
MANY = {many: 0.089 / 2 ** (many - 2) for many in range(2, MOST + 1)}
# How many times as long as one paragraph several may be together that correspond to it, and how
# many characters more.
LONGEST, SLACK = 3, 600
BAND = 20_000  # characters by which the positions in both versions may be apart
FAR = 30.0  # standard deviations from which the tail of the distribution is estimated

Group = tuple[int, int]  # how many paragraphs of each version


class _Aligner:
    """The cheapest groups up to each pair of positions; `text` and `facing` are sums of lengths.

    The lengths of the text are those of its translation, by the `ratio`.
    """

    def __init__(self, text: Sequence[int], facing: Sequence[int], ratio: float) -> None:
        self.text = list(accumulate((length * ratio for length in text), initial=0.0))
        self.facing = list(accumulate(map(float, facing), initial=0.0))
        self.ratio = ratio
        self.band = max(BAND, 2 * max((*facing, *(length * ratio for length in text)), default=0))
        self.best: dict[Group, tuple[float, Group]] = {(0, 0): (0.0, (0, 0))}

    def fill(self, *, begins_together: bool) -> None:
        """Find the groups; of the first, both versions may have to have a part."""
        for i in range(len(self.text)):
            for j in self._near(i):
                options = [
                    (self.best[i - n, j - m][0] + cost, (n, m))
                    for n, m, cost in self._options(i, j)
                    if (i - n, j - m) in self.best
                    and (i > n or j > m or not begins_together or (n and m))
                ]
                if options:
                    self.best[i, j] = min(options)

    def _near(self, i: int) -> range:
        """Return the positions in the facing version that are not too far from one in the text."""
        middle = self.text[i] / max(self.text[-1], 1.0) * self.facing[-1]
        if len(self.text) == 1:
            return range(len(self.facing))
        start = bisect_left(self.facing, middle - self.band)
        return range(start, bisect_right(self.facing, middle + self.band))

    def _options(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Yield the groups that can end at a pair of positions, with their costs."""
        for (n, m), prior in FEW.items():
            if n <= i and m <= j:
                yield n, m, self._cost(i, j, n, m) - log(prior)
        for many, prior in MANY.items():
            if many > i or j < 1 or self._is_long(self.text, i, many, self.facing, j):
                break
            yield many, 1, self._cost(i, j, many, 1) - log(prior)
        for many, prior in MANY.items():
            if many > j or i < 1 or self._is_long(self.facing, j, many, self.text, i):
                break
            yield 1, many, self._cost(i, j, 1, many) - log(prior)

    def _is_long(
        self, own: Sequence[float], end: int, many: int, other: Sequence[float], other_end: int
    ) -> bool:
        """Return whether many paragraphs are too long to correspond to one of the other version."""
        one = other[other_end] - other[other_end - 1]
        return own[end] - own[end - many] > LONGEST * one + SLACK

    def _cost(self, i: int, j: int, n: int, m: int) -> float:
        own, other = self.text[i] - self.text[i - n], self.facing[j] - self.facing[j - m]
        return _difference(own, other, self.ratio)

    def groups(self) -> list[Group]:
        groups: list[Group] = []
        i, j = len(self.text) - 1, len(self.facing) - 1
        while i or j:
            size = self.best[i, j][1]
            groups.append(size)
            i, j = i - size[0], j - size[1]
        return groups[::-1]


def align_lengths(
    text: Sequence[int], facing: Sequence[int], ratio: float, *, begins_together: bool = False
) -> list[Group]:
    """Return the groups of paragraphs, in order, of which these are the characters.

    `ratio` is how many characters the facing version has for each of the text. With
    `begins_together` the first paragraphs of both are in one group.

    >>> align_lengths([300, 100, 200], [310, 290], 1.0)
    [(1, 1), (2, 1)]
    """
    aligner = _Aligner(text, facing, ratio)
    aligner.fill(begins_together=begins_together)
    return aligner.groups()


def _difference(text: float, facing: float, ratio: float) -> float:
    """Return how unlikely a difference in length is, as a negative logarithm.

    Both lengths are those of a translation, which has `ratio` characters for each of the text.
    """
    mean = max((text + facing) / 2 / ratio, 1.0)
    deviation = abs(text - facing) / sqrt(VARIANCE * mean)
    if deviation < FAR:
        return -log(erfc(deviation / sqrt(2)))
    return deviation**2 / 2 + log(deviation * sqrt(pi / 2))

"""Align the paragraphs of two versions by their lengths, as a translation keeps them in proportion.

W. A. Gale and K. W. Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational
Linguistics 19 (1993), 75–102: the cheapest way to group the paragraphs of both one to one, one to
two, two to two …, by how likely the groups and the differences in their lengths are. One to many is
added, as one version may have a dialogue in one paragraph, and the other each speech in its own.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import erfc, log, pi, sqrt

VARIANCE = 6.8  # of the characters of a translation for each character translated (their s²)
MOST = 24  # paragraphs that may correspond to one
# How likely it is that so many paragraphs of the one correspond to so many of the other (their
# table 5). Of many to one, each more is half as likely.
PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.0099,
    (0, 1): 0.0099,
    (2, 2): 0.011,
    **{(many, 1): 0.089 / 2 ** (many - 2) for many in range(2, MOST + 1)},
    **{(1, many): 0.089 / 2 ** (many - 2) for many in range(2, MOST + 1)},
}
COSTS = {size: -log(prior) for size, prior in PRIORS.items()}
BAND = 60  # paragraphs by which the positions in both versions may be apart
FAR = 30.0  # standard deviations from which the tail of the distribution is estimated

Group = tuple[int, int]  # how many paragraphs of each version


class _Aligner:
    """The cheapest groups up to each pair of positions; `text` and `facing` are sums of lengths."""

    def __init__(self, text: Sequence[int], facing: Sequence[int], ratio: float) -> None:
        self.text, self.facing = (list(accumulate(own, initial=0)) for own in (text, facing))
        self.ratio = ratio
        self.best: dict[Group, tuple[float, Group]] = {(0, 0): (0.0, (0, 0))}

    def fill(self, first: frozenset[Group]) -> None:
        """Find the groups; the first of them is one of some sizes."""
        for i in range(len(self.text)):
            for j in self._near(i):
                if options := list(self._options(i, j, first)):
                    self.best[i, j] = min(options)

    def _near(self, i: int) -> range:
        """Return the positions in the facing version that are not too far from one in the text."""
        last, last_facing = len(self.text) - 1, len(self.facing) - 1
        middle, width = i * last_facing // max(last, 1), BAND + abs(last - last_facing)
        return range(max(0, middle - width), min(last_facing, middle + width) + 1)

    def _options(self, i: int, j: int, first: frozenset[Group]) -> Iterator[tuple[float, Group]]:
        for size, cost in COSTS.items():
            n, m = i - size[0], j - size[1]
            if (n, m) in self.best and (n or m or size in first):
                lengths = self.text[i] - self.text[n], self.facing[j] - self.facing[m]
                yield self.best[n, m][0] + cost + _difference(*lengths, self.ratio), size

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
    sizes = (size for size in COSTS if all(size) or not begins_together)
    aligner.fill(frozenset(sizes))
    return aligner.groups()


def _difference(text: int, facing: int, ratio: float) -> float:
    """Return how unlikely a difference in length is, as a negative logarithm."""
    mean = max((text + facing / ratio) / 2, 1.0)
    deviation = abs(text * ratio - facing) / sqrt(VARIANCE * mean)
    if deviation < FAR:
        return -log(erfc(deviation / sqrt(2)))
    return deviation**2 / 2 + log(deviation * sqrt(pi / 2))

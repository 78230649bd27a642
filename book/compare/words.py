"""Compare two texts word by word, and carry positions from one to the other.

The words are those printed, unlike in the collation, where words that compare as equal are one.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from book.text.alignment import DiffBlock, differences
from book.text.typography import TOKEN

SEED = 4  # consecutive words that a text and its revision have in common


class Numbering:
    """Numbers for words: words that are written alike have the same one."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, words: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(word, len(self._numbers)) for word in words]


def diff_words(old: Sequence[str], new: Sequence[str]) -> list[DiffBlock]:
    """Return the runs of words that differ: (start, end) in the old text, (start, end) in the new.

    >>> diff_words("a b c".split(), "a x y c".split())
    [(1, 2, 1, 3)]
    """
    numbering = Numbering()
    return differences(numbering.number(old), numbering.number(new))


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the share of two texts that is the same words in the same order, from 0 to 1.

    >>> similarity(["a", "b", "c"], ["a", "c", "d"])
    0.6666666666666667
    """
    return float(Indel.normalized_similarity(old, new))


def carry_position(blocks: Sequence[DiffBlock], position: int) -> int:
    """Return the number of words of the new text before what followed `position` words of the old.

    What was within or at the end of words that differ now is at the end of the new ones.

    >>> [carry_position([(2, 3, 2, 5)], position) for position in (2, 3, 4)]
    [2, 5, 6]
    """
    shift = 0
    for start, end, _, new_end in blocks:
        if position <= start:
            break
        if position <= end:
            return new_end
        shift = new_end - end
    return position + shift


def settle_position(blocks: Sequence[DiffBlock], position: int) -> int:
    """Return a position in the new text as `carry_position` would: after words that replace others.

    >>> [settle_position([(2, 3, 2, 5)], position) for position in (2, 3, 5, 6)]
    [2, 5, 5, 6]
    """
    for start, end, new_start, new_end in blocks:
        if end > start and new_start < position <= new_end:
            return new_end
    return position


def count_words_before(text: str, offset: int) -> int:
    """Return the number of words that begin before a character.

    >>> count_words_before("the law, now", 7)
    2
    """
    return len(TOKEN.findall(text[:offset]))


class Candidates:
    """An index of texts that finds those with some consecutive words in common with a text."""

    def __init__(self, texts: Iterable[tuple[int, Sequence[str]]]) -> None:
        self._owners: dict[tuple[str, ...], list[int]] = {}
        for index, words in texts:
            for seed in _seeds(words):
                self._owners.setdefault(seed, []).append(index)

    def find(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the texts, in ascending order.

        >>> texts = [(0, "the law of the land".split()), (1, "an order of the house".split())]
        >>> Candidates(texts).find("the law of the town".split())
        [0]
        """
        return sorted({index for seed in _seeds(words) for index in self._owners.get(seed, ())})


def _seeds(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return all runs of SEED words; of a shorter text, the whole."""
    starts = range(max(1, len(words) - SEED + 1))
    return {tuple(words[start : start + SEED]) for start in starts}

"""Find the paragraphs that share phrases, so that each paragraph is compared with few others."""

from collections import Counter
from itertools import chain

from book.text.alignment import Numbers

PHRASE = 3  # words
COMMON = 12  # paragraphs; a phrase that occurs in more of them tells nothing


def phrases(numbers: Numbers, length: int = PHRASE) -> set[tuple[int, ...]]:
    """Return all runs of `length` words; of a shorter text, the whole of it.

    >>> sorted(phrases((1, 2, 3, 4)))
    [(1, 2, 3), (2, 3, 4)]
    """
    if len(numbers) <= length:
        return {tuple(numbers)} if numbers else set()
    return set(zip(*(numbers[n:] for n in range(length)), strict=False))


class PhraseIndex:
    """The numbers of paragraphs by the phrases in them."""

    def __init__(self, length: int = PHRASE) -> None:
        self._length = length
        self._paragraphs: dict[tuple[int, ...], list[int]] = {}

    def add(self, paragraph: int, numbers: Numbers) -> None:
        """Enter a paragraph by the numbers of its words."""
        for phrase in phrases(numbers, self._length):
            paragraphs = self._paragraphs.setdefault(phrase, [])
            if len(paragraphs) <= COMMON:
                paragraphs.append(paragraph)

    def count_shared(self, numbers: Numbers) -> Counter[int]:
        """Count the phrases that each paragraph shares with these words."""
        having = (self._paragraphs.get(phrase, ()) for phrase in phrases(numbers, self._length))
        return Counter(chain.from_iterable(some for some in having if len(some) <= COMMON))

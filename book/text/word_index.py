"""In which texts a word is: what looks for thousands of words need not read all texts for each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from book.text.typography import HAN

WORD = re.compile(r"[^\W_]+")  # as `str.isalnum` has it


class WordIndex:
    """The words of texts, each with the numbers of the texts that have it, counted from 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self.size = 0
        for text in texts:
            for word in {word.casefold() for word in WORD.findall(text)}:
                self._numbers[word].append(self.size)
            self.size += 1

    def candidates(self, words: str) -> Sequence[int]:
        """Return the numbers of the texts that may have these words, in order.

        `*` stands for any letters, so a word beside one may be a part of another, and so may
        Chinese characters. If there are no other words, all texts may have them.

        >>> index = WordIndex(["A boat on a lake.", "The boats lay there.", "A lake."])
        >>> index.candidates("the boat*"), index.candidates("lake"), index.candidates("boat*")
        ([1], [0, 2], range(0, 3))
        """
        lists = [self._numbers.get(word, []) for word in _whole_words(words)]
        return min(lists, key=len) if lists else range(self.size)


def _whole_words(words: str) -> list[str]:
    """Return those of the words that are whole words of a text which has all of them."""
    core = words.strip()
    matches = list(WORD.finditer(core))
    if matches and core.startswith("*"):
        matches = matches[1:]
    if matches and core.endswith("*"):
        matches = matches[:-1]
    return [
        match[0].casefold()
        for match in matches
        if "*" not in (core[match.start() - 1 : match.start()], core[match.end() : match.end() + 1])
        and not HAN.search(match[0])
    ]

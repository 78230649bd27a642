"""The paragraphs of the witnesses as one text in which lemmas are sought."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from book.model import Place
from book.text.facing import is_facing
from book.text.grouping import group_values
from book.text.word_index import WordIndex


@dataclass(frozen=True, slots=True)
class SearchedParagraph:
    """A paragraph of a witness, and the top-level division that it is in.

    `straight` is its text with straight quotes, character for character.
    """

    division: str
    place: Place
    text: str
    straight: str


Hit = tuple[SearchedParagraph, int]  # where a lemma begins


class SearchedText:
    """Paragraphs, each on a line of its own: one search takes less than one for each of them."""

    def __init__(self, paragraphs: Sequence[SearchedParagraph]) -> None:
        self.paragraphs = paragraphs
        self._text = "\n".join(paragraph.straight for paragraph in paragraphs)
        self._starts = [
            0, *accumulate(len(paragraph.straight) + 1 for paragraph in paragraphs)
        ]  # fmt: skip
        self._by_place: dict[str, list[SearchedParagraph]] = {}
        self._places: dict[str, SearchedText] = {}

    def within(self, place: str) -> "SearchedText":
        """Return the text of a paragraph or of a section, such as “II.1 ¶2” or “II”.

        With "" it is all, but for the version that faces the text.
        """
        place = place.strip()
        if not place:
            return self.without_facing
        if not self._by_place:
            names = ((name, each) for each in self.paragraphs for name in _names(each.place))
            self._by_place = group_values(names)
        if place not in self._places:
            self._places[place] = SearchedText(self._by_place.get(place, []))
        return self._places[place]

    @cached_property
    def without_facing(self) -> "SearchedText":
        own = [each for each in self.paragraphs if not is_facing(each.place)]
        return self if len(own) == len(self.paragraphs) else SearchedText(own)

    def find(self, lemma: str) -> list[Hit]:
        """Return where a lemma, which is one line, begins.

        Of several hits these are the ones that are whole words, if there are any. They are sought
        in the paragraphs that have the words of the lemma, and only then in the whole text.
        """
        numbers = self._index.candidates(lemma)
        whole = [] if len(numbers) == self._index.size else self._find_whole(lemma, numbers)
        if whole:
            return whole
        hits = self._find_all(lemma)
        return [hit for hit in hits if _is_whole_at(hit, lemma)] or hits

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(paragraph.straight for paragraph in self.paragraphs)

    def _find_whole(self, lemma: str, numbers: Iterable[int]) -> list[Hit]:
        """Return the hits in some paragraphs that are whole words."""
        hits = (
            (self.paragraphs[number], start)
            for number in numbers
            for start in _starts(self.paragraphs[number].straight, lemma)
        )
        return [hit for hit in hits if _is_whole_at(hit, lemma)]

    def _find_all(self, lemma: str) -> list[Hit]:
        hits: list[Hit] = []
        for start in _starts(self._text, lemma):
            number = bisect_right(self._starts, start) - 1
            hits.append((self.paragraphs[number], start - self._starts[number]))
        return hits


def _starts(text: str, lemma: str) -> Iterator[int]:
    """Yield where a lemma begins in a text; none begins in another one."""
    start = text.find(lemma)
    while start >= 0:
        yield start
        start = text.find(lemma, start + len(lemma))


def _is_whole_at(hit: Hit, lemma: str) -> bool:
    paragraph, start = hit
    return _is_whole(paragraph.text, start, start + len(lemma))


def _names(place: Place) -> set[str]:
    """Return the names of a place, and of the sections that it is in.

    >>> sorted(_names(Place(("II", "1"), 2)))
    ['II', 'II.1', 'II.1 ¶2']
    """
    section = ".".join(place.path)
    outer = {section[: dot.start()] for dot in re.finditer(r"\.", section)}
    return {str(place), section, *outer}


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text is whole words: “is old” in “is older” is not."""
    return not (_is_inside_word(text, start) or _is_inside_word(text, end))


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()

"""Pieces of text in order, searched by their letters and digits alone."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from book.text.typography import fold

# Scripts that write no spaces: a word may begin and end at any of their letters.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class StreamPiece:
    """The characters from `start` on of a line, which are `text`; `owner` is their entry."""

    line: int
    start: int
    text: str
    owner: int


@dataclass(frozen=True, slots=True)
class Hit:
    """The characters `start` to `end` of a piece that was found."""

    piece: StreamPiece
    start: int
    end: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Where it is in the file."""
        return self.piece.line, self.piece.start + self.start, self.piece.start + self.end


class Stream:
    """Text in pieces, in the order in which words may run from one to the next."""

    def __init__(self, pieces: Iterable[StreamPiece]) -> None:
        self.pieces = tuple(pieces)
        folded = [fold(piece.text) for piece in self.pieces]
        self.folded = "".join(folded)
        self.starts = tuple(accumulate(map(len, folded), initial=0))

    def find(self, letters: str) -> Iterator[tuple[Hit, ...]]:
        """Yield each place that has these letters and digits as whole words, piece by piece."""
        begin = self.folded.find(letters)
        while begin >= 0:
            hits = tuple(self._hits(begin, begin + len(letters)))
            if _is_whole(hits):
                yield hits
            begin = self.folded.find(letters, begin + 1)

    def _hits(self, begin: int, end: int) -> Iterator[Hit]:
        index = bisect_right(self.starts, begin) - 1
        while index < len(self.pieces) and self.starts[index] < end:
            first, last = self.starts[index], self.starts[index + 1]
            if first < last:
                yield _hit(self.pieces[index], max(begin, first) - first, min(end, last) - first)
            index += 1


def _hit(piece: StreamPiece, begin: int, end: int) -> Hit:
    """Return the folded characters `begin` to `end` of a piece."""
    places = folded_places(piece.text)
    return Hit(piece, places[begin][0], places[end - 1][1])


@lru_cache(maxsize=256)  # a passage may have many of the words
def folded_places(text: str) -> list[tuple[int, int]]:
    """Return which characters of a text each of its folded ones stands for, from start to end.

    >>> folded_places("a “ﬁt”")
    [(0, 1), (3, 4), (3, 4), (4, 5)]
    """
    if text.isascii():
        return [(index, index + 1) for index, letter in enumerate(text) if letter.isalnum()]
    places = [
        (start, end) for start, end in _clusters(text) for _ in range(_length(text[start:end]))
    ]
    # Letters that are composed over more than their own marks: then the whole text is meant.
    length = len(fold(text))
    return places if len(places) == length else [(0, len(text))] * length


@lru_cache(maxsize=4096)
def _length(letter: str) -> int:
    return len(fold(letter))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield each character with the marks that follow it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield start, index
            start = index


def _is_whole(hits: tuple[Hit, ...]) -> bool:
    first, last = hits[0], hits[-1]
    before = first.piece.text[max(first.start - 1, 0) : first.start]
    after = last.piece.text[last.end : last.end + 1]
    begins = _is_border(before, first.piece.text[first.start])
    return begins and _is_border(last.piece.text[last.end - 1], after)


def _is_border(before: str, after: str) -> bool:
    """Return whether a word may begin between two characters; "" is the end of a piece."""
    if not (before.isalnum() and after.isalnum()):
        return True
    return bool(UNSPACED.match(before) or UNSPACED.match(after))

"""The text of a PDF as it is spoken, to be looked up by the place of its visible characters."""

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

from book.text.typography import visible_characters
from book.verify.readback.drawn import DrawnText
from book.verify.readback.tagged import TaggedElement

Path = tuple[TaggedElement, ...]  # from the root inwards


def letters_of(text: str) -> str:
    """Return the visible characters of a text, so that those of its parts add up to them.

    >>> letters_of("a d\N{LATIN SMALL LETTER E WITH ACUTE}j\N{HYPHEN}\\nà vu")
    'adejavu'
    """
    letters = visible_characters(text)
    if letters.isascii():
        return letters
    return "".join(
        c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
    )


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """A text that is drawn in one way, its visible characters, and the elements that hold it.

    `is_part` is true if it lacks characters that are drawn.
    """

    letters: str
    drawn: DrawnText
    path: Path
    is_part: bool = False

    @property
    def language(self) -> str:
        return next((each.language for each in reversed(self.path) if each.language), "")


class SpokenForm:
    """The pieces of a PDF in the order in which they are spoken; some tags left out."""

    def __init__(self, document: TaggedElement, without: Collection[str] = ()) -> None:
        self.pieces = tuple(_pieces(document, (), without))
        self.letters = "".join(piece.letters for piece in self.pieces)
        self._ends = tuple(accumulate(len(piece.letters) for piece in self.pieces))

    def at(self, place: int) -> SpokenPiece:
        """Return the piece that has the character at a place."""
        return self.pieces[bisect_right(self._ends, place)]

    def between(self, start: int, end: int) -> Iterator[SpokenPiece]:
        """Yield the pieces from a place to another, each with its characters between them."""
        index = bisect_right(self._ends, start)
        while start < end:
            piece, last = self.pieces[index], min(self._ends[index], end)
            offset = len(piece.letters) - self._ends[index]
            part = piece.letters[start + offset : last + offset]
            yield SpokenPiece(part, piece.drawn, piece.path, len(part) < len(piece.letters))
            start, index = last, index + 1


def _pieces(
    element: TaggedElement, around: Path, without: Collection[str]
) -> Iterator[SpokenPiece]:
    path = (*around, element)
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            if kid.tag not in without:
                yield from _pieces(kid, path, without)
        elif letters := letters_of(kid.text):
            yield SpokenPiece(letters, kid, path)

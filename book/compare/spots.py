"""Find the spots at which two texts differ, with some unchanged words around each."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Literal

from book.compare.words import diff_words
from book.model import Spot
from book.text.alignment import DiffBlock
from book.text.typography import TOKEN

CONTEXT = 3  # words shown on each side of a difference
NEAR = 3  # equal words between two differences that are shown as one


class _WordSpans:
    """The words of a text, and the characters between two of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in TOKEN.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]

    def cut(self, start: int, end: int) -> str:
        """Return the text from the word `start` up to the word `end`."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


def find_spots(old: str, new: str) -> tuple[Spot, ...]:
    """Return the spots; the words between two that are near each other are given once.

    >>> find_spots("saw his own shadow in the water", "saw his own image in the water")
    (Spot(old='shadow', new='image', before='saw his own', after='in the water'),)
    >>> spots = find_spots("one a b c d two", "1 a b c d 2")
    >>> [(spot.before, spot.new, spot.after) for spot in spots]
    [('', '1', 'a b c d'), ('', '2', '')]
    >>> find_spots("", "all of it")
    (Spot(old='', new='all of it', before='', after=''),)
    """
    first, second = _WordSpans(old), _WordSpans(new)
    blocks = _join_near(diff_words(first.words, second.words))
    spots = []
    shown = 0  # words of the new text up to the end of the spot before
    for block, next_start in zip_longest(blocks, [block[2] for block in blocks[1:]]):
        start, end, new_start, new_end = block
        before = second.cut(max(shown, new_start - CONTEXT), new_start)
        shown = _context_end(new_end, next_start, len(second.words))
        after = second.cut(new_end, shown)
        spots.append(Spot(first.cut(start, end), second.cut(new_start, new_end), before, after))
    return tuple(spots)


def whole_spots(kind: Literal["added", "removed"], text: str) -> tuple[Spot, ...]:
    """Return the spot of a text that is added or removed as a whole."""
    return find_spots("", text) if kind == "added" else find_spots(text, "")


def _context_end(end: int, next_start: int | None, length: int) -> int:
    """Return the end of the words shown after a spot: the next spot, if that is near."""
    if next_start is not None and next_start - end <= 2 * CONTEXT:
        return next_start
    return min(length, end + CONTEXT)


def _join_near(blocks: Iterable[DiffBlock]) -> list[DiffBlock]:
    """Join differences that are so near each other that they can only be read together."""
    joined: list[DiffBlock] = []
    for block in blocks:
        if joined and _is_near(joined[-1], block):
            joined[-1] = (joined[-1][0], block[1], joined[-1][2], block[3])
        else:
            joined.append(block)
    return joined


def _is_near(first: DiffBlock, second: DiffBlock) -> bool:
    """Return whether few words separate two differences, neither of which is an insertion."""
    has_old_words = second[1] > second[0] and first[1] > first[0]
    return has_old_words and second[0] - first[1] < NEAR

"""The lines of a file that may stand at the edge of a page, and their neighbors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

NumberedLine = tuple[int, str]
LONGEST_HEAD = 70  # characters
SHORTEST_PROSE = 30  # characters of a line of prose that a page interrupts
MOST_AT_EDGE = 2  # lines at the edges of two pages beside one of them
SENTENCE_END = re.compile(r"[.!?…:。！？：][”’»“\"')\]]*$")
PAUSE = re.compile(r"[,;，；][”’»“\"')\]]*$")
HYPHEN = re.compile(r"\w[-\N{HYPHEN}\N{SOFT HYPHEN}\N{NOT SIGN}]$")
HAN = re.compile(r"[\u3000-\u9fff]")


@dataclass(frozen=True, eq=False)
class FileLines:
    """The lines of a file that have words, in order, each with its number and its form feed."""

    lines: Sequence[NumberedLine]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines without the spaces at their ends."""
        return tuple(text.strip() for _, text in self.lines)

    def gap(self, index: int) -> int:
        """Return how many numbers a line is after the one before; at an edge of the file, many."""
        if not 0 < index < len(self.lines):
            return 9
        return self.lines[index][0] - self.lines[index - 1][0]

    def begins_page(self, index: int) -> bool:
        """Return whether a form feed stands before a line."""
        return index < len(self.lines) and self.lines[index][1].startswith("\f")

    def is_apart(self, index: int) -> bool:
        """Return whether blank lines, or a form feed, divide a line from both neighbors."""
        above = self.gap(index) > 1 or self.begins_page(index)
        return above and (self.gap(index + 1) > 1 or self.begins_page(index + 1))

    def is_short(self, index: int) -> bool:
        """Return whether a line may be a running head."""
        return len(self.texts[index]) <= LONGEST_HEAD

    def interrupts(self, index: int) -> bool:
        """Return whether a sentence goes on over a line, and over the lines apart beside it."""
        first, last = self._edge(index)
        if not 0 < first <= last < len(self.lines):
            return False
        above, below = self.texts[first - 1], self.texts[last]
        return len(above) >= SHORTEST_PROSE and goes_on(above, below)

    def _edge(self, index: int) -> tuple[int, int]:
        """Return the lines (half open) that may be the foot of a page and the head of the next."""
        first, last = index, index + 1
        while index - first < MOST_AT_EDGE and self._may_be_at_edge(first - 1):
            first -= 1
        while last - index <= MOST_AT_EDGE and self._may_be_at_edge(last):
            last += 1
        return first, last

    def _may_be_at_edge(self, index: int) -> bool:
        if not 0 <= index < len(self.lines) or not self.is_short(index):
            return False
        text = self.texts[index]
        return self.is_apart(index) and not text[:1].islower() and not HYPHEN.search(text)

    def characters(self, first: int, last: int) -> int:
        """Return the number of characters between two lines."""
        return self._offsets[last] - self._offsets[first + 1]

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return tuple(accumulate(map(len, self.texts), initial=0))


def goes_on(above: str, below: str) -> bool:
    """Return whether a sentence, or a word, surely goes on from one line to another.

    >>> [goes_on("every trav-", "eller came"), goes_on("It was so.", "And he")]
    [True, False]
    >>> goes_on("中國的出口管", "制")
    True
    """
    if SENTENCE_END.search(above):
        return False
    if HAN.match(below):
        return bool(HAN.search(above[-1:])) and not PAUSE.search(above)
    return below[:1].islower() or (bool(HYPHEN.search(above)) and below[:1].isalpha())

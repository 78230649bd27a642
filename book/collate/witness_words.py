"""The words of each witness in a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from book.collate.lexicon import Lexicon, printed_text, source_words
from book.model import Row, Unit
from book.text.grouping import group_values
from book.text.typography import TOKEN


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """The words of a witness in a row, all its units joined.

    `ranges` are the characters of the words in `text`, `numbers` stand for them in the comparison,
    and `source` has them in the witness's own characters. `breaks` are the words at which the
    witness begins a new paragraph.
    """

    siglum: str
    text: str
    ranges: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    source: tuple[str, ...]
    breaks: tuple[int, ...] = ()

    def numbers_at(self, words: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of these words."""
        return tuple(self.numbers[word] for word in words)

    def text_of(self, words: Sequence[int]) -> str:
        """Return the text from the first to the last of these words; "" for none."""
        return self.text[self.ranges[words[0]][0] : self.ranges[words[-1]][1]] if words else ""


def words_by_witness(row: Row, lexicon: Lexicon) -> list[WitnessWords]:
    """Return the words of each witness of a row; the first one is printed."""
    units_of = group_values(row.units)
    return [_join_units(siglum, units, lexicon) for siglum, units in units_of.items()]


def _join_units(siglum: str, units: list[Unit], lexicon: Lexicon) -> WitnessWords:
    text = " ".join(printed_text(unit) for unit in units)
    ranges = tuple(match.span() for match in TOKEN.finditer(text))
    sources = [source_words(unit) for unit in units]
    breaks = tuple(accumulate(len(words) for words in sources[:-1]))
    source = tuple(word for words in sources for word in words)
    return WitnessWords(siglum, text, ranges, lexicon.encode(text), source, breaks)

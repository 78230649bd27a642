"""The words of each witness in a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from book.collate.headings import name_of
from book.collate.lexicon import Lexicon, compared_text, printed_ranges, printed_text, source_words
from book.model import Ranges, Row, Unit, shift_ranges
from book.text.divisions import DivisionName
from book.text.grouping import group_values
from book.text.invisible import CONTROLS, without_invisible
from book.text.typography import TOKEN, tokenize

NO_DIVISION = DivisionName("", 0, "", "")


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """The words of a witness in a row, all its units joined.

    `ranges` are the characters of the words in `text`; `numbers` stand for them in the comparison,
    and `compared` has them as they are compared there. `source` has them in the witness's own
    characters, but for those that cannot be seen. `breaks` are the words at which the witness
    begins a new paragraph. `form` is that of `text`. The first `numbering` words of a heading or
    of an item of a list state its `number`.
    """

    siglum: str
    text: str
    ranges: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    source: tuple[str, ...]
    compared: tuple[str, ...]
    breaks: tuple[int, ...] = ()
    form: Ranges = ()
    number: int = 0
    numbering: int = 0

    def numbers_at(self, words: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of these words."""
        return tuple(self.numbers[word] for word in words)

    def text_of(self, words: Sequence[int]) -> str:
        """Return the text from the first to the last of these words; "" for none."""
        return self.text[self.ranges[words[0]][0] : self.ranges[words[-1]][1]] if words else ""


def words_by_witness(row: Row, lexicon: Lexicon) -> list[WitnessWords]:
    """Return the words of each witness of a row; the first one is printed.

    A list number that one witness has as words, and another as its form, is a numbering of both.
    """
    units_of = group_values(row.units)
    labels = {lexicon.encode(label) for _, unit in row.units if (label := _label(unit))}
    words = [_join_units(siglum, units, lexicon) for siglum, units in units_of.items()]
    return [_with_numbering(own, labels) for own in words] if labels else words


def _label(unit: Unit) -> str:
    item = unit.form.container("item")
    return item.get("label") if item else ""


def _with_numbering(words: WitnessWords, labels: Iterable[tuple[int, ...]]) -> WitnessWords:
    length = next((len(n) for n in labels if words.numbers[: len(n)] == n), 0)
    return replace(words, number=1, numbering=length)


def _join_units(siglum: str, units: list[Unit], lexicon: Lexicon) -> WitnessWords:
    texts = [printed_text(unit) for unit in units]
    text = " ".join(texts)
    form = _join_ranges(units, texts)
    sources = [source_words(unit) for unit in units]
    ranges = tuple(match.span() for match in TOKEN.finditer(text))
    compared = compared_text(text, form)
    heading = name_of(units[0]) if units[0].kind == "heading" else NO_DIVISION
    words = (text[start:end] for start, end in ranges) if compared == text else tokenize(compared)
    return WitnessWords(
        siglum,
        text,
        ranges,
        lexicon.encode(compared),
        _visible(tuple(chain(*sources))),
        tuple(words),
        tuple(accumulate(len(words) for words in sources[:-1])),
        form,
        heading.number,
        len(tokenize(heading.label)),
    )


def _visible(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without their invisible characters; a word that has only such stays."""
    whole = "".join(words)
    if without_invisible(whole) == whole and not CONTROLS.search(whole):
        return words
    return tuple(without_invisible(CONTROLS.sub("", word)) or word for word in words)


def _join_ranges(units: list[Unit], texts: list[str]) -> Ranges:
    """Return the ranges of units on their texts, joined with spaces."""
    ends = accumulate(len(text) + 1 for text in texts)
    return tuple(
        each
        for unit, text, end in zip(units, texts, ends, strict=True)
        for each in shift_ranges(printed_ranges(unit), 0, len(text), end - len(text) - 1)
    )

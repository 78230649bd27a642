"""Encode words as numbers, so that words that compare as equal have the same number.

What is compared is kept apart from what is printed: `book.text.folding` says what counts.
"""

from collections.abc import Iterable

from book.model import DEFAULT_COMPARISON, Comparison, Ranges, Unit, shift_ranges
from book.text.folding import Folding
from book.text.typography import tokenize


class Lexicon:
    """The words met so far, each with the number of all words that compare as equal to it."""

    def __init__(self, comparison: Comparison = DEFAULT_COMPARISON) -> None:
        self.folding = Folding(comparison)
        self._numbers: dict[str, int] = {}  # by folded word
        self._known: dict[str, int] = {}  # by word as written
        self._texts: dict[str, tuple[int, ...]] = {}  # as each is encoded at several stages
        self._folded: list[str] = []  # by number
        self._spelled: list[str] = []  # by number; a word without letters as it is written

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the words of a text."""
        if text not in self._texts:
            words = tokenize(text)
            for word in words:
                if word not in self._known:
                    self._add(word)
            self._texts[text] = tuple(map(self._known.__getitem__, words))
        return self._texts[text]

    def letters(self, numbers: Iterable[int]) -> str:
        """Return the letters of words as they are compared, without spaces: “la nd” is “land”."""
        return "".join(map(self._folded.__getitem__, numbers))

    def spell(self, number: int) -> str:
        """Return what is compared of the word with a number; no two numbers have the same."""
        return self._spelled[number]

    def spell_each(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return what is compared of each of the words with these numbers."""
        return tuple(map(self._spelled.__getitem__, numbers))

    def _add(self, word: str) -> None:
        folded = self.folding.fold(word)
        number = self._numbers.setdefault(folded or word, len(self._numbers))
        if number == len(self._folded):
            self._folded.append(folded)
            self._spelled.append(folded or word)
        self._known[word] = number


def printed_text(unit: Unit) -> str:
    """Return the text of a unit, without the hash marks that mark a heading."""
    return _without_hashes(unit, unit.text)


def printed_ranges(unit: Unit) -> Ranges:
    """Return the ranges of a unit's form, on its printed text."""
    length, printed = len(unit.text), len(printed_text(unit))
    return shift_ranges(unit.ranges, length - printed, length) if unit.ranges else ()


def compared_text(text: str, ranges: Ranges) -> str:
    """Return a text as it is compared: a raised digit is not part of the number.

    >>> from book.model import Range
    >>> compared_text("some 1012 of them", (Range(7, 9, "superscript"),))
    'some 10^12 of them'
    """
    for each in sorted(ranges, key=lambda each: -each.start):
        mark = {"superscript": "^", "subscript": "_"}.get(each.kind, "")
        if mark and text[each.start - 1 : each.start].isdigit() and text[each.start].isdigit():
            text = text[: each.start] + mark + text[each.start :]
    return text


def source_words(unit: Unit) -> list[str]:
    """Return the words in the witness's own characters.

    If cleaning changed the number of words, they cannot be matched; return the printed words then.
    """
    printed = tokenize(printed_text(unit))
    if unit.source == unit.text:
        return printed
    source = tokenize(_without_hashes(unit, unit.source))
    return source if len(source) == len(printed) else printed


def _without_hashes(unit: Unit, text: str) -> str:
    return text.lstrip("# ") if unit.kind == "heading" else text

"""Read texts as the words that are compared: what differs in no more than the editor lets pass has one number.

What is compared is kept apart from what is printed: a word is compared by its letters, without case, quotes, hyphens,
ligatures and the points that stand at it, and, where the editor says so, without the difference of two ways of spelling.
"""

import re
import unicodedata
from collections.abc import Iterable

from book.model import Comparison, Unit
from book.text.spelling import SPELLINGS, spelling_pairs
from book.text.typography import tokenize

HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"
QUOTES = "'\"‘’‚‛“”„‟«»‹›`´"


class Lexicon:
    """Numbers words so that those that compare as equal have the same number."""

    def __init__(self, comparison: Comparison = Comparison()) -> None:  # noqa: B008 (frozen)
        self._distinguish = frozenset(comparison.distinguish)
        self._rules = [
            (re.compile(p), r) for name in comparison.spelling for p, r in SPELLINGS.get(name, ())
        ]
        self._pairs = dict(spelling_pairs(comparison.spelling))
        self._numbers: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._written: list[str] = []

    def read(self, text: str) -> tuple[int, ...]:
        """Give the words of a text by their numbers."""
        known = self._known
        return tuple(
            known[word] if word in known else self._number(word) for word in tokenize(text)
        )

    def letters(self, numbers: Iterable[int]) -> str:
        """Give the letters of words as they are compared, in one go: so “la nd” is “land”."""
        return "".join(map(self._written.__getitem__, numbers))

    def _number(self, word: str) -> int:
        letters = self.fold(word)
        number = self._numbers.setdefault(letters or word, len(self._numbers))
        if number == len(self._written):
            self._written.append(letters)
        self._known[word] = number
        return number

    def fold(self, word: str) -> str:
        """Reduce a word to what counts in the comparison.

        >>> [Lexicon(Comparison(("ise-ize", "our-or"))).fold(w) for w in ("Organised,", "colours", "four")]
        ['organized', 'colors', 'four']
        >>> Lexicon(Comparison(distinguish=("case", "hyphens"))).fold("“Re-Export”")
        'Re-Export'
        """
        text = unicodedata.normalize("NFKC", word)
        if "case" not in self._distinguish:
            text = text.casefold()
        text = "".join(c for c in text if c.isalnum() or self._counts(c))
        for pattern, written in self._rules:
            text = pattern.sub(written, text)
        return self._pairs.get(text, text)

    def _counts(self, mark: str) -> bool:
        """Say whether a mark that is no letter counts."""
        kind = "hyphens" if mark in HYPHENS else "quotes" if mark in QUOTES else "punctuation"
        return kind in self._distinguish


def words_of(unit: Unit) -> str:
    """Give the words of a unit, without the hash marks that make a heading of a line."""
    return unit.text.lstrip("# ") if unit.kind == "heading" else unit.text


def source_words(unit: Unit) -> list[str]:
    """Give the words in the witness's own characters, as long as they are as many as those printed."""
    printed = tokenize(words_of(unit))
    if unit.source == unit.text:
        return printed
    source = tokenize(unit.source.lstrip("# ") if unit.kind == "heading" else unit.source)
    return source if len(source) == len(printed) else printed

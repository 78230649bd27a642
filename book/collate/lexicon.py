"""Encode words as numbers, so that words that compare as equal have the same number.

What is compared is kept apart from what is printed. A word is compared by its letters, without
case, quotes, hyphens, ligatures and adjacent punctuation, and, if the editor says so, without the
difference between two spellings.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

from book.model import Comparison, Ranges, Unit, shift_ranges
from book.text.spelling import SPELLINGS, spelling_pairs
from book.text.typography import tokenize

HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"
QUOTES = "'\"‘’‚‛“”„‟«»‹›`´"


class Lexicon:
    """The words met so far, each with the number of all words that compare as equal to it."""

    def __init__(self, comparison: Comparison = Comparison()) -> None:  # noqa: B008 (frozen)
        self._distinguish = frozenset(comparison.distinguish)
        self._spelling_rules = _compile_rules(comparison.spelling)
        self._spelling_pairs = dict(spelling_pairs(comparison.spelling))
        self._numbers: dict[str, int] = {}  # by folded word
        self._known: dict[str, int] = {}  # by word as written
        self._folded: list[str] = []  # by number

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the words of a text."""
        known = self._known
        return tuple(known[word] if word in known else self._add(word) for word in tokenize(text))

    def letters(self, numbers: Iterable[int]) -> str:
        """Return the letters of words as they are compared, without spaces: “la nd” is “land”."""
        return "".join(map(self._folded.__getitem__, numbers))

    def _add(self, word: str) -> int:
        folded = self.fold(word)
        number = self._numbers.setdefault(folded or word, len(self._numbers))
        if number == len(self._folded):
            self._folded.append(folded)
        self._known[word] = number
        return number

    def fold(self, word: str) -> str:
        """Reduce a word to what counts in the comparison.

        >>> lexicon = Lexicon(Comparison(("ise-ize", "our-or")))
        >>> [lexicon.fold(word) for word in ("Organised,", "colours", "four")]
        ['organized', 'colors', 'four']
        >>> Lexicon(Comparison(distinguish=("case", "hyphens"))).fold("“Re-Export”")
        'Re-Export'
        """
        text = self._strip(unicodedata.normalize("NFKC", word))
        for pattern, replacement in self._spelling_rules:
            text = pattern.sub(replacement, text)
        return self._spelling_pairs.get(text, text)

    def _strip(self, text: str) -> str:
        """Drop the case and the marks that the editor does not distinguish."""
        text = text if "case" in self._distinguish else text.casefold()
        return "".join(c for c in text if c.isalnum() or self._counts(c))

    def _counts(self, mark: str) -> bool:
        """Return whether the editor distinguishes words by this mark."""
        kind = "hyphens" if mark in HYPHENS else "quotes" if mark in QUOTES else "punctuation"
        return kind in self._distinguish


def _compile_rules(names: Iterable[str]) -> list[tuple[re.Pattern[str], str]]:
    """Return the rules of the families of spelling with these names."""
    rules = chain.from_iterable(SPELLINGS.get(name, ()) for name in names)
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


def printed_text(unit: Unit) -> str:
    """Return the text of a unit, without the hash marks that mark a heading."""
    return _without_hashes(unit, unit.text)


def printed_ranges(unit: Unit) -> Ranges:
    """Return the ranges of a unit's form, on its printed text."""
    length, printed = len(unit.text), len(printed_text(unit))
    return shift_ranges(unit.ranges, length - printed, length) if unit.ranges else ()


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

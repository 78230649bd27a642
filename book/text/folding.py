"""Reduce words to what counts in the comparison of witnesses, whatever is printed.

Letters, digits and signs count: “+”, “%” and “$” are words or parts of words. Punctuation counts
only within numbers: “1.5” is not “15”, nor is “1914–18” the same as “1914 18”. That a copy writes
the same number in another way makes no difference: “1,500” and “1500” in English, “−3” and “-3”.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import chain

from book.model import DEFAULT_COMPARISON, Comparison
from book.text.conventions import conventions_of
from book.text.invisible import without_invisible
from book.text.spelling import SPELLINGS, Replacement, spelling_pairs

HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
QUOTES = "'\"‘’‚‛“”„‟«»‹›`´"
MINUS = "\N{MINUS SIGN}"
# An em dash before a number is no minus.
DASHES = f"\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}{MINUS}-"
_DASHES = re.compile(f"[{DASHES}]+")
# What divides thousands, by language (CLDR, “group”); spaces and apostrophes do in any language.
GROUP_MARKS = {
    **dict.fromkeys(("en", "zh", "ja", "ko", "he", "th", "ms", "ga", "cy"), ","),
    **dict.fromkeys(("de", "es", "it", "nl", "pt", "da", "tr", "id", "el", "ro", "hr", "sl"), "."),
}
_DIGIT = re.compile(r"\d")
# A fraction or a raised digit after a digit would become one number with it.
_AFTER_DIGIT = re.compile(r"(?<=\d)[^\W\d_]")
_SEPARATORS = {"<fraction>": " ", "<super>": "^", "<sub>": "_"}
_MARKS = re.compile(
    r"(?P<within>(?<=\d)\s?[^\w\s]+\s?(?=\d))"
    rf"|(?P<minus>(?<![\w{DASHES}])[{DASHES.replace('—', '')}](?=[.,]?\d|[^\w\s]\d))"
    r"|(?P<point>(?<![\w.,])[.,](?=\d))"
    r"|[^\w\s]|_"
)
_SPACES = re.compile(r"(?<!\d) | (?!\d)")


class Folding:
    """How words are reduced, given what the editor ignores and distinguishes."""

    def __init__(self, comparison: Comparison = DEFAULT_COMPARISON) -> None:
        self._distinguish = frozenset(comparison.distinguish)
        self._has_dotted_i = conventions_of(comparison.language).has_dotted_capital
        self._group = _compile_group(comparison.language, self._distinguish)
        self._rules = _compile_rules(comparison.spelling)
        self._pairs: dict[str, str] = {}
        for first, second in spelling_pairs(comparison.spelling):
            self._pairs[self.fold(first)] = self.fold(second)

    def fold(self, text: str) -> str:
        """Return what counts of words, without the spaces between them.

        Digits stay divided: “la nd” is “land”, but “15 1” is not “151”.

        >>> folding = Folding(Comparison(("ise-ize", "our-or"), language="en"))
        >>> [folding.fold(text) for text in ("Organised,", "the colours", "1,500 %", "2½")]
        ['organized', 'thecolors', '1500%', '2 1/2']
        >>> Folding(Comparison(distinguish=("case", "hyphens"))).fold("“Re-Export”")
        'Re-Export'
        """
        text = _AFTER_DIGIT.sub(_divide, without_invisible(text).replace("´", "'"))
        text = unicodedata.normalize("NFKC", text)
        if self._has_dotted_i and "case" not in self._distinguish:
            text = text.replace("I", "ı").replace("İ", "i")
        text = text if "case" in self._distinguish else text.casefold()
        if _DIGIT.search(text):
            text = "".join(map(_plain_digit, text)).replace("⁄", "/")
            text = self._group.sub(_join_groups, text)
        words = (text if text.isalnum() else _MARKS.sub(self._reduce, text)).split()
        return _SPACES.sub("", " ".join(map(self._respell, words)))

    def _reduce(self, match: re.Match[str]) -> str:
        """Return what counts of some marks."""
        marks = match[0].strip()
        if all(map(self._counts, marks)):
            return marks
        if match["within"]:
            return "-" if _DASHES.fullmatch(marks) else marks
        if match["minus"]:
            return "-"
        return marks if match["point"] or _is_sign(marks) else ""

    def _counts(self, mark: str) -> bool:
        """Return whether the editor distinguishes words by this mark."""
        kind = "hyphens" if mark in HYPHENS else "quotes" if mark in QUOTES else "punctuation"
        return kind in self._distinguish

    def _respell(self, word: str) -> str:
        for pattern, replacement in self._rules:
            word = pattern.sub(replacement, word)
        return self._pairs.get(word, word)


@cache
def folding_for(comparison: Comparison) -> Folding:
    """Return how words are reduced in an edition, made once."""
    return Folding(comparison)


def _compile_rules(names: Iterable[str]) -> list[tuple[re.Pattern[str], Replacement]]:
    """Return the rules of the families of spelling with these names."""
    rules = chain.from_iterable(SPELLINGS.get(name, ()) for name in names)
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


def _compile_group(language: str, distinguish: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of numbers with marks of thousands, which make no difference."""
    mark = GROUP_MARKS.get(language.split("-")[0], "")
    marks = " " + ("" if "punctuation" in distinguish else mark)
    marks += "" if "quotes" in distinguish else "'’"
    before = rf"(?<![\d.,])(?<!\d[{marks}])"  # or each group of a long row would be a new start
    return re.compile(rf"{before}\d{{1,3}}(?:[{marks}]\d{{3}})+(?!\d|[{marks}]\d)")


def _join_groups(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def _divide(match: re.Match[str]) -> str:
    """Put a separator before a fraction or a raised digit."""
    kind = unicodedata.decomposition(match[0]).partition(" ")[0]
    is_number = unicodedata.category(match[0]) == "No"
    return (_SEPARATORS.get(kind, "") if is_number else "") + match[0]


def _plain_digit(character: str) -> str:
    """Return a digit of any script as that of ASCII, and any other character as it is."""
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


@cache
def _is_sign(mark: str) -> bool:
    """Return whether a mark is read as a word or belongs to a letter: %, &, °, a vowel sign.

    Unicode names what is read “sign”, whatever its category (Unicode Standard, 4.5 and 4.8). The
    points of Hebrew and Arabic are left out by many copies; they have classes of their own (4.3).
    """
    if unicodedata.category(mark)[0] == "M":
        return not 10 <= unicodedata.combining(mark) <= 36
    is_named = any(word in unicodedata.name(mark, "") for word in ("SIGN", "PRIME"))
    return unicodedata.category(mark) in ("Sc", "Sm", "So") or is_named or mark in "&@"

"""Sort by the alphabet of a language. The only module that imports pyuca."""

import re
import unicodedata
from functools import cache

from pyuca import Collator

# A letter of the root order, and the letters that a language puts after it, where the root order
# takes them for variants of other letters (CLDR, collation).
OWN_LETTERS = {
    **dict.fromkeys(("sv", "fi"), "zåäö"),
    **dict.fromkeys(("da", "nb", "nn", "no"), "zæøå"),
    "es": "nñ",
    "is": "zþæöå",
    "et": "vwõäöü",
}
SECONDARY = re.compile(r"[,(]")
DIVIDER = re.compile(r"[/\N{EN DASH}\N{EM DASH}]")
SIGN = re.compile(r"[^\w\s]+")
NUMBER = re.compile(r"\d+")
MOST_DIGITS = 12

Weights = tuple[tuple[int, int], ...]
Key = tuple[tuple[Weights, ...], tuple[int, ...], str]


class Alphabet:
    """The order of words in a language.

    It is that of the Unicode Collation Algorithm (UTS 10), with the language's own letters.

    >>> words = ("Zug", "Äpfel", "Apfelbaum", "Öl", "Straße", "Strasse", "Ofen")
    >>> sorted(words, key=Alphabet("de").key)
    ['Äpfel', 'Apfelbaum', 'Ofen', 'Öl', 'Strasse', 'Straße', 'Zug']
    >>> sorted(("öl", "zon", "ål", "ord"), key=Alphabet("sv-SE").key)
    ['ord', 'zon', 'ål', 'öl']
    """

    def __init__(self, language: str) -> None:
        self.own = OWN_LETTERS.get(language.split("-")[0], "")

    def key(self, text: str) -> Key:
        """Return the key by which a heading of an index is sorted.

        The order is word by word, nothing before something, and numbers by their value (ISO 999;
        DIN 5007-1). Hyphens and other signs do not count, and what follows a comma or a bracket is
        compared last (Chicago Manual of Style, 17th ed., 16.59).

        >>> headings = ("Newark", "New York", "new, the", "“New” art", "12 n", "2 n", "New")
        >>> sorted((*headings, "new-born"), key=Alphabet("en").key)
        ['2 n', '12 n', 'New', 'new, the', '“New” art', 'New York', 'Newark', 'new-born']
        """
        weights = tuple(self._weigh(part) for part in SECONDARY.split(text))
        return weights, tuple(_collator().sort_key(text)), text

    def letter(self, text: str) -> tuple[int, int]:
        """Return the letter under which a heading stands, as numbers that only sort.

        Digits are one letter.

        >>> en = Alphabet("en")
        >>> en.letter("Ängste") == en.letter("“And”") < en.letter("Bonn")
        True
        >>> en.letter("1540") == en.letter("2"), en.letter("§")
        (True, (0, 0))
        """
        words = _without_signs(text)
        return (0, 0) if not words or words[0].isdecimal() else self._weigh(words)[0]

    def _weigh(self, text: str) -> Weights:
        """Return each letter's primary weight and its rank.

        The rank of a special letter counts from the letter that it follows; that of others is 0.
        """
        padded = NUMBER.sub(lambda number: number[0].zfill(MOST_DIGITS), _without_signs(text))
        weights: list[tuple[int, int]] = []
        for letter in unicodedata.normalize("NFC", padded):
            rank = self.own.find(letter.lower(), 1)
            base = self.own[0] if rank > 0 else letter
            weights += ((weight, max(rank, 0)) for weight in _primary_weights(base))
        return tuple(weights)


def _without_signs(text: str) -> str:
    return SIGN.sub("", DIVIDER.sub(" ", text)).strip()


def _primary_weights(letter: str) -> list[int]:
    elements = _collator().collation_elements(unicodedata.normalize("NFD", letter))
    return [element[0] for element in elements if element[0]]


@cache
def _collator() -> Collator:
    """Read the table of weights, once: it takes a tenth of a second."""
    return Collator()

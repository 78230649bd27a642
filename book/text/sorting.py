"""The engine pyuca: the order of the alphabet, which differs from language to language. The only module that knows it."""

import re
import unicodedata
from functools import cache

from pyuca import Collator

# Letters that a language puts after another one, where the root order takes them for forms of a letter (CLDR, collation).
OWN_LETTERS = {
    **dict.fromkeys(("sv", "fi"), "zåäö"),
    **dict.fromkeys(("da", "nb", "nn", "no"), "zæøå"),
    "es": "nñ",
    "is": "zþæöå",
    "et": "vwõäöü",
}
APART = re.compile(r"[,(]")
DIVIDER = re.compile(r"[/\N{EN DASH}\N{EM DASH}]")
SIGN = re.compile(r"[^\w\s]+")
NUMBER = re.compile(r"\d+")
MOST_FIGURES = 12

Weights = tuple[tuple[int, int], ...]
Key = tuple[tuple[Weights, ...], tuple[int, ...], str]


class Alphabet:
    """The order of words in a language: the Unicode Collation Algorithm (UTS 10) and the language's own letters.

    >>> sorted(("Zug", "Äpfel", "Apfelbaum", "Öl", "Straße", "Strasse", "Ofen"), key=Alphabet("de").key)
    ['Äpfel', 'Apfelbaum', 'Ofen', 'Öl', 'Strasse', 'Straße', 'Zug']
    >>> sorted(("öl", "zon", "ål", "ord"), key=Alphabet("sv-SE").key)
    ['ord', 'zon', 'ål', 'öl']
    """

    def __init__(self, language: str) -> None:
        self.own = OWN_LETTERS.get(language.split("-")[0], "")

    def key(self, text: str) -> Key:
        """Give the key by which a heading of an index is sorted.

        Word by word, nothing before something, numbers by their value (ISO 999; DIN 5007-1); hyphens and other signs do not
        count, and what follows a comma or a bracket comes second (Chicago Manual of Style, 17th ed., 16.59).

        >>> sorted(("Newark", "New York", "new, the", "“New” art", "12 n", "2 n", "new-born", "New"), key=Alphabet("en").key)
        ['2 n', '12 n', 'New', 'new, the', '“New” art', 'New York', 'Newark', 'new-born']
        """
        return (
            tuple(self._weigh(part) for part in APART.split(text)),
            tuple(_collator().sort_key(text)),
            text,
        )

    def letter(self, text: str) -> tuple[int, int]:
        """Give the letter under which a heading stands, as a number of no meaning but for order; figures are one letter.

        >>> en = Alphabet("en")
        >>> en.letter("Ängste") == en.letter("“And”") < en.letter("Bonn"), en.letter("1540") == en.letter("2"), en.letter("§")
        (True, True, (0, 0))
        """
        words = _words(text)
        return (0, 0) if not words or words[0].isdecimal() else self._weigh(words)[0]

    def _weigh(self, text: str) -> Weights:
        """Give each letter's primary weight, and its rank after that letter."""
        weights: list[tuple[int, int]] = []
        for letter in unicodedata.normalize(
            "NFC", NUMBER.sub(lambda n: n[0].zfill(MOST_FIGURES), _words(text))
        ):
            rank = self.own.find(letter.lower(), 1)
            weights += (
                (weight, max(rank, 0)) for weight in _primaries(self.own[0] if rank > 0 else letter)
            )
        return tuple(weights)


def _words(text: str) -> str:
    return SIGN.sub("", DIVIDER.sub(" ", text)).strip()


def _primaries(letter: str) -> list[int]:
    elements = _collator().collation_elements(unicodedata.normalize("NFD", letter))
    return [element[0] for element in elements if element[0]]


@cache
def _collator() -> Collator:
    """Read the table of weights, once: it takes a tenth of a second."""
    return Collator()

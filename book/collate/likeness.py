"""Tell how much of their wording two paragraphs share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SAME_PARAGRAPH = 55.0  # per cent of wording shared, from which two paragraphs are copies
CERTAIN = 80.0  # per cent from which a paragraph is recognized out of its place
SAME_LETTERS = 80.0  # per cent of letters shared, from which it is the same, however it is divided
LEAST = 30.0  # per cent of words shared, below which it is not tried which words they are
FEWEST = 3  # words from which paragraphs that differ in one of them are the same, whatever it is
# The weight of a word is its letters beyond the first three, so that “and the of” weigh little.
LIGHT, LIGHTEST = 3, 0.25


@dataclass(frozen=True, slots=True)
class TokenizedUnit:
    """A paragraph or heading as the numbers of its words, and what is compared of each.

    `picture` describes the picture whose caption it is, in the words of its witness.
    """

    numbers: tuple[int, ...]
    is_heading: bool = False
    words: tuple[str, ...] = field(default=(), compare=False)
    picture: str = field(default="", compare=False)

    @property
    def letters(self) -> str:
        """The letters, without spaces: “R. W.” and “R.W.” have the same."""
        return "".join(self.words)


Units = Sequence[TokenizedUnit]


def likeness(one: TokenizedUnit, other: TokenizedUnit) -> float:
    """Return how much of their wording two units share, in per cent.

    It is the mean of the words that are shared in order, and of all that are shared by their
    weight; by number alone if but one word differs. A heading and a paragraph share nothing.

    >>> def unit(numbers, words):
    ...     return TokenizedUnit(numbers, words=tuple(words.split()))
    >>> one = unit((1, 2, 3, 5), "and the law here")
    >>> round(likeness(one, unit((1, 2, 4, 6), "and the house there")))
    33
    >>> likeness(unit((1, 2), "r w"), unit((3,), "rw"))
    100.0
    """
    if one.is_heading != other.is_heading:
        return 0.0
    if one.numbers == other.numbers:
        return 100.0
    in_order = fuzz.ratio(one.numbers, other.numbers)
    if not one.words or not other.words or _differ_in_one_word(one, other):
        return in_order
    by_weight = _weigh_shared(one, other) if in_order >= LEAST else 0.0
    by_letters = fuzz.ratio(one.letters, other.letters, score_cutoff=SAME_LETTERS)
    return max((in_order + by_weight) / 2, by_letters)


def _differ_in_one_word(one: TokenizedUnit, other: TokenizedUnit) -> bool:
    distance = Levenshtein.distance(one.numbers, other.numbers, score_cutoff=1)
    return distance == 0 or (distance == 1 and len(one.numbers) >= FEWEST)


def _weigh_shared(one: TokenizedUnit, other: TokenizedUnit) -> float:
    """Return how much of the weight of their words two units share, in any order, in per cent."""
    shared = Counter(one.words) & Counter(other.words)
    return 200 * _weight(shared.elements()) / (_weight(one.words) + _weight(other.words))


def _weight(words: Iterable[str]) -> float:
    return sum(max(len(word) - LIGHT, LIGHTEST) for word in words)

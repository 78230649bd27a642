"""The words of a text as the proof counts them, and how two counts of them differ."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Writing without spaces is counted by the character: who cuts it where does not matter then.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
UNSPACED += "\U00020000-\U0003ffff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
# Characters inside a word that are neither letters nor visible: controls that are no space, code
# points that are no characters, soft hyphens, joiners, directions.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
MOST_PIECES = 64  # into which a word is cut
LONGEST_PIECE = 64  # characters
MOST_DIFFERENCES = 20_000  # words that are searched for their pieces

Words = Counter[str]


def split(text: str) -> list[str]:
    """Return the words of a text: letters and digits only, without case.

    >>> split("The ﬁrst co\\N{SOFT HYPHEN}py, can't 漢字 §2")
    ['the', 'first', 'copy', 'can', 't', '漢', '字', '2']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return WORD.findall(INVISIBLE.sub("", text).casefold())


def count(texts: Iterable[str]) -> Words:
    """Return how often each word is in texts."""
    words: Words = Counter()
    for text in texts:
        words.update(split(text))
    return words


@dataclass(frozen=True, slots=True)
class WordDifference:
    """The words that are in one count and not in the other."""

    missing: Words
    invented: Words

    @property
    def is_empty(self) -> bool:
        return not self.missing and not self.invented


def compare(
    needed: Words, given: Words, also_given: Words | None = None, also_there: Words | None = None
) -> WordDifference:
    """Return the words needed that were not given, and those given that are not there.

    `also_given` may stand for words needed, `also_there` allows words given; neither must be used.
    A word may be divided in one count and whole in the other.

    >>> compare(count(["boat1 sank"]), count(["boat", "1 sank too"]))
    WordDifference(missing=Counter(), invented=Counter({'too': 1}))
    >>> compare(count(["boat 1"]), count(["boat1"]), also_given=count(["1"])).is_empty
    True
    >>> compare(count(["wathe ter"]), count(["the water"])).is_empty
    True
    """
    also_given, also_there = also_given or Counter(), also_there or Counter()
    missing, invented = needed - given, given - needed
    if missing and invented and missing.total() + invented.total() <= MOST_DIFFERENCES:
        # before a word that need not be there takes the place of a piece
        invented = _without_divided(invented, (missing,))
        missing = _without_divided(missing, (invented,))
    spare_given, spare_there = Counter(also_given), Counter(also_there)
    missing, spare_given = missing - spare_given, spare_given - missing
    invented, spare_there = invented - spare_there, spare_there - invented
    if missing and missing.total() + invented.total() <= MOST_DIFFERENCES:
        missing = _without_divided(missing, (invented, spare_given))
    if invented and missing.total() + invented.total() <= MOST_DIFFERENCES:
        invented = _without_divided(invented, (missing, spare_there))
    if _letters(missing) == _letters(invented):
        return WordDifference(Counter(), Counter())  # all are there, divided in another way
    return WordDifference(+missing, +invented)


def _letters(words: Words) -> Counter[str]:
    return Counter("".join(words.elements()))


def _without_divided(words: Words, sources: tuple[Words, ...]) -> Words:
    """Return the words that are not made of pieces; the pieces used are taken out of `sources`."""
    pieces = sum(sources, Counter[str]())
    left: Words = Counter()
    for word, number in sorted(words.items()):
        for done in range(number):
            cut = _cut(word, pieces)
            if cut is None:
                left[word] += number - done
                break
            _take(cut, pieces, sources)
    return left


def _take(cut: Iterable[str], pieces: Words, sources: tuple[Words, ...]) -> None:
    for piece in cut:
        pieces[piece] -= 1
        source = next(each for each in sources if each[piece] > 0)
        source[piece] -= 1


def _cut(word: str, pieces: Words) -> list[str] | None:
    """Return a word as pieces, the longest first where two would fit; None if there are none.

    >>> _cut("boat1", Counter(("boat", "1", "oat")))
    ['boat', '1']
    """
    dead: set[int] = set()
    chosen: list[str] = []
    trials = [_lengths(word, 0)]
    while trials:
        start = sum(map(len, chosen))
        if start == len(word):
            return chosen
        length = next((n for n in trials[-1] if _fits(word, n, chosen, pieces, dead)), 0)
        if length and len(chosen) < MOST_PIECES:
            chosen.append(word[start : start + length])
            trials.append(_lengths(word, start + length))
        else:
            dead.add(start)
            trials.pop()
            del chosen[-1:]
    return None


def _lengths(word: str, start: int) -> Iterator[int]:
    return iter(range(min(len(word) - start, LONGEST_PIECE), 0, -1))


def _fits(word: str, length: int, chosen: list[str], pieces: Words, dead: set[int]) -> bool:
    start = sum(map(len, chosen))
    piece = word[start : start + length]
    is_left = piece in pieces and pieces[piece] > chosen.count(piece)
    return is_left and start + length not in dead

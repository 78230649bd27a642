"""Find the words of a text that are most like other words, for messages that name them."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from rapidfuzz import fuzz

from book.text.typography import STRAIGHT

LONGEST_WORD = 30  # characters by which a match is widened at most, on each side
CONTEXT = 10  # characters around a match that a message shows
BEGINNING = 40  # characters of a text that has nothing like the words


@dataclass(frozen=True, slots=True, order=True)
class SimilarWords:
    """Words of a text, whole, and how similar they are, from 0 to 100."""

    score: float
    words: str


def most_similar(words: str, text: str, *, context: int = 0) -> SimilarWords:
    """Return the words of a text that are most like `words`; the beginning of it if none are.

    With them are those that begin or end within `context` characters before and after. Quotation
    marks and apostrophes are compared by their straight forms.

    >>> most_similar("crossed a brigde", "The cattle crossed a bridge.").words
    'crossed a bridge'
    """
    match = fuzz.partial_ratio_alignment(words.translate(STRAIGHT), text.translate(STRAIGHT))
    if match is None:
        return SimilarWords(0.0, _whole_words(text, 0, min(BEGINNING, len(text))))
    start, end = max(0, match.dest_start - context), min(len(text), match.dest_end + context)
    return SimilarWords(match.score, _whole_words(text, start, end).strip())


def _whole_words(text: str, start: int, end: int) -> str:
    first, last = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while start > first and _is_within_word(text, start):
        start -= 1
    while end < last and _is_within_word(text, end):
        end += 1
    return text[start:end]


def _is_within_word(text: str, offset: int) -> bool:
    """Return whether an offset divides a word; scripts without spaces may be cut anywhere."""
    around = text[offset - 1 : offset + 1]
    return around.isalnum() and not any(east_asian_width(sign) in "WF" for sign in around)

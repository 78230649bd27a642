"""Word the lemma of an entry that is found by its line, so that it can mean no other words there.

A long lemma is shortened to the words at its ends, as many as are needed. One whose words recur
on its line has words beside it, in parentheses.
"""

import re
from collections.abc import Iterator

from book.model import Break, Inlines
from book.text.inlines import text_of

LONG = 6  # words up to which a lemma is written out
ENDS = 2  # words at each end of a long one
NARROWEST = 3.3  # points of a character, on a line that has as many as possible
MOST_CONTEXT = 6  # words beside a lemma
WORD = re.compile(r"\S+")
APART = r"\W+"  # what may stand between two words that are cited together
LAST = 1_000_000_000  # beyond the end of any paragraph
EDGES = ".,;:!?…—–“”‘’\"'()[]«»„ "  # what a word beside a lemma is cited without

Span = tuple[int, int]  # where words begin and end in a text


def locating_lemma(text: str, start: int, end: int, near: Span) -> str:
    """Return the lemma of the characters `start` to `end` of a text.

    `near` are the characters among which it must mean no others.

    >>> text = "The fox ran to the hen, and the hen ran to the fox and then to the other hen."
    >>> near = 0, len(text)
    >>> locating_lemma(text, 8, 11, near), locating_lemma(text, 28, 31, near)
    ('(fox) ran', '(and) the')
    >>> locating_lemma(text, 0, 50, near), locating_lemma(text, 28, 31, (20, 31))
    ('The fox … the fox', 'the')
    """
    words, around = text[start:end].split(), text[near[0] : near[1]]
    lemma = _shortened(words, around) if len(words) > LONG else " ".join(words)
    if not words or _occurrences(lemma, around) <= 1:
        return lemma
    before, after = WORD.findall(text[:start]), WORD.findall(text[end:])
    beside = _with_words_before(lemma, before, around) or _with_words_after(lemma, after, around)
    return beside or lemma


def line_around(inlines: Inlines, start: int, end: int, measure: float) -> Span:
    """Return the part of a paragraph that may stand on the lines of some of its characters.

    Of verse these are its lines; of prose, as much on either side as a line may hold. `measure` is
    in points.
    """
    breaks = list(_breaks(inlines, 0))
    if breaks:
        before = [place + 1 for place in breaks if place < start]
        return max(before, default=0), min((b for b in breaks if b >= end), default=LAST)
    room = int(measure / NARROWEST)
    return max(0, start - room), end + room


def _breaks(inlines: Inlines, start: int) -> Iterator[int]:
    """Yield the offset of each end of a line."""
    for inline in inlines:
        if isinstance(inline, Break):
            yield start
        yield from _breaks(getattr(inline, "inlines", ()), start)
        start += len(text_of((inline,)))


def _with_words_before(lemma: str, words: list[str], near: str) -> str:
    for count in range(1, min(len(words), MOST_CONTEXT) + 1):
        context = " ".join(words[-count:]).strip(EDGES)
        if context and _occurrences(f"{context} {lemma}", near) == 1:
            return f"({context}) {lemma}"
    return ""


def _with_words_after(lemma: str, words: list[str], near: str) -> str:
    for count in range(1, min(len(words), MOST_CONTEXT) + 1):
        context = " ".join(words[:count]).strip(EDGES)
        if context and _occurrences(f"{lemma} {context}", near) == 1:
            return f"{lemma} ({context})"
    return ""


def _shortened(words: list[str], near: str) -> str:
    """Return the first and last words with an ellipsis, or all words if that is ambiguous."""
    for ends in range(ENDS, (len(words) - 1) // 2 + 1):
        shortened = f"{' '.join(words[:ends])} … {' '.join(words[-ends:])}"
        if _occurrences(shortened, near) == 1 and _spans(shortened, " ".join(words), near):
            return shortened
    return " ".join(words)


def _occurrences(lemma: str, near: str) -> int:
    """Count where a reader may begin to read a lemma in a text.

    >>> _occurrences("the … fox", "the hen, the fox"), _occurrences("the", "other")
    (2, 0)
    """
    opening, _, closing = lemma.partition(" … ")
    places = [match.end() for match in _places(opening, near)]
    return sum(1 for place in places if not closing or next(_places(closing, near[place:]), None))


def _spans(shortened: str, lemma: str, near: str) -> bool:
    """Return whether the first words that can end a shortened lemma are those that do."""
    opening, _, closing = shortened.partition(" … ")
    begin = next(_places(opening, near))
    end = next(_places(closing, near[begin.end() :]))
    return " ".join(near[begin.start() : begin.end() + end.end()].split()) == lemma


def _places(words: str, text: str) -> Iterator[re.Match[str]]:
    pattern = APART.join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.finditer(before + pattern + after, text, re.IGNORECASE)

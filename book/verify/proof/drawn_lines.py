"""The lines of a PDF as they are drawn, in the order in which they are spoken."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from book.verify.readback.drawn import DrawnText
from book.verify.readback.shown import TIGHT
from book.verify.readback.tagged import INLINE, TaggedElement

LEAST_LEADING = 8  # less than the distance of two lines, more than a letter is raised
BACK = 2.0  # points by which a text may begin before the end of the one before it: kerning


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What stands on one line: its text as it is seen, and the index of its page.

    A space that is too narrow to be seen is left out, and a gap within a word is a space.
    """

    text: str
    page: int


def drawn_lines(document: TaggedElement) -> Iterator[DrawnLine]:
    """Yield the lines of a book; a block begins a new one."""
    line: list[DrawnText] = []
    for text in _texts(document):
        if line and (text is None or not _continues(line[-1], text)):
            yield _line(line)
            line = []
        if text is not None and text.text:
            line.append(text)
    if line:
        yield _line(line)


def _texts(element: TaggedElement) -> Iterator[DrawnText | None]:
    """Yield the texts in an element; None where a block begins or ends."""
    is_block = element.tag not in INLINE
    if is_block:
        yield None
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from _texts(kid)
        else:
            yield kid
    if is_block:
        yield None


def _continues(before: DrawnText, text: DrawnText) -> bool:
    return (
        before.page == text.page
        and abs(before.baseline - text.baseline) < LEAST_LEADING
        and text.left >= before.right - max(BACK, text.size)
    )


def _line(texts: list[DrawnText]) -> DrawnLine:
    """Return a line of texts, without the spaces between words that stand too close.

    >>> the = DrawnText("the", 0, size=10, left=0, right=12)
    >>> space = DrawnText(" ", 0, size=10, left=12, right=14)
    >>> _line([the, space, DrawnText("law", 0, size=10, left=14, right=26)]).text
    'the law'
    >>> _line([the, space, DrawnText("law", 0, size=10, left=12.1, right=24)]).text
    'thelaw'
    """
    seen = [_seen(text) for text in texts]
    inked = [index for index, text in enumerate(texts) if text.text.strip()]
    for first, last in pairwise(inked):  # between them are texts of spaces alone
        before, text = texts[first], texts[last]
        is_spaced = seen[first].endswith(" ") or seen[last].startswith(" ") or last > first + 1
        if is_spaced and text.left - before.right < TIGHT / 1000 * min(before.size, text.size):
            seen[first], seen[last] = seen[first].rstrip(), seen[last].lstrip()
            seen[first + 1 : last] = [""] * (last - first - 1)
    return DrawnLine("".join(seen), texts[0].page)


def _seen(text: DrawnText) -> str:
    """Return a text with its spaces as they are seen.

    >>> _seen(DrawnText("the law", 0, tight=(3,))), _seen(DrawnText("lawful", 0, torn=(3,)))
    ('thelaw', 'law ful')
    """
    if not text.tight and not text.torn:
        return text.text
    characters = [
        "" if index in text.tight else f" {character}" if index in text.torn else character
        for index, character in enumerate(text.text)
    ]
    return "".join(characters)

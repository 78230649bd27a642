"""Find the lines of a copy that look like headings where a copy that marks its own has none.

So a plain text has a placard, the clauses of a treaty or the name in a dedication.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from book.collate.headings import Section, sections_of, weigh
from book.collate.levels import LISTED
from book.model import Span, Unit
from book.text.alignment import heaviest_chain
from book.text.divisions import is_frame

MARKED = "hash"  # the style of headings that the file itself marks
GUESSED = "capitals"
MOST_BELOW = 3  # paragraphs below what is no heading: the rest of a dedication, of an advertisement


def find_strays(units: Sequence[Unit], marked: Sequence[Section]) -> set[Span]:
    """Return the places of those headings of a copy that are text, by those of a marked copy.

    They are unknown there and stand between two headings that are neighbors there, not right above
    the second one, which they might contain. If most headings are numbered, capitals before the
    first and after the last known one are text too, unless much text stands below them.
    """
    own = list(sections_of(units))
    positions = _align(own, marked)
    firm = [n for n, section in enumerate(own) if section.style != GUESSED]
    agrees = 2 * sum(n in positions for n in firm) >= len(firm)
    counts = 2 * sum(own[n].name.number > 0 for n in positions) > len(positions)
    short = {n for n, length in enumerate(_lengths(units)) if length <= MOST_BELOW and counts}
    unknown = (n for n, s in enumerate(own) if n not in positions and not _is_sure(s))
    return {
        span
        for n in unknown
        if (span := own[n].span) and _is_stray(n, own, positions, agrees, n in short)
    }


def _lengths(units: Sequence[Unit]) -> list[int]:
    """Return how many paragraphs stand below each heading."""
    at = [n for n, unit in enumerate(units) if unit.kind == "heading"]
    return [end - start - 1 for start, end in pairwise([*at, len(units)])]


def _align(own: Sequence[Section], marked: Sequence[Section]) -> dict[int, int]:
    """Return the numbers of the headings that both copies have, in the order of both."""
    edges = [
        (number, at, weight)
        for number, section in enumerate(own)
        for at, other in enumerate(marked)
        if (weight := weigh(other, section))
    ]
    return {number: at for number, at, _ in heaviest_chain(edges)}


def _is_sure(section: Section) -> bool:
    """Return whether the file says that this is a heading: by a mark, or in its contents."""
    return section.style.startswith(MARKED) or section.style == LISTED


def _is_stray(
    number: int, own: Sequence[Section], positions: Mapping[int, int], agrees: bool, is_short: bool
) -> bool:
    is_guess = own[number].style == GUESSED
    before = max((n for n in positions if n < number), default=None)
    after = min((n for n in positions if n > number), default=None)
    if before is None or after is None:
        return is_guess and is_short and not is_frame(own[number].text)
    if positions[after] != positions[before] + 1:
        return False
    contains = own[number + 1].is_adjacent
    return is_guess or (agrees and not contains)

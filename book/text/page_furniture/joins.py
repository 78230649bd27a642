"""Which lines go on over what stands between two pages."""

from collections.abc import Collection, Iterator
from statistics import median

from book.text.page_furniture.rows import SENTENCE_END, SHORTEST_PROSE, FileLines, goes_on

FULL = 0.85  # of the usual length of a line; a shorter one may end a paragraph


def find_joins(file: FileLines, removed: Collection[int]) -> set[int]:
    """Return the lines that continue the last line above that is not `removed`, by their index.

    Between them is nothing but what is removed, and blank lines; or a form feed.
    """
    full = FULL * _usual_length(file)
    joins: set[int] = set()
    for above, below in _neighbors(file, removed):
        first, second = file.texts[above], file.texts[below]
        is_prose = len(first) >= SHORTEST_PROSE and not SENTENCE_END.search(first)
        is_full = len(first) >= full and len(second) >= SHORTEST_PROSE
        if is_prose and (goes_on(first, second) or is_full):
            joins.add(below)
    return joins


def _usual_length(file: FileLines) -> float:
    lengths = [len(text) for text in file.texts if len(text) >= SHORTEST_PROSE]
    return median(lengths) if lengths else 0


def _neighbors(file: FileLines, removed: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the lines above and below what is removed, or a form feed divides."""
    above = -1
    for index in range(len(file.texts)):
        if index in removed:
            continue
        if above >= 0 and (index - above > 1 or file.begins_page(index)):
            yield above, index
        above = index

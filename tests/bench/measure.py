"""What `inv bench` measures, by its options."""

from collections.abc import Iterator
from dataclasses import dataclass

from book.setup.bootstrap import require_packages

WORDS = 2_772  # of each witness in the comparison with CollateX, which takes minutes for more


@dataclass(frozen=True)
class Wanted:
    """The options of `inv bench`: sizes as words, "" for what is not wanted."""

    layout: str
    editions: int
    shelf: str
    collatex: str
    notes: bool = False


def lines(wanted: Wanted, runs: int) -> Iterator[str]:
    """Yield the lines of the measurement that is wanted; without any, of whole builds."""
    if wanted.collatex:
        from tests.bench.collations import measure

        yield from measure(wanted.collatex, WORDS)
    elif wanted.layout:
        from tests.bench.layouts import measure as measure_layouts

        yield from measure_layouts(sizes(wanted.layout))
    elif wanted.shelf:
        from tests.bench.shelves import measure as measure_shelves

        yield from measure_shelves(sizes(wanted.shelf))
    elif wanted.editions:
        require_packages("dev")
        from tests.bench.editions import measure as measure_editions

        yield from measure_editions(wanted.editions)
    else:
        from tests.bench.builds import compare, compare_notes

        yield (compare_notes if wanted.notes else compare)(runs)


def sizes(words: str) -> tuple[int, ...]:
    """Return the numbers in a list.

    >>> sizes("25, 100")
    (25, 100)
    """
    return tuple(int(size) for size in words.split(",") if size.strip().isdecimal())

"""Choose what `inv bench` measures, by its options."""

from collections.abc import Iterator
from dataclasses import dataclass

from book.setup.bootstrap import require_packages

WORDS = 2_772  # of each witness in the comparison with CollateX, which takes minutes for more


@dataclass(frozen=True)
class BenchOptions:
    """The options of `inv bench`: sizes as words; what is empty is not measured."""

    layout: str
    editions: int
    shelf: str
    collatex: str
    notes: bool = False


def measure(options: BenchOptions, runs: int) -> Iterator[str]:
    """Yield the lines of the chosen measurement; of whole builds if none is chosen.

    The modules are imported only when they are needed, as some need packages of their own.
    """
    if options.collatex:
        from tests.bench import collations

        yield from collations.measure(options.collatex, WORDS)
    elif options.layout:
        from tests.bench import layouts

        yield from layouts.measure(sizes(options.layout))
    elif options.shelf:
        from tests.bench import shelves

        yield from shelves.measure(sizes(options.shelf))
    elif options.editions:
        require_packages("dev")
        from tests.bench import editions

        yield from editions.measure(options.editions)
    else:
        yield _measure_builds(runs, notes=options.notes)


def _measure_builds(runs: int, *, notes: bool) -> str:
    from tests.bench import builds

    return builds.compare_notes(runs) if notes else builds.compare(runs)


def sizes(words: str) -> tuple[int, ...]:
    """Return the numbers in a list.

    >>> sizes("25, 100")
    (25, 100)
    """
    return tuple(int(size) for size in words.split(",") if size.strip().isdecimal())

"""Tables and shortened text, as all reports have them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.table import Table

from book.text.grouping import group_runs

V = TypeVar("V")
TEXT_WIDTH = 76  # characters of a text that a table shows
SHOWN = 3  # rows of a run that is longer; its last row is shown too


def new_table(*columns: str) -> Table:
    """Return an empty table without rules; long cells are folded."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in columns:
        table.add_column(
            name,
            overflow="fold",
            justify="right" if name == "line" else "left",
            no_wrap=name in ("place", ""),
        )
    return table


def shorten(text: str, width: int = TEXT_WIDTH) -> str:
    """Cut a text after a word if it is longer than `width` characters.

    >>> shorten("the quick brown fox", 12)
    'the quick …'
    """
    return text if len(text) <= width else f"{text[:width].rsplit(None, 1)[0]} …"


def elide_runs(
    rows: Iterable[V], is_alike: Callable[[V, V], bool]
) -> Iterator[tuple[list[V], list[V], list[V]]]:
    """Yield runs of rows that are alike: the rows to show, those to leave out, and the last ones.

    >>> list(elide_runs("aaaaaaab", lambda before, row: before == row))
    [(['a', 'a', 'a'], ['a', 'a', 'a'], ['a']), (['b'], [], [])]
    """
    for run in group_runs(rows, is_alike):
        shown = len(run) if len(run) <= SHOWN + 2 else SHOWN
        end = max(shown, len(run) - 1)
        yield run[:shown], run[shown:end], run[end:]

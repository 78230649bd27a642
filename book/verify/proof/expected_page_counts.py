"""Count what the download page says that the book has."""

from collections.abc import Iterable

from book.model import Edition, IndexEntry, IndexGroup, Insert
from book.text.traversal import blocks_of


def count_pictures(edition: Edition) -> int:
    """Return how many figures show a picture."""
    names = {picture.name for picture in edition.pictures}
    inserts = (block for block in blocks_of(edition.divisions) if isinstance(block, Insert))
    figures = (
        [each for each in insert.containers if each.kind == "figure"][-1:]
        for insert in inserts
        if insert.kind == "picture"
    )
    return sum(figure.get("source") in names for found in figures for figure in found)


def count_entries(edition: Edition) -> int:
    """Return how many lines with a heading the index has."""
    groups = (block for block in blocks_of(edition.divisions) if isinstance(block, IndexGroup))
    return sum(_count(group.entries) for group in groups)


def _count(entries: Iterable[IndexEntry]) -> int:
    return sum(1 + _count(entry.entries) for entry in entries)

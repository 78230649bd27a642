"""Set anchors at words of an edition's passages, and write the locators that lead to them."""

from collections.abc import Iterable, Mapping
from functools import partial

from book.model import Edition, Locator
from book.text.inlines import with_marks
from book.text.passages import IndexedPassages, WordPosition, passages_of, rewrite_passages


class SearchedPassages:
    """The passages of an edition in reading order, by their keys."""

    def __init__(self, edition: Edition) -> None:
        self.indexed = IndexedPassages(passages_of(edition))
        self.passages = self.indexed.passages
        self._numbers = {passage.key: number for number, passage in enumerate(self.passages)}

    def sort(self, positions: Iterable[WordPosition]) -> list[WordPosition]:
        """Return positions in reading order."""
        return sorted(positions, key=lambda position: (self._numbers[position[0]], position[1]))

    def locator(self, position: WordPosition, anchor: str) -> Locator:
        passage = self.passages[self._numbers[position[0]]]
        return Locator(anchor, passage.place, passage.note)


def set_anchors(edition: Edition, anchors: Mapping[WordPosition, str]) -> Edition:
    """Return the edition with an anchor at each of these positions."""
    points: dict[str, dict[int, str]] = {}
    for (key, offset), anchor in anchors.items():
        points.setdefault(key, {})[offset] = anchor
    changes = {key: partial(with_marks, points=inside) for key, inside in points.items()}
    return rewrite_passages(edition, changes)

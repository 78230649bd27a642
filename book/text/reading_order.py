"""The order in which the units of a witness are read."""

from bisect import bisect_right
from collections.abc import Iterable

from book.model import Text, Unit

Position = tuple[int, int, int]


class ReadingOrder:
    """The order in which a witness is read: notes where they are called, wherever they stand."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._spans = sorted(
            (span.line, span.start, number)
            for number, unit in enumerate(units)
            for span in unit.spans
        )

    def position(self, unit: Unit) -> Position:
        """Return the number of the unit of which `unit` is a part; then its line and character."""
        start = (unit.spans[0].line, unit.spans[0].start)
        nearest = bisect_right(self._spans, start, key=lambda span: span[:2]) - 1
        return self._spans[nearest][2], *start


def reading_orders(texts: Iterable[Text]) -> dict[str, ReadingOrder]:
    """Return the order of each witness, by its siglum."""
    return {text.witness.siglum: ReadingOrder(text.units) for text in texts}

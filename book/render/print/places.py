"""Number the pages: where each sheet begins, and on which page as printed each anchor is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from book.model import Trim
from book.render.print.layout_pool import Extent
from book.render.print.sheets import Sheet
from book.text.typography import roman_numeral

TAG = re.compile(r"<[^>]*>")
ANCHOR = re.compile(r' id="([^"]+)"')
ROOM = 58  # square points that a character takes, with notes and the space between paragraphs
SAMPLE = 2  # sheets


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet in the book: the number of its first page, its pages."""

    sheet: Sheet
    start: int
    extent: Extent

    @property
    def series(self) -> str:
        """Pages are counted in two series: roman up to the text, arabic from it on. The cover's are not counted."""
        return (
            "cover"
            if self.sheet.name == "cover"
            else "arabic"
            if self.sheet.folio == "arabic"
            else "roman"
        )

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """Give its anchors, each with its page as printed."""
        for anchor, index in self.extent.anchors.items():
            number = self.start + index
            yield anchor, roman_numeral(number) if self.sheet.folio == "roman" else str(number)


def place(sheets: Sequence[Sheet], extents: Mapping[str, Extent]) -> list[Placed]:
    """Count the pages: a sheet begins on a right-hand page, after a blank one if need be."""
    placed: list[Placed] = []
    counts = {"cover": 1, "roman": 1, "arabic": 1}
    for sheet in sheets:
        found = Placed(sheet, 1, extents[sheet.name])
        placed.append(replace(found, start=counts[found.series]))
        counts[found.series] += found.extent.pages + found.extent.pages % 2
    return placed


class Guess:
    """Guesses pages from how long the texts of the sheets are, and, when some are laid out, from how many pages these fill.

    What is guessed depends on the edition alone, and so does each page.
    """

    def __init__(self, sheets: Sequence[Sheet], trim: Trim) -> None:
        self.sheets = tuple(sheets)
        self.lengths = {sheet.name: len(TAG.sub("", sheet.body)) for sheet in sheets}
        self.anchors = {sheet.name: _shares(sheet) for sheet in sheets}
        self.on_page = trim.measure * trim.depth / ROOM

    def begin(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Name the sheets to lay out first, the longest of the text, by which the others are guessed; and all others.

        Not those whose words depend on numbers.
        """
        steady = [sheet for sheet in self.sheets if not sheet.varies]
        text = sorted(
            (sheet for sheet in steady if sheet.folio == "arabic"),
            key=lambda sheet: -self.lengths[sheet.name],
        )
        first = tuple(sheet.name for sheet in text[:SAMPLE])
        return first, tuple(sheet.name for sheet in steady if sheet.name not in first)

    def numbers(self, extents: Mapping[str, Extent]) -> dict[str, str]:
        """Give the page of each anchor as printed, guessed where a sheet is not laid out."""
        return dict(
            pair for placed in place(self.sheets, self.extents(extents)) for pair in placed.pages
        )

    def extents(self, extents: Mapping[str, Extent]) -> dict[str, Extent]:
        """Give the extents of all sheets, guessed where they are not known."""
        of_text = [
            sheet.name for sheet in self.sheets if sheet.name in extents and sheet.folio == "arabic"
        ]
        # The last page of a sheet is filled by half, as a rule.
        pages = sum(extents[name].pages - 0.5 for name in of_text)
        on_page = sum(self.lengths[name] for name in of_text) / pages if pages else self.on_page
        return {
            sheet.name: extents.get(sheet.name) or self._extent(sheet.name, on_page)
            for sheet in self.sheets
        }

    def _extent(self, name: str, on_page: float) -> Extent:
        pages = self.lengths[name] / on_page
        anchors = {anchor: int(share * pages) for anchor, share in self.anchors[name].items()}
        return Extent(int(pages) + 1, anchors)


def _shares(sheet: Sheet) -> dict[str, float]:
    """Give how much of a sheet is before each anchor."""
    found: dict[str, float] = {}
    for match in ANCHOR.finditer(sheet.body):
        found.setdefault(match[1], match.start() / len(sheet.body))
    return found

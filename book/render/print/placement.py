"""Number the pages: where each document begins, and on which page as printed each anchor is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from book.render.print.documents import PrintDocument
from book.render.print.layout_cache import Extent
from book.text.digits import in_digits
from book.text.typography import roman_numeral


@dataclass(frozen=True, slots=True)
class PlacedDocument:
    """A document in the book: the number of its first page, and its pages."""

    document: PrintDocument
    start: int
    extent: Extent

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield its anchors, each with its page as printed, and its line if it has one."""
        for anchor, index in self.extent.anchors.items():
            line = self.extent.lines.get(anchor, "")
            yield anchor, self.number(index) + (f".{line}" if line else "")

    def number(self, index: int) -> str:
        """Return what is printed as the number of its page of an index."""
        return self._printed(self.start + index)

    def _printed(self, number: int) -> str:
        if self.document.folio == "roman":
            return roman_numeral(number)
        return in_digits(number, self.document.language)

    @property
    def is_turned(self) -> bool:
        """Whether it was laid out as if it began on the right, but begins on the left.

        Most documents look the same on both sides, but for the width of the inner margin.
        """
        can_turn = not self.document.opens and not self.extent.has_sides
        return can_turn and is_left(self.start)

    @property
    def laid_out(self) -> PrintDocument:
        """The document with the side on which it begins as it is laid out."""
        is_on_left = is_left(self.start) and not self.is_turned
        return replace(self.document, opens="left" if is_on_left else "right")

    @property
    def series(self) -> str:
        return series_of(self.document)


def series_of(document: PrintDocument) -> str:
    """Return the series in which a document's pages are counted.

    "roman" up to the text and "arabic" from it on; the pages of the "cover" are not counted.
    """
    if document.name == "cover":
        return "cover"
    return "arabic" if document.folio == "arabic" else "roman"


def place_documents(
    documents: Sequence[PrintDocument], extents: Mapping[str, Extent]
) -> list[PlacedDocument]:
    """Count the pages; each document begins on its side, after a blank page if needed."""
    placed: list[PlacedDocument] = []
    next_page = {"cover": 1, "roman": 1, "arabic": 1}
    for document in documents:
        series, extent = series_of(document), extents[document.name]
        start = next_page[series]
        if document.opens:
            start += is_left(start) != (document.opens == "left")
        placed.append(PlacedDocument(document, start, extent))
        next_page[series] = start + extent.pages
    return placed


def is_left(page: int) -> bool:
    """Return whether a page, counted from 1, is a verso.

    It is on the left, in a book that is bound on the right on the right. "Left" and "right" mean
    verso and recto in all of this package but the style sheets and what draws the pages.
    """
    return page % 2 == 0


def numbers_of(placed: Sequence[PlacedDocument]) -> dict[str, str]:
    """Map each anchor to its page as printed."""
    return dict(pair for document in placed for pair in document.pages)

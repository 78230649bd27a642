"""Estimate page numbers before the documents are laid out.

Only the number of their digits matters for the layout, so most estimates need no second layout.
"""

import re
from collections.abc import Mapping, Sequence

from book.model import Edition
from book.render.print.documents import PrintDocument
from book.render.print.footnotes import LINE_DIGITS
from book.render.print.layout_cache import Extent
from book.render.print.page_numbers import STAND_IN
from book.render.print.placement import numbers_of, place_documents
from book.text.keyed import line_anchors

TAG = re.compile(r"<[^>]*>")
ANCHOR = re.compile(r' id="([^"]+)"')
CHARACTER_AREA = 58  # square points of a character, with notes and the space between paragraphs
SAMPLE = 2  # documents
LAST_PAGE = 0.5  # how much of a document's last page is filled, as a rule


class PageEstimate:
    """Estimates pages from the length of each document's text.

    When some documents are laid out, it uses how many characters fill a page of these. The
    estimates depend on the edition alone, and so does each page.
    """

    def __init__(self, documents: Sequence[PrintDocument], edition: Edition) -> None:
        self.documents, trim = tuple(documents), edition.trim
        is_keyed = edition.apparatus.is_keyed_to_lines
        self.line_anchors = line_anchors(edition) if is_keyed else frozenset()
        self.line = STAND_IN * LINE_DIGITS[edition.apparatus.count]
        self.lengths = {d.name: len(TAG.sub("", _whole_body(d))) for d in documents}
        self.anchors = {d.name: _anchor_positions(d) for d in documents}
        self.per_page = trim.measure * trim.depth / CHARACTER_AREA

    def layout_order(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the documents to lay out first, and of those to lay out then.

        First come the longest of the text, by which the others are estimated. Documents whose words
        depend on page numbers are left out.
        """
        steady = [d for d in self.documents if not d.depends_on_numbers]
        text = [d.name for d in steady if d.folio == "arabic"]
        sample = tuple(sorted(text, key=lambda name: -self.lengths[name])[:SAMPLE])
        return sample, tuple(d.name for d in steady if d.name not in sample)

    def numbers(self, extents: Mapping[str, Extent]) -> dict[str, str]:
        """Map each anchor to its page as printed, estimated where `extents` lack the document."""
        return numbers_of(place_documents(self.documents, self.all_extents(extents)))

    def all_extents(self, extents: Mapping[str, Extent]) -> dict[str, Extent]:
        """Return the extents of all documents, estimated where they are not known."""
        per_page = self._characters_per_page(extents)
        return {
            name: extents.get(name) or self._estimated_extent(name, per_page)
            for name in self.lengths
        }

    def _characters_per_page(self, extents: Mapping[str, Extent]) -> float:
        known = [d.name for d in self.documents if d.name in extents and d.folio == "arabic"]
        pages = sum(extents[name].pages - LAST_PAGE for name in known)
        return sum(self.lengths[name] for name in known) / pages if pages else self.per_page

    def _estimated_extent(self, name: str, per_page: float) -> Extent:
        pages = self.lengths[name] / per_page
        anchors = {anchor: int(share * pages) for anchor, share in self.anchors[name].items()}
        lines = {anchor: self.line for anchor in anchors if anchor in self.line_anchors}
        return Extent(int(pages) + 1, anchors, lines)


def _whole_body(document: PrintDocument) -> str:
    """Return the HTML of a document, and of the one that faces it."""
    return document.body + (document.facing.body if document.facing else "")


def _anchor_positions(document: PrintDocument) -> dict[str, float]:
    """Map each anchor to the share of the document's HTML that is before it, from 0 to 1."""
    positions: dict[str, float] = {}
    body = _whole_body(document)
    for match in ANCHOR.finditer(body):
        positions.setdefault(match[1], match.start() / len(body))
    return positions

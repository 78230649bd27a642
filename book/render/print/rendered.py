"""Rendered documents, in a form that can go from one process to another and into the cache.

WeasyPrint draws a page into a content stream with the glyph numbers of the font file, whatever else
is drawn. So each document can be rendered where it was laid out, with its own branch of the
structure tree. What the file has once is written when all documents are there: fonts, names,
bookmarks, metadata and the structure tree. The same documents give the same bytes, wherever and in
whatever order they were rendered.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, zip_longest
from typing import Any

from book.render.print.engine.tags.branch import StructureBranch
from book.render.print.page_numbers import PageNumberSlot, fill_slots

SCALE = 72 / 96  # points in a CSS pixel

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link on a page: its target, whether that is within the book, its box, its PDF annotation.

    The box is in points: left, bottom, right, top. The annotation has no /Rect yet, and no
    /Contents: the words that say where it leads.
    """

    target: str
    is_within: bool
    box: Box
    annotation: bytes


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page that is drawn.

    `height` is in CSS pixels, `boxes` are in points. `content` and `overlay` are deflated content
    streams; the overlay is drawn over the content, which is drawn `shift` points to the right.
    `bookmarks` and `states` (graphics states) are WeasyPrint's. `anchors` map to points from the
    left and the bottom of the page.
    """

    height: float
    boxes: Mapping[str, tuple[float, ...]]
    bookmarks: list[Any]
    links: tuple[LinkArea, ...]
    anchors: Mapping[str, tuple[float, float]]
    content: bytes
    states: Mapping[str, Any]
    slots: tuple[PageNumberSlot, ...] = ()
    overlay: bytes = b""
    shift: float = 0

    def shifted(self, points: float) -> "RenderedPage":
        """Return the page with all that is on it, except the overlay, moved to the right."""
        pixels = points / SCALE
        return replace(
            self,
            shift=self.shift + points,
            anchors={name: (x + points, y) for name, (x, y) in self.anchors.items()},
            links=tuple(replace(link, box=_shifted(link.box, points)) for link in self.links),
            bookmarks=[
                (level, label, (x + pixels, y), state)
                for level, label, (x, y), state in self.bookmarks
            ],
        )

    def with_page_numbers(self, numbers: Sequence[str]) -> "RenderedPage":
        """Return the page with its slots filled from the page numbers of its document."""
        content = fill_slots(zlib.decompress(self.content), self.slots, numbers)
        return replace(self, content=zlib.compress(content, 9), slots=())

    def with_later_numbers(self, count: int) -> "RenderedPage":
        """Return the page with slots for the page numbers that follow the first ones."""
        slots = tuple(replace(slot, place=slot.place + count) for slot in self.slots)
        return replace(self, slots=slots)

    def with_overlay(self, page: "RenderedPage") -> "RenderedPage":
        states = {**self.states, **page.states}
        return replace(self, overlay=page.content, states=states)


def _shifted(box: Box, points: float) -> Box:
    left, bottom, right, top = box
    return left + points, bottom, right + points, top


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font with the glyphs that a document uses.

    `state` has the attributes of WeasyPrint's `Font`, `digest` is the SHA-256 of the font file;
    `file` is empty if the font is one of the book's own, which every process has.
    """

    state: Mapping[str, Any]
    digest: str
    file: bytes


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture as it stands in the file (ISO 32000-1, 8.9.5).

    Its name in content streams is the same wherever it is drawn, and no other picture has it.
    `properties` are those of its dictionary.
    """

    name: str
    properties: Mapping[str, Any]
    content: bytes


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """The pages, fonts, structure and pictures of a print document.

    `lines` is the number of the line on which each anchor stands, if lines are counted. Of a
    document that another one faces, every second page has the structure of `facing_branch`. A
    document that `has_sides` has something in its outer margins.
    """

    pages: tuple[RenderedPage, ...]
    fonts: tuple[EmbeddedFont, ...]
    branch: StructureBranch
    pictures: tuple[EmbeddedPicture, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    facing_branch: StructureBranch | None = None
    has_sides: bool = False

    @property
    def branches(self) -> tuple[tuple[StructureBranch, range], ...]:
        """The branches of structure in reading order, each with the indices of its pages."""
        if self.facing_branch is None:
            return ((self.branch, range(len(self.pages))),)
        lengths = len(self.branch.marked), len(self.facing_branch.marked)
        return (
            (self.branch, range(0, 2 * lengths[0], 2)),
            (self.facing_branch, range(1, 2 * lengths[1], 2)),
        )

    def beside(
        self, facing: "RenderedDocument", blank: "RenderedDocument", numbers: int
    ) -> "RenderedDocument":
        """Return the document with the pages of another one after each of its own.

        Where one has no page, there is a `blank` one. This document has so many page `numbers`.
        """
        others = (page.with_later_numbers(numbers) for page in facing.pages)
        pairs = zip_longest(self.pages, others, fillvalue=blank.pages[0])
        return replace(
            self,
            pages=tuple(page for pair in pairs for page in pair),
            fonts=(*self.fonts, *facing.fonts),
            pictures=(*self.pictures, *facing.pictures),
            facing_branch=facing.branch,
        )

    def on_other_sides(self, points: float) -> "RenderedDocument":
        """Return the document with its right-hand pages on the left, and the reverse.

        The outer margin is so many points wider than the inner one. Nothing may be in the margins.
        """
        pairs = zip(self.pages, cycle((points, -points)), strict=False)
        return replace(self, pages=tuple(page.shifted(each) for page, each in pairs))

    def with_page_numbers(self, numbers: Sequence[str]) -> "RenderedDocument":
        """Return the document with its page numbers filled in."""
        pages = (page.with_page_numbers(numbers) if page.slots else page for page in self.pages)
        return replace(self, pages=tuple(pages))

    @property
    def anchors(self) -> dict[str, int]:
        """Map each anchor to the index of its page, the first if an element is on several."""
        pages: dict[str, int] = {}
        for anchor, index in self._anchors_in_order():
            pages.setdefault(anchor, index)
        return pages

    def _anchors_in_order(self) -> Iterator[tuple[str, int]]:
        for index, page in enumerate(self.pages):
            for anchor in page.anchors:
                yield anchor, index

    def with_overlay(self, overlay: "RenderedDocument") -> "RenderedDocument":
        """Return the document with the pages of another one, as many as its own, laid over."""
        pairs = zip(self.pages, overlay.pages, strict=True)
        pages = tuple(page.with_overlay(over) for page, over in pairs)
        fonts = (*self.fonts, *overlay.fonts)
        return replace(self, pages=pages, fonts=fonts)

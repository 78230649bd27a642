"""Sheets as they are drawn, in a form that goes from one process to another.

WeasyPrint draws a page into a stream by the numbers that glyphs have in their font file, whatever else is drawn. So each sheet
can be drawn where it was laid out, with the piece of the structure tree that is its own, and the file's one set of fonts, names,
bookmarks, metadata and its one structure tree are written when all is there. The same sheets give the same bytes, wherever and
in whatever order they were drawn.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from book.render.print.engine.tags.branch import Branch
from book.render.print.page_numbers import FigureSpot, put_in

SCALE = 72 / 96  # points in a CSS pixel


@dataclass(frozen=True, slots=True)
class Area:
    """A place of a page that is a link: where it leads, whether within the book, and its annotation but for what it says."""

    target: str
    is_within: bool
    annotation: bytes


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is drawn; `content` is deflated.

    `height` is in CSS pixels, `boxes` are in points. `bookmarks` are the engine's, `anchors` have their destinations on the page
    (ISO 32000-1, 12.3.2.2), `spots` are the places of its page numbers, `over` is the content of the page that is laid over it.
    """

    height: float
    boxes: Mapping[str, tuple[float, ...]]
    bookmarks: list[Any]
    links: tuple[Area, ...]
    anchors: Mapping[str, bytes]
    content: bytes
    states: Mapping[str, Any]
    spots: tuple[FigureSpot, ...] = ()
    over: bytes = b""

    def with_figures(self, figures: Sequence[str]) -> "Leaf":
        content = put_in(zlib.decompress(self.content), self.spots, figures)
        return replace(self, content=zlib.compress(content, 9), spots=())


@dataclass(frozen=True, slots=True)
class Carried:
    """A font, and its glyphs that a sheet uses: the state of the engine's Font, the digest of its file, the file unless all know it."""

    state: Mapping[str, Any]
    digest: str
    file: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that is drawn: pages, fonts, structure."""

    leaves: tuple[Leaf, ...]
    fonts: tuple[Carried, ...]
    branch: Branch

    def with_figures(self, figures: Sequence[str]) -> "Drawn":
        """Put page numbers in."""
        return replace(
            self,
            leaves=tuple(
                leaf.with_figures(figures) if leaf.spots else leaf for leaf in self.leaves
            ),
        )

    @property
    def anchors(self) -> dict[str, int]:
        """Map anchors to the indices of their pages; an element that is split repeats its anchor, and the first counts."""
        found: dict[str, int] = {}
        for index, leaf in enumerate(self.leaves):
            for anchor in leaf.anchors:
                found.setdefault(anchor, index)
        return found

    def under(self, other: "Drawn") -> "Drawn":
        """Lay the pages of another sheet over those of this one."""
        pairs = zip(self.leaves, other.leaves, strict=True)
        leaves = tuple(
            replace(leaf, over=over.content, states={**leaf.states, **over.states})
            for leaf, over in pairs
        )
        return Drawn(leaves, (*self.fonts, *other.fonts), self.branch)

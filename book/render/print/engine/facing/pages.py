"""Make a page of one of two versions, so that it ends where the page that faces it ends."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any

import weasyprint.layout as layout
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import LayoutContext
from weasyprint.layout import page as page_layout

from book.render.print.engine import page_fill

NOT_COUNTED = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{SOFT HYPHEN}-\N{HYPHEN}\n\t")

make_page, make_all_pages = page_layout.make_page, layout.make_all_pages
create_block_formatting_context = LayoutContext.create_block_formatting_context


def apply() -> None:
    """Make WeasyPrint lay out two documents in step, after all that changes how a page is made."""
    global make_page, make_all_pages  # noqa: PLW0603 (what is called by these)
    if page_layout.make_page is not _make_facing_page:
        make_page = page_layout.make_page
        make_all_pages = layout.make_all_pages
        page_layout.make_page = _make_facing_page
        layout.make_all_pages = _make_all_pages
        LayoutContext.create_block_formatting_context = _begin_block
        LayoutContext.page_bottom = property(_page_bottom, _set_page_bottom)


def _make_all_pages(*arguments: Any) -> Any:
    """Make all pages; those of a version are in step with the other, and not filled in the end."""
    is_in_step = version_at_hand.get() is not None
    return (page_layout.make_all_pages if is_in_step else make_all_pages)(*arguments)


def _begin_block(context: Any, root_box: Any = None, *rest: Any) -> None:
    """Begin a block; with that of the page, whose bottom is known now, its text may end above."""
    if root_box is None:
        context.end = getattr(context, "end_of_page", inf)
    create_block_formatting_context(context, root_box, *rest)


def _page_bottom(context: Any) -> float:
    """Return where the text of the page must end: above its notes, and beside the other page."""
    bottom: float = min(context.above_notes, context.end)
    return bottom


def _set_page_bottom(context: Any, bottom: float | None) -> None:
    """Set it for a page; or move it, as a note is added or taken away."""
    if bottom is None:
        context.end = inf
    elif context.end == inf:
        context.above_notes = bottom
    else:
        context.above_notes += bottom - context.page_bottom


def _make_facing_page(
    context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, page_state: Any
) -> Any:
    version = version_at_hand.get()
    arguments = (context, root_box, page_type, resume_at, number, page_state)
    if version is None:
        return make_page(*arguments)
    return version.take(version, VersionPage(version, arguments))


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    """A line of a page: where it is, and the position in the text at which it ends.

    A position is the number of a passage and, as a fraction, the share of it that is before.
    """

    passage: int
    end: float
    middle: float  # in CSS pixels, from the top


class VersionInLayout:
    """A version while it is laid out: how much of each passage it has, and has on pages.

    `take` is given each page when it is made, and returns it in step with the one that faces it.
    """

    def __init__(self, take: "TakePage", passages: Mapping[str, int]) -> None:
        self.take, self.passages = take, passages
        self.passage_of: dict[Any, int] = {}
        self.totals: dict[int, int] = {}
        self.done: dict[int, int] = {}

    def read(self, root_box: Any) -> None:
        """Count the characters of each passage, unless they are counted."""
        if self.totals:
            return
        for element in root_box.element.iter():
            if (number := self.passages.get(element.get("id", ""))) is not None:
                self.passage_of |= dict.fromkeys(element.iter(), number)
        for box in root_box.descendants():
            if (
                isinstance(box, TextBox)
                and (number := self.passage_of.get(box.element)) is not None
            ):
                self.totals[number] = self.totals.get(number, 0) + _count(box)

    def following(self, passage: int) -> float:
        """Return the number of the next passage that this version has."""
        return min((number for number in self.totals if number > passage), default=inf)


def _count(box: Any) -> int:
    return len(box.text.translate(NOT_COUNTED))


version_at_hand: ContextVar[VersionInLayout | None] = ContextVar("version", default=None)


class VersionPage:
    """A page that is being made, again and again until it is in step with the other one."""

    def __init__(self, version: VersionInLayout, arguments: tuple[Any, ...]) -> None:
        self.version = version
        self.context, self.root_box, _, self.resume_at, self.number, page_state = arguments
        self.arguments = arguments
        version.read(self.root_box)
        self.state = page_fill.PageState.of(self.context, self.number, page_state)
        self.result: Any = None
        self.lines: list[_PlacedLine] = []
        self.counts: dict[int, int] = {}
        self._set(partial(make_page, *arguments))

    def _set(self, make: Callable[[], Any]) -> None:
        self.result = make()
        self.counts = dict(self.version.done)
        self.lines = list(self._read_lines())

    def _read_lines(self) -> Iterator[_PlacedLine]:
        for line in _lines(self.result[0].children[0]):
            passage = self.version.passage_of.get(line.element)
            if passage is not None:
                texts = (box for box in line.descendants() if isinstance(box, TextBox))
                self.counts[passage] = self.counts.get(passage, 0) + sum(map(_count, texts))
                share = self.counts[passage] / max(self.version.totals[passage], 1)
                end = passage + min(share, 1.0)
                yield _PlacedLine(passage, end, line.position_y + line.height / 2)

    @property
    def end(self) -> float:
        """Where the next page of this version begins, if this one stays as it is."""
        if self.result[1] is None:
            return inf
        passage = self.begun()
        if passage >= 0 and self.counts[passage] < self.version.totals[passage]:
            return passage + self.counts[passage] / self.version.totals[passage]
        return self.version.following(passage)

    def begun(self) -> int:
        """Return the last passage of which a line is on this page or one before."""
        return max(self.counts, default=-1)

    def before(self, position: float) -> int:
        """Return how many lines end at a position or before it."""
        return sum(line.end <= position for line in self.lines)

    def end_at(self, position: float) -> None:
        """Make the page again, if it goes beyond a position, so that it ends there."""
        kept = self.before(position)
        if kept == len(self.lines):
            return
        self.state.restore()
        if kept:
            self._set(partial(self._make_to, self.lines[kept].middle))
        elif self.resume_at is not None:
            self._set(self._make_blank)
        else:  # the first page has its heading: a blank one would be the last
            self._set(partial(self._make_to, self.lines[0].middle))

    def _make_to(self, end: float) -> Any:
        self.context.end_of_page = end
        try:
            return page_fill.make_page(*self.arguments)
        finally:
            self.context.end_of_page = self.context.end = inf

    def _make_blank(self) -> Any:
        context, root_box, page_type, _, number, page_state = self.arguments
        empty = root_box.copy_with_children([])
        page, *_ = page_fill.make_page(context, empty, page_type, None, number, page_state)
        return page, self.resume_at, context.page_maker[number - 1][1]


def _lines(box: Any) -> Iterator[Any]:
    """Yield the lines in a box, without those within lines."""
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child
        else:
            yield from _lines(child)


TakePage = Callable[[VersionInLayout, VersionPage], Any]

"""Lay out two versions of a text page by page in step, for pages that face each other.

Each version is a document of its own. Both are laid out at the same time, in two threads of which
only one runs: before either goes on to its next page, both have made this one. Each first fills its
page. Then the one that got further is made again, to end where the other one ends: after the same
paragraph or, in a long one, after the same share of its characters. What is left of the page stays
empty, and so does a page that the other version alone needs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from math import floor, inf
from threading import Condition, Thread
from typing import Any

from weasyprint import Document

from book.render.print.engine.facing.pages import (
    VersionInLayout,
    VersionPage,
    version_at_hand,
)

FULL = 0.7  # of the lines that a page could have, if it ends with a paragraph
FEWEST_LINES = 2  # of a paragraph, before the end of a page
MOST_ROUNDS = 4


@dataclass(slots=True)
class PageSteps:
    """Where two versions wait for each other: of their threads only one runs at a time."""

    turn: Condition = field(default_factory=Condition)
    waiting: dict[VersionInLayout, VersionPage] = field(default_factory=dict)
    running: int = 2
    failure: BaseException | None = None

    def take(self, version: VersionInLayout, page: VersionPage) -> Any:
        """Return the page as it is when the other version has made its own."""
        self.waiting[version] = page
        if len(self.waiting) == self.running:
            self._settle()
        self.turn.wait_for(lambda: version not in self.waiting or self.failure)
        if self.failure:
            raise self.failure
        version.done = page.counts
        return page.result

    def _settle(self) -> None:
        _bring_in_step(list(self.waiting.values()))
        self.waiting.clear()
        self.turn.notify_all()

    @contextmanager
    def taking_turns(self) -> Iterator[None]:
        """Run while the other version waits, and let it go on alone in the end."""
        with self.turn:
            try:
                yield
            except BaseException as error:
                self.failure = self.failure or error
                raise
            finally:
                self.running -= 1
                if not self.failure and self.waiting and len(self.waiting) == self.running:
                    self._settle()
                self.turn.notify_all()


def _bring_in_step(pages: Sequence[VersionPage]) -> None:
    """Make pages end at the same position, and begin the same passages."""
    position = _common_end(pages)
    for _ in range(MOST_ROUNDS):
        for page in pages:
            page.end_at(position)
        alone = _begun_alone(pages)
        if alone is None or not any(page.before(alone) for page in pages):
            return
        position = float(alone)


def _common_end(pages: Sequence[VersionPage]) -> float:
    """Return the position at which all pages can end: after a passage if they are full enough."""
    position = min(page.end for page in pages)
    if position == inf or position == floor(position):
        return position
    passage = floor(position)
    shortest = min(pages, key=lambda page: page.end)
    if shortest.before(passage) >= FULL * len(shortest.lines):
        return float(passage)
    is_torn = any(_has_few(page, passage, position) for page in pages)
    can_be_whole = any(page.before(passage) for page in pages)
    return float(passage) if is_torn and can_be_whole else position


def _has_few(page: VersionPage, passage: int, position: float) -> bool:
    """Return whether a passage that begins on a page has too few lines there."""
    if passage not in page.version.totals or passage in page.version.done:
        return False
    return page.before(position) - page.before(passage) < FEWEST_LINES


def _begun_alone(pages: Sequence[VersionPage]) -> int | None:
    """Return the first passage that all versions have, and not all have begun."""
    first, last = (choose(page.begun() for page in pages) for choose in (min, max))
    common = (
        number
        for number in range(first + 1, last + 1)
        if all(number in page.version.totals for page in pages)
    )
    return next(common, None)


def lay_out_in_step(
    lay_out: Callable[[str], Document], passages: Mapping[str, int], *sources: str
) -> tuple[Document, Document]:
    """Return the layouts of two versions in step; `passages` numbers these by their anchors.

    The last pages of one may be missing. Raise what laying out one of them raises.
    """
    steps = PageSteps()
    results: dict[int, Document] = {}

    def run(number: int) -> None:
        version_at_hand.set(VersionInLayout(steps.take, passages))
        with steps.taking_turns():
            results[number] = lay_out(sources[number])

    def run_other() -> None:
        try:
            run(1)
        except BaseException as error:
            steps.failure = error

    other = Thread(target=copy_context().run, args=(run_other,))
    other.start()
    try:
        copy_context().run(run, 0)
    finally:
        other.join()
    if steps.failure:
        raise steps.failure
    return results[0], results[1]

"""Leave no last page with a few lines.

Paragraphs before it are set a line longer or shorter; if that is of no use, the pages before it end
a line early. The last pages alone are laid out again, a few times at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import weasyprint.layout as layout
from weasyprint.layout import page as page_layout

from book.render.print.engine.page_fill import (
    FEWEST_LINES,
    LineChange,
    lines_of,
    make_changes,
    planned_lines,
    put_back,
    room,
    stands_apart,
    text_lines,
)
from book.render.print.engine.paragraphs.plans import PlannedLine

FEWEST_ON_PAGE = 5  # lines
MOST_SHORT = 2.1  # lines that a page before it may lack, to make it fuller
PAGES_BEFORE = 4  # whose paragraphs may be set in other lines
make_all_pages = page_layout.make_all_pages

Change = tuple[int, LineChange]  # with the index of the page on which the paragraph begins
overflows_page = layout.LayoutContext.overflows_page


def apply() -> None:
    """Make WeasyPrint fill last pages."""
    layout.make_all_pages = _make_all_pages
    layout.LayoutContext.overflows_page = _overflows_page


def _overflows_page(context: Any, bottom_space: float, position_y: float) -> bool:
    """Tell whether a place is below the last line of the page that is laid out."""
    missing = context.__dict__.get("shortened", {}).get(context.current_page, 0)
    overflows: bool = overflows_page(context, bottom_space + missing, position_y)
    return overflows


def _make_all_pages(context: Any, root_box: Any, html: Any, pages: Sequence[Any]) -> list[Any]:
    made = list(make_all_pages(context, root_box, html, pages))
    if len(made) == 1 or not 0 < _lines_at_end(made) < FEWEST_ON_PAGE:
        return made
    maker, states = context.page_maker, context.states_of_pages
    before, line = _rooms(made, maker, root_box), next(text_lines(made[-1])).height
    kept = lines_of(line.planned_line for page in _last(made) for line in planned_lines(page))
    for attempt in _attempts(made):
        context.page_maker, context.states_of_pages = [*maker[: attempt.first + 1]], {**states}
        states[attempt.first + 1].restore()
        make_changes(attempt.changes)
        context.shortened = attempt.shortened
        others = [*made[: attempt.first], *_remade(context, root_box, html, attempt.first)]
        context.shortened = {}
        is_full = len(others) == 1 or _lines_at_end(others) >= FEWEST_ON_PAGE
        rooms = _rooms(others, context.page_maker, root_box)
        if is_full and len(others) <= len(made) and _are_filled(rooms, before, line):
            return others
        put_back(kept)
    context.page_maker = maker
    return made


def _last(pages: Sequence[Any]) -> Sequence[Any]:
    return pages[-1 - PAGES_BEFORE :]


def _remade(context: Any, root_box: Any, html: Any, index: int) -> Iterator[Any]:
    """Yield the pages from one on, as `weasyprint.layout.page.make_all_pages` does."""
    while True:
        page, resume_at = page_layout.remake_page(index, context, root_box, html)
        yield page
        index += 1
        # Else WeasyPrint would lay the page out once more.
        context.page_maker[index][-1]["content_changed"] = False
        if resume_at is None and not context.reported_footnotes:
            context.broken_out_of_flow.clear()
            return


@dataclass(frozen=True, slots=True)
class EndAttempt:
    """A way to lay out the last pages, from the one with the index `first` on.

    Paragraphs are set in other lines, and pages are lower by some CSS pixels, by their numbers.
    """

    first: int
    changes: list[LineChange] = field(default_factory=list)
    shortened: dict[int, float] = field(default_factory=dict)


def _attempts(pages: Sequence[Any]) -> Iterator[EndAttempt]:
    """Yield changes of paragraphs: as many as there are lines too many or too few, then all.

    More may be needed, as pages before the last one may have room for some lines. Last, as many
    pages end a line early as there are lines too few.
    """
    count = _lines_at_end(pages)
    for difference, wanted in ((-1, count), (1, FEWEST_ON_PAGE - count)):
        changes = list(_possible(pages, difference))
        if len(changes) >= wanted:
            yield _with_changes(changes[-wanted:])
        if len(changes) > wanted:
            yield _with_changes(changes)
    before = range(max(0, len(pages) - 1 - PAGES_BEFORE), len(pages) - 1)
    fullest = sorted(before, key=lambda index: room(pages[index]))
    early = fullest[: FEWEST_ON_PAGE - count]
    if len(early) == FEWEST_ON_PAGE - count:
        line = next(text_lines(pages[-1])).height
        yield EndAttempt(min(early), shortened={index + 1: line for index in early})


def _with_changes(changes: Sequence[Change]) -> EndAttempt:
    return EndAttempt(min(page for page, _ in changes), [change for _, change in changes])


def _lines_at_end(pages: Sequence[Any]) -> int:
    return sum(1 for _ in text_lines(pages[-1]))


def _rooms(pages: Sequence[Any], maker: Sequence[Any], root_box: Any) -> list[float]:
    """Return the room below the text of each page but the last, none before what needs room."""
    following = [state[0] for state in maker[1 : len(pages)]]
    return [
        0.0 if stands_apart(root_box, resume_at) else room(page)
        for page, resume_at in zip(pages, following, strict=False)
    ]


def _are_filled(rooms: Sequence[float], before: Sequence[float], line: float) -> bool:
    """Tell whether no page lacks many lines that did not lack them before."""
    pairs = zip(rooms, before, strict=False)
    return all(now <= max(MOST_SHORT * line, former) for now, former in pairs)


def _possible(pages: Sequence[Any], difference: int) -> Iterator[Change]:
    """Yield changes of the paragraphs that begin on the pages before the last one."""
    first = max(0, len(pages) - 1 - PAGES_BEFORE)
    for index in range(first, len(pages) - 1):
        for line in planned_lines(pages[index]):
            planned: PlannedLine = line.planned_line
            if planned.fitted.start == 0 and len(planned.rest()) >= FEWEST_LINES:
                change = LineChange(planned, planned.in_other_lines(difference))
                if change.lines:
                    yield index, change

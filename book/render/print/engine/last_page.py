"""Leave no last page with a few lines: paragraphs before it are set a line longer or shorter.

The last pages alone are laid out again, a few times at most.
"""

from collections.abc import Iterator, Sequence
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
    text_lines,
)
from book.render.print.engine.paragraphs.plans import PlannedLine

FEWEST_ON_PAGE = 5  # lines
PAGES_BEFORE = 4  # whose paragraphs may be set in other lines
make_all_pages = page_layout.make_all_pages

Change = tuple[int, LineChange]  # with the index of the page on which the paragraph begins


def apply() -> None:
    """Make WeasyPrint fill last pages."""
    layout.make_all_pages = _make_all_pages


def _make_all_pages(context: Any, root_box: Any, html: Any, pages: Sequence[Any]) -> list[Any]:
    made = list(make_all_pages(context, root_box, html, pages))
    if len(made) == 1 or not 0 < _lines_at_end(made) < FEWEST_ON_PAGE:
        return made
    maker, states = context.page_maker, context.states_of_pages
    kept = lines_of(line.planned_line for page in _last(made) for line in planned_lines(page))
    for changes in _attempts(made):
        first = min(page for page, _ in changes)
        context.page_maker, context.states_of_pages = [*maker[: first + 1]], {**states}
        states[first + 1].restore()
        make_changes([change for _, change in changes])
        others = [*made[:first], *_remade(context, root_box, html, first)]
        if _is_better(others, made):
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
        if resume_at is None and not context.reported_footnotes:
            context.page_maker[index][-1]["content_changed"] = False
            context.broken_out_of_flow.clear()
            return


def _attempts(pages: Sequence[Any]) -> Iterator[list[Change]]:
    """Yield changes of paragraphs: as many as there are lines too many or too few, then all.

    More may be needed, as pages before the last one may have room for some lines.
    """
    count = _lines_at_end(pages)
    for difference, wanted in ((-1, count), (1, FEWEST_ON_PAGE - count)):
        changes = list(_possible(pages, difference))
        if len(changes) >= wanted:
            yield changes[-wanted:]
        if len(changes) > wanted:
            yield changes


def _lines_at_end(pages: Sequence[Any]) -> int:
    return sum(1 for _ in text_lines(pages[-1]))


def _is_better(others: Sequence[Any], pages: Sequence[Any]) -> bool:
    if len(others) > len(pages):
        return False
    return _lines_at_end(others) >= FEWEST_ON_PAGE or len(others) == 1


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

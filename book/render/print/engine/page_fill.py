"""Fill pages: where one ends short, paragraphs on it are set in a line more or less.

A page ends short where a line and its note do not fit together, or to keep lines together. It is
laid out again with other lines until it is full enough, a few times at most, before the next page
is laid out. So is a page that ends with a hyphen.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox
from weasyprint.layout import page as page_layout

from book.render.print.engine.paragraphs.plans import PlannedLine, PlannedParagraph
from book.render.print.engine.paragraphs.total_fit import FittedLine

FULL = 1.5  # lines that a page may be short of above its notes, which stand at its foot
EVEN = 0.5  # the same if it has no notes: then its last line is beside that of the facing page
HYPHEN = 0.6  # as bad as so many lines, at the foot of a page, and twice that on a right-hand one
FEWEST_LINES = 3  # of a paragraph that is set in other lines
MOST_CHANGED = 3  # paragraphs on a page
APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "figure"})
make_page = page_layout.make_page

Lines = dict[tuple[int, float], FittedLine]


@dataclass(frozen=True, slots=True)
class LineChange:
    """Other lines for a paragraph, from its first one on the page on."""

    first: PlannedLine
    lines: list[FittedLine]

    def worsening(self) -> float:
        return self.first.unevenness(self.lines) - self.first.unevenness(self.first.rest())


def make_changes(changes: list[LineChange]) -> None:
    """Plan the paragraphs in these lines."""
    for change in changes:
        if change.lines:
            change.first.plan(change.lines)


def apply() -> None:
    """Make WeasyPrint fill pages, after the repairs."""
    global make_page  # noqa: PLW0603 (the repairs are called by it)
    if page_layout.make_page is not _make_full_page:
        make_page = page_layout.make_page
        page_layout.make_page = _make_full_page


@dataclass(slots=True)
class PageState:
    """What laying out a page changes, so that it can be laid out again."""

    context: Any
    page_number: int
    page_state: Any
    saved: dict[str, Any]

    @classmethod
    def of(cls, context: Any, page_number: int, page_state: Any) -> "PageState":
        saved = {
            "footnotes": [*context.footnotes],
            "reported_footnotes": [*context.reported_footnotes],
            "broken_out_of_flow": {**context.broken_out_of_flow},
            "page_state": copy.deepcopy(page_state),
            "remake_state": copy.deepcopy(context.page_maker[page_number - 1][-1]),
        }
        return cls(context, page_number, page_state, saved)

    def restore(self) -> None:
        context, saved = self.context, self.saved
        context.footnotes = [*saved["footnotes"]]
        context.reported_footnotes = [*saved["reported_footnotes"]]
        context.broken_out_of_flow = {**saved["broken_out_of_flow"]}
        context.page_maker[self.page_number - 1][-1].update(copy.deepcopy(saved["remake_state"]))
        for now, before in zip(self.page_state, copy.deepcopy(saved["page_state"]), strict=True):
            now.clear()
            now.update(before) if isinstance(now, dict) else now.extend(before)


def _make_full_page(
    context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, page_state: Any
) -> Any:
    state = PageState.of(context, number, page_state)
    context.__dict__.setdefault("states_of_pages", {})[number] = state
    attempt = partial(make_page, context, root_box, page_type, resume_at, number, page_state)
    result = attempt()
    cost = _cost(result, root_box)
    if cost <= 0 or context.__dict__.get("shortened"):
        return result
    best, best_changes = cost, list[LineChange]()
    lines = list(planned_lines(result[0]))
    firsts = list(_first_lines(lines))
    kept = lines_of(firsts)
    for changes in _changes(firsts, lines[-1].planned_line):
        put_back(kept)
        make_changes(changes)
        state.restore()
        result = attempt()
        cost = _cost(result, root_box)
        if cost <= 0:
            return result
        if cost < best:
            best, best_changes = cost, changes
    put_back(kept)
    make_changes(best_changes)
    state.restore()
    return attempt()


def _cost(result: Any, root_box: Any) -> float:
    """Return how bad the end of a page is, in lines; 0 or less if it is good."""
    page, resume_at, next_page = result
    lines = list(planned_lines(page))
    if resume_at is None or next_page["break"] != "any" or not lines:
        return 0.0
    if stands_apart(root_box, resume_at):
        return 0.0
    last = lines[-1]
    missing = room(page) / float(last.height) - (FULL if has_notes(page) else EVEN)
    is_hyphen = last.planned_line.fitted.breakpoint.is_hyphen and _is_last(page, last)
    weight = 2 if page.page_type.side == "right" else 1
    return max(0.0, missing) + (HYPHEN * weight if is_hyphen else 0.0)


def has_notes(page: Any) -> bool:
    return any(area.children for area in _note_areas(page))


def _note_areas(page: Any) -> Iterator[Any]:
    return (child for child in page.children if isinstance(child, FootnoteAreaBox))


def room(page: Any) -> float:
    """Return the height in CSS pixels that is left below the last line of a page."""
    taken = sum(area.margin_height() for area in _note_areas(page) if area.children)
    ends = (line.position_y + line.height for line in text_lines(page))
    lowest = max(ends, default=page.content_box_y())
    return float(page.content_box_y() + page.height - taken - lowest)


def text_lines(page: Any) -> Iterator[Any]:
    """Yield the lines of the text of a page, without its notes."""
    for box in page.children[0].descendants():
        if isinstance(box, LineBox) and box.children:
            yield box


def planned_lines(page: Any) -> Iterator[Any]:
    """Yield the lines of its justified paragraphs."""
    for line in text_lines(page):
        planned: PlannedLine | None = getattr(line, "planned_line", None)
        if planned and not planned.quality.rag:
            yield line


def _is_last(page: Any, line: Any) -> bool:
    return all(other.position_y <= line.position_y for other in text_lines(page))


def _resumed(root_box: Any, resume_at: Any) -> Iterator[Any]:
    """Yield the boxes with which the next page begins, from the outermost on."""
    box = root_box
    while resume_at:
        ((index, resume_at),) = resume_at.items()
        if index >= len(getattr(box, "children", ())):
            return
        box = box.children[index]
        yield box


def stands_apart(root_box: Any, resume_at: Any) -> bool:
    """Tell whether the next page begins with what needs room: a heading, a table, a figure."""
    tags = [box.element_tag for box in _resumed(root_box, resume_at)]
    return not APART.isdisjoint(tags)


def _first_lines(lines: list[Any]) -> Iterator[PlannedLine]:
    """Yield the first line of each paragraph on a page."""
    seen: set[int] = set()
    for line in lines:
        planned: PlannedLine = line.planned_line
        if id(planned.paragraph) not in seen:
            seen.add(id(planned.paragraph))
            yield planned


def lines_of(planned: Iterable[PlannedLine]) -> list[tuple[PlannedParagraph, Lines]]:
    """Return the paragraphs of planned lines with their lines, for `put_back`."""
    paragraphs = {id(line.paragraph): line.paragraph for line in planned}
    return [(paragraph, dict(paragraph.lines)) for paragraph in paragraphs.values()]


def put_back(kept: list[tuple[PlannedParagraph, Lines]]) -> None:
    """Plan paragraphs in the lines that they had."""
    for paragraph, lines in kept:
        paragraph.lines = dict(lines)


def _changes(firsts: list[PlannedLine], last: PlannedLine) -> Iterator[list[LineChange]]:
    """Yield ways to set the paragraphs of a page in other lines, those with the most even first."""
    if last.fitted.breakpoint.is_hyphen:
        first = next(each for each in firsts if each.paragraph is last.paragraph)
        yield [LineChange(first, first.without(last.fitted.breakpoint))]
        yield [LineChange(first, first.undivided())]
    for difference in (1, -1):
        changes = [LineChange(first, first.in_other_lines(difference)) for first in firsts]
        possible = sorted((each for each in changes if each.lines), key=LineChange.worsening)
        for count in range(1, min(len(possible), MOST_CHANGED) + 1):
            yield possible[:count]

"""Arrange the notes at the foot of a page in bands, one for each level, each with its own layout.

The notes of a band are separate paragraphs, run on in one, or stand in columns. WeasyPrint's own
columns push notes on, so here each column is a block at its place, with the height of the highest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import BlockBox

from book.render.print.engine.placed_notes import PIXEL
from book.render.print.footnotes import level_of

COLUMNS = {"two-columns": 2, "three-columns": 3}
COLUMN_GAP, BAND_GAP = 14 * PIXEL, 4 * PIXEL
STEP = 3 * PIXEL  # by which columns are made higher until all notes fit

Run = tuple[Any, ...]  # notes whose heights do not add up
Measure = Callable[[Run, float], float]  # returns the height of a run in a width


def arrange_notes(notes: Sequence[Any], area: Any, measure: Measure) -> tuple[list[Any], float]:
    """Return the boxes for a footnote area of notes sorted by level, and their height together."""
    boxes: list[Any] = []
    height = 0.0
    for layout, group in groupby(notes, key=_band):
        band = tuple(group)
        if layout is None:  # no level has a layout of its own
            boxes += band
            height += _sum(runs_of(band), area.width, measure)
            continue
        box, inside = _laid_out(band, layout[1], area, measure)
        gap = BAND_GAP if boxes else 0
        box.style["padding_top"] = Dimension(gap, "px")
        boxes.append(box)
        height += gap + inside
    return boxes, height


def runs_of(notes: Iterable[Any]) -> Iterator[Run]:
    """Yield notes one by one, but pieces of long notes that follow each other together.

    Pieces are set run-on, so their heights do not add up.
    """
    for is_long, group in groupby(notes, key=_is_piece):
        run = tuple(group)
        yield from (run,) if is_long else ((box,) for box in run)


def _band(note: Any) -> tuple[int, str] | None:
    layout = note.element.get("data-layout")
    return (level_of(note.element), layout) if layout else None


def _is_piece(note: Any) -> bool:
    return "long" in (note.element.get("class") or "").split()


def _laid_out(notes: Run, layout: str, area: Any, measure: Measure) -> tuple[Any, float]:
    if layout in COLUMNS:
        return _columns(notes, COLUMNS[layout], area, measure)
    if layout == "run-on":
        run = (*notes[:-1], _without_gap(notes[-1]))
        return _block(area, run), measure(run, area.width)
    return _block(area, notes), _sum(runs_of(notes), area.width, measure)


def _without_gap(note: Any) -> Any:
    """Return a note without the gap after it, for the end of a paragraph.

    It is kept with the note, so that its height is found once.
    """
    if not hasattr(note, "last_of_run"):
        note.last_of_run = note.deepcopy()
        kept = note.last_of_run.children
        note.last_of_run.children = [child for child in kept if not _is_gap(child)]
    return note.last_of_run


def _is_gap(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == "gap"


def _columns(notes: Run, count: int, area: Any, measure: Measure) -> tuple[Any, float]:
    """Return a block of columns, as low as they can be, and its height.

    There are no more columns than notes.
    """
    alone = list(runs_of(notes))
    count = min(count, len(alone))
    width = (area.page.width - (count - 1) * COLUMN_GAP) / count
    runs = [(run, measure(run, width)) for run in alone]
    heights = [height for _, height in runs]
    height = max([*heights, sum(heights) / count])
    while len(columns := list(_filled(runs, height))) > count:
        height += STEP
    blocks = [_block(area, tuple(column)) for column in columns]
    start = "margin_right" if area.style["direction"] == "rtl" else "margin_left"
    for number, block in enumerate(blocks):
        block.is_note_column = True
        block.style["width"], block.style["height"] = _pixels(width), _pixels(height)
        block.style[start] = _pixels(number * (width + COLUMN_GAP))
        block.style["margin_top"] = _pixels(-height if number else 0)
    return _block(area, blocks), height


def _filled(runs: Iterable[tuple[Run, float]], most: float) -> Iterator[list[Any]]:
    """Yield the notes of each column of a height."""
    column: list[Any] = []
    filled = 0.0
    for run, height in runs:
        if column and filled + height > most + 1:
            yield column
            column, filled = [], 0.0
        column += run
        filled += height
    yield column


def _block(area: Any, children: Sequence[Any]) -> Any:
    block = BlockBox.anonymous_from(area, list(children))
    block.style = block.style.copy()
    return block


def block_of_width(area: Any, children: Sequence[Any], width: float) -> Any:
    """Return a block of some width, to be measured."""
    block = _block(area, children)
    block.style["width"] = _pixels(width)
    return block


def _pixels(length: float) -> Any:
    return Dimension(length, "px")


def _sum(runs: Iterable[Run], width: float, measure: Measure) -> float:
    return sum(measure(run, width) for run in runs)

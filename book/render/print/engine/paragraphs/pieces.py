"""Cut a paragraph between planned lines into boxes that are set in the same lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.formatting_structure import boxes

from book.render.print.engine.paragraphs.measured import BoxRun, Path, measure
from book.render.print.engine.paragraphs.plans import PlannedLine, PlannedParagraph, keep_plan
from book.render.print.engine.paragraphs.total_fit import Breakpoint, FittedLine, UnbrokenParagraph


def cut_piece(context: Any, line_box: Any, lines: Sequence[PlannedLine], following: float) -> Any:
    """Return what is in some lines of a paragraph as a line box, which is planned in these lines.

    `following` is the index of the character with which the next piece begins, infinite for the
    last one.
    """
    piece = _PieceWalk(lines, following).of(line_box, ())
    _plan(context, piece, lines)
    return piece


@dataclass(slots=True)
class _PieceWalk:
    """The walk through a paragraph that copies what is in some of its lines."""

    lines: Sequence[PlannedLine]
    following: float
    reached: int = 0  # index of a character

    def of(self, box: Any, path: Path) -> Any:
        runs = {run.path: run for run in self.lines[0].paragraph.measured.runs}
        children = list(self._children(box, path, runs))
        return box.copy_with_children(children)

    def _children(self, box: Any, path: Path, runs: dict[Path, BoxRun]) -> Iterator[Any]:
        for index, child in enumerate(box.children):
            run = runs.get((*path, index))
            if run is not None:
                yield from self._in_run(child, run)
            elif isinstance(child, boxes.InlineBox) and child.children:
                part = child.copy_with_children(list(self._children(child, (*path, index), runs)))
                if part.children:
                    yield part
            elif self._begin <= self.reached < self.following:
                yield child

    @property
    def _begin(self) -> int:
        return self.lines[0].fitted.start

    def _in_run(self, box: Any, run: BoxRun) -> Iterator[Any]:
        """Yield the part of a text box, or another box, that is in the lines."""
        point = self.lines[-1].fitted.breakpoint
        end = run.start + len(run.text)
        first, last = max(run.start, self._begin), min(end, point.end)
        self.reached = end
        if first >= last:
            return
        if not isinstance(box, boxes.TextBox):
            yield box
            return
        text = run.text[first - run.start : last - run.start]
        hyphen = box.style["hyphenate_character"] if point.added and last == point.end else ""
        yield box.copy_with_text(text + hyphen)


def _plan(context: Any, piece: Any, lines: Sequence[PlannedLine]) -> None:
    whole = lines[0].paragraph
    measured = measure(
        context, piece, whole.measured.containing_block, has_gaps=whole.measured.has_gaps
    )
    assert measured is not None
    fitted = list(_moved(lines, len(measured.text)))
    hangs = {line.start: former.left for line, former in zip(fitted, lines, strict=True)}
    points = [line.breakpoint for line in fitted]
    unbroken = UnbrokenParagraph(measured.x, measured.spaces, hangs, points, whole.undivided.em)
    planned = PlannedParagraph(
        piece.children, measured, unbroken, whole.quality, whole.protrudes, unbroken
    )
    planned.keep(0, lines[0].width, lines[0].full, fitted)
    keep_plan(context, piece, planned)


def _moved(lines: Sequence[PlannedLine], length: int) -> Iterator[FittedLine]:
    """Yield the lines with their places in a piece of so many characters."""
    begin = lines[0].fitted.start
    for line in lines:
        point = line.fitted.breakpoint
        if line is lines[-1]:  # its hyphen is in the text of the piece
            point = Breakpoint(length, length, hangs=point.hangs, is_forced=True)
        else:
            point = replace(point, end=point.end - begin, start=point.start - begin)
        yield replace(line.fitted, start=line.fitted.start - begin, breakpoint=point)

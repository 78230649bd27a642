"""Plan the lines of a paragraph of WeasyPrint's, once for all its copies.

If a line begins where no plan has one (after a repair of a page break, say), the rest of the
paragraph is planned anew.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes

from book.model import DEFAULT_MICROTYPOGRAPHY, Microtypography
from book.render.print.engine.paragraphs.breakpoints import (
    HANGUL,
    find_breakpoints,
    with_divisions,
)
from book.render.print.engine.paragraphs.gaps import hangs_before, widens_gaps
from book.render.print.engine.paragraphs.measured import MeasuredText, Path, measure
from book.render.print.engine.paragraphs.protrusion import LEFT
from book.render.print.engine.paragraphs.quality import (
    FIXED,
    GAPS,
    JUSTIFIED,
    KOREAN,
    RAGGED,
    LineQuality,
)
from book.render.print.engine.paragraphs.total_fit import (
    Breakpoint,
    FittedLine,
    UnbrokenParagraph,
    fit,
)

EVEN = 1.55  # widest space, in natural ones, of a line that is set to fill a page
WORST = 100.0  # the cost of a runt, or of two hyphens that follow each other: no such lines are set
# Letters that stand apart from each other: Latin, Greek, Cyrillic, without combining marks; and
# punctuation, CJK, syllables of Hangul.
# Scripts of which the font comes before that of Latin, also for the spaces of Latin words.
SPACED_SCRIPT = re.compile("[\u0900-\u0dff\uac00-\ud7a3]")
SEPARATE = re.compile(
    r"[\n\x20-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u22ff\u2e80-\u9fff\uac00-\ud7a3]*"
)


_microtypography: ContextVar[Microtypography] = ContextVar(
    "microtypography", default=DEFAULT_MICROTYPOGRAPHY
)


@contextmanager
def microtypography_of(options: Microtypography) -> Iterator[None]:
    """Plan paragraphs with these options."""
    token = _microtypography.set(options)
    try:
        yield
    finally:
        _microtypography.reset(token)


def _quality(
    options: Microtypography, text: str, *, is_justified: bool, widens_gaps: bool
) -> LineQuality:
    """Return what a good line of a text is."""
    if not is_justified:
        return RAGGED
    if widens_gaps:
        return GAPS
    if not options.expands:
        return FIXED
    quality = KOREAN if HANGUL.search(text) else JUSTIFIED
    return quality if SEPARATE.fullmatch(text) else replace(quality, tracking=0.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a planned line ends: in which text box, at which byte, and whether with a hyphen."""

    path: Path
    byte: int
    is_hyphen: bool


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of a plan. It hangs into the margins by `left` and `right` CSS pixels.

    It is `width` wide, the next ones of the paragraph `full`. Without a cut, WeasyPrint ends it by
    itself: at the end of the paragraph or at a forced break.
    """

    paragraph: "PlannedParagraph"
    width: float
    full: float
    fitted: FittedLine
    cut: Cut | None
    left: float
    quality: LineQuality

    @property
    def right(self) -> float:
        return self.fitted.breakpoint.hangs

    def rest(self) -> list[FittedLine]:
        """Return the planned lines of the paragraph from this one on."""
        return self.paragraph.following(self.fitted.start, self.width, self.full)

    def in_other_lines(self, change: int) -> list[FittedLine]:
        """Return lines from this one on, more or fewer by `change`; none if they are too uneven."""
        return self._fitted(self.paragraph.paragraph, len(self.rest()) + change)

    def without(self, point: Breakpoint) -> list[FittedLine]:
        """Return lines from this one on that do not use a breakpoint."""
        paragraph = self.paragraph.paragraph
        others = [each for each in paragraph.breakpoints if each is not point]
        return self._fitted(replace(paragraph, breakpoints=others))

    def undivided(self) -> list[FittedLine]:
        """Return lines from this one on that end between words."""
        return self._fitted(self.paragraph.undivided)

    def _fitted(self, paragraph: UnbrokenParagraph, lines: int | None = None) -> list[FittedLine]:
        quality = replace(self.quality, tolerances=(EVEN,), ladder=WORST, runt=WORST)
        return fit(paragraph, self.fitted.start, self.width, self.full, quality, lines, WORST)

    def plan(self, lines: Sequence[FittedLine]) -> None:
        """Set the rest of the paragraph in these lines."""
        self.paragraph.keep(self.fitted.start, self.width, self.full, lines)

    def unevenness(self, lines: Sequence[FittedLine]) -> float:
        """Return how far the spaces of lines are from the ideal, as a sum of squares."""
        ideal = self.quality.ideal
        return sum((line.space - ideal) ** 2 for line in lines if not line.is_last)


@dataclass(slots=True)
class PlannedParagraph:
    """A paragraph that is measured, and its lines by their first character and width.

    In `undivided` lines end only between words. Where words may be divided is not sought before it
    is needed.
    """

    children: Any  # the boxes of the paragraph; kept, as their identity is the key of the plan
    measured: MeasuredText
    undivided: UnbrokenParagraph
    quality: LineQuality
    protrudes: bool
    divided: UnbrokenParagraph | None = None
    lines: dict[tuple[int, float], FittedLine] = field(default_factory=dict)

    @property
    def paragraph(self) -> UnbrokenParagraph:
        """The paragraph with all its breakpoints."""
        if self.divided is None:
            points = self.undivided.breakpoints
            points = with_divisions(self.measured, points, protrudes=self.protrudes)
            self.divided = replace(self.undivided, breakpoints=points)
        return self.divided

    def line(self, start: int, width: float, full: float) -> PlannedLine | None:
        """Return the line that begins at a character, None if none can be set there."""
        key = (start, round(width, 2))
        if key not in self.lines:
            self.keep(start, width, full, self._fitted(start, width, full))
        fitted = self.lines.get(key)
        if fitted is None:
            return None
        left = self.undivided.hangs.get(start, 0.0)
        return PlannedLine(self, width, full, fitted, self._cut(fitted), left, self.quality)

    def _fitted(self, start: int, width: float, full: float) -> list[FittedLine]:
        # No way to divide a word is better than lines that cost less than one hyphen.
        place, most = (start, width, full, self.quality), self.quality.hyphen
        return fit(self.undivided, *place, most=most) or fit(self.paragraph, *place)

    def keep(self, start: int, width: float, full: float, lines: Sequence[FittedLine]) -> None:
        for line in lines:
            self.lines[line.start, round(width if line.start == start else full, 2)] = line

    def following(self, start: int, width: float, full: float) -> list[FittedLine]:
        """Return the planned lines from one on."""
        lines = [self.lines[start, round(width, 2)]]
        while (key := (lines[-1].breakpoint.start, round(full, 2))) in self.lines:
            lines.append(self.lines[key])
        return lines

    def _cut(self, line: FittedLine) -> Cut | None:
        point, measured = line.breakpoint, self.measured
        if point.is_forced:
            return None
        if measured.text[point.end] == " " and not point.added:
            run = measured.run_at(point.end)
            return Cut(run.path, run.byte(point.end) or 1, is_hyphen=False)
        run = measured.run_at(point.end - 1)
        return Cut(run.path, run.byte(point.end), is_hyphen=point.added > 0)


def plan_paragraph(context: Any, line_box: Any, containing_block: Any) -> PlannedParagraph | None:
    """Return the plan of a paragraph, None if it is not measured. Copies of it share the plan."""
    known = context.__dict__.setdefault("planned_paragraphs", {})
    identity = id(line_box.children)
    if identity not in known:
        content = tuple(_content(line_box))
        if content not in known:
            known[content] = _planned(context, line_box, containing_block)
        known[identity] = (known[content], line_box.children)
    planned: PlannedParagraph | None = known[identity][0]
    return planned


def keep_plan(context: Any, line_box: Any, planned: PlannedParagraph) -> None:
    """Set a line box, and each copy of it, as planned."""
    known = context.__dict__.setdefault("planned_paragraphs", {})
    known[tuple(_content(line_box))] = planned


def _content(box: Any) -> Iterator[tuple[int, str]]:
    """Yield the styles and texts of a line box."""
    for child in box.children:
        yield id(child.style), getattr(child, "text", "")
        if isinstance(child, boxes.InlineBox):
            yield from _content(child)


def _planned(context: Any, line_box: Any, containing_block: Any) -> PlannedParagraph | None:
    options = _microtypography.get()
    is_justified = line_box.style["text_align_all"] == "justify"
    language = line_box.style["lang"] or ""
    has_gaps = widens_gaps(language)
    measured = measure(context, line_box, containing_block, has_gaps=has_gaps and is_justified)
    if measured is None:
        return None
    protrudes = options.protrudes and is_justified
    text, x = measured.text, measured.x
    hangs = {
        index: (x[index + 1] - x[index]) * (LEFT.get(character) or hangs_before(character))
        for index, character in enumerate(text if protrudes else "")
        if (character in LEFT or (has_gaps and hangs_before(character)))
        and measured.is_at_edge(index)
    }
    points = find_breakpoints(measured, protrudes=protrudes)
    em = measured.runs[0].box.style["font_size"]
    paragraph = UnbrokenParagraph(x, measured.spaces, hangs, points, em)
    quality = _quality(options, text, is_justified=is_justified, widens_gaps=has_gaps)
    if SPACED_SCRIPT.search(text):
        quality = replace(quality, measures_spaces=True)
    return PlannedParagraph(line_box.children, measured, paragraph, quality, protrudes)

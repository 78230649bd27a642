"""A paragraph of WeasyPrint's as one text: its characters, their places and widths."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as inline_layout

from book.render.print.engine.paragraphs.gaps import UNIT, shares_before
from book.render.print.engine.paragraphs.glyphs import character_ends

COLLAPSING = ("normal", "nowrap")  # values of white-space
FORCED = "\n"
SPACE = re.compile("[ \N{NO-BREAK SPACE}]")
OBJECT = "\N{CJK RADICAL REPEAT}"  # what WeasyPrint takes a box in a line for
SIDES = (
    ("margin_left", "border_left_width", "padding_left"),
    ("margin_right", "border_right_width", "padding_right"),
)

Path = tuple[int, ...]


class NotPlainError(Exception):
    """A paragraph has what is not measured here: a leader, a float, preserved spaces."""


@dataclass(frozen=True, slots=True)
class BoxRun:
    """A text box or another box in a line, the indexes that lead to it, and its first character.

    It `is_raised` if it is not on the base line, as the call of a note; it `follows_note` if
    something out of the flow stands between it and the text before it.
    """

    box: Any
    text: str
    path: Path
    start: int
    is_raised: bool
    follows_note: bool

    def byte(self, index: int) -> int:
        """Return the place in this box of a character of the whole text."""
        return len(self.text[: index - self.start].encode())

    def index(self, byte: int) -> int:
        """Return the index in the whole text of a place in this box."""
        return self.start + len(self.text.encode()[:byte].decode())


@dataclass(slots=True)
class MeasuredText:
    """The text of a line box. `x` has the place of each character in CSS pixels, and the end."""

    context: Any
    containing_block: Any
    has_gaps: bool = False  # between characters, which are to count as spaces
    direction: str = "ltr"
    text: str = ""
    x: list[float] = field(default_factory=lambda: [0.0])
    spaces: list[float] = field(default_factory=lambda: [0.0])
    runs: list[BoxRun] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    def run_at(self, index: int) -> BoxRun:
        return self.runs[bisect_right(self.starts, index) - 1]

    def is_at_edge(self, index: int) -> bool:
        """Tell whether a character that begins or ends a line stands at its edge.

        It does not in words that run against the direction of the paragraph.
        """
        direction: str = self.run_at(index).box.style["direction"]
        return direction == self.direction

    def index_of(self, skip_stack: Any) -> int:
        """Return the index of the character at which WeasyPrint resumes, without spaces."""
        return self.after_spaces(self._index_of(_path(skip_stack)) if skip_stack else 0)

    def after_spaces(self, index: int) -> int:
        while index < len(self.text) and self.text[index] == " ":
            index += 1
        return index

    def _index_of(self, path: Path) -> int:
        at = bisect_left(self.paths, path)
        if at and self.paths[at - 1] == path[:-1]:
            return self.runs[at - 1].index(path[-1])
        return self.runs[at].start if at < len(self.runs) else len(self.text)


def _path(skip_stack: Any) -> Path:
    path = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    return tuple(path)


def measure(
    context: Any, line_box: Any, containing_block: Any, *, has_gaps: bool = False
) -> MeasuredText | None:
    """Return a line box as one text, None if it has what is not measured here."""
    direction = line_box.style["direction"]
    measured = MeasuredText(context, containing_block, has_gaps, direction)
    try:
        _BoxWalk(measured).children_of(line_box, ())
    except NotPlainError:
        return None
    measured.starts = [run.start for run in measured.runs]
    measured.paths = [run.path for run in measured.runs]
    return measured if measured.text.strip() else None


@dataclass(slots=True)
class _BoxWalk:
    """Reads the boxes in a line, one after the other."""

    measured: MeasuredText
    x: float = 0.0
    is_raised: bool = False
    follows_note: bool = False

    def children_of(self, box: Any, path: Path) -> None:
        for index, child in enumerate(box.children):
            if not child.is_in_normal_flow():
                if child.is_floated():
                    raise NotPlainError
                self.follows_note = True
            elif isinstance(child, boxes.TextBox):
                self._text(child, (*path, index))
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                self._inline(child, (*path, index))
            elif isinstance(child, boxes.AtomicInlineLevelBox):
                self._atomic(child, (*path, index))
            else:
                raise NotPlainError

    def _text(self, box: Any, path: Path) -> None:
        if not box.text:
            return
        is_forced = box.text == FORCED
        if not is_forced and box.style["white_space"] not in COLLAPSING:
            raise NotPlainError
        self._add_run(box, box.text, path)
        ends = [0.0] if is_forced else character_ends(box.text, box.style, self.measured.context)
        self._add(box.text, [self.x + end for end in ends])

    def _add_run(self, box: Any, text: str, path: Path) -> None:
        start = len(self.measured.text)
        self.measured.runs.append(BoxRun(box, text, path, start, self.is_raised, self.follows_note))
        self.follows_note = False

    def _add(self, text: str, ends: list[float]) -> None:
        measured = self.measured
        if measured.has_gaps:
            em = measured.runs[-1].box.style["font_size"]
            before = measured.spaces[-1]
            shares = shares_before(text)[1:]
            measured.spaces += [before + UNIT * em * share for share in shares]
            measured.text += text
            measured.x += ends
            self.x = ends[-1]
            return
        spaces, counted = measured.spaces[-1], 0
        for space in SPACE.finditer(text):
            index = space.start()
            measured.spaces += [spaces] * (index - counted)
            spaces += ends[index] - (ends[index - 1] if index else self.x)
            measured.spaces.append(spaces)
            counted = index + 1
        measured.spaces += [spaces] * (len(text) - counted)
        measured.text += text
        measured.x += ends
        self.x = ends[-1]

    def _inline(self, box: Any, path: Path) -> None:
        before, after = (sum(_length(box.style[name]) for name in names) for names in SIDES)
        if box.style["direction"] == "rtl":
            before, after = after, before
        # What is before an element stands on the line that its first letter begins.
        self.x += before
        outer = self.is_raised
        self.is_raised |= box.style["vertical_align"] != "baseline"
        self.children_of(box, path)
        self.is_raised = outer
        self.x += after
        self.measured.x[-1] = self.x

    def _atomic(self, box: Any, path: Path) -> None:
        """Measure a box in the line: lay out a copy of it."""
        measured = self.measured
        laid_out = inline_layout.atomic_box(
            measured.context, box.deepcopy(), 0, None, measured.containing_block, [], []
        )
        self._add_run(box, OBJECT, path)
        self._add(OBJECT, [self.x + laid_out.margin_width()])


def _length(value: Any) -> float:
    """Return a length in CSS pixels. Raise NotPlainError for a part of another length."""
    if isinstance(value, int | float):
        return float(value)
    if value == "auto":
        return 0.0
    if getattr(value, "unit", None) not in (None, "px"):
        raise NotPlainError
    return float(value.value)

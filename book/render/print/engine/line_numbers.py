"""Number the lines of a document that is laid out: in the margin, and in the notes keyed to them.

Lines are counted when they are set, so that no second layout is needed: digits stand in for the
numbers in the notes. Elements with `data-counted` are counted: each line of a paragraph, a line of
verse once, however often it is turned. A line of verse may state its number in its poem.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure.boxes import (
    BlockBox,
    FootnoteAreaBox,
    InlineBox,
    LineBox,
    TextBox,
)
from weasyprint.text.line_break import split_first_line

from book.model import Trim
from book.render.print.engine.placed_notes import PIXEL
from book.render.print.footnotes import level_of
from book.render.print.html_source import NUMBER_GAP
from book.render.print.layout_job import LineNumbering
from book.text.digits import in_digits

NUMBER_STYLE = {
    "font_size": 8 * PIXEL,
    "font_style": "normal",
    "font_weight": 400,
    "font_variant_caps": "normal",
    "font_variant_numeric": ("lining-nums", "proportional-nums"),
    "letter_spacing": 0,
    "text_decoration_line": "none",
}


@dataclass(frozen=True)
class CountedLine:
    """A line that is counted: its page, its number, and its first box, which has its height.

    The number is `written` in the digits of the edition's language.
    """

    page: int
    number: int
    box: Any
    written: str


@dataclass
class _Lines:
    """The counted lines of a document, and those on which its anchors stand."""

    count: LineNumbering
    counted: list[CountedLine] = field(default_factory=list)
    anchors: dict[str, CountedLine] = field(default_factory=dict)
    number: int = 0
    known: dict[Any, CountedLine] = field(default_factory=dict)  # by the element of a line of verse
    sections: set[Any] = field(default_factory=set)

    def read_page(self, index: int, page: Any) -> None:
        if self.count.count == "page":
            self.number = 0
        for child in page.children:
            if not isinstance(child, FootnoteAreaBox) and not hasattr(child, "at_keyword"):
                self._read(child, None, index)

    def _read(self, box: Any, holder: Any, page: int) -> None:
        """Read a box; `holder` is the element around it whose lines are counted."""
        element = box.element
        if element is not None and element.tag == "section" and element not in self.sections:
            self.sections.add(element)
            if self.count.count == "section":
                self.number = 0
        if element is not None and element.get("data-counted") is not None:
            holder = element
        if isinstance(box, LineBox):
            if holder is not None and _has_words(box):
                self._read_line(box, holder, page)
            return
        for child in getattr(box, "children", ()):
            self._read(child, holder, page)

    def _read_line(self, box: Any, holder: Any, page: int) -> None:
        line = self.known.get(holder) or self._count(box, holder, page)
        for child in box.descendants():
            if isinstance(child, InlineBox) and child.element is not None:
                self.anchors.setdefault(child.element.get("id", ""), line)

    def _count(self, box: Any, holder: Any, page: int) -> CountedLine:
        own = holder.get("data-counted")
        self.number += not own
        number = int(own or self.number)
        line = CountedLine(page, number, box, in_digits(number, self.count.language))
        self.counted.append(line)
        if holder.tag == "span":
            self.known[holder] = line
        return line


def _has_words(line: Any) -> bool:
    return any(isinstance(box, TextBox) and box.text.strip() for box in line.descendants())


def number_lines(document: Document, count: LineNumbering, trim: Trim) -> dict[str, str]:
    """Number the lines of a document; return the number of the line of each anchor.

    The anchors in a note have the line of its lemma.
    """
    lines = _Lines(count)
    pages = [page._page_box for page in document.pages]
    for index, page in enumerate(pages):
        lines.read_page(index, page)
    numbers = {anchor: line.written for anchor, line in lines.anchors.items()}
    for index, page in enumerate(pages):
        numbers |= dict(_key_notes(page, lines.anchors))
        here = [line for line in lines.counted if line.page == index]
        _set_in_margin(page, [line for line in here if line.number % count.step == 0], trim)
    return numbers


# ── In the margin ────────────────────────────────────────────────────────────────────────────────


def _set_in_margin(page: Any, lines: list[CountedLine], trim: Trim) -> None:
    """Set the numbers of lines in the outer margin, after all text of the page.

    There they interrupt neither what is copied nor, as what a style sheet draws, what is spoken.
    """
    if not lines:
        return
    left, right = page.content_box_x(), page.content_box_x() + page.width
    texts = [_number_box(line) for line in lines]
    for text in texts:
        gap = NUMBER_GAP * PIXEL
        is_left = page.page_type.side == "left"
        text.position_x = left - gap - text.width if is_left else right + gap
    row = LineBox.anonymous_from(lines[0].box, texts)
    holder = BlockBox.anonymous_from(lines[0].box, [row])
    for box in (row, holder):
        box.position_x, box.position_y, box.width, box.height = left, texts[0].position_y, 0, 0
        box.background = None
        _without_edges(box)
    row.baseline = 0
    page.children = [*page.children, holder]


def _number_box(line: CountedLine) -> Any:
    style = line.box.style.copy()
    style.update(NUMBER_STYLE)
    box = TextBox("p::line-number", style, line.box.element, line.written)
    _set_text(box, box.text)
    _without_edges(box)
    box.position_y = line.box.position_y + line.box.baseline - box.baseline
    return box


def _set_text(box: Any, text: str) -> None:
    box.text = text
    line = split_first_line(text, box.style, None, None, 0)
    box.pango_layout, _, _, box.width, box.height, box.baseline = line


def _without_edges(box: Any) -> None:
    for side in ("top", "right", "bottom", "left"):
        for edge in ("margin_{}", "padding_{}", "border_{}_width"):
            setattr(box, edge.format(side), 0)


# ── In the notes ─────────────────────────────────────────────────────────────────────────────────


def _key_notes(page: Any, anchors: dict[str, CountedLine]) -> Iterator[tuple[str, str]]:
    """Fill in the keys of the notes on a page; yield each anchor in them with its line."""
    last: dict[int, CountedLine] = {}
    for element, boxes in _footnotes(page).items():
        note = element.get("data-note") or element.get("id")
        line = _line_of_note(note, anchors)
        if line is not None:
            level = level_of(element)
            for box in boxes:
                _fill_key(box, line, is_same=last.get(level) == line)
                for name in _names_in(box):
                    yield name, line.written
            last[level] = line


def _footnotes(page: Any) -> dict[Any, list[Any]]:
    """Return the notes at the foot of a page by their elements, in order, each with its boxes.

    A note that is set run-on has several.
    """
    notes: dict[Any, list[Any]] = {}
    for area in page.children:
        for box in area.descendants() if isinstance(area, FootnoteAreaBox) else ():
            if box.element is not None and box.element.get("data-level"):
                notes.setdefault(box.element, []).append(box)
    return notes


def _line_of_note(note: str, anchors: dict[str, CountedLine]) -> CountedLine | None:
    """Return the line on which the first word of a lemma begins.

    If the word goes on overleaf, so does the note, and the line is that on which it ends.
    """
    begin, end = anchors.get(f"call-{note}"), anchors.get(f"called-{note}")
    if begin is None or end is None:
        return None
    return begin if begin.page == end.page else end


def _fill_key(footnote: Any, line: CountedLine, *, is_same: bool) -> None:
    """Write the number of its line into a note, or nothing if the note before it has the same.

    In columns each note has its number, as it may be the first of a column, and so has each that
    runs on, where a gap would stand for it. Of a note with several boxes this may be done more
    than once.
    """
    layout = footnote.element.get("data-layout")
    for parent in list(footnote.descendants()):
        for box in list(getattr(parent, "children", ())):
            if not isinstance(box, TextBox) or box.element.get("data-key") is None:
                continue
            if is_same and box.element.tail and layout == "paragraphs":
                parent.children = [child for child in parent.children if child is not box]
            else:
                left, right = box.position_x, box.position_x + box.width
                _set_text(box, line.written)
                is_rtl = footnote.style["direction"] == "rtl"  # where the words follow on the left
                box.position_x = left if is_rtl else right - box.width


def _names_in(footnote: Any) -> Iterator[str]:
    for box in (footnote, *footnote.descendants()):
        if box.element is not None and (name := box.element.get("id")):
            yield name

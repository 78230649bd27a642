"""Write the passages of the work: their words and their form, with the apparatus and the notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from book.model import FORMAL, Break, Inlines, Row
from book.render.tei.elements import Content, Element, append_content, element
from book.render.tei.inlines import EDITOR, Calls, indent, inline_content
from book.render.tei.segments import (
    Segment,
    SegmentReading,
    needs_space,
    split_segments,
    weightiest_kind,
)
from book.render.tei.sigla import Ids, pointers
from book.text.inlines import plain_inlines, text_of
from book.text.slices import break_offsets, slice_inlines, without_breaks


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of a text: its content, its indent, and its number in the text from 0."""

    content: Content
    indent: int = 0
    number: int = 0


def written_lines(inlines: Inlines, calls: Calls) -> list[WrittenLine]:
    """Return the lines of a text without apparatus."""
    lines = _LineWriter(inlines, calls)
    lines.add_text(0, len(text_of(inlines)) + 1)
    return lines.lines


def joined_lines(lines: list[WrittenLine]) -> Content:
    """Return lines as one content, with elements for the breaks between them."""
    content = [*lines[0].content]
    for line in lines[1:]:
        content += [element("lb", rend=indent(line.indent)), *line.content]
    return content


class _LineWriter:
    """Writes the lines of a text; between its pieces, elements can be added."""

    def __init__(self, inlines: Inlines, calls: Calls) -> None:
        self.inlines, self.calls = inlines, calls
        self.breaks: list[tuple[int, Break]] = list(break_offsets(inlines))
        self.lines = [WrittenLine([])]

    def add(self, new: Element) -> None:
        self.lines[-1].content.append(new)

    def add_text(self, start: int, end: int) -> None:
        """Add the characters `start` to `end` of the text; its breaks begin new lines."""
        for number, (offset, line_break) in enumerate(self.breaks, 1):
            if start <= offset < end:
                self._add_piece(start, offset + 1)
                self.lines.append(WrittenLine([], line_break.indent, number))
                start = offset + 1
        self._add_piece(start, end)

    def _add_piece(self, start: int, end: int) -> None:
        piece = without_breaks(slice_inlines(self.inlines, start, end))
        self.lines[-1].content.extend(inline_content(piece, self.calls))


@dataclass(frozen=True)
class PassageWriter:
    """Writes a row; `inlines` are its printed text with its form, its notes and its anchors.

    Where the border of a segment crosses a form, both pieces have it.
    """

    row: Row
    inlines: Inlines
    ids: Ids
    calls: Calls

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return split_segments(self.row)

    def lines(self) -> list[WrittenLine]:
        """Return the lines of the passage; one that ends within a variant goes on after it."""
        writer, end = _LineWriter(self.inlines, self.calls), len(self.row.text)
        for index, segment in enumerate(self.segments):
            if segment.readings:
                writer.add(self._app(index, segment))
            else:
                writer.add_text(segment.start, segment.end)
        writer.add_text(end, end + 1)
        return writer.lines

    def content(self) -> Content:
        """Return the passage as one line; its line breaks are elements."""
        return joined_lines(self.lines())

    def _app(self, index: int, segment: Segment) -> Element:
        kind = weightiest_kind(reading.kind for reading in segment.readings)
        app = element("app", self._lemma(segment), type=kind)
        app.extend(self._reading(index, reading) for reading in segment.readings)
        if segment.reason:
            app.append(element("note", segment.reason, type="reason", resp=EDITOR))
        return app

    def _lemma(self, segment: Segment) -> Element:
        chosen_by = EDITOR if segment.reason else ""
        lemma = element("lem", wit=pointers(segment.sigla, self.ids), resp=chosen_by)
        words = slice_inlines(self.inlines, segment.start, segment.end)
        return append_content(lemma, inline_content(words, self.calls))

    def _reading(self, index: int, reading: SegmentReading) -> Element:
        """Return a reading with the spaces that it brings."""
        wit, kind = pointers(reading.sigla, self.ids), reading.form or reading.kind
        if reading.form in FORMAL:
            rdg = element("rdg", wit=wit, type=reading.kind, rend=reading.form)
        else:
            rdg = element("rdg", wit=wit, type=kind)
        text = reading.text
        if reading.form == "divided":
            rdg.append(element("milestone", unit="paragraph"))
        elif text:
            text = self._text(index, reading.sigla[0])
        return append_content(rdg, inline_content(plain_inlines(text)))

    def _text(self, index: int, siglum: str) -> str:
        """Return what a witness has in a segment; its own reading brings the spaces it needs."""
        reading = _own_reading(self.segments[index], siglum)
        if reading is None or not reading.text:
            return self._bare_text(index, siglum)
        before, text = self._text_before(index, siglum), reading.text
        after = self._text_after(index, siglum, is_first=not before)
        return _spaced(before, text) + text + _spaced(text, after)

    def _bare_text(self, index: int, siglum: str) -> str:
        segment = self.segments[index]
        reading = _own_reading(segment, siglum)
        return reading.text if reading else self.row.text[segment.start : segment.end]

    def _text_before(self, index: int, siglum: str) -> str:
        """Return what a witness has in front of a segment, as far back as something is there."""
        texts = (self._text(each, siglum) for each in reversed(range(index)))
        return next(filter(None, texts), "")

    def _text_after(self, index: int, siglum: str, *, is_first: bool) -> str:
        """Return what follows; "" for a reading that brings its own space, as all do but one."""
        for each in range(index + 1, len(self.segments)):
            if text := self._bare_text(each, siglum):
                brings_space = _own_reading(self.segments[each], siglum) and not is_first
                return "" if brings_space else text
        return ""


def _spaced(before: str, after: str) -> str:
    return " " if before and after and needs_space(before, after) else ""


def _own_reading(segment: Segment, siglum: str) -> SegmentReading | None:
    own: Iterator[SegmentReading] = (r for r in segment.readings if siglum in r.sigla)
    return next(own, None)

"""Write the passages of the work: their words and their form, with the apparatus and the notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from book.model import FORMAL, Break, Inlines, Row
from book.render.tei.elements import Content, Element, append_content, element
from book.render.tei.inlines import EDITOR, Calls, indent, inline_content
from book.render.tei.sigla import Ids, passage_id, pointers
from book.text.inlines import plain_inlines, text_of
from book.text.segments import (
    Segment,
    SegmentReading,
    split_segments,
    weightiest_kind,
    witness_texts,
)
from book.text.slices import break_offsets, slice_inlines, without_breaks

Sigla = tuple[str, ...]


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
        name = f"{passage_id(str(self.row.place))}.{segment.number}"
        app = element("app", self._lemma(segment), xml_id=name, type=kind)
        for reading in segment.readings:
            app.extend(self._reading(reading, *each) for each in self._texts(index, reading))
        if segment.reason:
            app.append(element("note", segment.reason, type="reason", resp=EDITOR))
        return app

    def _lemma(self, segment: Segment) -> Element:
        chosen_by = EDITOR if segment.reason else ""
        lemma = element("lem", wit=pointers(segment.sigla, self.ids), resp=chosen_by)
        words = slice_inlines(self.inlines, segment.start, segment.end)
        return append_content(lemma, inline_content(words, self.calls))

    def _texts(self, index: int, reading: SegmentReading) -> Iterator[tuple[str, Sigla]]:
        """Yield each text of a reading, and the witnesses that have it.

        It brings the spaces that it needs, and what stands around it may differ by witness.
        """
        witnesses: dict[str, list[str]] = {}
        for siglum in reading.sigla:
            witnesses.setdefault(self._text(index, siglum), []).append(siglum)
        yield from ((text, tuple(sigla)) for text, sigla in witnesses.items())

    def _reading(self, reading: SegmentReading, text: str, sigla: Sigla) -> Element:
        wit, kind = pointers(sigla, self.ids), reading.form or reading.kind
        if reading.form in FORMAL:
            rdg = element("rdg", wit=wit, type=reading.kind, rend=reading.form)
        else:
            rdg = element("rdg", wit=wit, type=kind)
        if reading.form != "divided":
            return append_content(rdg, inline_content(plain_inlines(text)))
        end = text.find(reading.text) + reading.division
        first, second = (inline_content(plain_inlines(t)) for t in (text[:end], text[end:]))
        return append_content(rdg, [*first, element("milestone", unit="paragraph"), *second])

    def _text(self, index: int, siglum: str) -> str:
        """Return what a witness reads in a segment, with the spaces that it needs around it."""
        return witness_texts(self.row.text, self.segments, siglum)[index]

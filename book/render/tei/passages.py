"""Write the passages of the work: paragraphs and headings with the apparatus and the notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from book.model import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Mark,
    NoteCall,
    Row,
    SmallCapitals,
    Strong,
    Superscript,
    Term,
)
from book.render.tei.elements import Element, append_child, element
from book.render.tei.inlines import EDITOR, Notes, inline_content, note_elements
from book.render.tei.segments import Segment, SegmentReading, needs_space, split_segments
from book.text.inlines import plain_inlines, text_of
from book.text.typography import xml_id

Ids = Mapping[str, str]  # the xml:id of each witness by its siglum


def pointers(sigla: tuple[str, ...], ids: Ids) -> str:
    """Return a list of witnesses as TEI points to them."""
    return " ".join(f"#{ids[siglum]}" for siglum in sigla)


def passage_id(place: str) -> str:
    """Return the xml:id of a passage: a paragraph's anchor in the book, or a heading's own."""
    return xml_id(f"p {place}") if "¶" in place else xml_id(f"h {place}")


@dataclass(frozen=True, slots=True)
class PassageWriter:
    """Writes a row; `inserted` are notes and anchors by the character before which they stand."""

    row: Row
    ids: Ids
    inserted: Mapping[int, tuple[Element, ...]]

    def fill(self, parent: Element) -> Element:
        """Append the text with its apparatus to a paragraph or heading; return that."""
        for segment in split_segments(self.row):
            if segment.readings:
                append_child(parent, self._app(segment, _last_character(parent)))
            else:
                self._append_text(parent, segment.start, segment.end)
        self._append_final(parent)
        return parent

    def _append_final(self, parent: Element) -> None:
        """Append what is inserted at the end of the text."""
        for position, elements in self.inserted.items():
            if position >= len(self.row.text):
                parent.extend(elements)

    def _append_text(self, parent: Element, start: int, end: int) -> None:
        """Append the printed text from `start` to `end` with what is inserted in it."""
        done = start
        for position in sorted(p for p in self.inserted if start <= p < end):
            _append_words(parent, self.row.text[done:position])
            parent.extend(self.inserted[position])
            done = position
        _append_words(parent, self.row.text[done:end])

    def _app(self, segment: Segment, before: str) -> Element:
        """Return the apparatus of a segment; `before` is the character in front of it."""
        app = element("app", self._lemma(segment), type=_kind(segment))
        app.extend(self._readings(segment, before))
        if segment.reason:
            app.append(element("note", segment.reason, type="reason", resp=EDITOR))
        return app

    def _readings(self, segment: Segment, before: str) -> Iterator[Element]:
        is_addition = segment.start == segment.end
        after = self.row.text[segment.end :]
        for reading in segment.readings:
            spaces = _added_spaces(reading.text, before, after) if is_addition else ("", "")
            yield self._reading(reading, *spaces)

    def _lemma(self, segment: Segment) -> Element:
        chosen_by = EDITOR if segment.reason else ""
        lemma = element("lem", wit=pointers(segment.sigla, self.ids), resp=chosen_by)
        self._append_text(lemma, segment.start, segment.end)
        return lemma

    def _reading(self, reading: SegmentReading, before: str, after: str) -> Element:
        """Return a reading between the given spaces."""
        kind = reading.form or reading.kind
        rdg = element("rdg", wit=pointers(reading.sigla, self.ids), type=kind)
        if reading.form == "divided":
            rdg.append(element("milestone", unit="paragraph"))
            before = after = ""
        _append_words(rdg, f"{before}{reading.text}{after}")
        return rdg


def _added_spaces(text: str, before: str, after: str) -> tuple[str, str]:
    """Return the space that an addition brings with it: in front, behind, or neither.

    `before` and `after` are the printed text around it.
    """
    if not text:
        return "", ""
    if before:
        return (" " if needs_space(before, text) else ""), ""
    return "", (" " if after and needs_space(text, after) else "")


def _kind(segment: Segment) -> str:
    is_substantive = any(reading.kind == "substantive" for reading in segment.readings)
    return "substantive" if is_substantive else "accidental"


def _last_character(parent: Element) -> str:
    """Return the last character of an element's text; "" if it has none."""
    return "".join(str(text) for text in parent.itertext())[-1:]


def _append_words(parent: Element, text: str) -> None:
    for child in inline_content(plain_inlines(text), {}) if text else ():
        append_child(parent, child)


def inserted_elements(inlines: Inlines, notes: Notes) -> dict[int, tuple[Element, ...]]:
    """Return the notes and anchors in inlines by the character before which they stand."""
    by_position: dict[int, list[Element]] = {}
    for position, inline in _positions(inlines, 0):
        if elements := list(_inserted(inline, notes)):
            by_position.setdefault(position, []).extend(elements)
    return {position: tuple(elements) for position, elements in by_position.items()}


def _inserted(inline: Inline, notes: Notes) -> Iterator[Element]:
    if isinstance(inline, Mark | Term):
        yield element("anchor", xml_id=inline.id)
    elif isinstance(inline, NoteCall):
        yield from note_elements(inline, notes)


def _positions(inlines: Inlines, start: int) -> Iterator[tuple[int, Inline]]:
    """Yield each inline, nested ones too, after the position of its text."""
    containers = Mark | Term | Emphasis | Strong | SmallCapitals | Superscript | Foreign
    for inline in inlines:
        yield start, inline
        if isinstance(inline, containers):
            yield from _positions(inline.inlines, start)
        start += len(text_of((inline,)))

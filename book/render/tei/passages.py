"""Write the passages of the work: each paragraph and heading with its apparatus, and with the editor's notes at their words."""

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
from book.render.tei.apparatus import Other, Segment, needs_space, segments
from book.render.tei.elements import Element, add, element
from book.render.tei.inlines import EDITOR, Notes, contents, note_at
from book.text.inlines import plain_inlines, text_of

Ids = Mapping[str, str]  # the xml:id of each witness by its siglum


def pointers(sigla: tuple[str, ...], ids: Ids) -> str:
    """Write a list of witnesses as TEI points to them."""
    return " ".join(f"#{ids[siglum]}" for siglum in sigla)


@dataclass(frozen=True, slots=True)
class Passage:
    """A row's words and what stands at them: `events` are elements by the character before which they stand."""

    row: Row
    ids: Ids
    events: Mapping[int, tuple[Element, ...]]

    def fill(self, parent: Element) -> Element:
        """Put the words and the apparatus into a paragraph or heading."""
        for segment in segments(self.row):
            if segment.others:
                add(parent, self._app(segment, _written(parent)))
            else:
                self._words(parent, segment.start, segment.end)
        for at, found in self.events.items():
            if at >= len(self.row.text):
                for event in found:
                    add(parent, event)
        return parent

    def _words(self, parent: Element, start: int, end: int) -> None:
        """Put the printed words from `start` to `end`, with the events among them."""
        at = start
        for point in sorted(p for p in self.events if start <= p < end):
            _add_words(parent, self.row.text[at:point])
            for event in self.events[point]:
                add(parent, event)
            at = point
        _add_words(parent, self.row.text[at:end])

    def _app(self, segment: Segment, before: str) -> Element:
        lemma = element(
            "lem", wit=pointers(segment.sigla, self.ids), resp=EDITOR if segment.reason else ""
        )
        self._words(lemma, segment.start, segment.end)
        app = element("app", lemma, type=_type(segment))
        addition = segment.start == segment.end
        for other in segment.others:
            app.append(self._rdg(other, addition, before, self.row.text[segment.end :]))
        if segment.reason:
            app.append(element("note", segment.reason, type="reason", resp=EDITOR))
        return app

    def _rdg(self, other: Other, addition: bool, before: str, after: str) -> Element:
        """Write a reading; an addition brings the space with it that stands between words."""
        text = other.text
        made = element("rdg", wit=pointers(other.sigla, self.ids), type=other.form or other.kind)
        if other.form == "divided":
            made.append(element("milestone", unit="paragraph"))
        elif addition and text:
            text = f" {text}" if before and needs_space(before, text) else text
            text = f"{text} " if after and not before and needs_space(text, after) else text
        _add_words(made, text)
        return made


def _type(segment: Segment) -> str:
    return (
        "substantive"
        if any(other.kind == "substantive" for other in segment.others)
        else "accidental"
    )


def _written(parent: Element) -> str:
    """Give the last words in an element, to know whether there are any."""
    return "".join(str(text) for text in parent.itertext())[-1:]


def _add_words(parent: Element, text: str) -> None:
    for child in contents(plain_inlines(text), {}) if text else ():
        add(parent, child)


def events_of(inlines: Inlines, notes: Notes) -> dict[int, tuple[Element, ...]]:
    """Find where in the words of a paragraph notes are called and marks of the index stand."""
    found: dict[int, list[Element]] = {}
    for at, inline in _points(inlines, 0):
        made = [element("anchor", xml_id=inline.id)] if isinstance(inline, Mark | Term) else []
        made += note_at(inline, notes) if isinstance(inline, NoteCall) else ()
        if made:
            found.setdefault(at, []).extend(made)
    return {at: tuple(elements) for at, elements in found.items()}


def _points(inlines: Inlines, at: int) -> Iterator[tuple[int, Inline]]:
    for inline in inlines:
        yield at, inline
        if isinstance(
            inline, Mark | Term | Emphasis | Strong | SmallCapitals | Superscript | Foreign
        ):
            yield from _points(inline.inlines, at)
        at += len(text_of((inline,)))

"""Write notes at their calls: the editor's, and the source's with their apparatus."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from book.model import Inlines, Note, Place, Row
from book.render.tei.elements import Element, append_content, element
from book.render.tei.inlines import EDITOR, inline_content
from book.render.tei.passages import PassageWriter
from book.render.tei.presence import presence_app, presence_of
from book.render.tei.sigla import Ids, passage_id, pointers
from book.text.inlines import text_of
from book.text.lines import split_paragraphs
from book.text.source_notes import note_paragraphs


@dataclass(frozen=True, slots=True)
class NoteWriter:
    """Writes the notes of a book, each once; a further call of one is a pointer to it.

    `rows` are the passages of the work by place, `copies` the sigla of its witnesses. The notes of
    the apparatus are left out: the apparatus itself contains them.
    """

    notes: Mapping[str, Note] = field(default_factory=dict)
    ids: Ids = field(default_factory=dict)
    rows: Mapping[Place, Row] = field(default_factory=dict)
    copies: tuple[str, ...] = ()
    written: set[str] = field(default_factory=set)

    def __call__(self, name: str) -> Iterator[Element]:
        """Yield the note that is called by its id; nothing if it belongs to the apparatus."""
        note = self.notes.get(name)
        if note is None or note.kind == "variant":
            return
        if name in self.written:
            yield element("ptr", target=f"#{name}", type="noteAnchor")
            return
        self.written.add(name)
        new = element(
            "note",
            xml_id=note.id,
            n=note.mark,
            place="bottom",
            type="editorial" if note.kind == "note" else note.kind,
            resp="" if note.author or note.kind == "source" else EDITOR,
            source=pointers(note.sigla, self.ids),
        )
        yield append_content(new, self._content(note))

    def _content(self, note: Note) -> Iterator[Element | str]:
        paragraphs = split_paragraphs(note.inlines)
        if note.kind == "source":
            for place, inlines in note_paragraphs(note):
                yield self._source_paragraph(note, place, inlines)
        elif len(paragraphs) > 1:
            for inlines in paragraphs:
                yield element("p", *inline_content(inlines, self))
        else:
            yield from inline_content(note.inlines, self)

    def _source_paragraph(self, note: Note, place: Place, inlines: Inlines) -> Element:
        """Return a paragraph of a note of the source, with its apparatus if it is in the work."""
        row = self.rows.get(place)
        new = element("p", xml_id=passage_id(str(place)), n=str(place))
        if row is None or row.text != text_of(inlines):
            new.set("source", pointers(note.sigla, self.ids))
            return append_content(new, inline_content(inlines, self))
        content = PassageWriter(row, inlines, self.ids, self).content()
        presence = presence_of(row, self.copies)
        if presence.is_partial:
            content = [presence_app(presence, self.ids, content)]
        return append_content(new, content)

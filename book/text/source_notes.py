"""Find the source's own notes, and the paragraphs in them, by place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from book.model import Break, Inline, Inlines, Note, Place


def source_note_at(notes: Iterable[Note], place: Place) -> Note:
    """Return the note of the source of which the paragraph at a place is part."""
    before = (note for note in notes if note.kind == "source" and _may_hold(note.place, place))
    return max(before, key=lambda note: note.place.note)


def _may_hold(first: Place, place: Place) -> bool:
    is_near = (first.path, first.paragraph) == (place.path, place.paragraph)
    return is_near and first.note <= place.note


def note_paragraphs(note: Note) -> Iterator[tuple[Place, Inlines]]:
    """Yield the paragraphs of a note, each with its place."""
    place = note.place
    paragraph: list[Inline] = []
    for inline in note.inlines:
        if isinstance(inline, Break) and inline.is_paragraph:
            yield place, tuple(paragraph)
            place, paragraph = replace(place, note=place.note + 1), []
        else:
            paragraph.append(inline)
    yield place, tuple(paragraph)

"""The paragraphs of the witnesses and the notes on them, with the anchors and calls in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from book.model import Break, Edition, Inlines, Mark, NoteCall, Paragraph, Term
from book.text.facing import is_facing
from book.text.inlines import text_of
from book.text.traversal import blocks_of_type
from book.text.typography import STRAIGHT


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A paragraph or a note: its text with straight quotes, and what stands where in it.

    `folded` is the text without case, for quick searches. `calls` and `anchors` are the offsets of
    the notes that it calls and of its anchors, by id; `line_ends` those of the ends of its lines.
    """

    place: str
    text: str
    folded: str
    calls: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    line_ends: list[int] = field(default_factory=list)


def read_paragraphs(edition: Edition) -> tuple[ReadPassage, ...]:
    """Return the paragraphs of the witnesses, in reading order."""
    paragraphs = blocks_of_type(edition.divisions, Paragraph)
    return tuple(
        _read(str(paragraph.place), paragraph.inlines)
        for paragraph in paragraphs
        if paragraph.place and paragraph.style == "text"
    )


def read_notes(edition: Edition) -> tuple[ReadPassage, ...]:
    """Return the editor's notes; their places are their ids."""
    return tuple(_read(note.id, note.inlines) for note in edition.notes if note.kind == "note")


def read_searched(edition: Edition) -> tuple[ReadPassage, ...]:
    """Return the passages in which the entries of lists are searched for.

    These are the paragraphs of the witnesses and the editor's notes, without the version that faces
    the text.
    """
    divisions = tuple(each for each in edition.divisions if each.kind != "facing")
    notes = tuple(each for each in edition.notes if not is_facing(each.place))
    text = replace(edition, divisions=divisions, notes=notes)
    return (*read_paragraphs(text), *read_notes(text))


def _read(place: str, inlines: Inlines) -> ReadPassage:
    text = text_of(inlines).translate(STRAIGHT)
    passage = ReadPassage(place, text, text.casefold())
    for name, offset, is_call in _points(inlines, 0):
        if not name:
            passage.line_ends.append(offset)
            continue
        (passage.calls if is_call else passage.anchors)[name] = offset
    return passage


def _points(inlines: Inlines, start: int) -> Iterator[tuple[str, int, bool]]:
    """Yield the id and the offset of each call and anchor, and whether it is a call.

    The end of a line has no id.
    """
    for inline in inlines:
        match inline:
            case Break():
                yield "", start, False
            case NoteCall():
                yield inline.note, start, True
            case Mark() | Term():
                yield inline.id, start, False
        yield from _points(getattr(inline, "inlines", ()), start)
        start += len(text_of((inline,)))

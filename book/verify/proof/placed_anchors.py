"""Where the anchors of an edition stand in the text that is spoken, counted in its letters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from book.model import Definitions, Edition, IndexEntry, Inline, Mark, NoteCall, Term
from book.text.plaintext import Anchor, Chapter, NoteText, PlainWriter
from book.verify.proof.expected import CALL, text_of_part, with_marked_calls
from book.verify.proof.spoken_form import SpokenForm, letters_of
from book.verify.readback.drawn import DrawnText

# Noncharacters, which no text holds: an anchor is written BEGIN id END, before its first letter.
BEGIN, END = "\ufdd0", "\ufdd2"


@dataclass(frozen=True, slots=True)
class PlacedAnchor:
    """An anchor, and the number of letters that are spoken before it."""

    id: str
    letters: int


def placed_anchors(edition: Edition, numbers: Mapping[str, str]) -> Iterator[PlacedAnchor]:
    """Yield each anchor of a printed edition, in the order of reading.

    They are those of divisions, paragraphs, notes, calls (“call-” and the note), marked words,
    terms of the glossary and entries of the index.
    """
    writer = AnchorWriter(with_marked_calls(edition), numbers)
    letters = 0
    for division in edition.divisions:
        for text in _lines(writer.chapter(division)):
            first, *pieces = text.replace(CALL, "").split(BEGIN)
            letters += len(letters_of(first))
            for piece in pieces:
                anchor, _, words = piece.partition(END)
                yield PlacedAnchor(anchor, letters)
                letters += len(letters_of(words))


def texts_of_anchors(
    edition: Edition, spoken: SpokenForm, numbers: Mapping[str, str]
) -> dict[str, DrawnText]:
    """Return the drawn text that begins at each anchor; the words must be proven."""
    texts: dict[str, DrawnText] = {}
    for anchor in placed_anchors(edition, numbers):
        if anchor.letters < len(spoken.letters):
            texts.setdefault(anchor.id, spoken.at(anchor.letters).drawn)
    return texts


def _lines(chapter: Chapter) -> Iterator[str]:
    """Yield each line, and after it the notes that it calls."""
    notes = iter(chapter.notes)
    for part in chapter.flow:
        if isinstance(part, Anchor):
            yield _anchor(part.id)
        else:
            text = text_of_part(part)
            yield text
            yield from map(_note_line, islice(notes, text.count(CALL)))


def _note_line(note: NoteText) -> str:
    return f"{_anchor(note.id)}{note.label} {note.text}"


def _anchor(name: str) -> str:
    return f"{BEGIN}{name}{END}"


class AnchorWriter(PlainWriter):
    """Writes anchors before their words."""

    def inline(self, inline: Inline) -> list[str]:
        words = super().inline(inline)
        match inline:
            case Mark() | Term():
                return [_anchor(inline.id), *words]
            case NoteCall():
                return [_anchor(f"call-{inline.note}"), *words]
        return words

    def definitions(self, definitions: Definitions) -> Iterator[str]:
        for item in definitions.items:
            yield _anchor(item.id) if item.id else ""
            yield from super().definitions(replace(definitions, items=(item,)))

    def index_entry(self, entry: IndexEntry) -> Iterator[str]:
        first, *others = super().index_entry(entry)
        yield _anchor(entry.id) + first
        yield from others

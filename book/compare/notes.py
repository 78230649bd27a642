"""Compare the notes of two releases."""

from collections.abc import Iterator, Sequence
from typing import Literal

from book.compare.matching import interleave_removed
from book.compare.note_matching import NoteMatching
from book.compare.renumbering import renumbered_ranges
from book.compare.spots import find_spots, whole_spots
from book.model import Alteration
from book.text.typography import TOKEN
from book.verify.readback.release.values import NoteReading, ReleaseReading

LEMMA_LENGTH = 4  # words before the call by which a note is known


def note_changes(
    old: ReleaseReading, new: ReleaseReading, matching: NoteMatching, texts: Sequence[str]
) -> Iterator[Alteration]:
    """Yield what became of the notes, then those with another number.

    `texts` are the old notes' texts, with their references renamed to the new release's places.
    """
    partners = {two: one for one, two in matching.pairs}
    for is_removed, index in interleave_removed(len(new.notes), matching.removed, matching.pairs):
        if is_removed:
            yield _whole_note("removed", old, index)
        elif index not in partners:
            yield _whole_note("added", new, index)
        else:
            pair = (partners[index], index)
            is_moved = index in matching.moved
            yield from _changes_of_note(old, new, pair, texts[partners[index]], is_moved=is_moved)
    yield from _renumbered(old, new, matching)


def _whole_note(
    kind: Literal["added", "removed"], release: ReleaseReading, index: int
) -> Alteration:
    note = release.notes[index]
    spots = whole_spots(kind, note.words.text)
    place, name = release.blocks[note.block].place, lemma(release, note)
    return Alteration("note", kind, place, name, spots=spots, note=note.mark)


def _changes_of_note(
    old: ReleaseReading, new: ReleaseReading, pair: tuple[int, int], text: str, *, is_moved: bool
) -> Iterator[Alteration]:
    before, after = old.notes[pair[0]], new.notes[pair[1]]
    spots = find_spots(text, after.words.text)
    if spots or is_moved:
        yield Alteration(
            "note",
            "changed" if spots else "moved",
            new.blocks[after.block].place,
            lemma(new, after),
            _former_place(old, before) if is_moved else "",
            spots,
            note=after.mark,
        )


def _former_place(old: ReleaseReading, note: NoteReading) -> str:
    return f"{old.blocks[note.block].place}, at “{lemma(old, note)}”"


def _renumbered(
    old: ReleaseReading, new: ReleaseReading, matching: NoteMatching
) -> Iterator[Alteration]:
    names = [
        (note_name(old, old.notes[one]), note_name(new, new.notes[two]))
        for one, two in matching.pairs
    ]
    for former, place in renumbered_ranges(names):
        yield Alteration("note", "renumbered", place, former=former)


def note_name(release: ReleaseReading, note: NoteReading) -> str:
    """Return a note's part and number; numbers count from the beginning of a part."""
    return f"{release.blocks[note.block].part} n. {note.mark}"


def lemma(release: ReleaseReading, note: NoteReading) -> str:
    """Return the last words before a note's call."""
    text = release.blocks[note.block].words.text[: note.offset].rstrip()
    starts = [match.start() for match in TOKEN.finditer(text)][-LEMMA_LENGTH:]
    return text[starts[0] :] if starts else ""

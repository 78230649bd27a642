"""Find the anchors of the places of a book, in reading order."""

from collections.abc import Iterable, Iterator

from book.model import Block, Division, Edition, Note
from book.text.inlines import calls_of
from book.text.source_notes import note_paragraphs
from book.text.traversal import inlines_of


def anchors_by_place(edition: Edition) -> dict[str, str]:
    """Return the anchor of each place of the witnesses' text, in reading order.

    A paragraph of a source's note has that of the note's call. A commentary's own heading, which
    has no place, is under its anchor.
    """
    notes = {note.id: note for note in edition.notes if note.kind == "source"}
    return dict(_anchors(edition.divisions, notes))


def _anchors(divisions: Iterable[Division], notes: dict[str, Note]) -> Iterator[tuple[str, str]]:
    for division in divisions:
        if division.place:
            yield str(division.place), division.id
        for call in calls_of(division.title):
            yield from _note_anchors(call, notes)
        for block in division.blocks:
            yield from _block_anchors(block, notes)
        yield from _anchors(division.divisions, notes)


def _block_anchors(block: Block, notes: dict[str, Note]) -> Iterator[tuple[str, str]]:
    if anchor := getattr(block, "id", ""):
        place = getattr(block, "place", None)
        yield str(place) if place else anchor, anchor
    for inlines in inlines_of(block):
        for call in calls_of(inlines):
            yield from _note_anchors(call, notes)


def _note_anchors(call: str, notes: dict[str, Note]) -> Iterator[tuple[str, str]]:
    """Yield the places of a note of the source, then those of the notes that it calls."""
    if note := notes.pop(call, None):
        for place, inlines in note_paragraphs(note):
            yield str(place), f"call-{note.id}"
            for inner in calls_of(inlines):
                yield from _note_anchors(inner, notes)

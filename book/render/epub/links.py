"""The file in which each anchor of the book is."""

from collections.abc import Iterator, Mapping

from book.model import Block, Definitions, Division, Edition, IndexGroup, Paragraph, Subheading
from book.render.epub.xhtml import file_name
from book.text.inlines import calls_of, marks_of

Marks = Mapping[str, tuple[str, ...]]  # the index marks inside each note


def anchor_files(edition: Edition) -> dict[str, str]:
    """Return the file name of the document that holds each anchor."""
    marks = {note.id: marks_of(note.inlines) for note in edition.notes}
    return {
        anchor: file_name(division)
        for division in edition.divisions
        for anchor in _anchors(division, marks)
    }


def _anchors(division: Division, marks: Marks) -> Iterator[str]:
    yield division.id
    for block in division.blocks:
        yield from _block_anchors(block, marks)
    for inner in division.divisions:
        yield from _anchors(inner, marks)


def _block_anchors(block: Block, marks: Marks) -> Iterator[str]:
    match block:
        case Paragraph() | Subheading():
            yield from _paragraph_anchors(block, marks)
        case Definitions():
            yield from (item.id for item in block.items if item.id)
        case IndexGroup():
            yield from (entry.id for entry in block.entries)


def _paragraph_anchors(block: Paragraph | Subheading, marks: Marks) -> Iterator[str]:
    if block.id:
        yield block.id
    yield from marks_of(block.inlines)
    for note in calls_of(block.inlines):
        yield note
        yield from marks[note]

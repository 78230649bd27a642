"""Turn the book into a manuscript: without pages, its notes numbered as word processors do."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from book.model import (
    Block,
    Break,
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    Insert,
    Locator,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Subheading,
    Table,
)
from book.text.inlines import marks_of

LEFT_OUT = ("cover", "half-title", "contents")  # what a book has for its pages
IN_METADATA = ("title", "subtitle", "author", "date")  # styles of the title page

Relocate = Callable[[Locator], Locator]


def as_manuscript(edition: Edition) -> Edition:
    """Return the edition without what only pages need, and with its notes numbered from 1.

    References to notes give the new numbers.
    """
    numbers = _note_numbers(edition)
    relocate = _note_relocation(numbers, edition.labels["reference-note"])
    kept = (division for division in edition.divisions if division.kind not in LEFT_OUT)
    divisions = tuple(_division(division, relocate) for division in kept)
    notes = tuple(_note(note, numbers[note.id], relocate) for note in edition.notes)
    return replace(edition, divisions=divisions, notes=notes)


def _note_numbers(edition: Edition) -> dict[str, str]:
    """Return the number of each note by its id and by the marks in it."""
    return {
        anchor: str(number)
        for number, note in enumerate(edition.notes, 1)
        for anchor in (note.id, *marks_of(note.inlines))
    }


def _note_relocation(numbers: dict[str, str], label: str) -> Relocate:
    """Return the function that gives a locator in a note the note's number, as `label` words it."""

    def relocate(locator: Locator) -> Locator:
        if not locator.note or locator.target not in numbers:
            return locator
        section = locator.place.removesuffix(locator.note.strip()).rstrip(" ,\N{NO-BREAK SPACE}")
        return Locator(locator.target, section + label.format(note=numbers[locator.target]))

    return relocate


def _note(note: Note, number: str, relocate: Relocate) -> Note:
    return replace(note, mark=number, inlines=_inlines(note.inlines, relocate))


def _division(division: Division, relocate: Relocate) -> Division:
    blocks = division.blocks
    if division.kind == "title-page":
        blocks = tuple(block for block in blocks if not _is_in_metadata(block))
    return replace(
        division,
        blocks=tuple(_block(block, relocate) for block in blocks),
        divisions=tuple(_division(inner, relocate) for inner in division.divisions),
    )


def _is_in_metadata(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in IN_METADATA


def _block(block: Block, relocate: Relocate) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=_inlines(block.inlines, relocate))
        case Bullets():
            return replace(block, items=_all_inlines(block.items, relocate))
        case Definitions():
            return replace(block, items=tuple(_definition(item, relocate) for item in block.items))
        case Table():
            return replace(block, rows=tuple(_all_inlines(row, relocate) for row in block.rows))
        case IndexGroup():
            return replace(block, entries=_entries(block.entries, relocate))
        case ContentsList() | Insert():
            return block
    assert_never(block)


def _all_inlines(texts: tuple[Inlines, ...], relocate: Relocate) -> tuple[Inlines, ...]:
    return tuple(_inlines(inlines, relocate) for inlines in texts)


def _definition(item: Definition, relocate: Relocate) -> Definition:
    locators = tuple(map(relocate, item.locators))
    return replace(item, inlines=_inlines(item.inlines, relocate), locators=locators)


def _entries(entries: tuple[IndexEntry, ...], relocate: Relocate) -> tuple[IndexEntry, ...]:
    return tuple(_entry(entry, relocate) for entry in entries)


def _entry(entry: IndexEntry, relocate: Relocate) -> IndexEntry:
    locators = tuple(map(relocate, entry.locators))
    return replace(entry, locators=locators, entries=_entries(entry.entries, relocate))


def _inlines(inlines: Inlines, relocate: Relocate) -> Inlines:
    return tuple(_inline(inline, relocate) for inline in inlines)


def _inline(inline: Inline, relocate: Relocate) -> Inline:
    match inline:
        case PageReference():
            return PageReference(relocate(inline.locator))
        case Plain() | NoteCall() | Break():
            return inline
    return replace(inline, inlines=_inlines(inline.inlines, relocate))

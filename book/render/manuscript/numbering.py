"""Turn the book into a manuscript: without pages, its notes numbered as word processors do.

The value of a formula is MathML in the book, and TeX in a manuscript.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
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
    Styled,
    Subheading,
    Superscript,
    Table,
)
from book.text.formulas import formula_letters
from book.text.inlines import calls_of, iter_inlines, marks_of
from book.text.traversal import blocks_of, inlines_of

LEFT_OUT = ("cover", "half-title", "contents")  # what a book has for its pages
NO_FORMULAS: Mapping[str, str] = MappingProxyType({})
IN_METADATA = ("title", "subtitle", "author", "date")  # styles of the title page

Relocate = Callable[[Locator], Locator]


@dataclass(frozen=True, slots=True)
class Rewording:
    """What changes in the words of a manuscript: the places in notes, and the formulas."""

    relocate: Relocate
    formulas: Mapping[str, str]


def formulas_of(edition: Edition) -> tuple[str, ...]:
    """Return the formulas of an edition in MathML."""
    texts = chain(
        (text for block in blocks_of(edition.divisions) for text in inlines_of(block)),
        (note.inlines for note in edition.notes),
    )
    inlines = (inline for text in texts for inline in iter_inlines(text))
    return tuple(
        inline.value
        for inline in inlines
        if isinstance(inline, Styled) and inline.kind == "formula"
    )


def as_manuscript(edition: Edition, formulas: Mapping[str, str] = NO_FORMULAS) -> Edition:
    """Return the edition without what only pages need, and with its notes numbered from 1.

    References to notes give the new numbers. `formulas` are the TeX of formulas by their MathML;
    others are written by their words.
    """
    numbers = _note_numbers(edition)
    rewording = Rewording(_note_relocation(numbers, edition.labels["reference-note"]), formulas)
    kept = (division for division in edition.divisions if division.kind not in LEFT_OUT)
    divisions = tuple(_division(division, rewording) for division in kept)
    notes = tuple(_note(note, numbers[note.id], rewording) for note in edition.notes)
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


def _note(note: Note, number: str, rewording: Rewording) -> Note:
    return replace(note, mark=number, inlines=_inlines(note.inlines, rewording))


def _division(division: Division, rewording: Rewording) -> Division:
    blocks = division.blocks
    if division.kind == "title-page":
        blocks = tuple(block for block in blocks if not _is_in_metadata(block))
    return replace(
        division,
        blocks=tuple(_block(block, rewording) for block in blocks),
        divisions=tuple(_division(inner, rewording) for inner in division.divisions),
    )


def _is_in_metadata(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in IN_METADATA


def _block(block: Block, rewording: Rewording) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=_inlines(block.inlines, rewording))
        case Bullets():
            return replace(block, items=_all_inlines(block.items, rewording))
        case Definitions():
            return replace(block, items=tuple(_definition(item, rewording) for item in block.items))
        case Table():
            return replace(block, rows=tuple(_all_inlines(row, rewording) for row in block.rows))
        case IndexGroup():
            return replace(block, entries=_entries(block.entries, rewording))
        case ContentsList() | Insert():
            return block
    assert_never(block)


def _all_inlines(texts: tuple[Inlines, ...], rewording: Rewording) -> tuple[Inlines, ...]:
    return tuple(_inlines(inlines, rewording) for inlines in texts)


def _definition(item: Definition, rewording: Rewording) -> Definition:
    locators = tuple(map(rewording.relocate, item.locators))
    return replace(item, inlines=_inlines(item.inlines, rewording), locators=locators)


def _entries(entries: tuple[IndexEntry, ...], rewording: Rewording) -> tuple[IndexEntry, ...]:
    return tuple(_entry(entry, rewording) for entry in entries)


def _entry(entry: IndexEntry, rewording: Rewording) -> IndexEntry:
    locators = tuple(map(rewording.relocate, entry.locators))
    return replace(entry, locators=locators, entries=_entries(entry.entries, rewording))


def _inlines(inlines: Inlines, rewording: Rewording) -> Inlines:
    return tuple(_inline(inline, rewording) for inline in inlines)


def _inline(inline: Inline, rewording: Rewording) -> Inline:
    match inline:
        case PageReference():
            return PageReference(rewording.relocate(inline.locator))
        case Plain() | NoteCall() | Break():
            return inline
        case Styled(kind="formula"):
            return _formula(inline, rewording)
        case Superscript() | Styled(kind="subscript"):
            return replace(inline, inlines=_inlines(_at_one_height(inline.inlines), rewording))
    return replace(inline, inlines=_inlines(inline.inlines, rewording))


def _at_one_height(inlines: Inlines) -> Inlines:
    """Return the content of raised or lowered letters without others in it.

    A run of Word has one vertical alignment (ISO 29500-1, 17.3.2.42); pandoc's Markdown has no
    subscripts in superscripts either.
    """
    return tuple(level for inline in inlines for level in _leveled(inline))


def _leveled(inline: Inline) -> Inlines:
    match inline:
        case Plain() | NoteCall() | Break() | PageReference():
            return (inline,)
        case Superscript() | Styled(kind="subscript"):
            return _at_one_height(inline.inlines)
    return (replace(inline, inlines=_at_one_height(inline.inlines)),)


def _formula(formula: Styled, rewording: Rewording) -> Styled:
    """Return a formula in TeX, with the letters of that as its words, or only its words."""
    tex = rewording.formulas.get(formula.value, "")
    if not tex or calls_of(formula.inlines):
        return replace(formula, inlines=_inlines(formula.inlines, rewording), value="")
    return Styled("formula", (Plain(formula_letters(tex)),), tex)

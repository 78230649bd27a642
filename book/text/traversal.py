"""Traverse the divisions of a book in reading order."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from book.model import (
    Block,
    Bullets,
    Definitions,
    Division,
    Edition,
    Inlines,
    Paragraph,
    Place,
    Subheading,
    Table,
)
from book.text.inlines import text_of

B = TypeVar("B", bound=Block)


def divisions_of(divisions: Iterable[Division]) -> Iterator[Division]:
    """Yield each division, then those in it."""
    for division in divisions:
        yield division
        yield from divisions_of(division.divisions)


def blocks_of(divisions: Iterable[Division]) -> Iterator[Block]:
    """Yield all blocks: those of a division, then those of the divisions in it."""
    for division in divisions_of(divisions):
        yield from division.blocks


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Yield the texts of a block, in order; contents and index have none of their own."""
    match block:
        case Paragraph() | Subheading():
            yield block.inlines
        case Bullets():
            yield from block.items
        case Definitions():
            yield from (part for item in block.items for part in (item.term, item.inlines))
        case Table():
            yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row))


def blocks_of_type(divisions: Iterable[Division], kind: type[B]) -> Iterator[B]:
    """Yield the blocks of one type, in reading order."""
    return (block for block in blocks_of(divisions) if isinstance(block, kind))


def text_paragraphs(divisions: Iterable[Division]) -> Iterator[Paragraph]:
    """Yield the paragraphs of text, without headnotes, bylines and the like."""
    return (block for block in blocks_of_type(divisions, Paragraph) if block.style == "text")


def body_of(edition: Edition) -> tuple[Division, ...]:
    """Return the divisions of the work itself, without the version that faces it."""
    return tuple(
        division
        for division in edition.divisions
        if division.matter == "body" and division.kind != "facing"
    )


def paragraph_texts(divisions: Iterable[Division]) -> dict[Place, str]:
    """Return the text of each paragraph of the witnesses, by its place, in reading order."""
    return {
        paragraph.place: text_of(paragraph.inlines)
        for paragraph in text_paragraphs(divisions)
        if paragraph.place
    }

"""Go through the divisions of a book in reading order."""

from collections.abc import Iterable, Iterator

from book.model import (
    Block,
    Bullets,
    Definitions,
    Division,
    Inlines,
    Paragraph,
    Place,
    Subheading,
    Table,
)
from book.text.inlines import text_of


def divisions_of(divisions: Iterable[Division]) -> Iterator[Division]:
    """Give each division before those in it."""
    for division in divisions:
        yield division
        yield from divisions_of(division.divisions)


def blocks_of(divisions: Iterable[Division]) -> Iterator[Block]:
    """Give all blocks: those of a division before those of the divisions in it."""
    for division in divisions_of(divisions):
        yield from division.blocks


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Give the texts of a block, in order; contents and index have none of their own."""
    match block:
        case Paragraph() | Subheading():
            yield block.inlines
        case Bullets():
            yield from block.items
        case Definitions():
            yield from (part for item in block.items for part in (item.term, item.inlines))
        case Table():
            yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row))


def paragraph_texts(divisions: Iterable[Division]) -> dict[Place, str]:
    """Give the text of each paragraph of the witnesses, by its place, in reading order."""
    blocks = (
        block
        for block in blocks_of(divisions)
        if isinstance(block, Paragraph) and block.style == "text"
    )
    return {block.place: text_of(block.inlines) for block in blocks if block.place}

"""The history of the edition, for the download page: in the book's own words, without its links to places in the book."""

from collections.abc import Iterator
from dataclasses import replace

from book.model import (
    Block,
    Bullets,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Release,
    Subheading,
    Table,
)
from book.text.inlines import without_calls


def blocks_of(release: Release) -> tuple[Block, ...]:
    """Give what is said of a release, and then what it changed."""
    return (
        *map(_without_links, release.remarks),
        *([Bullets(release.changes)] if release.changes else []),
    )


def _without_links(block: Block) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=unlinked(block.inlines))
        case Bullets():
            return replace(block, items=tuple(map(unlinked, block.items)))
        case Table():
            rows = tuple(tuple(map(unlinked, row)) for row in block.rows)
            return replace(
                block,
                head=tuple(map(unlinked, block.head)),
                rows=rows,
                caption=unlinked(block.caption),
            )
    return block


def unlinked(inlines: Inlines) -> Inlines:
    """Leave the words of links within the book, and of cross-references the places.

    >>> unlinked((Plain("see "), Link("#ref-perry", (Plain("Perry 1952"),))))
    (Plain(text='see '), Plain(text='Perry 1952'))
    """
    return tuple(_unlinked(without_calls(inlines)))


def _unlinked(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case PageReference():
                yield Plain(inline.locator.place)
            case Link() if inline.target.startswith("#"):
                yield from _unlinked(inline.inlines)
            case Plain():
                yield inline
            case NoteCall():
                pass  # `without_calls` left none
            case _:
                yield replace(inline, inlines=unlinked(inline.inlines))

"""The history of the edition for the download page, as the book words it."""

from dataclasses import replace

from book.model import Block, Bullets, Inlines, Paragraph, Release, Subheading, Table
from book.render.site.unlinked import without_links
from book.text.inlines import without_calls


def release_blocks(release: Release) -> tuple[Block, ...]:
    """Return the remarks on a release and then its changes, without links into the book."""
    changes = [Bullets(release.changes)] if release.changes else []
    return (*map(_block_without_links, release.remarks), *changes)


def _block_without_links(block: Block) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=_bare(block.inlines))
        case Bullets():
            return replace(block, items=_bare_cells(block.items))
        case Table():
            return _table_without_links(block)
    return block


def _table_without_links(table: Table) -> Table:
    return replace(
        table,
        head=_bare_cells(table.head),
        rows=tuple(map(_bare_cells, table.rows)),
        caption=_bare(table.caption),
    )


def _bare_cells(cells: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
    return tuple(map(_bare, cells))


def _bare(inlines: Inlines) -> Inlines:
    return without_links(without_calls(inlines))

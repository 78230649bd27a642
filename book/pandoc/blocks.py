"""Read pandoc's blocks as those of an edition."""

from collections.abc import Iterator
from typing import Any

from book.model import Block, Bullets, Inlines, Paragraph, Plain, Subheading, Table
from book.pandoc.inlines import read_inlines
from book.pandoc.nodes import Node, unpack
from book.pandoc.origin import MarkdownSource, misplaced
from book.text.inlines import text_of


def read_blocks(nodes: list[Node], source: MarkdownSource) -> tuple[Block, ...]:
    """Return pandoc's blocks as those of an edition; `source` is where errors lead.

    Raise EditionError for a block that an edition has no room for.
    """
    return tuple(block for node in nodes for block in _read_block(node, source))


def _read_block(node: Node, source: MarkdownSource) -> tuple[Block, ...]:
    kind, content = unpack(node)
    match kind:
        case "Para" | "Plain":
            return (Paragraph(read_inlines(content, source)),)
        case "Header":
            return (Subheading(read_inlines(content[2], source), content[1][0]),)
        case "BulletList":
            return (_read_list(content, source),)
        case "OrderedList":
            return (_read_list(content[1], source),)
        case "BlockQuote":
            return tuple(_quotation(block) for block in read_blocks(content, source))
        case "Table":
            return (_read_table(node, source),)
        case "Div" if "csl-entry" in content[0][1]:
            return tuple(_references(content, source))
        case "Div":
            return read_blocks(content[1], source)
    raise misplaced(
        node, source, "Only paragraphs, headings, lists, tables and quotations can be used here."
    )


def _read_list(items: list[list[Node]], source: MarkdownSource) -> Bullets:
    return Bullets(tuple(_join_paragraphs(item, source) for item in items))


def _quotation(block: Block) -> Block:
    return Paragraph(block.inlines, "quotation") if isinstance(block, Paragraph) else block


def _references(content: list[Any], source: MarkdownSource) -> Iterator[Paragraph]:
    """Yield the paragraphs of an entry of the bibliography, with its id."""
    for block in read_blocks(content[1], source):
        if isinstance(block, Paragraph):
            yield Paragraph(block.inlines, "reference", content[0][0])


def _join_paragraphs(nodes: list[Node], source: MarkdownSource) -> Inlines:
    """Return the paragraphs of a list item or a cell as one, with spaces between."""
    inlines: Inlines = ()
    for number, block in enumerate(read_blocks(nodes, source)):
        if not isinstance(block, Paragraph):
            nested = next(node for node in nodes if node["t"] not in ("Para", "Plain"))
            raise misplaced(nested, source, "A list item or a table cell can hold only paragraphs.")
        inlines += ((Plain(" "),) if number else ()) + block.inlines
    return inlines


def _read_table(table: Node, source: MarkdownSource) -> Table:
    """Return a table with one row of heads and plain cells.

    Its first cells name the rows if no two are the same.
    """
    _, (_, caption), _, (_, heads), bodies, (_, feet) = table["c"]
    groups = [*(group for body in bodies for group in (body[2], body[3])), feet]
    rows = tuple(_read_row(row, source) for group in groups for row in group)
    head = _read_row(heads[0], source) if heads else ()
    if not any(head):
        remedy = "Add one: screen readers announce the column heads with each cell."
        raise misplaced(table, source, remedy, "this table has no header row")
    return Table(head, rows, _read_caption(caption, source), row_heads=_are_heads(rows))


def _read_row(row: list[Any], source: MarkdownSource) -> tuple[Inlines, ...]:
    return tuple(_read_cell(cell, source) for cell in row[1])


def _read_cell(cell: list[Any], source: MarkdownSource) -> Inlines:
    _, _, row_span, column_span, nodes = cell
    if (row_span, column_span) != (1, 1):
        table = {"t": "Table", "c": nodes}
        remedy = "Cells cannot span rows or columns: split the merged cell."
        raise misplaced(table, source, remedy, "this table has a merged cell")
    return _join_paragraphs(nodes, source)


def _read_caption(nodes: list[Node], source: MarkdownSource) -> Inlines:
    blocks = read_blocks(nodes, source)
    return blocks[0].inlines if blocks and isinstance(blocks[0], Paragraph) else ()


def _are_heads(rows: tuple[tuple[Inlines, ...], ...]) -> bool:
    """Return whether the first cells tell the rows apart."""
    names = [text_of(row[0]) for row in rows]
    return all(names) and len(set(names)) == len(names)

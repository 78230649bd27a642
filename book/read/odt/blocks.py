"""Read the blocks of an ODT: paragraphs, lists, tables and sections, wherever they stand."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from book.read.odt.lists import OUTLINE
from book.read.odt.names import DRAW, OFFICE, TABLE, TEXT, is_true, number_of
from book.read.odt.runs import IGNORED, OdtContext, OdtParts, read_pieces, text_pieces
from book.read.odt.styles import read_paragraph_style
from book.read.word.document import (
    Dropped,
    Inset,
    ListPlace,
    Piece,
    Run,
    WordBlock,
    WordCell,
    WordParagraph,
    WordRow,
    WordRule,
    WordTable,
)
from book.read.word.styles import continues_list, plain_name

INDEXES = {
    TEXT + name
    for name in ("table-of-content", "illustration-index", "table-index", "object-index")
}
DECLARED = {
    *(TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls")),
    *(TEXT + name for name in ("user-field-decls", "index-source", "dde-connection-decls")),
    *(TEXT + f"{name}-source" for name in ("table-of-content", "illustration-index")),
    *(TEXT + f"{name}-source" for name in ("table-index", "object-index", "user-index")),
    *(TEXT + f"{name}-source" for name in ("alphabetical-index", "bibliography")),
    *(OFFICE + "forms", TABLE + "table-columns", TABLE + "table-column"),
}
QUOTATION_INDENT = 2  # ems on both sides that make a paragraph a quotation
MOST_CELLS = 1000  # that one element may repeat


@dataclass(slots=True)
class OpenList:
    """The list in which paragraphs stand: how it counts, and how deep it is."""

    counter: str
    style: str
    level: int
    start: int | None = None
    is_first: bool = True  # whether the item's number is still to be printed
    has_number: bool = True


def read_blocks(
    parent: etree._Element,
    parts: OdtParts,
    context: OdtContext,
    inside: OpenList | None = None,
) -> Iterator[WordBlock]:
    """Yield the blocks of a body, a cell, a note or a text box; an unknown element is read."""
    yield from _loose_text(parent.text, context)
    for each in parent:
        yield from _read_block(each, parts, context, inside)
        yield from _loose_text(each.tail, context)


def _loose_text(text: str | None, context: OdtContext) -> Iterator[WordBlock]:
    """Yield text that stands between blocks: pandoc writes some there."""
    if text and text.strip():
        yield WordParagraph(tuple(text_pieces(text, context)))


def _read_block(
    each: etree._Element, parts: OdtParts, context: OdtContext, inside: OpenList | None
) -> Iterator[WordBlock]:
    if not isinstance(each.tag, str) or each.tag in DECLARED or each.tag in IGNORED:
        return
    if each.tag in (TEXT + "p", TEXT + "h"):
        yield from _read_paragraph(each, parts, context, inside)
    elif each.tag in (TEXT + "list", TEXT + "numbered-paragraph"):
        yield from _read_list(each, parts, context, inside)
    elif each.tag == TABLE + "table":
        yield from _read_table(each, parts, context)
    elif each.tag.startswith(DRAW) or each.tag in (TEXT + "note", TEXT + "change"):
        holder = etree.Element(TEXT + "p")
        yield WordParagraph(tuple(_pieces_of(each, holder, parts, context)))
    else:
        yield from read_blocks(each, parts, _context_in(each, context), inside)


def _pieces_of(
    each: etree._Element, holder: etree._Element, parts: OdtParts, context: OdtContext
) -> Iterator[Piece]:
    copied = deepcopy(each)
    copied.tail = None
    holder.append(copied)
    yield from read_pieces(holder, parts, context)


def _context_in(each: etree._Element, context: OdtContext) -> OdtContext:
    """Return the context of the blocks that an index or a section holds."""
    if each.tag in INDEXES:
        return replace(context, rule=context.rule or "contents list")
    is_hidden = each.get(TEXT + "display") == "none" or is_true(each, TEXT + "is-hidden")
    if each.tag == TEXT + "section" and is_hidden:
        return replace(context, rule=context.rule or "hidden text")
    return context


# ── Paragraphs and lists ─────────────────────────────────────────────────────────────────────────


def _read_paragraph(
    element: etree._Element, parts: OdtParts, context: OdtContext, inside: OpenList | None
) -> Iterator[WordBlock]:
    style = read_paragraph_style(parts.styles, element.get(TEXT + "style-name", ""))
    hidden = element.iter(TEXT + "hidden-paragraph")
    is_hidden = any(is_true(each, TEXT + "is-hidden") for each in hidden)
    rule = context.rule or ("hidden text" if is_hidden else "")
    inner = OdtContext(style.text, style.base, rule=rule)
    pieces = tuple(read_pieces(element, parts, inner))
    part, level = style.part, style.level
    if not pieces and any(plain_name(name) == "horizontal line" for name in style.names):
        yield WordRule()
        return
    if element.tag == TEXT + "h":
        part, level = "heading", number_of(element, TEXT + "outline-level", 1)
    elif part == "heading":
        level = level or 1
    place = None if _is_dropped(pieces) else _place(element, parts, inside, level)
    if part == "text" and place is None:
        if continues_list(style.names):
            place = ListPlace("", -1, continues=True)
        elif min(style.indent, style.right) >= QUOTATION_INDENT and not style.align:
            part = "quotation"
    yield WordParagraph(
        pieces, part, level, place, style.align, style.direction, style.indent, style.space_before
    )


def _is_dropped(pieces: tuple[Piece, ...]) -> bool:
    """Return whether a paragraph has only words that are not text: its number is none either."""
    has_text = any(
        isinstance(each, Inset) or (isinstance(each, Run) and each.text.strip()) for each in pieces
    )
    return not has_text and any(isinstance(each, Dropped) for each in pieces)


def _place(
    element: etree._Element, parts: OdtParts, inside: OpenList | None, level: int
) -> ListPlace | None:
    """Return a paragraph's place in a list, with the number that the file states, if it does."""
    stated = element.findtext(TEXT + "number")
    if inside is not None:
        if not inside.has_number or not inside.is_first:
            return ListPlace(inside.counter, inside.level, continues=True)
        inside.is_first = False
        place = parts.lists.count(inside.counter, inside.style, inside.level, inside.start)
        return replace(place, label=stated.strip()) if stated and stated.strip() else place
    if not level or is_true(element, TEXT + "is-list-header"):
        return None
    start = number_of(element, TEXT + "start-value", 0) or None
    place = parts.lists.count(OUTLINE, OUTLINE, level - 1, start)
    return replace(place, label=stated.strip()) if stated and stated.strip() else place


def _read_list(
    element: etree._Element, parts: OdtParts, context: OdtContext, outer: OpenList | None
) -> Iterator[WordBlock]:
    style = element.get(TEXT + "style-name") or (outer.style if outer else "")
    if element.tag == TEXT + "numbered-paragraph":
        level = number_of(element, TEXT + "level", 1) - 1
        counter = element.get(TEXT + "list-id") or style
        start = number_of(element, TEXT + "start-value", 0) or None
        here = OpenList(counter, style, level, start)
        yield from read_blocks(element, parts, context, here)
        return
    level = outer.level + 1 if outer else 0
    counter = outer.counter if outer else _counter(element, style, parts)
    for item in element:
        if not isinstance(item.tag, str):
            continue
        start = number_of(item, TEXT + "start-value", 0) or None
        is_header = item.tag == TEXT + "list-header"
        here = OpenList(counter, style, level, start, has_number=not is_header)
        yield from read_blocks(item, parts, context, here)


def _counter(element: etree._Element, style: str, parts: OdtParts) -> str:
    """Return the name of the counter of a list; it goes on counting where the file says so."""
    continued = element.get(TEXT + "continue-list")
    if not continued and not is_true(element, TEXT + "continue-numbering"):
        parts.lists.restart(style)
    return style


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def _read_table(
    element: etree._Element, parts: OdtParts, context: OdtContext
) -> Iterator[WordBlock]:
    rows = tuple(_read_rows(element, parts, context, is_head=False))
    if rows:
        yield WordTable(rows)


def _read_rows(
    parent: etree._Element, parts: OdtParts, context: OdtContext, *, is_head: bool
) -> Iterator[WordRow]:
    for each in parent:
        if each.tag == TABLE + "table-row":
            yield WordRow(tuple(_read_cells(each, parts, context)), is_head)
        elif each.tag == TABLE + "table-header-rows":
            yield from _read_rows(each, parts, context, is_head=True)
        elif each.tag in (
            TABLE + "table-rows",
            TABLE + "table-row-group",
            TEXT + "soft-page-break",
        ):
            yield from _read_rows(each, parts, context, is_head=is_head)


def _read_cells(row: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[WordCell]:
    column = 0
    for each in row.iter(TABLE + "table-cell", TABLE + "covered-table-cell"):
        if next(each.iterancestors(TABLE + "table-row"), None) is not row:
            continue
        repeated = number_of(each, TABLE + "number-columns-repeated", 1, MOST_CELLS)
        blocks = tuple(read_blocks(each, parts, context))
        is_covered = each.tag == TABLE + "covered-table-cell"
        if not is_covered or blocks:
            columns = number_of(each, TABLE + "number-columns-spanned", 1, MOST_CELLS)
            rows = number_of(each, TABLE + "number-rows-spanned", 1, MOST_CELLS)
            yield WordCell(blocks, column, max(columns, 1), max(rows, 1))
        column += repeated

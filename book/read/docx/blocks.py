"""Read the blocks of a DOCX: paragraphs and tables, wherever they stand."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from book.read.docx.looks import read_paragraph_style
from book.read.docx.numbering import number_of
from book.read.docx.package import MC, M, W, child, is_on, value
from book.read.docx.runs import DELETED, placeholder_rule, read_piece, read_pieces
from book.read.docx.shared import Context, PartReader
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
from book.read.word.styles import continues_list
from book.read.word.tables import span_rows

PROPERTIES = ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "tblPr", "customXmlPr")
GALLERIES = ("table of contents", "table of figures")
QUOTATION_INDENT = 2  # ems on both sides that make a paragraph a quotation


def read_blocks(
    parent: etree._Element, reader: PartReader, context: Context
) -> Iterator[WordBlock]:
    """Yield the blocks of a body, a cell, a note or a text box; an unknown element is read."""
    waiting: tuple[Piece, ...] = ()  # of a drop capital, or of a paragraph whose end was deleted
    for each in parent:
        if each.tag == W + "p":
            paragraph = _read_paragraph(each, reader, context)
            if waiting:
                paragraph = replace(paragraph, pieces=waiting + paragraph.pieces)
            waiting = paragraph.pieces if _runs_on(each) else ()
            if not waiting:
                yield WordRule() if _is_rule(each, paragraph) else paragraph
        elif isinstance(each.tag, str):
            yield from _read_block(each, reader, context)
    if waiting:
        yield WordParagraph(waiting)


def _read_block(each: etree._Element, reader: PartReader, context: Context) -> Iterator[WordBlock]:
    """Yield the blocks of an element that is no paragraph."""
    name = etree.QName(each).localname
    if each.tag == W + "tbl":
        yield from _read_table(each, reader, context)
    elif name == "sdt":
        yield from _read_control(each, reader, context)
    elif str(each.tag).startswith(M) or each.tag == W + "r":
        yield WordParagraph(tuple(read_piece(each, reader, context)))
    elif name == "altChunk":
        yield from reader.foreign_part(each, context)
    elif each.tag == MC + "AlternateContent":
        forms = (list(read_blocks(form, reader, context)) for form in each)
        yield from next((blocks for blocks in forms if blocks), [])
    elif name in DELETED:
        rule = context.rule or "tracked deletion"
        yield from read_blocks(each, reader, replace(context, rule=rule))
    elif name not in PROPERTIES:
        yield from read_blocks(each, reader, context)


def _is_rule(element: etree._Element, paragraph: WordParagraph) -> bool:
    """Return whether an empty paragraph is only a line: its border."""
    borders = child(element, "pPr", "pBdr")
    lines = () if borders is None else borders.iter(W + "top", W + "bottom", W + "between")
    return not paragraph.pieces and any(value(line) not in ("nil", "none") for line in lines)


def _runs_on(paragraph: etree._Element) -> bool:
    """Return whether the next paragraph continues this one."""
    properties = child(paragraph, "pPr")
    drop_capital = value(child(properties, "framePr"), "dropCap")
    return drop_capital in ("drop", "margin") or child(properties, "rPr", "del") is not None


def _read_control(
    element: etree._Element, reader: PartReader, context: Context
) -> Iterator[WordBlock]:
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")).lower()
    rule = "contents list" if gallery in GALLERIES else placeholder_rule(element)
    content = child(element, "sdtContent")
    if content is not None:
        yield from read_blocks(content, reader, replace(context, rule=context.rule or rule))


def _read_paragraph(element: etree._Element, reader: PartReader, context: Context) -> WordParagraph:
    properties = child(element, "pPr")
    style = read_paragraph_style(reader.styles, properties)
    inner = replace(context, style=style.style, base=style.base)
    pieces = tuple(read_pieces(element, reader, inner))
    part, numbering = style.part, None
    if not _is_hidden(pieces):
        numbering = number_of(reader.styles, reader.lists, style.style, properties)
        if part == "text" and numbering is None:
            if continues_list(reader.styles.names(style.style)) and style.indent:
                numbering = ListPlace("", -1, continues=True)
            elif min(style.indent, style.right) >= QUOTATION_INDENT and not style.align:
                part = "quotation"
    return WordParagraph(
        pieces,
        part,
        style.level,
        numbering,
        style.align,
        style.direction,
        style.indent,
        style.space_before,
    )


def _is_hidden(pieces: tuple[Piece, ...]) -> bool:
    """Return whether a paragraph has only words that are not text: its number is none either."""
    has_text = any(
        isinstance(each, Inset) or (isinstance(each, Run) and each.text.strip()) for each in pieces
    )
    return not has_text and any(isinstance(each, Dropped) for each in pieces)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def _read_table(
    element: etree._Element, reader: PartReader, context: Context
) -> Iterator[WordBlock]:
    """Yield a table, after the words of rows that were deleted."""
    rows: list[WordRow] = []
    for row in element.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl"), None) is not element:
            continue
        if child(row, "trPr", "del") is not None:
            deleted = replace(context, rule=context.rule or "tracked deletion")
            for cell in _read_row(row, reader, deleted).cells:
                yield from cell.blocks
        else:
            rows.append(_read_row(row, reader, context))
    if rows:
        yield WordTable(span_rows(rows))


def _read_row(row: etree._Element, reader: PartReader, context: Context) -> WordRow:
    properties = child(row, "trPr")
    column = _count(child(properties, "gridBefore"), 0)
    cells = []
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr"), None) is not row:
            continue
        columns = _count(child(cell, "tcPr", "gridSpan"), 1)
        blocks = tuple(read_blocks(cell, reader, context))
        merge = child(cell, "tcPr", "vMerge")
        rows = 0 if merge is not None and value(merge, default="continue") == "continue" else 1
        cells.append(WordCell(blocks, column, columns, rows))
        column += columns
    head = child(properties, "tblHeader")
    return WordRow(tuple(cells), head is not None and is_on(head))


def _count(element: etree._Element | None, default: int) -> int:
    text = value(element)
    return min(int(text), 1000) if text.isascii() and text.isdigit() else default

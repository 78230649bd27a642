"""Tables of HTML: their grid, and those that are no tables but a page's layout or a play."""

import re
from contextlib import ExitStack

from book.read.html.drama import block_kind
from book.read.html.lines import divide
from book.read.html.names import ALIGN, text_of, types
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker

ROW = "{variorum}row"
COLUMN = "{variorum}column"
SPEECH = "{variorum}speech"
WIDEST = 200  # columns
ROW_GROUPS = ("thead", "tbody", "tfoot")
NAME = re.compile(r"[^\W\d_][^\n\d]{0,30}")
SHARE_OF_NAMES = 0.5  # of the first cells, in the table of a play


def enter_table(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a table; one of a single column, or for layout, is no table."""
    rows = _rows(element)
    columns = _lay_out(rows)
    if is_drama(element, rows, columns):
        for row in rows:
            row.set(SPEECH, "yes")
    elif columns > 1 and not types(element) & {"presentation", "none"}:
        for number, row in enumerate(rows):
            row.set(ROW, str(number))
        size = {"columns": str(columns), "rows": str(len(rows))}
        stack.enter_context(walker.container("table", **size))
    stack.enter_context(walker.block())
    return True


def _rows(table: Element) -> list[Element]:
    groups = [child for child in table if child.tag in (*ROW_GROUPS, "tr")]
    rows = [[group] if group.tag == "tr" else list(group.iterchildren("tr")) for group in groups]
    return [row for group in rows for row in group]


def cells_of(row: Element) -> list[Element]:
    return list(row.iterchildren("td", "th"))


def _lay_out(rows: list[Element]) -> int:
    """Note on each cell the column in which it begins, and return the number of columns."""
    columns = 0
    taken: dict[int, int] = {}  # how many further rows a column is taken by a cell above
    for row in rows:
        column = 0
        below: dict[int, int] = {}
        for cell in cells_of(row):
            while taken.get(column):
                column += 1
            cell.set(COLUMN, str(min(column, WIDEST - 1)))
            width = min(span(cell, "colspan"), max(WIDEST - column, 1))
            below |= dict.fromkeys(range(column, column + width), span(cell, "rowspan"))
            column += width
        columns = max(columns, column)
        taken = {each: left - 1 for each, left in taken.items() if left > 1}
        taken |= {each: left - 1 for each, left in below.items() if left > 1}
    return min(columns, WIDEST)


def span(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell spans.

    >>> from lxml import etree
    >>> [span(etree.XML(f"<td colspan='{text}'/>"), "colspan") for text in ("2", "", "0", "9999")]
    [2, 1, 1, 200]
    """
    text = (cell.get(name) or "").strip()
    return max(1, min(int(text), WIDEST)) if text.isdecimal() and len(text) < 6 else 1


def is_drama(table: Element, rows: list[Element], columns: int) -> bool:
    """Return whether a table is a play: the names of the speakers, and beside them their words."""
    if columns != 2 or len(rows) < 2:
        return False
    if any("persona" in types(cell) for row in rows for cell in cells_of(row)):
        return True
    pairs = [cells_of(row) for row in rows]
    if any(len(pair) != 2 or pair[0].tag == "th" for pair in pairs):
        return False
    names = [text_of(first).strip() for first, _ in pairs]
    words = [len(text_of(second).split()) for _, second in pairs]
    capital = [name for name in names if NAME.fullmatch(name) and name == name.upper()]
    fits = all(not name or name in capital for name in names)
    is_prose = sum(words) >= 4 * len(words) and max(words) >= 6
    return fits and len(capital) >= SHARE_OF_NAMES * len(names) and is_prose


def enter_row(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a row of a table, or a speech of a play."""
    cells = cells_of(element)
    if element.get(SPEECH):
        if any(text_of(cell).strip() for cell in cells[:1]) and len(cells) > 1:
            cells[0].set(SPEECH, "speaker")
            stack.enter_context(walker.container("speech"))
    elif number := element.get(ROW):
        parent = element.getparent()
        is_head = parent is not None and parent.tag == "thead"
        head = "yes" if is_head else ""
        stack.enter_context(walker.container("row", row=number, head=head))
    stack.enter_context(walker.block())
    return True


def enter_cell(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a cell."""
    row = element.getparent()
    if element.get(SPEECH) == "speaker":
        stack.enter_context(walker.block(kind="speaker"))
        return True
    if row is not None and row.get(ROW):
        stack.enter_context(walker.container("cell", **_attributes(element, row)))
    kind = block_kind(element) if row is not None and row.get(SPEECH) else "paragraph"
    divide(element)
    stack.enter_context(walker.block(kind=kind, align=""))
    return True


def _attributes(cell: Element, row: Element) -> dict[str, str]:
    columns, rows = span(cell, "colspan"), span(cell, "rowspan")
    group = row.getparent()
    is_head = cell.tag == "th" or (group is not None and group.tag == "thead")
    align = cell.get(ALIGN) or (cell.get("align") or "").lower()
    return {
        "column": cell.get(COLUMN) or "0",
        "columns": str(columns) if columns > 1 else "",
        "rows": str(rows) if rows > 1 else "",
        "head": "yes" if is_head else "",
        "align": align if align in ("left", "center", "right") else "",
    }

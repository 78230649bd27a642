"""Tables and figures."""

import posixpath
from collections.abc import Callable

from book.read.builder import DocumentBuilder
from book.read.pictures import Pictures
from book.read.tei.parse import Element, children, descendants, has_child, name, words
from book.read.tei.text import TeiText

Content = Callable[[Element], None]
LARGEST = 40_000_000  # bytes of a picture


class TeiFigures:
    """Writes tables and figures; `visit` writes one element, `content` the blocks in one."""

    def __init__(
        self,
        text: TeiText,
        visit: Content,
        content: Content,
        neighbor: Callable[[str], bytes | None],
    ) -> None:
        self._text, self._visit, self._content = text, visit, content
        self._neighbor = neighbor
        self._pictures = Pictures()

    @property
    def _builder(self) -> DocumentBuilder:
        return self._text.builder

    # ── Tables ───────────────────────────────────────────────────────────────────────────────────

    def table(self, element: Element) -> None:
        """Write a table, cell by cell; its head is its caption."""
        self._text.end()
        rows = list(children(element, "row"))
        columns = max((sum(_span(cell, "cols") for cell in _cells(row)) for row in rows), default=0)
        with self._builder.container("table", columns=str(columns), rows=str(len(rows))):
            for head in children(element, "head"):
                with self._text.block("caption"):
                    self._content(head)
            number = 0
            for child in children(element):
                if name(child) == "row":
                    self._row(child, number)
                    number += 1
                elif name(child) != "head":
                    self._visit(child)

    def _row(self, row: Element, number: int) -> None:
        head = "yes" if row.get("role") == "label" else ""
        with self._builder.container("row", row=str(number), head=head):
            column = 0
            for child in children(row):
                if name(child) not in ("cell", "table"):
                    self._visit(child)
                    continue
                self._cell(child, column, head)
                column += _span(child, "cols")

    def _cell(self, cell: Element, column: int, head: str) -> None:
        spans = {
            "columns": str(_span(cell, "cols")) if _span(cell, "cols") > 1 else "",
            "rows": str(_span(cell, "rows")) if _span(cell, "rows") > 1 else "",
        }
        is_head = head or ("yes" if cell.get("role") == "label" else "")
        with self._builder.container("cell", column=str(column), head=is_head, **spans):
            self._content(cell)

    # ── Figures ──────────────────────────────────────────────────────────────────────────────────

    def figure(self, element: Element) -> None:
        """Write a figure with its picture, its caption and its description."""
        self._text.end()
        graphic = next(descendants(element, "graphic"), None)
        source = "" if graphic is None else self._picture(graphic)
        described = " ".join(words(each) for each in children(element, "figDesc"))
        with self._builder.container("figure", source=source, alt=described):
            if source:
                self._builder.picture()
            self._text.write(element.text or "")
            for child in element:
                self._part(child)
                self._text.write(child.tail or "")
            self._text.end()
        if not source and not has_child(element, "head", "p", "ab", "caption", "floatingText"):
            self._builder.not_carried(described, "the picture is not in the file")

    def _part(self, child: Element) -> None:
        if name(child) in ("graphic", "figDesc"):
            return
        if name(child) in ("head", "p", "ab", "caption"):
            with self._text.block("caption"):
                self._content(child)
        else:
            self._visit(child)

    def graphic(self, element: Element) -> None:
        """Write a picture that stands alone."""
        if source := self._picture(element):
            self._text.end()
            described = " ".join(words(each) for each in children(element, "desc"))
            with self._builder.container("figure", source=source, alt=described):
                self._builder.picture()

    def _picture(self, graphic: Element) -> str:
        """Return the name of a picture that is beside the document, "" if it is not there."""
        url = graphic.get("url") or ""
        path = posixpath.normpath(url)
        if not url or ":" in url or path.startswith(("/", "..")):
            return ""
        content = self._neighbor(path)
        if not content or len(content) > LARGEST:
            return ""
        source = self._pictures.add(path, content)
        for picture in self._pictures.all():
            self._builder.add_picture(picture)
        return source


def _cells(row: Element) -> list[Element]:
    return list(children(row, "cell", "table"))


def _span(cell: Element, attribute: str) -> int:
    """Return how many columns or rows a cell spans, within reason."""
    value = cell.get(attribute) or "1"
    return min(max(int(value), 1), 100) if value.isdecimal() else 1

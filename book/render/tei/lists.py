"""Write lists, lists of definitions and tables. Their apparatus is inside items and cells."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from book.model import Insert, Paragraph
from book.render.tei.elements import TEI, Element, element
from book.render.tei.leaves import Words, add_rendition, leaf
from book.text.grid import GridCell, GridRow, table_rows
from book.text.nesting import Nest, Nested

ROW = f"{{{TEI}}}row"
STYLES = {"": "", "bullet": "bulleted", "none": "simple", "decimal": "numbered"}


@dataclass(frozen=True, slots=True)
class ListWriter:
    """Writes what consists of items; `flow` writes the blocks in them."""

    words: Words
    flow: Callable[[Iterable[Nested]], Iterable[Element]]

    def items(self, nest: Nest) -> Element:
        """Return a list. If any item has a label, all have one, as TEI demands."""
        children = (nest,) if nest.container.kind == "item" else nest.children
        style = nest.container.get("style")
        new = element("list", rend=STYLES.get(style, f"numbered {style}"))
        has_labels = any(map(_label, children))
        for number, child in enumerate(children):
            if isinstance(child, Insert):
                new.extend(self.flow((child,)))
            elif not number and _is_caption(child):
                new.append(self._holder("head", (child,)))
            else:
                if has_labels:
                    new.append(element("label", _label(child)))
                new.append(self._holder("item", _content(child, "item")))
        return _with_item(new)

    def definitions(self, nest: Nest) -> Element:
        """Return a list of terms, each with one definition, which may be empty."""
        children = (nest,) if nest.container.kind == "definition" else nest.children
        new = element("list", type="gloss")
        has_term = False
        for number, child in enumerate(children):
            if isinstance(child, Insert):
                new.extend(self.flow((child,)))
            elif not number and _is_caption(child):
                new.append(self._holder("head", (child,)))
            elif isinstance(child, Paragraph) and child.form.kind == "term":
                new.extend((element("item"),) if has_term else ())
                new.append(leaf(child, self.words, "label"))
                has_term = True
            else:
                new.extend(() if has_term else (element("label"),))
                new.append(self._holder("item", _content(child, "definition")))
                has_term = False
        return _with_item(new)

    def table(self, nest: Nest) -> Element:
        """Return a table; what stands before or after its rows is its head or its trailer."""
        if nest.container.kind != "table":
            return element("table", element("row", self._holder("cell", nest.children)))
        new = element("table")
        runs = [(is_row, tuple(run)) for is_row, run in groupby(nest.children, _is_row)]
        for number, (are_rows, children) in enumerate(runs):
            if are_rows:
                new.extend(map(self._row, table_rows(Nest(nest.container, children))))
            else:
                is_last = number == len(runs) - 1
                tag = "" if number and not is_last else "trailer" if number else "head"
                new.extend(self._beside_rows(children, tag))
        return _with_row(new)

    def _beside_rows(self, children: Sequence[Nested], tag: str) -> Iterator[Element]:
        """Yield what a table has beside its rows, which needs a row if it stands among them."""
        needs_rows = not (tag and all(map(_is_beside_rows, children)))
        for child in children:
            if isinstance(child, Insert):
                yield from self.flow((child,))
            elif needs_rows or not isinstance(child, Paragraph):
                yield element("row", self._holder("cell", (child,)))
            else:
                yield leaf(child, self.words, tag)

    def _row(self, row: GridRow) -> Element:
        cells = map(self._cell, row.cells)
        return element("row", *cells, role="label" if row.is_head else "")

    def _cell(self, cell: GridCell) -> Element:
        new = self._holder("cell", cell.children)
        for name, value in (("cols", cell.columns), ("rows", cell.rows)):
            if value > 1:
                new.set(name, str(value))
        if cell.is_head:
            new.set("role", "label")
        add_rendition(new, cell.align)
        return new

    def _holder(self, tag: str, children: Sequence[Nested]) -> Element:
        """Return an item or a cell; a single paragraph needs no element of its own in it."""
        if len(children) == 1 and isinstance(children[0], Paragraph):
            (only,) = children
            assert isinstance(only, Paragraph)
            is_plain = only.form.kind == "paragraph" or tag == "head"
            if is_plain and self.words.special(only) is None:
                return leaf(only, self.words, tag)
        return element(tag, *self.flow(children))


def _label(child: Nested) -> str:
    return child.container.get("label") if isinstance(child, Nest) else ""


def _content(child: Nested, kind: str) -> Sequence[Nested]:
    """Return what an item holds; what is in none is an item of its own."""
    is_item = isinstance(child, Nest) and child.container.kind == kind
    return child.children if isinstance(child, Nest) and is_item else (child,)


def _is_caption(child: Nested) -> bool:
    return isinstance(child, Paragraph) and child.form.kind == "caption"


def _with_item(new: Element) -> Element:
    """Return a list with an item: TEI has no empty lists, and none that ends with a label."""
    tags = [each.tag for each in new]
    if f"{{{TEI}}}item" not in tags or tags[-1] == f"{{{TEI}}}label":
        new.append(element("item"))
    return new


def _is_beside_rows(child: Nested) -> bool:
    """Return whether a block can be the head or the trailer of a table."""
    if isinstance(child, Paragraph):
        return child.form.kind in ("caption", "paragraph", "credit")
    return isinstance(child, Insert)


def _is_row(child: Nested) -> bool:
    return isinstance(child, Nest) and child.container.kind == "row"


def _with_row(table: Element) -> Element:
    """Return a table with a row: TEI has no tables without one."""
    if table.find(ROW) is None:
        table.append(element("row", element("cell")))
    return table

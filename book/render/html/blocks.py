"""Render paragraphs, lists, tables and divisions."""

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from book.model import (
    Block,
    Bullets,
    ContentsEntry,
    ContentsList,
    Definition,
    Definitions,
    Division,
    Foreign,
    IndexEntry,
    IndexGroup,
    Inlines,
    Insert,
    Paragraph,
    Reference,
    Subheading,
    Table,
)
from book.render.html.cells import LONG_WORD, Grid, HtmlCell, grid_of, grid_of_table
from book.render.html.forms import FormRenderer
from book.render.html.inlines import LINK
from book.render.html.markup import attributes_of, heading_number, id_attribute, join
from book.text.direction import written_direction
from book.text.inlines import missing_stop, text_of
from book.text.keyed import counts_by_poem
from book.text.locators import WrittenLocator, comma
from book.text.nesting import Nest
from book.text.own_language import inlines_in

LIST_OF_VARIANTS = "variants"  # the style of a table that goes on over pages
SHORT_TERM = 10  # characters that fit into the column before a definition

DIVISION = Markup('<section id="{}" class="{}">{}{}</section>\n')
HEADING = Markup('<{tag}{language}>{number}<span class="heading">{title}</span></{tag}>\n')
SUBHEADING = Markup('<h2 class="subheading"{}>{}</h2>\n')
BULLETS = Markup('<ul class="{}">{}</ul>\n')
ITEM = Markup("<li>{}</li>")

TABLE = Markup('<table class="{}">\n{}{}{}</table>\n')
CAPTION = Markup("<caption>{}</caption>\n")
ROW = Markup("<tr>{}</tr>\n")
CELL = Markup("<td>{}</td>")
LONG = Markup('<span class="long">{}</span>')
ROW_HEAD = Markup('<th scope="row">{}</th>')
COLUMN_HEAD = Markup('<th scope="col">{}</th>')

LANDSCAPE = Markup('<div class="landscape-page"><div>\n{}</div></div>\n')
TABLE_GROUP = Markup('<div class="table{}">\n{}{}</div>\n')
THEAD = Markup("<thead>\n{}</thead>\n")
# The head of a table that lies on its side, on its further pages.
THEAD_AGAIN = Markup('<thead class="again">\n{}</thead>\n')
TBODY = Markup("<tbody>\n{}</tbody>\n")
GRID_CELL = Markup("<{tag}{attributes}>{inside}</{tag}>")

CONTENTS = Markup('<ol class="contents">{}</ol>\n')
CONTENTS_ITEM = Markup("<li>{}{}</li>\n")
CONTENTS_SUBLIST = Markup("<ol>{}</ol>")
CONTENTS_LINK = Markup('<a href="{}"{}>{}{}</a>')
CONTENTS_ENTRY = Markup('<div class="entry"><span class="title">{}</span>{}</div>')

DEFINITIONS = Markup('<dl class="{}{}">\n{}</dl>\n')
MENTIONS = Markup('{} <span class="mentions">{} {}</span>')
LOCATOR = Markup('<a class="locator" href="{}">{}</a>')

INDEX = Markup('<ul class="index">\n{}</ul>\n')
INDEX_ITEM = Markup("<li>{}{}</li>\n")
INDEX_SUBLIST = Markup("\n<ul>\n{}</ul>\n")
INDEX_HEADING = Markup("<span{}>{}</span>")
REFERENCES = Markup(". <em>{}</em> {}")


class HtmlRenderer(FormRenderer):
    """Renders the divisions of one edition in one style."""

    is_crowded = False  # of the table at hand: whether it hardly fits

    def division(self, division: Division, level: int = 1) -> Markup:
        """Render a division with everything in it; its heading has `level`, at most 6."""
        self.line_number, self.by_poem = 0, counts_by_poem(division)
        inside = self.blocks(division.blocks)
        inside += join(self.division(section, level + 1) for section in division.divisions)
        heading = self.heading(division, level)
        return DIVISION.format(division.id, division.kind, heading, inside)

    def heading(self, division: Division, level: int) -> Markup:
        if not division.title and not division.label:
            return Markup("")
        title, language = self.turned(division.title)
        return HEADING.format(
            tag=f"h{min(level, 6)}",
            language=language,
            number=heading_number(division.label),
            title=self.inlines(title),
        )

    def turned(self, title: Inlines) -> tuple[Inlines, Markup]:
        """Return a title, and the attributes of what holds it with its number.

        They are those of its words if all of them run in the other direction, as the number then
        does.
        """
        match title:
            case (Foreign(language, inlines, side) as words,) if written_direction(
                language, side, self.language
            ):
                return inlines, self.language_attributes(words)
        return title, Markup("")

    def block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Subheading():
                return self.subheading(block)
            case Insert():
                return self.insert(block)
            case Bullets():
                return self.bullets(block)
            case Table():
                return self.table(block)
            case ContentsList():
                return self.contents(block.entries)
            case Definitions():
                return self.definitions(block)
            case IndexGroup():
                return INDEX.format(self.index_entries(block.entries))
        assert_never(block)

    def subheading(self, block: Subheading) -> Markup:
        return SUBHEADING.format(id_attribute(block.id), self.inlines(block.inlines))

    def bullets(self, block: Bullets) -> Markup:
        items = join(ITEM.format(self.inlines(item)) for item in block.items)
        return BULLETS.format(block.style, items)

    # ── Tables ───────────────────────────────────────────────────────────────────────────────────

    def table(self, table: Table) -> Markup:
        grid = grid_of_table(table)
        classes = "" if table.style == LIST_OF_VARIANTS else self.style.fit(grid)
        self.is_crowded = bool(classes)
        caption = CAPTION.format(self.inlines(table.caption)) if table.caption else Markup("")
        head = ROW.format(self.cells(table.head, COLUMN_HEAD))
        rows = [ROW.format(self.row(row, heads=table.row_heads)) for row in table.rows]
        return self.pages_of_table(grid, table.style + classes, caption, head, rows)

    def pages_of_table(
        self, grid: Grid, classes: str, caption: Markup, head: Markup, rows: list[Markup]
    ) -> Markup:
        """Render a table, on as many pages as it needs if it lies on its side."""
        first = THEAD.format(head) if head else head
        if "landscape" not in classes:
            body = TBODY.format(join(rows)) if rows else Markup("")
            return TABLE.format(classes, caption, first, body)
        pages, start = Markup(""), 0
        for count in self.style.divide(grid):
            again = THEAD_AGAIN.format(head) if head else head
            body = TBODY.format(join(rows[start : start + count]))
            parts = (again, body) if start else (first, body)
            pages += LANDSCAPE.format(TABLE.format(classes, "" if start else caption, *parts))
            start += count
        return pages

    def row(self, row: tuple[Inlines, ...], *, heads: bool) -> Markup:
        """Render the cells of a row; with `heads`, the first one is the row's heading."""
        first = ROW_HEAD if heads else CELL
        return self.cells(row[:1], first) + self.cells(row[1:], CELL)

    def cells(self, cells: tuple[Inlines, ...], form: Markup) -> Markup:
        return join(form.format(self.cell_text(cell)) for cell in cells)

    def cell_text(self, inlines: Inlines) -> Markup:
        """Render the text of a cell; in a table that hardly fits, its long words may break."""
        text = self.inlines(inlines)
        words = text_of(inlines).split() if self.is_crowded else ()
        return LONG.format(text) if any(len(word) > LONG_WORD for word in words) else text

    def cell_table(self, nest: Nest) -> Markup:
        """Render a table of a source, with what is said above and below it."""
        grid = grid_of(nest)
        classes = self.style.table(grid)
        self.is_crowded = any(len(word) > LONG_WORD for word in grid.words)
        caption = CAPTION.format(self.inside(grid.captions)) if grid.captions else Markup("")
        head = join(ROW.format(join(map(self.grid_cell, row))) for row in grid.head)
        rows = [ROW.format(join(map(self.grid_cell, row))) for row in grid.body]
        table = self.pages_of_table(grid, f"cells{classes}", caption, head, rows)
        below = self.nested(grid.below)
        return TABLE_GROUP.format(classes, table, below) if below or caption else table

    def grid_cell(self, cell: HtmlCell) -> Markup:
        spans = {"colspan": cell.columns, "rowspan": cell.rows}
        attributes = {name: str(count) for name, count in spans.items() if count > 1}
        if cell.scope:
            attributes = {"scope": cell.scope, **attributes}
        if cell.align:
            attributes["class"] = cell.align
        text = cell.text
        inside = "\n" + self.nested(cell.children) if text is None else self.cell_text(text)
        return GRID_CELL.format(
            tag="th" if cell.scope else "td", attributes=attributes_of(attributes), inside=inside
        )

    # ── The contents ─────────────────────────────────────────────────────────────────────────────

    def contents(self, entries: tuple[ContentsEntry, ...]) -> Markup:
        """Render the contents as nested lists, whose items a screen reader counts."""
        groups = group_entries(entries)
        return CONTENTS.format(join(self.contents_item(top, below) for top, below in groups))

    def contents_item(self, top: ContentsEntry, below: list[ContentsEntry]) -> Markup:
        return CONTENTS_ITEM.format(self.entry(top), self.contents_sublist(below))

    def contents_sublist(self, entries: list[ContentsEntry]) -> Markup:
        groups = group_entries(entries)
        items = join(
            ITEM.format(self.entry(top) + self.contents_sublist(below)) for top, below in groups
        )
        return CONTENTS_SUBLIST.format(items) if items else items

    def entry(self, entry: ContentsEntry) -> Markup:
        title, language = self.turned(entry.title)
        target, number = self.style.target(entry.target), heading_number(entry.label)
        link = CONTENTS_LINK.format(target, language, number, self.inlines(title))
        return CONTENTS_ENTRY.format(link, self.style.number(entry.target))

    # ── Glossary and chronology ──────────────────────────────────────────────────────────────────

    def definitions(self, block: Definitions) -> Markup:
        """Render a list of terms. If all of them are short, they may get a column of their own."""
        items = join(self.definition(item) for item in block.items)
        are_short = all(_has_short_term(item) for item in block.items)
        return DEFINITIONS.format(block.style, " short" if are_short else "", items)

    def definition(self, item: Definition) -> Markup:
        text = self.inlines(item.inlines) + self.mentions(item)
        return self.style.definition(item.id, self.inlines(item.term), text)

    def mentions(self, item: Definition) -> Markup:
        places = self.style.mentions(item.locators)
        if not places:
            return Markup("")
        links = escape(comma(self.labels)).join(self.locator(place) for place in places)
        return MENTIONS.format(missing_stop(text_of(item.inlines)), self.labels["mentions"], links)

    def locator(self, place: WrittenLocator) -> Markup:
        anchor, text = place
        return LOCATOR.format(self.style.target(anchor), text)

    # ── The index ────────────────────────────────────────────────────────────────────────────────

    def index_entries(self, entries: tuple[IndexEntry, ...]) -> Markup:
        return join(self.index_entry(entry) for entry in entries)

    def index_entry(self, entry: IndexEntry) -> Markup:
        """Render heading, locators, references and sub-entries.

        `text.plaintext` writes the same words.
        """
        heading = self.inlines(inlines_in(self.language, entry.heading))
        line = INDEX_HEADING.format(id_attribute(entry.id), heading)
        for place in self.style.locate(entry.locators):
            line += comma(self.labels) + self.locator(place)
        line += self.references("see", entry.see) + self.references("see-also", entry.see_also)
        if not entry.entries:
            return INDEX_ITEM.format(line, "")
        inner = self.style.continued(entry.heading) + self.index_entries(entry.entries)
        return INDEX_ITEM.format(line, INDEX_SUBLIST.format(inner))

    def references(self, kind: str, references: tuple[Reference, ...]) -> Markup:
        if not references:
            return Markup("")
        links = Markup("; ").join(self.reference(reference) for reference in references)
        return REFERENCES.format(self.labels[kind], links)

    def reference(self, reference: Reference) -> Markup:
        return LINK.format(self.style.target(reference.target), reference.heading)


def _has_short_term(item: Definition) -> bool:
    return len(text_of(item.term)) <= SHORT_TERM


def group_entries(
    entries: Iterable[ContentsEntry],
) -> list[tuple[ContentsEntry, list[ContentsEntry]]]:
    """Return each entry of the outermost level with the entries below it."""
    groups: list[tuple[ContentsEntry, list[ContentsEntry]]] = []
    for entry in entries:
        if not groups or entry.level <= groups[0][0].level:
            groups.append((entry, []))
        else:
            groups[-1][1].append(entry)
    return groups

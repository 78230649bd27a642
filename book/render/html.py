"""Render the book's blocks as HTML that is XML at once, for the print and for the e-book.

Print and e-book differ in one thing here, how a note is set; that is the `Style` given to `render`.
Every word of a witness or an editor is escaped on its way: no markup of theirs passes through.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
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
    Edition,
    Emphasis,
    Foreign,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    Link,
    Locator,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Reference,
    SmallCapitals,
    Strong,
    Subheading,
    Superscript,
    Supplied,
    Table,
    Term,
)  # isort: skip  # isort: skip
from book.text.inlines import missing_stop, plain_inlines, text_of
from book.text.locators import WrittenLocator, write_places

TAGS = {Emphasis: "em", Strong: "strong", Superscript: "sup"}
APART = Markup(
    '<span class="apart"></span>'
)  # between two calls at one word, lest 5 and 6 be read as 56
SHORT_TERM = 10  # characters that fit into the column before a definition
HOST = re.compile(r"https?://[^/\s]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a medium sets what the media set differently.

    `bind(text)` puts fixed spaces into a text where a line must not end;
    `call(note, body)` sets a note's call, where it may place the note itself; `target(id)` gives the address of an anchor;
    `number(id)` sets the page number of an anchor in the contents, "" where there are no pages; `locate` writes the locators
    of the index, `refer` where a cross-reference leads; `term` sets words that the glossary explains, `mentions` writes where
    the text has a term or an event. Print has pages and no room: there these two leave the words alone.
    """

    call: Callable[[Note, Markup], Markup]
    bind: Callable[[str], str] = lambda text: text
    target: Callable[[str], str] = "#{}".format
    number: Callable[[str], Markup] = lambda _: Markup("")
    locate: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = write_places
    refer: Callable[[Locator], str] = lambda locator: "".join(
        place for _, place in write_places((locator,))
    )
    term: Callable[[Term, Markup], Markup] = lambda _, words: words
    mentions: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = lambda _: ()


class HtmlRenderer:
    """Renders the divisions of one edition in one style."""

    def __init__(self, edition: Edition, style: Style) -> None:
        self.notes = {note.id: note for note in edition.notes}
        self.language = edition.imprint.language
        self.words = edition.labels
        self.style = style

    def division(self, division: Division, level: int = 1) -> Markup:
        """Render a division with all that is in it; its heading is of `level`, at most 6."""
        inside = Markup("").join(self.block(block) for block in division.blocks)
        inside += Markup("").join(
            self.division(section, level + 1) for section in division.divisions
        )
        return Markup('<section id="{}" class="{}">{}{}</section>\n').format(
            division.id, division.kind, self.heading(division, level), inside
        )

    def heading(self, division: Division, level: int) -> Markup:
        if not division.title and not division.label:
            return Markup("")
        tag = f"h{min(level, 6)}"
        number = (
            Markup('<span class="number">{}.</span> ').format(division.label)
            if division.label
            else Markup("")
        )
        return Markup('<{}>{}<span class="heading">{}</span></{}>\n').format(
            tag, number, self.inlines(division.title), tag
        )

    def block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Subheading():
                name = Markup(' id="{}"').format(block.id) if block.id else Markup("")
                return Markup('<h2 class="subheading"{}>{}</h2>\n').format(
                    name, self.inlines(block.inlines)
                )
            case Bullets():
                items = Markup("").join(
                    Markup("<li>{}</li>").format(self.inlines(item)) for item in block.items
                )
                return Markup('<ul class="{}">{}</ul>\n').format(block.style, items)
            case Table():
                return self.table(block)
            case ContentsList():
                return self.contents(block.entries)
            case Definitions():
                return self.definitions(block)
            case IndexGroup():
                return Markup('<ul class="index">\n{}</ul>\n').format(
                    Markup("").join(self.index_entry(e) for e in block.entries)
                )
        assert_never(block)

    def paragraph(self, paragraph: Paragraph) -> Markup:
        name = Markup(' id="{}"').format(paragraph.id) if paragraph.id else Markup("")
        # Han set alone in a paragraph would take the book's language; its own span says otherwise.
        return Markup('<p class="{}"{}>{}</p>\n').format(
            paragraph.style, name, self.inlines(paragraph.inlines)
        )

    def table(self, table: Table) -> Markup:
        caption = (
            Markup("<caption>{}</caption>\n").format(self.inlines(table.caption))
            if table.caption
            else Markup("")
        )
        head = Markup("").join(
            Markup('<th scope="col">{}</th>').format(self.inlines(cell)) for cell in table.head
        )
        rows = Markup("").join(
            Markup("<tr>{}</tr>\n").format(self.row(row, heads=table.row_heads))
            for row in table.rows
        )
        return Markup(
            '<table class="{}">\n{}<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n'
        ).format(table.style, caption, head, rows)

    def row(self, row: tuple[Inlines, ...], *, heads: bool) -> Markup:
        tags = (
            Markup('<th scope="row">{}</th>') if heads and not number else Markup("<td>{}</td>")
            for number in range(len(row))
        )
        return Markup("").join(
            tag.format(self.inlines(cell)) for tag, cell in zip(tags, row, strict=True)
        )

    def contents(self, entries: tuple[ContentsEntry, ...]) -> Markup:
        """Render the contents as a list in a list, as a screen reader counts them."""
        items = Markup("")
        index = 0
        while index < len(entries):
            end = next(
                (i for i in range(index + 1, len(entries)) if entries[i].level == 1), len(entries)
            )
            inner = Markup("").join(
                Markup("<li>{}</li>").format(self.entry(e)) for e in entries[index + 1 : end]
            )
            items += Markup("<li>{}{}</li>\n").format(
                self.entry(entries[index]), Markup("<ol>{}</ol>").format(inner) if inner else ""
            )
            index = end
        return Markup('<ol class="contents">{}</ol>\n').format(items)

    def entry(self, entry: ContentsEntry) -> Markup:
        number = (
            Markup('<span class="number">{}.</span> ').format(entry.label)
            if entry.label
            else Markup("")
        )
        linked = Markup('<a href="{}">{}{}</a>').format(
            self.style.target(entry.target), number, self.inlines(entry.title)
        )
        return Markup('<div class="entry"><span class="title">{}</span>{}</div>').format(
            linked, self.style.number(entry.target)
        )

    def definitions(self, block: Definitions) -> Markup:
        """Render a list of terms; where all of them are short, they may stand in a column of their own."""
        items = Markup("").join(self.definition(item) for item in block.items)
        short = all(len(text_of(item.term)) <= SHORT_TERM for item in block.items)
        return Markup('<dl class="{}{}">\n{}</dl>\n').format(
            block.style, " short" if short else "", items
        )

    def definition(self, item: Definition) -> Markup:
        name = Markup(' id="{}"').format(item.id) if item.id else Markup("")
        links = Markup(", ").join(
            Markup('<a class="locator" href="{}">{}</a>').format(self.style.target(anchor), text)
            for anchor, text in self.style.mentions(item.locators)
        )
        mentions = (
            Markup('{} <span class="mentions">{} {}</span>').format(
                missing_stop(text_of(item.inlines)), self.words["mentions"], links
            )
            if links
            else Markup("")
        )
        return Markup("<dt{}>{}</dt>\n<dd>{}{}</dd>\n").format(
            name, self.inlines(item.term), self.inlines(item.inlines), mentions
        )

    def index_entry(self, entry: IndexEntry) -> Markup:
        """Render an entry: heading, locators, references, sub-entries; `plain` has the same words."""
        name = Markup(' id="{}"').format(entry.id) if entry.id else Markup("")
        line = Markup("<span{}>{}</span>").format(name, self.inlines(plain_inlines(entry.heading)))
        for anchor, text in self.style.locate(entry.locators):
            line += Markup(', <a class="locator" href="{}">{}</a>').format(
                self.style.target(anchor), text
            )
        line += self.references("see", entry.see) + self.references("see-also", entry.see_also)
        inner = Markup("").join(self.index_entry(e) for e in entry.entries)
        return Markup("<li>{}{}</li>\n").format(
            line, Markup("\n<ul>\n{}</ul>\n").format(inner) if inner else ""
        )

    def references(self, kind: str, references: tuple[Reference, ...]) -> Markup:
        links = (
            Markup('<a href="{}">{}</a>').format(self.style.target(r.target), r.heading)
            for r in references
        )
        return (
            Markup(". <em>{}</em> {}").format(self.words[kind], Markup("; ").join(links))
            if references
            else Markup("")
        )

    def inlines(self, inlines: Inlines) -> Markup:
        made = Markup("").join(self.inline(inline) for inline in inlines[:1])
        for before, inline in pairwise(inlines):
            made += APART if isinstance(before, NoteCall) and isinstance(inline, NoteCall) else ""
            made += self.inline(inline)
        return made

    def inline(self, inline: Inline) -> Markup:
        match inline:
            case Plain():
                return escape(self.style.bind(inline.text))
            case Link():
                return Markup('<a href="{}">{}</a>').format(
                    self.address(inline.target), self.link_text(inline)
                )
            case NoteCall():
                note = self.notes[inline.note]
                return self.style.call(note, self.inlines(note.inlines))
            case PageReference():
                return self.page_reference(inline)
        return self.wrapped(inline)

    def wrapped(
        self,
        inline: Emphasis | Strong | Superscript | SmallCapitals | Foreign | Supplied | Mark | Term,
    ) -> Markup:
        inside = self.inlines(inline.inlines)
        match inline:
            case Emphasis() | Strong() | Superscript():
                return Markup("<{0}>{1}</{0}>").format(TAGS[type(inline)], inside)
            case SmallCapitals():
                return Markup('<span class="small-caps">{}</span>').format(inside)
            case Foreign():
                return Markup('<span lang="{0}" xml:lang="{0}">{1}</span>').format(
                    inline.language, inside
                )
            case Supplied():
                return Markup('<span class="supplied">[{}]</span>').format(inside)
            case Term():
                return self.style.term(inline, inside)
            case Mark():
                return Markup('<span id="{}">{}</span>').format(inline.id, inside)
        assert_never(inline)

    def page_reference(self, reference: PageReference) -> Markup:
        locator = reference.locator
        return Markup('<a class="page-reference" href="{}">{}</a>').format(
            self.style.target(locator.target), self.style.refer(locator)
        )

    def link_text(self, link: Link) -> Markup:
        """Keep scheme and host of a printed address on one line: “https://” alone at a line's end says nothing."""
        text = text_of(link.inlines)
        match = HOST.match(text)
        if not match or link.inlines != (Plain(text),):
            return self.inlines(link.inlines)
        return Markup('<span class="host">{}</span>{}').format(match.group(), text[match.end() :])

    def address(self, target: str) -> str:
        return self.style.target(target[1:]) if target.startswith("#") else target

"""What the e-book must show of the editor's lists: contents, tables, glossary, index."""

from collections.abc import Iterable

from book.model import (
    Bullets,
    ContentsList,
    Definition,
    Definitions,
    IndexEntry,
    IndexGroup,
    Inlines,
    Locator,
    Reference,
    Subheading,
    Table,
)
from book.text.inlines import missing_stop, text_of
from book.text.locators import comma, write_places
from book.text.own_language import inlines_in
from book.verify.proof.expected_inlines import InlineLines

OtherBlock = Subheading | Bullets | Table | ContentsList | Definitions | IndexGroup


class ListLines(InlineLines):
    """Writes blocks that are neither paragraphs nor inserts."""

    def other(self, block: OtherBlock) -> None:
        match block:
            case Subheading():
                self.builder.end_line("h2")
                self.builder.anchor(block.id)
                self.inlines(block.inlines)
            case Bullets():
                self.each(block.items)
            case Table():
                cells = (cell for row in block.rows for cell in row)
                self.each((block.caption, *block.head, *cells))
            case ContentsList():
                self.contents(block)
            case Definitions():
                for item in block.items:
                    self.definition(item)
            case IndexGroup():
                for entry in block.entries:
                    self.index_entry(entry)

    def each(self, texts: Iterable[Inlines]) -> None:
        for inlines in texts:
            self.builder.end_line()
            self.inlines(inlines)

    def contents(self, contents: ContentsList) -> None:
        for entry in contents.entries:
            self.builder.end_line()
            self.builder.begin_link("link", entry.target)
            self.heading(entry.label, entry.title)
            self.builder.end()

    def definition(self, item: Definition) -> None:
        self.builder.end_line()
        if item.id:
            self.builder.anchor(item.id)
        self.inlines(item.term)
        self.builder.end_line()
        self.inlines(item.inlines)
        if item.locators:
            stop = missing_stop(text_of(item.inlines))
            self.builder.text(f"{stop} {self.labels['mentions']} ")
            self.locators(item.locators)

    def index_entry(self, entry: IndexEntry) -> None:
        self.builder.end_line()
        self.builder.anchor(entry.id)
        self.inlines(inlines_in(self.language, entry.heading))
        if entry.locators:
            self.builder.text(comma(self.labels))
            self.locators(entry.locators)
        self.references("see", entry.see)
        self.references("see-also", entry.see_also)
        for inner in entry.entries:
            self.index_entry(inner)

    def locators(self, locators: tuple[Locator, ...]) -> None:
        self.linked(comma(self.labels), write_places(locators))

    def references(self, label: str, references: tuple[Reference, ...]) -> None:
        if references:
            self.builder.text(". ")
            self.builder.begin("emphasis")
            self.builder.text(self.labels[label])
            self.builder.end()
            self.builder.text(" ")
            self.linked("; ", ((each.target, each.heading) for each in references))

    def linked(self, separator: str, links: Iterable[tuple[str, str]]) -> None:
        for number, (target, text) in enumerate(links):
            self.builder.text(separator if number else "")
            self.builder.begin_link("link", target)
            self.builder.text(text)
            self.builder.end()

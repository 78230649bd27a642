"""Write the annotated manuscript as a document of pandoc's, which pandoc then writes as Markdown, DOCX, ODT …

Notes and variants are numbered through, as word processors number them: a reference to a note leads to that number. The
document is JSON in the form of pandoc-types 1.23 (Text.Pandoc.Definition).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, assert_never

from book.model import (
    Block,
    Bullets,
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
)
from book.text.inlines import marks_of, missing_stop, text_of
from book.text.locators import write_places
from book.text.plaintext import plain_heading

Node = dict[str, Any]
VERSION = [1, 23, 1]
NO_ATTRIBUTES: list[Any] = ["", [], []]
WRAPPERS = {
    Emphasis: "Emph",
    Strong: "Strong",
    SmallCapitals: "SmallCaps",
    Superscript: "Superscript",
}
LEFT_OUT = ("cover", "half-title", "contents")  # what a book has for its pages
IN_METADATA = ("title", "subtitle", "author", "date")  # styles of the title page


def as_manuscript(edition: Edition) -> Edition:
    """Take from the book what only pages need, and number its notes through; what leads to a note gives that number."""
    numbers = {
        name: str(number)
        for number, note in enumerate(edition.notes, 1)
        for name in (note.id, *marks_of(note.inlines))
    }

    def located(locator: Locator) -> Locator:
        if not locator.note or locator.target not in numbers:
            return locator
        section = locator.place.removesuffix(locator.note.strip()).rstrip(" ,\N{NO-BREAK SPACE}")
        return Locator(
            locator.target,
            section + edition.labels["reference-note"].format(note=numbers[locator.target]),
        )

    notes = tuple(
        replace(n, mark=numbers[n.id], inlines=relocated(n.inlines, located)) for n in edition.notes
    )
    kept = tuple(
        _kept(division, located) for division in edition.divisions if division.kind not in LEFT_OUT
    )
    return replace(edition, divisions=kept, notes=notes)


Located = Callable[[Locator], Locator]


def _kept(division: Division, located: Located) -> Division:
    told = IN_METADATA if division.kind == "title-page" else ()
    blocks = tuple(
        _relocated(block, located)
        for block in division.blocks
        if not (isinstance(block, Paragraph) and block.style in told)
    )
    return replace(
        division,
        blocks=blocks,
        divisions=tuple(_kept(inner, located) for inner in division.divisions),
    )


def _relocated(block: Block, located: Located) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=relocated(block.inlines, located))
        case Bullets():
            return replace(block, items=tuple(relocated(item, located) for item in block.items))
        case Definitions():
            return replace(block, items=tuple(_definition(item, located) for item in block.items))
        case Table():
            return replace(
                block,
                rows=tuple(tuple(relocated(cell, located) for cell in row) for row in block.rows),
            )
        case IndexGroup():
            return replace(block, entries=tuple(_entry(entry, located) for entry in block.entries))
        case ContentsList():
            return block
    assert_never(block)


def _definition(item: Definition, located: Located) -> Definition:
    return replace(
        item, inlines=relocated(item.inlines, located), locators=tuple(map(located, item.locators))
    )


def _entry(entry: IndexEntry, located: Located) -> IndexEntry:
    inner = tuple(_entry(e, located) for e in entry.entries)
    return replace(entry, locators=tuple(map(located, entry.locators)), entries=inner)


def relocated(inlines: Inlines, located: Located) -> Inlines:
    """Put every reference to a page where `located` says."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case PageReference():
                made.append(PageReference(located(inline.locator)))
            case Plain() | NoteCall():
                made.append(inline)
            case _:
                made.append(replace(inline, inlines=relocated(inline.inlines, located)))
    return tuple(made)


def write_manuscript(edition: Edition) -> Node:
    """Give an edition that is a manuscript as pandoc's document."""
    writer = _Writer(edition)
    imprint = edition.imprint
    named = {
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "author": edition.work.author,
        "date": imprint.date,
        "lang": imprint.language,
    }
    return {
        "pandoc-api-version": VERSION,
        "meta": {
            key: {"t": "MetaInlines", "c": _words(value)} for key, value in named.items() if value
        },
        "blocks": [
            block for division in edition.divisions for block in writer.division(division, 1)
        ],
    }


class _Writer:
    def __init__(self, edition: Edition) -> None:
        self.words = edition.labels
        self.notes = {note.id: note for note in edition.notes}

    def division(self, division: Division, level: int) -> Iterator[Node]:
        if plain_heading(division):
            label = f"{division.label}. " if division.label else ""
            yield {
                "t": "Header",
                "c": [
                    min(level, 6),
                    [division.id, [], []],
                    [*_words(label), *self.inlines(division.title)],
                ],
            }
        for block in division.blocks:
            yield from self.block(block, level)
        for inner in division.divisions:
            yield from self.division(inner, level + 1)

    def block(self, block: Block, level: int) -> Iterator[Node]:
        match block:
            case Paragraph():
                made = {"t": "Para", "c": self.inlines(block.inlines)}
                yield {"t": "BlockQuote", "c": [made]} if block.style == "quotation" else made
            case Subheading():
                yield {
                    "t": "Header",
                    "c": [min(level + 1, 6), NO_ATTRIBUTES, self.inlines(block.inlines)],
                }
            case Bullets():
                yield {
                    "t": "BulletList",
                    "c": [[{"t": "Plain", "c": self.inlines(item)}] for item in block.items],
                }
            case Definitions():
                yield {"t": "DefinitionList", "c": [self.definition(item) for item in block.items]}
            case Table():
                yield self.table(block)
            case IndexGroup():
                yield {"t": "BulletList", "c": [self.entry(entry) for entry in block.entries]}
            case ContentsList():
                return
            case _:
                assert_never(block)

    def definition(self, item: Definition) -> list[Any]:
        found = ", ".join(place for _, place in write_places(item.locators))
        mentions = (
            _words(f"{missing_stop(text_of(item.inlines))} {self.words['mentions']} {found}")
            if found
            else []
        )
        return [
            self.inlines(item.term),
            [[{"t": "Para", "c": [*self.inlines(item.inlines), *mentions]}]],
        ]

    def table(self, table: Table) -> Node:
        """Write a table in the shape of pandoc's, with a head of one row and one body."""
        default = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
        caption = [
            None,
            [{"t": "Plain", "c": self.inlines(table.caption)}] if table.caption else [],
        ]
        body = [NO_ATTRIBUTES, int(table.row_heads), [], [self.row(row) for row in table.rows]]
        head = [NO_ATTRIBUTES, [self.row(table.head)]]
        return {
            "t": "Table",
            "c": [
                NO_ATTRIBUTES,
                caption,
                [default for _ in table.head],
                head,
                [body],
                [NO_ATTRIBUTES, []],
            ],
        }

    def row(self, cells: tuple[Inlines, ...]) -> list[Any]:
        made = [
            [NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": self.inlines(cell)}]]
            for cell in cells
        ]
        return [NO_ATTRIBUTES, made]

    def entry(self, entry: IndexEntry) -> list[Node]:
        line = ", ".join((entry.heading, *(place for _, place in write_places(entry.locators))))
        inlines = [
            *_words(line),
            *self.references("see", entry.see),
            *self.references("see-also", entry.see_also),
        ]
        below = (
            [{"t": "BulletList", "c": [self.entry(inner) for inner in entry.entries]}]
            if entry.entries
            else []
        )
        return [{"t": "Plain", "c": inlines}, *below]

    def references(self, kind: str, references: tuple[Reference, ...]) -> list[Node]:
        if not references:
            return []
        names = "; ".join(reference.heading for reference in references)
        return [*_words(". "), {"t": "Emph", "c": _words(self.words[kind])}, *_words(f" {names}")]

    def inlines(self, inlines: Inlines) -> list[Node]:
        return list(chain.from_iterable(self.inline(inline) for inline in inlines))

    def inline(self, inline: Inline) -> Iterable[Node]:
        match inline:
            case Plain():
                return _words(inline.text)
            case Emphasis() | Strong() | SmallCapitals() | Superscript():
                return [{"t": WRAPPERS[type(inline)], "c": self.inlines(inline.inlines)}]
            case Foreign():
                return [
                    {
                        "t": "Span",
                        "c": [["", [], [["lang", inline.language]]], self.inlines(inline.inlines)],
                    }
                ]
            case Supplied():
                return [*_words("["), *self.inlines(inline.inlines), *_words("]")]
            case Link() if not inline.target.startswith("#"):
                return [
                    {
                        "t": "Link",
                        "c": [NO_ATTRIBUTES, self.inlines(inline.inlines), [inline.target, ""]],
                    }
                ]
            case Link() | Mark() | Term():
                return self.inlines(inline.inlines)
            case NoteCall():
                return [
                    {
                        "t": "Note",
                        "c": [{"t": "Para", "c": self.inlines(self.notes[inline.note].inlines)}],
                    }
                ]
            case PageReference():
                return _words(inline.locator.place)
        assert_never(inline)


def _words(text: str) -> list[Node]:
    """Write a text as pandoc's words and spaces between them.

    >>> _words("the law ")
    [{'t': 'Str', 'c': 'the'}, {'t': 'Space'}, {'t': 'Str', 'c': 'law'}, {'t': 'Space'}]
    """
    made: list[Node] = []
    for number, word in enumerate(text.split(" ")):
        made += [{"t": "Space"}] if number else []
        made += [{"t": "Str", "c": word}] if word else []
    return made

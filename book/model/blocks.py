"""The blocks of the book, and the divisions that hold them."""

from dataclasses import dataclass
from typing import Literal

from book.model.collation import Place
from book.model.form import PLAIN_FORM, BlockForm, Insert
from book.model.inlines import Inlines, Locator


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is its function on the page ("text", "headnote", "lacuna" …).

    `form` says whether it is a stanza, a speaker, the caption of a picture …, and which lists,
    tables, quotations hold it: blocks stand in one row, and `text.nesting` nests them.
    """

    inlines: Inlines
    style: str = "text"
    id: str = ""
    place: Place | None = None
    sigla: tuple[str, ...] = ()
    form: BlockForm = PLAIN_FORM


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a division; the table of contents does not list it."""

    inlines: Inlines
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inlines, ...]
    style: str = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns, and rows of as many cells.

    With `row_heads` the first cell of a row names it.
    """

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    row_heads: bool = True
    style: str = "table"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    target: str
    label: str
    title: Inlines
    level: int


@dataclass(frozen=True, slots=True)
class ContentsList:
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and its explanation, or a date and its event; `locators` lead to its passages."""

    term: Inlines
    inlines: Inlines
    id: str = ""
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of terms; `style` is "glossary" or "chronology"."""

    items: tuple[Definition, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference of the index to the entry with the anchor `target`."""

    target: str
    heading: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of the index; its fields are in reading order."""

    id: str
    heading: str
    locators: tuple[Locator, ...] = ()
    see: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    entries: tuple["IndexEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The index entries of one letter."""

    entries: tuple[IndexEntry, ...]


Block = Paragraph | Insert | Subheading | Bullets | Table | ContentsList | Definitions | IndexGroup

Kind = Literal[
    "cover",
    "half-title",
    "title-page",
    "imprint",
    "contents",
    "foreword",
    "commentary",
    "introduction",
    "preface",
    "part",
    "section",
    "lacuna",
    "facing",
    "chronology",
    "glossary",
    "variants",
    "bibliography",
    "index",
    "history",
    "colophon",
]
Matter = Literal["cover", "front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Division:
    """A part of the book with an anchor of its own: a title page, a part, a section …"""

    id: str
    kind: Kind
    title: Inlines = ()
    label: str = ""
    blocks: tuple[Block, ...] = ()
    divisions: tuple["Division", ...] = ()
    matter: Matter = "body"
    place: Place | None = None

"""What the documents of word processors have in common."""

from dataclasses import dataclass, field
from typing import Literal

from book.model import LineFate, Picture, RangeKind

# What a run is: kinds of ranges with their values.
Look = frozenset[tuple[RangeKind, str]]
PLAIN_LOOK: Look = frozenset()

PartKind = Literal[
    "text",
    "heading",
    "title",
    "subtitle",
    "author",
    "date",
    "quotation",
    "epigraph",
    "dedication",
    "letter",
    "verse",
    "quoted-verse",
    "caption",
    "code",
    "term",
    "definition",
    "contents",
    "attribution",
    "signature",
    "salutation",
    "dateline",
    "speaker",
    "stage",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. Those that stand `alone` share no range with a neighbor: a ruby's."""

    text: str
    look: Look = PLAIN_LOOK
    alone: bool = False


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line break inside a paragraph; the next line is indented by steps of 1 em."""

    indent: int = 0


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The call of the note with this id."""

    note: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that are not text, and the rule that says so; for metadata also their `field`."""

    text: str
    rule: str
    fate: LineFate = "removed"
    field: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """Blocks anchored in a paragraph: a text box, a picture. They follow it."""

    blocks: tuple["WordBlock", ...]


Piece = Run | LineEnd | NoteReference | Dropped | Inset


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A paragraph's place in a list: `level` from 0, and the number that is printed.

    `number` is its value, 0 if it has none. A paragraph that `continues` belongs to the item before
    it and prints no number.
    """

    list_id: str
    level: int
    label: str = ""
    style: str = "bullet"
    continues: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph. `level` is a heading's; `indent` that of its left edge in steps of 1 em.

    A paragraph with `space_before` stands off from the one before it.
    """

    pieces: tuple[Piece, ...]
    part: PartKind = "text"
    level: int = 0
    list_place: ListPlace | None = None
    align: Literal["", "center", "right"] = ""
    direction: Literal["", "ltr", "rtl"] = ""
    indent: int = 0
    space_before: bool = False

    @property
    def has_words(self) -> bool:
        return any(isinstance(piece, Run) and piece.text.strip() for piece in self.pieces)

    @property
    def has_line_ends(self) -> bool:
        return any(isinstance(piece, LineEnd) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table: its column from 0, and how many columns and rows it spans."""

    blocks: tuple["WordBlock", ...]
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class WordRow:
    cells: tuple[WordCell, ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class WordTable:
    rows: tuple[WordRow, ...]
    captions: tuple[WordParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class WordBox:
    """A box that stands apart from the text; `is_inside` as of a picture."""

    blocks: tuple["WordBlock", ...]
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture by its name, "" if the document lacks it, with its text alternative.

    It `is_inside` what holds the paragraph before it: a quotation, an item of a list.
    """

    name: str
    alt: str = ""
    is_decorative: bool = False
    is_inside: bool = False
    captions: tuple[WordParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class WordRule:
    """A line across the page."""


WordBlock = WordParagraph | WordTable | WordBox | WordPicture | WordRule | Dropped


@dataclass(frozen=True, slots=True)
class WordNote:
    """A footnote or an endnote, and the mark that calls it."""

    blocks: tuple[WordBlock, ...]
    mark: str = ""


@dataclass(slots=True)
class WordDocument:
    """A document of a word processor; `notes` are by their ids.

    `language` is the tag of what has no other, "" if none is stated.
    """

    blocks: tuple[WordBlock, ...] = ()
    notes: dict[str, WordNote] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    language: str = ""

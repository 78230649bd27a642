"""The witnesses side by side: rows at their places, and the variants."""

from dataclasses import dataclass
from typing import Literal, get_args

from book.model.form import Ranges
from book.model.witness import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the book: the labels down to its section, and the paragraph (0: the heading).

    The notes of the source that follow a paragraph have its place, and `note` counts their
    paragraphs from 1; it is 0 for the text.
    """

    path: tuple[str, ...]
    paragraph: int = 0
    note: int = 0

    def __str__(self) -> str:
        paragraph = f" ¶{self.paragraph}" if self.paragraph or self.note else ""
        return ".".join(self.path) + paragraph + (f" n{self.note}" if self.note else "")


# How a reading differs in form alone: in emphasis, in a line break before the words, in the call of
# a note after them.
FormalForm = Literal[
    "emphasized", "unemphasized", "restyled", "broken", "unbroken", "called", "uncalled"
]
FORMAL: tuple[FormalForm, ...] = get_args(FormalForm)
# How it differs other than in its words: the same words in another order; the whole passage
# elsewhere in the witness; a paragraph break that only the witness has, or that it lacks; or so.
Form = Literal["", "transposed", "moved", "divided", "joined", FormalForm]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that the witnesses `sigla` have at a place; empty text: they omit it.

    In any form but "transposed" the words are the same and `text` is empty. A moved passage follows
    the one at `after` in these witnesses; None: it comes first.
    """

    sigla: tuple[str, ...]
    text: str
    form: Form = ""
    after: Place | None = None

    @property
    def has_words(self) -> bool:
        """Whether `text` is the reading, rather than empty because the words do not differ."""
        return self.form in ("", "transposed")


# The kinds of variants, the weightiest first: in words; in marks and spelling; in form alone.
VariantKind = Literal["substantive", "accidental", "formal"]
VARIANT_KINDS: tuple[VariantKind, ...] = get_args(VariantKind)


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where witnesses differ: characters `start` to `end` of the printed text.

    An addition to the printed text has an empty lemma and stands after `start`. If `chosen`, the
    editor prints the lemma instead of the base text's reading, for the `reason` given.
    """

    place: Place
    lemma: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    kind: VariantKind = "substantive"
    reason: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or paragraph of the book, with the units of the witnesses; the first is printed.

    `units` are pairs of a siglum and a unit. A witness that divides the paragraph has several; the
    unit of a witness that joins two paragraphs is cut in two. `ranges` are of `text`.
    """

    place: Place
    units: tuple[tuple[str, Unit], ...]
    variants: tuple[Variant, ...] = ()
    text: str = ""
    ranges: Ranges = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two witnesses agree: the words of the passages they share, and their differences."""

    first: str
    second: str
    words: int
    substantive: int
    accidental: int
    formal: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A division in the outline of the work: its number and title."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class AlignedPassage:
    """Paragraphs of the text, and those of the facing version that correspond to them, by place.

    Either is empty if the paragraphs of the other have no counterpart.
    """

    text: tuple[Place, ...]
    facing: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FacingVersion:
    """The witness on the pages that face the text: all its rows, in its own order.

    Their places begin with “Facing”. `passages` have each paragraph of the text and of this version
    once, both in order. A version that `is_collated` is also a copy of the work.
    """

    siglum: str
    rows: tuple[Row, ...]
    passages: tuple[AlignedPassage, ...]
    is_collated: bool


@dataclass(frozen=True, slots=True)
class Collation:
    """The rows of the work in the outline's order, then those of each commentary by siglum."""

    outline: tuple[Heading, ...]
    rows: tuple[Row, ...]
    commentaries: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    agreements: tuple[Agreement, ...] = ()
    facing: FacingVersion | None = None

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows that have the words of all witnesses once: also of an uncollated version."""
        facing = self.facing.rows if self.facing and not self.facing.is_collated else ()
        return (*self.rows, *(row for _, rows in self.commentaries for row in rows), *facing)

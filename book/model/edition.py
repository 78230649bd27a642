"""The edition: divisions of blocks of inlines, in reading order, and the notes they call."""

from dataclasses import dataclass, field
from typing import Literal

from book.model.blocks import Block, Division
from book.model.collation import Agreement, AlignedPassage, Place, Variant
from book.model.form import Picture
from book.model.inlines import Inlines
from book.model.settings import (
    DEFAULT_APPARATUS,
    DEFAULT_COMPARISON,
    DEFAULT_MICROTYPOGRAPHY,
    SIX_BY_NINE,
    Apparatus,
    Comparison,
    Imprint,
    Microtypography,
    Trim,
    Work,
)
from book.model.witness import Witness

NoteKind = Literal["note", "variant", "parallel", "source"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note at its place.

    `mark` is the text of its call: numbers for notes and parallels, letters for variants, signs for
    the notes of the source. `author` is empty if the edition's editor wrote it. `sigla` are the
    witnesses that have a note of the source.

    In an apparatus keyed to lines, `start` is the offset in its paragraph at which the lemma
    begins, and `key` (`text.keyed`) is what print has instead of the mark: line and lemma.
    """

    id: str
    kind: NoteKind
    mark: str
    lemma: str
    place: Place
    inlines: Inlines
    author: str = ""
    sigla: tuple[str, ...] = ()
    start: int = -1
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage of a commentary that repeats words of the work.

    The characters `start` to `end` of the commentary's paragraph at `place` have `length` words,
    those from `source_start` to `source_end` of the work's paragraph at `source` have
    `source_length`; `words` of them are the same, in the same order.
    """

    place: Place
    start: int
    end: int
    source: Place
    source_start: int
    source_end: int
    words: int
    length: int
    source_length: int

    @property
    def share(self) -> float:
        """The share of the longer passage's words that both have, from 0 to 1."""
        return self.words / max(self.length, self.source_length)


@dataclass(frozen=True, slots=True)
class Release:
    """A past release of the edition: its date in ISO 8601, the editor's remarks, and its changes.

    `since` is the SHA-256 of the SHA256SUMS of the release with which it was compared, if any.
    """

    date: str
    since: str
    remarks: tuple[Block, ...]
    changes: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The book, annotated or not: each renderer accepts both. `history` has the latest first.

    Verse has a number at each line that `line_numbers` divides, 0 for none. Divisions of the kind
    "facing" are the version that faces the text, and `facing` says which paragraphs correspond.
    `typefaces` are those of its script, besides the one of all books.
    """

    imprint: Imprint
    work: Work
    witnesses: tuple[Witness, ...]
    divisions: tuple[Division, ...]
    variants: tuple[Variant, ...] = ()
    notes: tuple[Note, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    parallels: tuple[Parallel, ...] = ()
    trim: Trim = SIX_BY_NINE
    microtypography: Microtypography = DEFAULT_MICROTYPOGRAPHY
    apparatus: Apparatus = DEFAULT_APPARATUS
    comparison: Comparison = DEFAULT_COMPARISON
    history: tuple[Release, ...] = ()
    pictures: tuple[Picture, ...] = ()
    line_numbers: int = 0
    facing: tuple[AlignedPassage, ...] = ()
    typefaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins in the e-book.

    `offset` counts the visible characters of the division before it.
    """

    label: str
    division: str
    offset: int


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The accessibility metadata of a published e-book, in the vocabulary of schema.org.

    `language` is the language of the summary.
    """

    modes: tuple[str, ...] = ()
    sufficient: tuple[tuple[str, ...], ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    conforms_to: tuple[str, ...] = ()
    certified_by: tuple[str, ...] = ()

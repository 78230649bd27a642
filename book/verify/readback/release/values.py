"""What two releases of an edition are compared by, as it is read out of their TEI documents."""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["matter", "commentary", "introduction", "text", "history"]
ListKind = Literal["chronology", "glossary", "bibliography", "index"]
Holder = tuple[Literal["block", "note"], int]  # a block or a note, by its index


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference within the book: the characters `start` to `end` name the element `target`."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text and the references in it."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class VariantReading:
    """What the witnesses `sigla` have instead of a lemma; `kind` is the type of the TEI's rdg."""

    text: str
    sigla: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class ApparatusEntry:
    """An entry of the apparatus; `offset` is that of its lemma in the text of the block.

    With a `reason` the lemma is the editor's choice.
    """

    offset: int
    lemma: str
    rivals: tuple[VariantReading, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a line, at its `place` (for readers) in a `part` of the book.

    In the work, `sigla` are the copies that have it, and `entries` those of the apparatus.
    """

    kind: BlockKind
    place: str
    part: str
    role: str
    words: LinkedText
    entries: tuple[ApparatusEntry, ...] = ()
    sigla: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReading:
    """A note, called at an offset in the text of the block with the index `block`.

    `kind` is "editorial" or "parallel".
    """

    mark: str
    kind: str
    block: int
    offset: int
    words: LinkedText


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of a list: a term, a date, a heading of the index.

    `targets` are the references of its locators.
    """

    kind: ListKind
    key: str
    words: LinkedText
    targets: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A witness: its file, and what the imprint says of it."""

    siglum: str
    file: str
    sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class ReleaseReading:
    """An edition as it is published.

    `orders` are the ids of the passages that a witness has in an order of its own. `holders` is the
    block or the note that holds each id.
    """

    date: str
    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]
    notes: tuple[NoteReading, ...]
    items: tuple[ListEntry, ...]
    orders: tuple[tuple[str, tuple[str, ...]], ...]
    holders: dict[str, Holder] = field(default_factory=dict)

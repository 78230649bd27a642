"""What a published edition is compared by: its passages, notes, lists and witnesses, as they are read out of its TEI document."""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["matter", "commentary", "introduction", "text", "history"]
ListKind = Literal["chronology", "glossary", "bibliography", "index"]
Holder = tuple[Literal["block", "note"], int]


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference within the book: the characters `start` to `end` of a text name what has the id `target`."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text, and the references in it."""

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
    """An entry of the apparatus, its lemma at the character `at`; with a `reason` the lemma is the editor's choice."""

    at: int
    lemma: str
    rivals: tuple[VariantReading, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a line, at its `place` in words, in a `part` of the book.

    Of the work, `sigla` are the copies that have it; `entries` are those of the apparatus.
    """

    what: BlockKind
    place: str
    part: str
    role: str
    words: LinkedText
    entries: tuple[ApparatusEntry, ...] = ()
    sigla: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReading:
    """A note, called after the character `at` of the block with that index; `kind` is "editorial" or "parallel"."""

    mark: str
    kind: str
    block: int
    at: int
    words: LinkedText


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of a list: a term, a date, a heading of the index; `targets` are the ids that its locators lead to."""

    of: ListKind
    key: str
    words: LinkedText
    targets: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A witness: which file it is, and what the imprint says of it."""

    siglum: str
    file: str
    sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class ReleaseReading:
    """An edition as it is published. `holders` tells of an id whether it is in a block or a note, and the index of that."""

    date: str
    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]
    notes: tuple[NoteReading, ...]
    items: tuple[ListEntry, ...]
    orders: tuple[tuple[str, tuple[str, ...]], ...]
    holders: dict[str, Holder] = field(default_factory=dict)

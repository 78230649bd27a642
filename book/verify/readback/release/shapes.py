"""What a published edition is compared by: its passages, notes, lists and witnesses, as they are read out of its TEI document."""

from dataclasses import dataclass, field
from typing import Literal

What = Literal["matter", "commentary", "introduction", "text", "history"]
Lists = Literal["chronology", "glossary", "bibliography", "index"]
Holder = tuple[Literal["block", "note"], int]


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference within the book: the characters `start` to `end` of a text name what has the id `target`."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text, and the references in it."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """What the witnesses `sigla` have instead of a lemma; `kind` is the type of the TEI's rdg."""

    text: str
    sigla: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the apparatus, its lemma at the character `at`; with a `reason` the lemma is the editor's choice."""

    at: int
    lemma: str
    rivals: tuple[Rival, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a line, at its `place` in words, in a `part` of the book.

    Of the work, `sigla` are the copies that have it; `entries` are those of the apparatus.
    """

    what: What
    place: str
    part: str
    role: str
    words: Words
    entries: tuple[Entry, ...] = ()
    sigla: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note, called after the character `at` of the block with that index; `kind` is "editorial" or "parallel"."""

    mark: str
    kind: str
    block: int
    at: int
    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a term, a date, a heading of the index; `targets` are the ids that its locators lead to."""

    of: Lists
    key: str
    words: Words
    targets: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A witness: which file it is, and what the imprint says of it."""

    siglum: str
    file: str
    sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class Release:
    """An edition as it is published. `holders` tells of an id whether it is in a block or a note, and the index of that."""

    date: str
    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Annotation, ...]
    items: tuple[Item, ...]
    orders: tuple[tuple[str, tuple[str, ...]], ...]
    holders: dict[str, Holder] = field(default_factory=dict)

"""What an editor writes in notes.toml and its companions, and what the program suggests to write.

`line` is the line of the file where an entry begins.
"""

from dataclasses import dataclass
from typing import Literal

from book.model.release import AlterationKind, AlterationSubject


@dataclass(frozen=True, slots=True)
class DraftNote:
    """An entry of notes.toml; `id` is the name by which others refer to it.

    The program's own notes, on parallels, follow the character `offset` of the paragraph at
    `place`.
    """

    lemma: str
    text: str
    line: int
    place: str = ""
    author: str = ""
    id: str = ""
    kind: Literal["note", "parallel"] = "note"
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A [[choice]]: print `reading` at `place` instead of the base text's words."""

    place: str
    reading: str
    line: int
    lemma: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftAlignment:
    """An [[alignment]]: the paragraph at `text` corresponds to the one at `facing`."""

    text: str
    facing: str
    line: int


@dataclass(frozen=True, slots=True)
class DraftFacing:
    """The witness that is set on the pages that face the text, and what the editor aligns."""

    siglum: str
    alignments: tuple[DraftAlignment, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """An entry of glossary.toml; `sort_as` replaces the term in sorting."""

    term: str
    expansion: str
    definition: str
    line: int
    sort_as: str = ""


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """An entry of chronology.toml; `date` is a year, a month or a day in ISO 8601.

    `matches` are the words of the text or the notes that mention it; without them, the date as it
    is written there is searched for.
    """

    date: str
    text: str
    line: int
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """An entry of index.toml; `matches` are words of the text, with `*` for any letters.

    `sort_as` replaces the sub-entry, or else the heading, in sorting.
    """

    heading: str
    line: int
    matches: tuple[str, ...] = ()
    sub: str = ""
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sort_as: str = ""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """A [[release.change]] of history.toml: an `Alteration` with at most one changed passage.

    The file calls `subject`, `kind` and `former` "what", "how" and "was".
    """

    subject: AlterationSubject
    kind: AlterationKind
    place: str = ""
    name: str = ""
    note: str = ""
    former: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class DraftRelease:
    """A [[release]] of history.toml."""

    date: str
    text: str
    line: int
    since: str = ""
    changes: tuple[DraftChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that an editor may still write: its kind, its words, their first place and number.

    `lemma` are words that occur once in their paragraph, `detail` is what the text says of them,
    `line` that of an entry.
    """

    kind: Literal["lemma", "abbreviation", "name", "date", "event", "heading", "phrase", "crowded"]
    words: str
    place: str
    count: int
    detail: str = ""
    lemma: str = ""
    line: int = 0

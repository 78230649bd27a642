"""The differences between two releases of an edition."""

from dataclasses import dataclass
from typing import Literal

AlterationSubject = Literal[
    "witness",
    "text",
    "reading",
    "note",
    "commentary",
    "introduction",
    "chronology",
    "glossary",
    "bibliography",
    "index",
    "matter",
    "history",
    "page",
]
AlterationKind = Literal["added", "removed", "changed", "moved", "renumbered", "reflowed"]
PageFate = Literal["changed", "figures", "reflowed", "moved", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that replace others; without `old` they were inserted, without `new` deleted.

    `before` and `after` are some of the unchanged words around them.
    """

    old: str
    new: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Alteration:
    """A difference between a release and the one before it.

    `subject` is the part of the edition ("matter": its title page, imprint, colophon), `place` the
    place in it. `name` identifies it there: a lemma, a siglum, a term. `former` is its former place
    or name, if that differs. `note` is a note's number. A witness that is added or removed has
    readings at `count` places.
    """

    subject: AlterationSubject
    kind: AlterationKind
    place: str = ""
    name: str = ""
    former: str = ""
    spots: tuple[Spot, ...] = ()
    note: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class PageChange:
    """The fate of a run of pages, from `first` to `last` by their numbers now.

    `former_first` and `former_last` are their former numbers, `count` is how many they are.
    "changed": other words; "figures": other numbers only, such as those of the index; "reflowed":
    the same words, with other page breaks; "moved": the same page with another number.
    """

    fate: PageFate
    first: str = ""
    last: str = ""
    former_first: str = ""
    former_last: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences between the release of `date` and that of `former_date`, found in `folder`.

    `sha256` is that of the former release's SHA256SUMS. `pages` is None if pages were not compared.
    `engines` lists those with a new version: the name, the former version, the new one.
    `same_inputs`: all inputs of the edition are unchanged, so nothing can differ.
    """

    slug: str
    folder: str
    sha256: str
    former_date: str
    date: str
    alterations: tuple[Alteration, ...]
    pages: tuple[PageChange, ...] | None
    engines: tuple[tuple[str, str, str], ...] = ()
    same_inputs: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.alterations and not self.pages

"""Inlines: what a paragraph is made of. The union `Inline` is closed; renderers match all of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class SmallCapitals:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them; `language` is a BCP 47 tag."""

    language: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Supplied:
    """Words that are the editor's, not a witness's: printed in square brackets."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `#anchor` within the book, or to an address outside it."""

    target: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place in the text that calls the note with the id `note`."""

    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An index anchor; its words are rendered as ordinary text."""

    id: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Locator:
    """The target of an index entry or a cross-reference.

    `target` is an anchor, `place` its place in words, for a book without pages. For a place in a
    note, `note` follows the page number.
    """

    target: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageReference:
    """The page of a passage of the book ("p. 12"); its place in a book without pages."""

    locator: Locator


@dataclass(frozen=True, slots=True)
class Term:
    """The first words of a chapter that the glossary's entry `target` explains.

    `expansion` spells an abbreviation out.
    """

    id: str
    target: str
    expansion: str
    inlines: "Inlines"


Inline = (
    Plain
    | Emphasis
    | Strong
    | SmallCapitals
    | Superscript
    | Foreign
    | Supplied
    | Link
    | NoteCall
    | Mark
    | Term
    | PageReference
)
Inlines = tuple[Inline, ...]

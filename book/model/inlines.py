"""Inlines: what a paragraph is made of. The union `Inline` is closed; renderers match all of it."""

from dataclasses import dataclass, field
from typing import Literal

StyledKind = Literal[
    "subscript", "underline", "deletion", "insertion", "code", "quotation", "ruby", "formula"
]


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
class Styled:
    """Words of one of the further kinds of `Range`, with its value.

    A ruby's annotation, its value, follows its words in parentheses wherever only text counts.
    """

    kind: StyledKind
    inlines: "Inlines"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them; `language` is a BCP 47 tag.

    `direction` ("rtl", "ltr") is stated only if the source does. The language `is_guessed` if it is
    told by the letters alone.
    """

    language: str
    inlines: "Inlines"
    direction: str = ""
    is_guessed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line of verse or of an address; as text, it is one space.

    `indent` is that of the next line in steps of 1 em. With `is_paragraph` a new paragraph of a
    note begins.
    """

    indent: int = 0
    is_paragraph: bool = False


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
    | Styled
    | Break
    | Foreign
    | Supplied
    | Link
    | NoteCall
    | Mark
    | Term
    | PageReference
)
Inlines = tuple[Inline, ...]

"""Write inlines as pandoc's, and the notes that they call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import assert_never

from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
    Supplied,
    Term,
)
from book.render.manuscript.nodes import (
    LINE_BREAK,
    NO_ATTRIBUTES,
    NO_TITLE,
    Node,
    attributes,
    label,
    node,
    words,
)
from book.text.lines import split_paragraphs
from book.text.slices import without_breaks

# What stands before a note of the source in a manuscript, which numbers all notes.
SOURCE_SIGN = "*"
WRAPPERS = {
    Emphasis: "Emph",
    Strong: "Strong",
    SmallCapitals: "SmallCaps",
    Superscript: "Superscript",
}
INLINE_MATH: Node = {"t": "InlineMath"}
STYLES = {
    "subscript": "Subscript",
    "underline": "Underline",
    "deletion": "Strikeout",
    "insertion": "Underline",
}


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inlines. `notes` are those of the manuscript by id."""

    notes: Mapping[str, Note] = field(default_factory=dict)

    def inlines(self, inlines: Inlines) -> list[Node]:
        return list(chain.from_iterable(map(self._inline, inlines)))

    def one_line(self, inlines: Inlines) -> list[Node]:
        """Return the inlines of a heading or a term, which pandoc has on one line."""
        return self.inlines(without_breaks(inlines, Plain(" ")))

    def paragraphs(self, inlines: Inlines) -> list[Node]:
        """Return the paragraphs of a note or a definition, which breaks divide."""
        return [node("Para", self.inlines(each)) for each in split_paragraphs(inlines)]

    def _inline(self, inline: Inline) -> Iterable[Node]:
        match inline:
            case Plain():
                return words(inline.text)
            case Emphasis() | Strong() | SmallCapitals() | Superscript():
                return [node(WRAPPERS[type(inline)], self.inlines(inline.inlines))]
            case Styled():
                return self._styled(inline)
            case Foreign() | Supplied() | Link() | Mark() | Term():
                return self._wrapped(inline)
            case Break():
                return [LINE_BREAK]
            case NoteCall():
                return [self._note(self.notes[inline.note])]
            case PageReference():
                return words(inline.locator.place)
        assert_never(inline)

    def _styled(self, inline: Styled) -> list[Node]:
        inside = self.inlines(inline.inlines)
        match inline.kind:
            case "subscript" | "underline" | "deletion" | "insertion":
                return [node(STYLES[inline.kind], inside)]
            case "code" if all(isinstance(each, Plain) for each in inline.inlines):
                return _code(code_text(inline.inlines))
            case "ruby":
                return [*inside, *words(f"({inline.value})")]
            case "formula" if inline.value:
                return [node("Math", [INLINE_MATH, inline.value])]
            case "code" | "quotation" | "formula":
                return inside
        assert_never(inline.kind)

    def _wrapped(self, inline: Foreign | Supplied | Link | Mark | Term) -> list[Node]:
        """Return an inline; a link within the book is plain text, as its anchor may be left out."""
        inside = self.inlines(inline.inlines)
        match inline:
            case Foreign():
                given = attributes(lang=inline.language, dir=inline.direction)
                return [node("Span", [given, inside])]
            case Supplied():
                return [*words("["), *inside, *words("]")]
            case Link() if not inline.target.startswith("#"):
                return [node("Link", [NO_ATTRIBUTES, inside, [inline.target, NO_TITLE]])]
        return inside

    def _note(self, note: Note) -> Node:
        """Return a note; one of the source begins with its sign, unlike the editor's."""
        first, *others = self.paragraphs(note.inlines)
        if note.kind == "source":
            first = node("Para", [label(SOURCE_SIGN), *words(" "), *first["c"]])
        return node("Note", [first, *others])


def _code(text: str) -> list[Node]:
    """Return code with the spaces at its ends outside: in Markdown, pandoc drops them inside."""
    inner = text.strip(" ")
    if not inner:
        return words(text)
    before, after = (words(" ") if text[end] == " " else [] for end in (0, -1))
    return [*before, node("Code", [NO_ATTRIBUTES, inner]), *after]


def code_text(inlines: Inlines) -> str:
    """Return the text of code; a break begins a new line, and its indent is spaces."""
    return "".join(
        f"\n{'  ' * each.indent}" if isinstance(each, Break) else getattr(each, "text", "")
        for each in inlines
    )

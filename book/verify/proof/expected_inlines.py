"""What the e-book must show of inlines: their words, form, links and anchors."""

from typing import assert_never

from book.model import (
    Break,
    Edition,
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
from book.text.direction import direction_of
from book.text.inlines import text_of
from book.text.typography import visible_characters
from book.verify.readback.lines import LineBuilder

FORMS = {
    Emphasis: "emphasis",
    Strong: "strong",
    SmallCapitals: "small-capitals",
    Superscript: "superscript",
}
# Between two calls at one word, or 5 and 6 would be read as 56.
APART = "\N{NO-BREAK SPACE}"


class InlineLines:
    """Writes inlines into lines, and lists the notes that they call."""

    def __init__(self, edition: Edition) -> None:
        self.builder = LineBuilder()
        self.labels = edition.labels
        self.language = edition.imprint.language
        self.notes = {note.id: note for note in edition.notes}
        self.pictures = {picture.name for picture in edition.pictures}
        self.called: list[str] = []
        self.keep = self.is_in_note = self.is_run_in = False
        self.opened = 0

    def inlines(self, inlines: Inlines) -> None:
        before: Inline | None = None
        for inline in inlines:
            if isinstance(before, NoteCall) and isinstance(inline, NoteCall):
                self.builder.text("" if self.is_in_note else APART)
            self.inline(inline)
            before = inline

    def inline(self, inline: Inline) -> None:
        match inline:
            case Plain():
                self.builder.text(inline.text, keep=self.keep)
            case Break():
                self.builder.line_break()
            case NoteCall():
                self.call(self.notes[inline.note])
            case PageReference():
                self.builder.begin_link("link", inline.locator.target)
                self.builder.text(inline.locator.place)
                self.builder.end()
            case Link():
                self.builder.begin_link("link", inline.target.removeprefix("#"))
                self.inlines(inline.inlines)
                self.builder.end()
            case Term():
                self.term(inline)
            case _:
                self.wrapper(inline)

    def wrapper(
        self,
        inline: Emphasis
        | Strong
        | SmallCapitals
        | Superscript
        | Styled
        | Foreign
        | Supplied
        | Mark,
    ) -> None:
        match inline:
            case Emphasis() | Strong() | SmallCapitals() | Superscript():
                self.builder.begin(FORMS[type(inline)])
                self.inlines(inline.inlines)
                self.builder.end()
            case Styled():
                self.styled(inline)
            case Foreign():
                self.foreign(inline)
            case Supplied():
                self.builder.text("[")
                self.inlines(inline.inlines)
                self.builder.text("]")
            case Mark():
                self.builder.anchor(inline.id)
                self.inlines(inline.inlines)
            case _:
                assert_never(inline)

    def styled(self, inline: Styled) -> None:
        self.builder.begin(inline.kind)
        kept, self.keep = self.keep, self.keep or inline.kind == "code"
        if inline.kind == "formula":
            # MathML has no spaces, and its minus is no hyphen.
            self.builder.text(visible_characters(text_of(inline.inlines)))
        else:
            self.inlines(inline.inlines)
        if inline.kind == "ruby":
            self.builder.text(f"({inline.value})")
        self.keep = kept
        self.builder.end()

    def foreign(self, inline: Foreign) -> None:
        opened = self.begin_language(inline.language, inline.direction)
        self.inlines(inline.inlines)
        for _ in range(opened):
            self.builder.end()

    def heading(self, label: str, title: Inlines) -> None:
        """Add a heading; one that runs wholly in the other direction has its number in it."""
        opened, first = 0, title[0] if len(title) == 1 else None
        if isinstance(first, Foreign) and self.is_turned(first.language, first.direction):
            opened = self.begin_language(first.language, first.direction)
            title = first.inlines
        self.builder.text(f"{label}. " if label else "")
        self.inlines(title)
        for _ in range(opened):
            self.builder.end()

    def is_turned(self, language: str, direction: str) -> bool:
        """Return whether words state a direction, or are in a language of the other one."""
        return bool(direction) or direction_of(language) != direction_of(self.language)

    def begin_language(self, language: str, direction: str) -> int:
        """Begin what words say of their language and direction; return how many spans.

        They say a direction if it is stated, or if that of their language is not the book's.
        """
        if language and not direction and self.is_turned(language, ""):
            direction = direction_of(language)
        spans = [pair for pair in (("language", language), ("direction", direction)) if pair[1]]
        for kind, value in spans:
            self.builder.begin(kind, value)
        return len(spans)

    def term(self, term: Term) -> None:
        self.builder.anchor(term.id)
        self.builder.begin_link("term", term.target)
        if term.expansion:
            self.builder.begin("title", term.expansion)
        self.inlines(term.inlines)
        if term.expansion:
            self.builder.end()
        self.builder.end()

    def call(self, note: Note) -> None:
        self.called.append(note.id)
        self.builder.anchor(self.call_anchor(note))
        self.builder.begin_link("call", note.id)
        self.builder.text(note.mark)
        self.builder.end()

    def call_anchor(self, note: Note) -> str:
        """Return the name of the place where a note is called; no anchor of the edition has it."""
        return f"call of {note.id}"

"""Render what a paragraph is made of."""

from typing import assert_never

from markupsafe import Markup, escape

from book.model import (
    BlockForm,
    Break,
    Edition,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
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
from book.render.html.addresses import AUTHORITY, LONGEST_PIECE, UNBROKEN, set_address
from book.render.html.formulas import safe_formula
from book.render.html.markup import attributes_of
from book.render.html.style import Style
from book.text.direction import written_direction
from book.text.inlines import text_of
from book.text.lines import split_paragraphs

TAGS = {Emphasis: "em", Strong: "strong", Superscript: "sup"}
STYLED_TAGS = {
    "subscript": "sub",
    "underline": "u",
    "deletion": "del",
    "insertion": "ins",
    "code": "code",
}
DEEPEST = 20  # steps of 1 em by which a line is indented
# Between two calls at one word, or 5 and 6 would be read as 56.
APART = Markup('<span class="apart"></span>')

TAGGED = Markup("<{0}>{1}</{0}>")
SMALL_CAPITALS = Markup('<span class="small-caps">{}</span>')
SPAN = Markup("<span{}>{}</span>")
SUPPLIED = Markup('<span class="supplied">[{}]</span>')
STYLED = Markup('<span class="{}">{}</span>')
# The line end is a space for readers that know no breaks.
BREAK = Markup("<br/>\n")
INDENT = Markup('<span class="indent-{}"></span>')
RUBY = Markup("<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>")
LINK = Markup('<a href="{}">{}</a>')
PAGE_REFERENCE = Markup('<a class="page-reference" href="{}">{}</a>')
WITH_HOST = UNBROKEN + Markup("{}")

Wrapper = (
    Emphasis | Strong | Superscript | SmallCapitals | Styled | Foreign | Supplied | Mark | Term
)


class InlineRenderer:
    """Renders the inlines of one edition in one style.

    `around` is the language of the words at hand.
    """

    def __init__(self, edition: Edition, style: Style) -> None:
        self.notes = {note.id: note for note in edition.notes}
        self.labels = edition.labels
        self.language = self.around = edition.imprint.language
        self.style = style

    def inlines(self, inlines: Inlines) -> Markup:
        rendered = Markup("")
        is_marked = False  # whether a mark stands right before
        for inline in inlines:
            is_call = isinstance(inline, NoteCall)
            has_mark = isinstance(inline, NoteCall) and self.notes[inline.note].key is None
            if is_marked and has_mark:
                rendered += APART
            rendered += self.inline(inline)
            is_marked = has_mark or (is_marked and is_call)
        return rendered

    def inline(self, inline: Inline) -> Markup:
        match inline:
            case Plain():
                return escape(self.style.bind(inline.text))  # which may be markup
            case Break():
                return self.line_break(inline)
            case Link():
                return self.link(inline)
            case NoteCall():
                return self.note_call(inline)
            case PageReference():
                return self.page_reference(inline)
        return self.wrapper(inline)

    def wrapper(self, inline: Wrapper) -> Markup:
        """Render an inline that wraps other inlines."""
        outer = self.around
        if isinstance(inline, Foreign) and inline.language:
            self.around = inline.language
        inside = self.inlines(inline.inlines)
        self.around = outer
        match inline:
            case Emphasis() | Strong() | Superscript():
                return TAGGED.format(TAGS[type(inline)], inside)
            case SmallCapitals():
                return SMALL_CAPITALS.format(inside)
            case Styled():
                return self.styled(inline, inside)
            case Foreign():
                return SPAN.format(self.language_attributes(inline), inside)
            case Supplied():
                return SUPPLIED.format(inside)
            case Term():
                return self.style.term(inline, inside)
            case Mark():
                return self.style.mark(inline.id, inside)
        assert_never(inline)

    def styled(self, styled: Styled, inside: Markup) -> Markup:
        if tag := STYLED_TAGS.get(styled.kind):
            return TAGGED.format(tag, inside)
        if styled.kind == "ruby":
            return RUBY.format(inside, styled.value)
        if styled.kind == "formula" and self.style.has_formulas:
            formula = safe_formula(styled.value, text_of(styled.inlines))
            return formula or STYLED.format(styled.kind, inside)
        return STYLED.format(styled.kind, inside)

    def line_break(self, line_end: Break) -> Markup:
        if line_end.is_paragraph:
            return BREAK
        return BREAK + (INDENT.format(min(line_end.indent, DEEPEST)) if line_end.indent else "")

    def note_call(self, call: NoteCall) -> Markup:
        note = self.notes[call.note]
        return self.style.call(note, self.note_text(note.inlines))

    def note_text(self, inlines: Inlines) -> Markup:
        """Render the text of a note, or a piece of it, which may have several paragraphs."""
        paragraphs = map(self.inlines, split_paragraphs(inlines))
        return self.style.note_paragraph.join(paragraphs)

    def page_reference(self, reference: PageReference) -> Markup:
        locator = reference.locator
        return PAGE_REFERENCE.format(self.style.target(locator.target), self.style.refer(locator))

    def link(self, link: Link) -> Markup:
        return LINK.format(self.address(link.target), self.link_text(link))

    def link_text(self, link: Link) -> Markup:
        """Set an address that is printed as the words of its link.

        Where the text sets no addresses, at least scheme and host stay on one line: a line that
        ends with “https://” tells the reader nothing.
        """
        text = text_of(link.inlines)
        match = AUTHORITY.match(text)
        if not match or link.inlines != (Plain(text),):
            return self.inlines(link.inlines)
        if self.style.sets_addresses:
            return set_address(text)
        if len(match.group()) > LONGEST_PIECE:
            return self.inlines(link.inlines)
        return WITH_HOST.format(match.group(), text[match.end() :])

    def address(self, target: str) -> str:
        return self.style.target(target[1:]) if target.startswith("#") else target

    def language_attributes(self, words: Foreign | BlockForm) -> Markup:
        """Return the language of words and their direction, if it is not that around them."""
        attributes: dict[str, str] = {}
        if words.language:
            attributes |= {"lang": words.language, "xml:lang": words.language}
        if side := written_direction(words.language, words.direction, self.language):
            attributes["dir"] = side
        return attributes_of(attributes)

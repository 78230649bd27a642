"""Render what a paragraph is made of."""

import re
from itertools import pairwise
from typing import assert_never

from markupsafe import Markup, escape

from book.model import (
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
from book.render.html.style import Style
from book.text.inlines import text_of

TAGS = {Emphasis: "em", Strong: "strong", Superscript: "sup"}
# Between two calls at one word, or 5 and 6 would be read as 56.
APART = Markup('<span class="apart"></span>')
HOST = re.compile(r"https?://[^/\s]+")

TAGGED = Markup("<{0}>{1}</{0}>")
SMALL_CAPITALS = Markup('<span class="small-caps">{}</span>')
FOREIGN = Markup('<span lang="{0}" xml:lang="{0}">{1}</span>')
SUPPLIED = Markup('<span class="supplied">[{}]</span>')
STYLED = Markup('<span class="{}">{}</span>')
BREAK = Markup("<br/>")
MARK = Markup('<span id="{}">{}</span>')
LINK = Markup('<a href="{}">{}</a>')
PAGE_REFERENCE = Markup('<a class="page-reference" href="{}">{}</a>')
ADDRESS = Markup('<span class="host">{}</span>{}')

Wrapper = (
    Emphasis | Strong | Superscript | SmallCapitals | Styled | Foreign | Supplied | Mark | Term
)


class InlineRenderer:
    """Renders the inlines of one edition in one style."""

    def __init__(self, edition: Edition, style: Style) -> None:
        self.notes = {note.id: note for note in edition.notes}
        self.labels = edition.labels
        self.style = style

    def inlines(self, inlines: Inlines) -> Markup:
        rendered = Markup("").join(self.inline(inline) for inline in inlines[:1])
        for before, inline in pairwise(inlines):
            if isinstance(before, NoteCall) and isinstance(inline, NoteCall):
                rendered += APART
            rendered += self.inline(inline)
        return rendered

    def inline(self, inline: Inline) -> Markup:
        match inline:
            case Plain():
                return escape(self.style.bind(inline.text))
            case Break():
                return BREAK
            case Link():
                return self.link(inline)
            case NoteCall():
                return self.note_call(inline)
            case PageReference():
                return self.page_reference(inline)
        return self.wrapper(inline)

    def wrapper(self, inline: Wrapper) -> Markup:
        """Render an inline that wraps other inlines."""
        inside = self.inlines(inline.inlines)
        match inline:
            case Emphasis() | Strong() | Superscript():
                return TAGGED.format(TAGS[type(inline)], inside)
            case SmallCapitals():
                return SMALL_CAPITALS.format(inside)
            case Styled():
                return STYLED.format(inline.kind, inside)
            case Foreign():
                return FOREIGN.format(inline.language, inside)
            case Supplied():
                return SUPPLIED.format(inside)
            case Term():
                return self.style.term(inline, inside)
            case Mark():
                return MARK.format(inline.id, inside)
        assert_never(inline)

    def note_call(self, call: NoteCall) -> Markup:
        note = self.notes[call.note]
        return self.style.call(note, self.inlines(note.inlines))

    def page_reference(self, reference: PageReference) -> Markup:
        locator = reference.locator
        return PAGE_REFERENCE.format(self.style.target(locator.target), self.style.refer(locator))

    def link(self, link: Link) -> Markup:
        return LINK.format(self.address(link.target), self.link_text(link))

    def link_text(self, link: Link) -> Markup:
        """Keep the scheme and the host of a printed address on one line.

        A line that ends with “https://” tells the reader nothing.
        """
        text = text_of(link.inlines)
        match = HOST.match(text)
        if not match or link.inlines != (Plain(text),):
            return self.inlines(link.inlines)
        return ADDRESS.format(match.group(), text[match.end() :])

    def address(self, target: str) -> str:
        return self.style.target(target[1:]) if target.startswith("#") else target

"""A taste of the text: where the work begins, with its notes."""

from dataclasses import replace

from markupsafe import Markup

from book.model import (
    Division,
    Edition,
    Inline,
    Inlines,
    Link,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
)
from book.render.html import HtmlRenderer, Style
from book.text.inlines import cut_words, text_of

ENOUGH, LIMIT = (
    140,
    260,
)  # words: an extract ends with the paragraph that reaches the one, and none goes on beyond the other
ELLIPSIS = Plain("\N{NO-BREAK SPACE}…")

CALL = Markup(
    '<a class="call" id="call-{id}" href="#{id}" role="doc-noteref"><span class="unseen">{word} </span>{mark}</a>'
)
NOTE = Markup(
    '<li id="{id}"><a class="mark" href="#call-{id}" role="doc-backlink" aria-label="{back}">{mark}.</a> <span>{body}</span></li>\n'
)


def render_extract(edition: Edition) -> Markup:
    """Render the beginning of the work, and below it the notes called there; "" for a work without a paragraph."""
    division = next((d for d in _each(edition.divisions) if _paragraphs(d)), None)
    return _Extract(edition).render(division) if division else Markup("")


def _each(divisions: tuple[Division, ...]) -> list[Division]:
    return [
        found
        for d in divisions
        if d.matter == "body" and d.kind != "lacuna"
        for found in (d, *_each(d.divisions))
    ]


def _paragraphs(division: Division) -> list[Paragraph]:
    return [
        block for block in division.blocks if isinstance(block, Paragraph) and block.style == "text"
    ]


class _Extract:
    def __init__(self, edition: Edition) -> None:
        self.words = edition.labels
        self.called: list[Note] = []
        self.renderer = HtmlRenderer(edition, Style(call=self.call))

    def call(self, note: Note, _: Markup) -> Markup:
        self.called.append(note)
        return CALL.format(id=note.id, mark=note.mark, word=self.words["note"])

    def render(self, division: Division) -> Markup:
        made = self.renderer.heading(division, 3)
        made += Markup("").join(
            self.renderer.block(paragraph) for paragraph in _beginning(division)
        )
        notes = Markup("").join(self.note(note) for note in self.called)
        return made + Markup('<ol class="notes">\n{}</ol>\n').format(notes) if notes else made

    def note(self, note: Note) -> Markup:
        back = f"{self.words['back-to-text']}, {self.words['note']} {note.mark}"
        return NOTE.format(
            id=note.id,
            mark=note.mark,
            body=self.renderer.inlines(_unlinked(note.inlines)),
            back=back,
        )


def _beginning(division: Division) -> list[Paragraph]:
    """Take whole paragraphs until there is enough; a paragraph beyond the limit is cut between words, and says so."""
    made: list[Paragraph] = []
    count = 0
    for paragraph in _paragraphs(division):
        inlines = _unlinked(paragraph.inlines)
        words = len(text_of(inlines).split())
        if made and count + words > LIMIT:
            break
        if words > LIMIT:
            inlines = (*cut_words(inlines, ENOUGH)[0], ELLIPSIS)
        made.append(replace(paragraph, inlines=inlines, id=""))
        count += words
        if count >= ENOUGH:
            break
    return made


def _unlinked(inlines: Inlines) -> Inlines:
    """Take out the links to places of the book that are not on this page, and the marks of the index."""
    return tuple(kept for inline in inlines for kept in _unlinked_one(inline))


def _unlinked_one(inline: Inline) -> Inlines:
    match inline:
        case PageReference():
            return (Plain(inline.locator.place),)
        case Plain() | NoteCall():
            return (inline,)
        case Mark():
            return _unlinked(inline.inlines)
        case Link() if inline.target.startswith("#"):
            return _unlinked(inline.inlines)
    return (replace(inline, inlines=_unlinked(inline.inlines)),)

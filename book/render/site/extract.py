"""The beginning of the work, with its notes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from markupsafe import Markup

from book.model import Block, Division, Edition, Note, Paragraph, Plain
from book.render.html import HtmlRenderer, Style
from book.render.html.markup import join
from book.render.site.unlinked import without_links
from book.text.inlines import cut_words, text_of

ENOUGH = 140  # words: an extract ends with the paragraph that reaches this number
LIMIT = 260  # words: no extract is longer
ELLIPSIS = Plain("\N{NO-BREAK SPACE}…")

CALL = Markup(
    '<a class="call" id="call-{id}" href="#{id}" role="doc-noteref">'
    '<span class="unseen">{label} </span>{mark}</a>'
)
NOTE = Markup(
    '<li id="{id}"><a class="mark" href="#call-{id}" role="doc-backlink" aria-label="{back}">'
    "{mark}.</a> <span>{body}</span></li>\n"
)
NOTES = Markup('<ol class="notes">\n{}</ol>\n')


def render_extract(edition: Edition) -> Markup:
    """Return the beginning of the work, followed by the notes called in it.

    A work without a paragraph has no extract: "".
    """
    for division in _work_divisions(edition.divisions):
        if _paragraphs(division):
            return _Extract(edition).render(division)
    return Markup("")


def _work_divisions(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        if division.matter == "body" and division.kind != "lacuna":
            yield division
            yield from _work_divisions(division.divisions)


def _paragraphs(division: Division) -> list[Paragraph]:
    return [block for block in division.blocks if _is_text(block)]


def _is_text(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.style == "text"


class _Extract:
    """Renders the extract, and collects the notes that it calls."""

    def __init__(self, edition: Edition) -> None:
        self.labels = edition.labels
        self.called: list[Note] = []
        self.renderer = HtmlRenderer(edition, Style(call=self.call))

    def call(self, note: Note, _: Markup) -> Markup:
        self.called.append(note)
        return CALL.format(id=note.id, mark=note.mark, label=self.labels["note"])

    def render(self, division: Division) -> Markup:
        extract = self.renderer.heading(division, 3)
        extract += self.renderer.blocks(_beginning(division))
        if not self.called:
            return extract
        return extract + NOTES.format(join(self.note(note) for note in self.called))

    def note(self, note: Note) -> Markup:
        back = f"{self.labels['back-to-text']}, {self.labels['note']} {note.mark}"
        body = self.renderer.inlines(without_links(note.inlines))
        return NOTE.format(id=note.id, mark=note.mark, body=body, back=back)


def _beginning(division: Division) -> list[Paragraph]:
    """Return whole paragraphs until there are enough words.

    A paragraph that alone exceeds the limit is cut between words and ends with an ellipsis.
    """
    beginning: list[Paragraph] = []
    count = 0
    for paragraph in map(_without_links, _paragraphs(division)):
        words = len(text_of(paragraph.inlines).split())
        if beginning and count + words > LIMIT:
            break
        beginning.append(_shorten(paragraph) if words > LIMIT else paragraph)
        count += words
        if count >= ENOUGH:
            break
    return beginning


def _without_links(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, inlines=without_links(paragraph.inlines), id="")


def _shorten(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, inlines=(*cut_words(paragraph.inlines, ENOUGH)[0], ELLIPSIS))

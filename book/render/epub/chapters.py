"""Render each top-level division as an XHTML document, with the notes called in it at its end."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from book.errors import EditionError
from book.model import Block, Division, Edition, Note, PageStart, Paragraph, Term
from book.render.epub.cover import render_cover
from book.render.epub.figures import Pictures, picture_of
from book.render.epub.links import anchor_files
from book.render.epub.pages import mark_pages
from book.render.epub.semantics import SEMANTICS
from book.render.epub.xhtml import XhtmlDocument, file_name, frame, heading_text
from book.render.html import APART, BREAK, HtmlRenderer, Style
from book.render.html.markup import join
from book.text.levels import note_label
from book.text.locators import write_places

# The type in the EPUB 3 Structural Semantics Vocabulary 1.1, and the role in DPUB-ARIA 1.1 where
# there is one. A section inside a part has neither; its heading says what it is.
TYPES = {
    "cover": ("cover", ""),
    "half-title": ("halftitlepage", ""),
    "title-page": ("titlepage", ""),
    "imprint": ("copyright-page", ""),
    "contents": ("toc", "doc-toc"),
    "foreword": ("foreword", "doc-foreword"),
    "introduction": ("introduction", "doc-introduction"),
    "preface": ("preface", "doc-preface"),
    "part": ("part", "doc-part"),
    "lacuna": ("part", "doc-part"),
    "chronology": ("appendix", "doc-appendix"),
    "glossary": ("glossary", "doc-glossary"),
    "variants": ("appendix", "doc-appendix"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "index": ("index", "doc-index"),
    "history": ("appendix", "doc-appendix"),
    "colophon": ("colophon", "doc-colophon"),
}
OTHER_TYPE = ("chapter", "doc-chapter")
MANY_COLUMNS = 4  # a table that has more is set smaller
Marking = Callable[[str, Markup], Markup]
UNHEADED = ("half-title", "imprint")
MATTERS = {
    "cover": "frontmatter",
    "front": "frontmatter",
    "body": "bodymatter",
    "back": "backmatter",
}

SECTION = Markup('<section id="{}" class="{}"{}>\n{}</section>\n')
TYPE = Markup(' epub:type="{}"')
ROLE = Markup(' role="{}"')
LABEL = Markup(' aria-label="{}"')
CALL = Markup(
    '<a class="call {kind}" epub:type="noteref" role="doc-noteref" id="call-{id}" '
    'href="#{id}">{mark}</a>'
)
# A reader that knows no padding needs a space between two calls, or it shows 1617.
SPACED = Markup('<span class="apart">\N{NO-BREAK SPACE}</span>')
# The link back is first in the note: if it is last, Kindle merges the notes of a chapter into one
# pop-up. The note is a div: Apple Books removes an aside of this type from the page.
NOTE = Markup(
    '<div class="{kind}" epub:type="footnote" role="doc-footnote" id="{id}"><p>'
    '<a class="mark" role="doc-backlink" href="#call-{id}" aria-label="{back}">{label}</a> '
    "{body}</p></div>\n"
)
NOTE_PARAGRAPH = Markup("</p>\n<p>")
# Each line of verse in a note begins as a paragraph of it does.
NOTE_LINE = BREAK + Markup('<span class="start"></span>')
NOTES = Markup(
    '<section class="notes" epub:type="footnotes">\n<h2>{heading}</h2>\n{notes}</section>\n'
)
TERM = Markup(
    '<a class="term" epub:type="glossref" role="doc-glossref" id="{id}" href="{href}">{inside}</a>'
)
# Before the words, not around them: a reader that searches within elements, as epub.js does, would
# not find a phrase that a mark divides.
MARK = Markup('<span id="{}"></span>{}')
# A pop-up shows the target of a link: with the term alone as the target, it would explain nothing.
DEFINED = Markup(
    '<div id="{}"><dt epub:type="glossterm"><dfn>{}</dfn></dt>\n'
    '<dd epub:type="glossdef">{}</dd></div>\n'
)
DATED = Markup("<div><dt>{}</dt>\n<dd>{}</dd></div>\n")
ABBREVIATION = Markup('<abbr title="{expansion}">{inside}</abbr>')
# DPUB-ARIA 1.1 deprecates the role of an entry (doc-biblioentry): a bibliography is a list, and its
# entries are items.
ENTRIES = Markup('<ul class="references">\n{}</ul>\n')
ENTRY = Markup('<li class="reference" id="{}">{}</li>\n')
# An index has one list of entries, however it is divided (EPUB Indexes 1.0, index).
INDEX = Markup('<div epub:type="index-entry-list">\n{}</div>\n')
UNWRAPPED = Markup("{}")
TITLES = {
    "title": Markup('<h1 class="title">{}</h1>\n'),
    "subtitle": Markup('<p class="subtitle" role="doc-subtitle">{}</p>\n'),
}


def render_chapters(
    edition: Edition,
    cover: bytes,
    starts: tuple[PageStart, ...],
    pictures: Pictures = MappingProxyType({}),
    mark: Marking = MARK.format,
) -> tuple[XhtmlDocument, ...]:
    """Return the documents of the top-level divisions, in order, with marks for printed pages.

    `mark` returns words with an anchor at them, which has the name that it is given. Raise
    EditionError if a link has no target in the book.
    """
    homes = anchor_files(edition)
    builders = (
        (_ChapterBuilder(edition, division, homes, pictures, mark), inside)
        for division, inside in _with_starts(edition, starts)
    )
    return tuple(
        _mark_pages(builder.document(cover), edition, inside) for builder, inside in builders
    )


def _with_starts(
    edition: Edition, starts: tuple[PageStart, ...]
) -> list[tuple[Division, tuple[PageStart, ...]]]:
    """Return each division with the pages that begin in it."""
    return [
        (division, tuple(start for start in starts if start.division == division.id))
        for division in edition.divisions
    ]


def _mark_pages(
    document: XhtmlDocument, edition: Edition, starts: tuple[PageStart, ...]
) -> XhtmlDocument:
    content = mark_pages(document.content, starts, edition.labels["page-label"])
    return replace(document, content=content)


def _abbreviation(term: Term, inside: Markup) -> Markup:
    if not term.expansion:
        return inside
    return ABBREVIATION.format(expansion=term.expansion, inside=inside)


def _definition(name: str, term: Markup, text: Markup) -> Markup:
    return DEFINED.format(name, term, text) if name else DATED.format(term, text)


def _is_entry(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "reference"


class _ChapterRenderer(HtmlRenderer):
    """Gives elements of their own to paragraphs that differ in print by their style alone."""

    def paragraph(self, paragraph: Paragraph, before: str = "") -> Markup:
        if _is_entry(paragraph):
            return ENTRY.format(paragraph.id, self.inlines(paragraph.inlines))
        return super().paragraph(paragraph, before)


class _TitlePageRenderer(_ChapterRenderer):
    def paragraph(self, paragraph: Paragraph, before: str = "") -> Markup:
        if form := TITLES.get(paragraph.style):
            return form.format(self.inlines(paragraph.inlines))
        return super().paragraph(paragraph, before)


class _ChapterBuilder:
    """Renders one division as a document, and collects the notes that it calls."""

    def __init__(
        self,
        edition: Edition,
        division: Division,
        homes: dict[str, str],
        pictures: Pictures,
        mark: Marking,
    ) -> None:
        self.division, self.homes = division, homes
        self.labels, self.imprint = edition.labels, edition.imprint
        self.notes, self.source_notes = Markup(""), Markup("")
        style = Style(
            call=self.call,
            target=self.target,
            term=self.term,
            mark=mark,
            definition=_definition,
            mentions=write_places,
            picture=lambda figure: picture_of(figure, pictures, edition.labels["undescribed"]),
            semantics=lambda name: SEMANTICS.get(name, Markup("")),
            table=lambda grid: " many" if grid.columns > MANY_COLUMNS else "",
            note_paragraph=NOTE_PARAGRAPH,
            has_formulas=True,
        )
        is_title_page = division.kind == "title-page"
        self.renderer = (_TitlePageRenderer if is_title_page else _ChapterRenderer)(edition, style)

    # ── The style ────────────────────────────────────────────────────────────────────────────────

    def call(self, note: Note, body: Markup) -> Markup:
        """Return a note's call, and collect the note."""
        body = body.replace(BREAK, NOTE_LINE)
        back = f"{self.labels['back-to-text']}, {self.labels['note']} {note.mark}"
        is_source = note.kind == "source"
        label = note_label(note.mark, is_sign=is_source)
        written = NOTE.format(id=note.id, kind=note.kind, label=label, body=body, back=back)
        if is_source:
            self.source_notes += written
        else:
            self.notes += written
        return CALL.format(id=note.id, kind=note.kind, mark=note.mark)

    def term(self, term: Term, inside: Markup) -> Markup:
        """Link words to the glossary.

        The link also serves readers for whom the title of an abbreviation is out of reach, by
        touch or by voice.
        """
        href = self.target(term.target)
        return TERM.format(id=term.id, href=href, inside=_abbreviation(term, inside))

    def target(self, name: str) -> str:
        """Return the address of an anchor as seen from this document."""
        home = self.homes.get(name)
        if home is None:
            raise EditionError(
                f"{self.division.id}: a link leads to #{name}, and nothing in the book has this id"
            )
        if home == file_name(self.division):
            return f"#{name}"
        return home if name == home.removesuffix(".xhtml") else f"{home}#{name}"

    # ── The document ─────────────────────────────────────────────────────────────────────────────

    def document(self, cover: bytes) -> XhtmlDocument:
        content = frame(
            self.section(cover),
            title=self.title(),
            language=self.imprint.language,
            matter=MATTERS[self.division.matter],
            root="../",
        )
        return XhtmlDocument(file_name(self.division), content)

    def title(self) -> str:
        fallback = self.labels.get(self.division.kind, self.imprint.title)
        return heading_text(self.division) or fallback

    def section(self, cover: bytes) -> Markup:
        division = self.division
        inside = render_cover(division, cover) if division.kind == "cover" else self.inside()
        return SECTION.format(division.id, division.kind, self.attributes(), inside)

    def attributes(self) -> Markup:
        kind, role = TYPES.get(self.division.kind, OTHER_TYPE)
        attributes = TYPE.format(kind)
        if role:
            attributes += ROLE.format(role)
        name = self.landmark_name(role)
        return attributes + LABEL.format(name) if name else attributes

    def landmark_name(self, role: str) -> str:
        """Return the name of a landmark, which these roles are; without it, all sound alike."""
        if role:
            return heading_text(self.division)
        return self.labels[self.division.kind] if self.division.kind in UNHEADED else ""

    def inside(self) -> Markup:
        division, renderer = self.division, self.renderer
        inside = renderer.heading(division, 1)
        for is_entry, blocks in groupby(division.blocks, _is_entry):
            inside += self.wrapper(is_entry=is_entry).format(renderer.blocks(blocks))
        inside += join(renderer.division(section, 2) for section in division.divisions)
        return inside.replace(APART, SPACED) + self.notes_section()

    def wrapper(self, *, is_entry: bool) -> Markup:
        if is_entry:
            return ENTRIES
        return INDEX if self.division.kind == "index" else UNWRAPPED

    def notes_section(self) -> Markup:
        """Return the notes: the source's own, then the editor's with the variants."""
        sections = (("source-notes", self.source_notes), ("notes", self.notes))
        filled = ((self.labels[name], notes) for name, notes in sections if notes)
        return join(NOTES.format(heading=heading, notes=notes) for heading, notes in filled)

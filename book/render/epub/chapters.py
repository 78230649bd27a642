"""Render each top-level division as one XHTML document, with the notes called in it at its end."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from book.errors import EditionError
from book.model import (
    Block,
    Definitions,
    Division,
    Edition,
    IndexGroup,
    Note,
    PageStart,
    Paragraph,
    Subheading,
    Term,
)
from book.render.epub.document import (
    COVER,
    XhtmlDocument,
    bare_words,
    file_of,
    frame,
    heading_words,
)
from book.render.epub.pages import mark_pages
from book.render.html import APART, HtmlRenderer, Style
from book.text.inlines import calls_of, marks_of
from book.text.locators import write_places

# EPUB 3 Structural Semantics Vocabulary 1.1, and the role of DPUB-ARIA 1.1 where there is one. A section inside of a
# part has neither: what it is within the work, its heading says.
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
UNHEADED = ("half-title", "imprint")
MATTERS = {
    "cover": "frontmatter",
    "front": "frontmatter",
    "body": "bodymatter",
    "back": "backmatter",
}
PNG = b"\x89PNG\r\n\x1a\n"

CALL = Markup(
    '<a class="call {kind}" epub:type="noteref" role="doc-noteref" id="call-{id}" href="#{id}">{mark}</a>'
)
# A reader that knows no padding needs a space between two calls, lest it show 1617.
SPACED = Markup('<span class="apart">\N{NO-BREAK SPACE}</span>')
# The link back stands first in the note: Kindle merges the notes of a chapter into one pop-up when it stands last. The
# note is a div: Apple Books takes an aside of this type out of the page.
NOTE = Markup(
    '<div class="{kind}" epub:type="footnote" role="doc-footnote" id="{id}"><p>'
    '<a class="mark" role="doc-backlink" href="#call-{id}" aria-label="{back}">{mark}.</a> {body}</p></div>\n'
)
NOTES = Markup(
    '<section class="notes" epub:type="footnotes">\n<h2>{heading}</h2>\n{notes}</section>\n'
)
TERM = Markup(
    '<a class="term" epub:type="glossref" role="doc-glossref" id="{id}" href="{href}">{words}</a>'
)
ABBREVIATION = Markup('<abbr title="{expansion}">{inside}</abbr>')
# The role of an entry is deprecated (DPUB-ARIA 1.1, doc-biblioentry): a bibliography is a list, and its entries are items.
ENTRIES = Markup('<ul class="references">\n{}</ul>\n')
# An index has one list of entries, whatever it is divided into (EPUB Indexes 1.0, index).
INDEX = Markup('<div epub:type="index-entry-list">\n{}</div>\n')
ENTRY = Markup('<li class="reference" id="{}">{}</li>\n')
TITLES = {
    "title": Markup('<h1 class="title">{}</h1>\n'),
    "subtitle": Markup('<p class="subtitle" role="doc-subtitle">{}</p>\n'),
}
# An SVG scales the cover to any page and keeps its shape, also in readers that know no CSS units of the viewport; its
# title is what the picture says in letters, and a screen reader reads it.
COVER_PAGE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" role="img" '
    'width="100%" height="100%" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid meet">\n'
    '<title>{words}</title>\n<image width="{width}" height="{height}" xlink:href="../{file}"/>\n</svg>\n'
)


def render(
    edition: Edition, cover: bytes, starts: tuple[PageStart, ...]
) -> tuple[XhtmlDocument, ...]:
    """Render the top-level divisions in their order, with marks where the printed pages begin.

    Raise EditionError for a link that leads nowhere.
    """
    notes = {note.id: marks_of(note.inlines) for note in edition.notes}
    homes = {
        name: file_of(division)
        for division in edition.divisions
        for name in _anchors(division, notes)
    }
    documents = (
        _DocumentBuilder(edition, division, homes).document(cover) for division in edition.divisions
    )
    marked = zip(
        documents,
        (tuple(s for s in starts if s.division == d.id) for d in edition.divisions),
        strict=True,
    )
    return tuple(
        replace(document, content=mark_pages(document.content, here, edition.labels["page-label"]))
        for document, here in marked
    )


def _anchors(division: Division, notes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """List what can be linked to in a division; `notes` gives the marks of the index in each note."""
    yield division.id
    for block in division.blocks:
        if isinstance(block, Paragraph | Subheading):
            yield from (block.id,) if block.id else ()
            yield from marks_of(block.inlines)
            yield from (name for call in calls_of(block.inlines) for name in (call, *notes[call]))
        if isinstance(block, Definitions):
            yield from (item.id for item in block.items if item.id)
        if isinstance(block, IndexGroup):
            yield from (entry.id for entry in block.entries)
    for section in division.divisions:
        yield from _anchors(section, notes)


def _is_entry(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "reference"


class _ChapterRenderer(HtmlRenderer):
    """Renders as what they are some paragraphs that print knows by their look alone."""

    def paragraph(self, paragraph: Paragraph) -> Markup:
        if _is_entry(paragraph):
            return ENTRY.format(paragraph.id, self.inlines(paragraph.inlines))
        return super().paragraph(paragraph)


class _TitlePageRenderer(_ChapterRenderer):
    def paragraph(self, paragraph: Paragraph) -> Markup:
        form = TITLES.get(paragraph.style)
        return (
            form.format(self.inlines(paragraph.inlines)) if form else super().paragraph(paragraph)
        )


class _DocumentBuilder:
    """One division on its way to its document; collects the notes as they are called."""

    def __init__(self, edition: Edition, division: Division, homes: dict[str, str]) -> None:
        self.edition, self.division, self.homes = edition, division, homes
        self.notes = Markup("")
        kind = _TitlePageRenderer if division.kind == "title-page" else _ChapterRenderer
        self.renderer = kind(
            edition,
            Style(call=self.call, target=self.target, term=self.term, mentions=write_places),
        )

    def call(self, note: Note, body: Markup) -> Markup:
        back = f"{self.edition.labels['back-to-text']}, {self.edition.labels['note']} {note.mark}"
        self.notes += NOTE.format(id=note.id, kind=note.kind, mark=note.mark, body=body, back=back)
        return CALL.format(id=note.id, kind=note.kind, mark=note.mark)

    def term(self, term: Term, inside: Markup) -> Markup:
        """Link words to the glossary. Where a voice or a finger cannot reach the title of an abbreviation, the link leads on."""
        words = (
            ABBREVIATION.format(expansion=term.expansion, inside=inside)
            if term.expansion
            else inside
        )
        return TERM.format(id=term.id, href=self.target(term.target), words=words)

    def target(self, name: str) -> str:
        """Give the address of an anchor as seen from this document."""
        if name not in self.homes:
            raise EditionError(
                f"{self.division.id}: a link leads to #{name}, and nothing in the book has that name"
            )
        home = self.homes[name]
        if home == file_of(self.division):
            return f"#{name}"
        return home if name == home.removesuffix(".xhtml") else f"{home}#{name}"

    def document(self, cover: bytes) -> XhtmlDocument:
        division, imprint = self.division, self.edition.imprint
        inside = self.cover(cover) if division.kind == "cover" else self.inside()
        section = Markup('<section id="{}" class="{}"{}>\n{}</section>\n')
        body = section.format(division.id, division.kind, self.attributes(), inside)
        title = heading_words(division) or self.edition.labels.get(division.kind, imprint.title)
        content = frame(
            body,
            title=title,
            language=imprint.language,
            matter=MATTERS[division.matter],
            root="../",
        )
        return XhtmlDocument(file_of(division), content)

    def attributes(self) -> Markup:
        kind, role = TYPES.get(self.division.kind, ("chapter", "doc-chapter"))
        made = Markup(' epub:type="{}"').format(kind)
        made += Markup(' role="{}"').format(role) if role else ""
        # These roles are landmarks, and a landmark without a name is one among many.
        name = (
            heading_words(self.division)
            if role
            else self.edition.labels[self.division.kind]
            if self.division.kind in UNHEADED
            else ""
        )
        return made + Markup(' aria-label="{}"').format(name) if name else made

    def inside(self) -> Markup:
        division, renderer = self.division, self.renderer
        made = renderer.heading(division, 1)
        for is_entry, blocks in groupby(division.blocks, _is_entry):
            rendered = Markup("").join(renderer.block(block) for block in blocks)
            around = ENTRIES if is_entry else INDEX if division.kind == "index" else Markup("{}")
            made += around.format(rendered)
        made += Markup("").join(renderer.division(section, 2) for section in division.divisions)
        made = made.replace(APART, SPACED)
        return (
            made + NOTES.format(heading=self.edition.labels["notes"], notes=self.notes)
            if self.notes
            else made
        )

    def cover(self, cover: bytes) -> Markup:
        if not cover.startswith(PNG):
            raise ValueError("the cover is no PNG")
        width, height = struct.unpack(">II", cover[16:24])
        words = "\n".join(
            bare_words(block.inlines)
            for block in self.division.blocks
            if isinstance(block, Paragraph)
        )
        return COVER_PAGE.format(width=width, height=height, words=words, file=COVER)

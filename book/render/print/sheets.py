"""Divide the edition into the sheets of the print edition: documents that are laid out one by one and then joined.

A sheet opens on a right-hand page. The page numbers in it are given, not computed by the layout engine, whose own
page references lay a book out up to four times and lose notes on the way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup, escape

from book.model import Division, Edition, Inlines, Locator, Note
from book.render.html import HtmlRenderer, Style
from book.render.print.page_numbers import number_sign, write_numbers
from book.text.coverage import coverage_of
from book.text.inlines import cut_words, text_of
from book.text.locators import WrittenLocator, write_pages
from book.text.plaintext import Chapter, plain_chapters, plain_heading

Folio = Literal["none", "roman", "arabic"]
HEAD_CHARACTER = (
    5.25  # points: so much room for each character of a head, in italic 10 pt between the folios
)
OPENING = ("half-title", "title-page", "imprint")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of the print edition: its HTML body, what stands at the head of its right-hand pages, its folios.

    `notes` are the anchors of its notes in the order of their calls; `varies` says that its words depend on the page numbers, as
    those of an index do, which gives pages that follow one another as a range.
    """

    name: str
    body: Markup
    head: str
    folio: Folio
    notes: tuple[str, ...]
    varies: bool = False


class Sheets:
    """The sheets of an edition in the book's order. Each is rendered once, but those that vary; page numbers are written in.

    `numbers` gives the page of an anchor as printed, and lacks those that are not yet known.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.numbers: Mapping[str, str] = {}
        self.varies = False
        style = Style(
            call=lambda note, _: _footnote(note, self.renderer),
            bind=bind,
            number=lambda anchor: _page_number(number_sign(anchor)),
            locate=self._locate,
            refer=lambda locator: _referred(locator, edition.labels["page"]),
        )
        self.renderer = HtmlRenderer(edition, style)
        self.parts = tuple(_divided(edition))
        self.bare = tuple(self._sheet(part) for part in self.parts)

    def __call__(self, numbers: Mapping[str, str]) -> tuple[Sheet, ...]:
        self.numbers = numbers
        sheets = (
            self._sheet(part) if sheet.varies else sheet
            for part, sheet in zip(self.parts, self.bare, strict=True)
        )
        return tuple(replace(sheet, body=write_numbers(sheet.body, numbers)) for sheet in sheets)

    def _locate(self, locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
        self.varies = True
        return write_pages(locators, self.numbers)

    def _sheet(self, part: "Part") -> Sheet:
        edition, top = self.edition, part.divisions[0]
        if part.name == "cover":
            return Sheet("cover", _cover(self.renderer, top, edition), "", "none", ())
        self.varies = False
        body = Markup("").join(
            self.renderer.division(division, part.level) for division in part.divisions
        )
        if part.name == "opening":
            return Sheet("opening", body, "", "none", ())
        notes = {note.id: note for note in edition.notes}
        chapter: Chapter = plain_chapters(replace(edition, divisions=part.divisions))[0]
        called = tuple(anchor for note in chapter.notes for anchor in anchors_of(notes[note.id]))
        head = running_head(part.head, int(edition.trim.measure / HEAD_CHARACTER))
        return Sheet(
            part.name,
            body,
            head,
            "roman" if top.matter == "front" else "arabic",
            called,
            self.varies,
        )


def sheets(edition: Edition, numbers: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Render the sheets with these page numbers."""
    return Sheets(edition)(numbers)


@dataclass(frozen=True, slots=True)
class Part:
    """What a sheet holds: divisions, the level of their headings, the head of the division that they are of."""

    name: str
    divisions: tuple[Division, ...]
    level: int = 1
    head: str = ""


def _divided(edition: Edition) -> Iterator[Part]:
    opening = tuple(d for d in edition.divisions if d.kind in OPENING)
    for division in edition.divisions:
        if division.kind == "cover":
            yield Part("cover", (division,))
        elif opening and division is opening[0]:
            yield Part("opening", opening)
        elif division.kind not in OPENING:
            yield from (
                Part(part.id, (part,), level, plain_heading(division))
                for part, level in _parts(division)
            )


def _parts(division: Division) -> list[tuple[Division, int]]:
    """Give each commentary of the foreword a sheet of its own, but the first, which stands under the foreword's title."""
    if division.kind != "foreword":
        return [(division, 1)]
    first, *others = division.divisions
    return [(replace(division, divisions=(first,)), 1), *((piece, 2) for piece in others)]


def running_head(title: str, limit: int) -> str:
    """Shorten a title to one line of `limit` characters.

    >>> running_head("II. Ongoing Improvements to the Legal and Regulatory System for Export Controls", 58)
    'II. Ongoing Improvements to the Legal and Regulatory…'
    """
    if len(title) <= limit:
        return title
    words = title[: limit - 1].rsplit(None, 1)[0].split()
    while words and len(words[-1].strip(",;:")) <= 3:
        words.pop()
    return " ".join(words).rstrip(",;:") + "…"


BOUND = re.compile(
    r"\b(No\.|nos\.|arts?\.|paras?\.|pp?\.|vol\.|UNTS|Art\.) (?=[0-9IVXLC])|(§) (?=\d)"
)


def bind(text: str) -> str:
    """Fix the space between an abbreviation and its number (Chicago Manual of Style 6.121 on non-breaking spaces).

    >>> bind("Decree No. 58, 729 UNTS 161, art. IX")
    'Decree No.\\xa058, 729 UNTS\\xa0161, art.\\xa0IX'
    """
    return BOUND.sub(lambda found: f"{found[1] or found[2]}\N{NO-BREAK SPACE}", text)


LONG_NOTE, PIECE = 80, 40  # words
CALL = Markup('<a class="call {kind}" id="call-{id}" href="#{id}" role="doc-noteref">{mark}</a>')
NOTE = Markup(
    '<span class="footnote {kind}" id="{id}" role="doc-footnote">{seam}<a class="back" href="#call-{id}">{mark}.</a> {body}</span>'
)
MORE = Markup('<span class="footnote {kind} more" id="{id}" data-note="{note}">{body}</span>')
# The pieces of a note run on in one line; this empty block begins the line of the first one.
SEAM = Markup('<span class="seam"></span>')


def note_pieces(note: Note) -> tuple[Inlines, ...]:
    """Cut a long note into pieces, which go to the foot of several pages if need be: the engine breaks no note itself."""
    return (
        cut_words(note.inlines, PIECE)
        if len(text_of(note.inlines).split()) > LONG_NOTE
        else (note.inlines,)
    )


def anchors_of(note: Note) -> tuple[str, ...]:
    """Give the anchors of a note's pieces; the first is the note's own."""
    return (note.id, *(f"{note.id}..{number}" for number in range(2, len(note_pieces(note)) + 1)))


def _footnote(note: Note, renderer: HtmlRenderer) -> Markup:
    """Set a call and, for the foot of the page, its note; links both ways are written out, as the engine makes none."""
    first, *others = (renderer.inlines(piece) for piece in note_pieces(note))
    kind = f"{note.kind} long" if others else note.kind
    made = CALL.format(kind=note.kind, id=note.id, mark=note.mark)
    made += NOTE.format(
        kind=kind, id=note.id, mark=note.mark, body=first, seam=SEAM if others else ""
    )
    for anchor, body in zip(anchors_of(note)[1:], others, strict=True):
        made += MORE.format(kind=kind, id=anchor, note=note.id, body=body)
    return made


def _page_number(number: Markup) -> Markup:
    return Markup(' <span class="page">{}</span>').format(number)  # with a space, for who hears it


def _referred(locator: Locator, words: str) -> Markup:
    return escape(words).format(page=number_sign(locator.target, locator.note))


def _cover(renderer: HtmlRenderer, division: Division, edition: Edition) -> Markup:
    """Draw the cover from the edition: a band for each copy of the work, filled where it has a part, open where none has."""
    found = coverage_of(edition)
    bands = Markup("").join(
        Markup('<div class="band">{}</div>').format(
            Markup("").join(_cell(has, found.is_lacuna(n)) for n, has in enumerate(row))
        )
        for _, row in found.rows
    )
    blocks = Markup("").join(renderer.block(block) for block in division.blocks)
    return Markup('<section id="{}" class="cover"><div class="bands">{}</div>{}</section>').format(
        division.id, bands, blocks
    )


def _cell(has: bool, is_lacuna: bool) -> Markup:
    return Markup('<div class="{}"></div>').format(
        "has" if has else "lacuna" if is_lacuna else "lacks"
    )

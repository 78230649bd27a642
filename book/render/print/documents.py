"""Divide the edition into print documents: parts that are laid out one by one and then joined.

The page numbers in a document are given, not computed by WeasyPrint, whose page references
(`target-counter`) lay a book out up to four times and lose notes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from book.model import Container, Division, Edition, Locator, Matter
from book.render.html import HtmlRenderer, Style
from book.render.html.markup import attributes_of
from book.render.print.figures import picture_of, print_pictures, widths_in_cells
from book.render.print.footnotes import anchors_of, render_footnote
from book.render.print.page_numbers import number_marker, write_numbers
from book.render.print.tables import EDITORS_GAP, rows_on_their_side, size_classes, table_classes
from book.render.print.typesetting import poem_attributes, running_head, set_text
from book.text.conventions import conventions_of
from book.text.coverage import coverage_of, describe_bands
from book.text.facing import facing_divisions, passage_numbers
from book.text.keyed import counted_places, keyed_edition
from book.text.locators import WrittenLocator, write_pages
from book.text.plaintext import plain_chapters, plain_heading

Folio = Literal["none", "roman", "arabic"]
Side = Literal["", "left", "right"]
HEAD_CHARACTER = 4.95  # points of a small letter in a running head, with room for the folios
OPENING = ("half-title", "title-page", "imprint")
COVER = Markup('<section id="{}" class="cover">{}{}</section>')
BANDS = Markup('<div class="bands"{}>{}</div>')
BAND = Markup('<div class="{}">{}</div>')
MANY_FIELDS = 30  # of a band; more than these have no gaps between them
CELL = Markup('<div class="{}"></div>')
CONTINUED = Markup('<li class="continued">{} (<em>{}</em>)</li>\n')
# The space is for a screen reader.
PAGE_NUMBER = Markup(' <span class="page">{}</span>')


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """A part of the print edition that is laid out by itself.

    `running_head` stands on right-hand pages. `note_anchors` are in the order of the calls.
    `depends_on_numbers` is true if its words depend on the page numbers, as those of an index do,
    which writes consecutive pages as a range. It opens on the next page of this side: "" if on
    either. One that has another document `facing` it stands on left-hand pages, the other on
    right-hand ones (`side`); `passages` numbers what corresponds, by the anchors of paragraphs.
    """

    name: str
    body: Markup
    running_head: str
    folio: Folio
    note_anchors: tuple[str, ...]
    depends_on_numbers: bool = False
    opens: Side = "right"
    side: Side = ""
    facing: "PrintDocument | None" = None
    passages: Mapping[str, int] = field(default_factory=dict)
    language: str = ""  # whose digits number its pages


class PrintDocuments:
    """The print documents of an edition, in the book's order: call it with page numbers.

    It maps page numbers, as printed and by anchor, to documents in which they are written; unknown
    numbers may be missing. Each document is rendered once, except those that depend on numbers.
    With `names`, only the documents of these names are rendered.
    """

    def __init__(self, edition: Edition, names: Collection[str] = ()) -> None:
        edition = self.edition = keyed_edition(edition)
        self.numbers: Mapping[str, str] = {}
        self.has_located = False
        self.widths = widths_in_cells(edition)
        is_keyed = edition.apparatus.is_keyed_to_lines
        counted = counted_places(edition.divisions) if is_keyed else frozenset()
        style = Style(
            call=lambda note, _: render_footnote(note, self.renderer, edition.apparatus),
            bind=partial(set_text, language=conventions_of(edition.imprint.language)),
            sets_addresses=True,
            number=lambda anchor: PAGE_NUMBER.format(number_marker(anchor)),
            locate=self._locate,
            continued=lambda heading: CONTINUED.format(heading, edition.labels["continued"]),
            refer=lambda locator: _reference(locator, edition.labels["page"]),
            picture=self._picture,
            poem=lambda widest: poem_attributes(widest, edition.trim),
            table=lambda grid: table_classes(grid, edition.trim),
            fit=lambda grid: size_classes(grid, edition.trim, EDITORS_GAP),
            divide=lambda grid: rows_on_their_side(grid, edition.trim),
            counted=lambda paragraph: paragraph.place in counted,
        )
        self.renderer = HtmlRenderer(edition, style)
        parts = tuple(_parts(edition))
        self.first_of_text = next((p.name for p in parts if p.matter == "body"), "")
        self.parts = tuple(part for part in parts if not names or part.name in names)
        self.unnumbered = tuple(self._render(part) for part in self.parts)

    def __call__(self, numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        self.numbers = numbers
        return tuple(_with_numbers(document, numbers) for document in self._marked())

    def _marked(self) -> Iterator[PrintDocument]:
        """Yield the documents with markers for page numbers."""
        for part, document in zip(self.parts, self.unnumbered, strict=True):
            yield self._render(part) if document.depends_on_numbers else document

    def _locate(self, locators: tuple[Locator, ...]) -> tuple[WrittenLocator, ...]:
        self.has_located = True
        return write_pages(locators, self.numbers, self.edition.labels["index-notes"])

    def _picture(self, figure: Container) -> Markup:
        pictures, labels = print_pictures(self.edition), self.edition.labels
        return picture_of(figure, pictures, labels.get("undescribed", ""), self.widths)

    def _render(self, part: "PrintPart") -> PrintDocument:
        if part.name == "cover":
            body = _cover(self.renderer, part.divisions[0], self.edition)
            return PrintDocument("cover", body, "", "none", ())
        self.has_located = False
        body = self._body(part)
        if part.name == "opening":
            return PrintDocument("opening", body, "", "none", ())
        head = running_head(part.title, int(self.edition.trim.measure / HEAD_CHARACTER))
        folio: Folio = "roman" if part.matter == "front" else "arabic"
        anchors = _note_anchors(self.edition, part)
        opens = _opening_side(part, self.first_of_text)
        document = PrintDocument(part.name, body, head, folio, anchors, self.has_located, opens)
        document = replace(document, language=self.edition.imprint.language)
        return self._beside_facing(document, part) if part.facing else document

    def _beside_facing(self, document: PrintDocument, part: "PrintPart") -> PrintDocument:
        first = part.facing[0]
        facing = self._render(PrintPart(first.id, part.facing, 1, plain_heading(first)))
        return replace(
            document,
            opens="left",
            side="left",
            depends_on_numbers=document.depends_on_numbers or facing.depends_on_numbers,
            facing=replace(facing, side="right"),
            passages=passage_numbers(self.edition.facing, (*part.divisions, *part.facing)),
        )

    def _body(self, part: "PrintPart") -> Markup:
        return Markup("").join(
            self.renderer.division(division, part.level) for division in part.divisions
        )


def _with_numbers(document: PrintDocument, numbers: Mapping[str, str]) -> PrintDocument:
    facing = _with_numbers(document.facing, numbers) if document.facing else None
    return replace(document, body=write_numbers(document.body, numbers), facing=facing)


def render_documents(edition: Edition, numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
    """Return the print documents of an edition with these page numbers."""
    return PrintDocuments(edition)(numbers)


@dataclass(frozen=True, slots=True)
class PrintPart:
    """The contents of a print document: divisions, their heading level, the running title.

    `facing` are the divisions on the pages that face it.
    """

    name: str
    divisions: tuple[Division, ...]
    level: int = 1
    title: str = ""
    facing: tuple[Division, ...] = ()

    @property
    def matter(self) -> Matter:
        return self.divisions[0].matter


def _parts(edition: Edition) -> Iterator[PrintPart]:
    """Yield the parts of the book; lacunae that follow each other share a page."""
    opening = tuple(d for d in edition.divisions if d.kind in OPENING)
    facing = facing_divisions(edition)
    beside = {division.id for divisions in facing.values() for division in divisions}
    text = (division for division in edition.divisions if division.id not in beside)
    for is_lacuna, run in groupby(text, key=lambda each: _is_lacuna(each, facing)):
        if is_lacuna:
            first, *_ = lacunae = tuple(run)
            yield PrintPart(first.id, lacunae, 1, plain_heading(first))
        else:
            for part in _text_parts(run, opening):
                yield replace(part, facing=facing.get(part.name, ()))


def _opening_side(part: PrintPart, first_of_text: str) -> Side:
    """Return the side on which a part opens: "right" for front matter, the text, and its parts.

    What has no such rank follows on the next page: further commentaries, chapters, lacunae, back
    matter (The Chicago Manual of Style, 18th ed., 1.4).
    """
    has_chapters = any(division.divisions for division in part.divisions)
    if part.level == 1 and part.matter == "front":
        return "right"
    is_part_of_text = part.matter == "body" and (has_chapters or part.name == first_of_text)
    return "right" if is_part_of_text else ""


def _is_lacuna(division: Division, facing: Collection[str]) -> bool:
    return division.kind == "lacuna" and division.id not in facing


def _text_parts(
    divisions: Iterable[Division], opening: tuple[Division, ...]
) -> Iterator[PrintPart]:
    for division in divisions:
        if division.kind == "cover":
            yield PrintPart("cover", (division,))
        elif opening and division is opening[0]:
            yield PrintPart("opening", opening)
        elif division.kind not in OPENING:
            yield from _division_parts(division)


def _division_parts(division: Division) -> Iterator[PrintPart]:
    """Yield a division as one part, the foreword as one for each commentary.

    The first commentary stands under the title of the foreword.
    """
    title = plain_heading(division)
    if division.kind != "foreword":
        yield PrintPart(division.id, (division,), 1, title)
        return
    first, *others = division.divisions
    yield PrintPart(division.id, (replace(division, divisions=(first,)),), 1, title)
    for commentary in others:
        yield PrintPart(commentary.id, (commentary,), 2, title)


def _note_anchors(edition: Edition, part: PrintPart) -> tuple[str, ...]:
    notes, apparatus = {note.id: note for note in edition.notes}, edition.apparatus
    chapters = plain_chapters(replace(edition, divisions=part.divisions))
    called = (note for chapter in chapters for note in chapter.notes)
    return tuple(anchor for note in called for anchor in anchors_of(notes[note.id], apparatus))


def _reference(locator: Locator, label: str) -> Markup:
    return escape(label).format(page=number_marker(locator.target, locator.note))


def _cover(renderer: HtmlRenderer, division: Division, edition: Edition) -> Markup:
    """Return the cover: a band for each witness, with a cell for each part of the work."""
    witnesses = coverage_of(edition)
    bands = Markup("").join(
        BAND.format(
            "close band" if len(row) > MANY_FIELDS else "band",
            Markup("").join(_cell(has, witnesses.is_lacuna(n)) for n, has in enumerate(row)),
        )
        for _, row in witnesses.rows
    )
    blocks = Markup("").join(renderer.block(block) for block in division.blocks)
    words = describe_bands(edition)
    attributes = attributes_of({"role": "img", "aria-label": words}) if words else ""
    drawing = BANDS.format(attributes, bands)
    return COVER.format(division.id, drawing, blocks)


def _cell(is_present: bool, is_lacuna: bool) -> Markup:
    """Return a cell: filled if the witness has the part, open if it lacks it or all do."""
    if is_present:
        return CELL.format("has")
    return CELL.format("lacuna" if is_lacuna else "lacks")

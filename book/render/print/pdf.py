"""Render the print edition as one PDF/A-3a and PDF/UA-1 file."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from book.model import Edition
from book.render.print.book_layout import BookLayout, DocumentsWithNumbers
from book.render.print.documents import PrintDocument
from book.render.print.engine.finish import finish, link_words
from book.render.print.figures import picture_files
from book.render.print.html_source import document_source
from book.render.print.layout_job import LayoutSettings, LineNumbering
from book.render.print.layout_pool import CHARACTERS_PER_WORKER, LayoutPool, OnDocument
from book.render.print.placement import PlacedDocument, is_left
from book.render.print.rendered import RenderedDocument
from book.text.cached import ResultCache
from book.text.digits import USUAL, digits_of
from book.text.direction import direction_of
from book.text.keyed import keyed_edition, line_step
from book.text.targets import anchor_names, note_name

if TYPE_CHECKING:
    from book.render.print.engine.layout import LayoutEngine

FILES_OF_STYLES = (".ttf", ".png")
VARIANT = "pdf/a-3a"
BLANK = PrintDocument("blank", Markup(""), "", "none", ())

PageLabels = tuple[tuple[int, str], ...]
Drawn = Mapping[str, RenderedDocument]  # by the name of the document


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How a PDF is made.

    `styles` are the style sheets in the order of the cascade; `variant` is WeasyPrint's name of a
    PDF variant, or "". Blank pages fill the file up to a multiple of `page_multiple`; a file that
    `ends_blank` has at least one. A file that is `for_paper` has no links, bookmarks and structure.
    `before_write` is given pydyf's PDF before it is written. A worker is started for each
    `characters_per_worker` of HTML.
    """

    styles: tuple[str, ...] = ("print.css",)
    variant: str = VARIANT
    page_multiple: int = 1
    ends_blank: bool = False
    for_paper: bool = False
    before_write: Callable[[Any], None] = lambda pdf: None
    characters_per_worker: int = CHARACTERS_PER_WORKER


def render_pdf(
    edition: Edition,
    documents: DocumentsWithNumbers,
    assets: Mapping[str, bytes],
    options: PdfOptions = PdfOptions(),
    workers: Sequence[Executor] = (),
    cache: ResultCache | None = None,
    on_document: OnDocument = lambda _: None,
) -> bytes:
    """Return the print edition as a PDF file.

    `documents` maps page numbers, by anchor, to the print documents; `assets` has style sheets,
    fonts and pictures by file name. `workers` are executors of one process each, and `cache` has
    what was laid out before; the bytes do not depend on them. `on_document` is called for each
    document that is ready.

    Raise ProofError if a note cannot be placed, EditionError if the page numbers do not settle, if
    a style sheet asks for what cannot be carried, or if the installed engine is not supported.
    """
    edition = keyed_edition(edition)
    files = files_of_styles(assets, options.styles)
    settings = LayoutSettings(
        edition.trim,
        files,
        options.styles,
        options.variant,
        picture_files(edition),
        edition.microtypography,
        _line_count(edition),
    )
    pool = LayoutPool(settings, workers, cache, on_document, options.characters_per_worker)
    with closing(pool):
        layout = BookLayout(edition, documents, pool)
        placed = layout.settle()
        drawn, folios = layout.draw(placed)
    shift = edition.trim.outer - edition.trim.inner
    if direction_of(edition.imprint.language) == "rtl":
        shift = -shift
    parts = [_finished(place, drawn, folios, shift) for place in placed]
    return _join(edition, pool.engine, placed, parts, options)


def _line_count(edition: Edition) -> LineNumbering | None:
    if not edition.apparatus.is_keyed_to_lines:
        return None
    return LineNumbering(edition.apparatus.count, line_step(edition), edition.imprint.language)


def files_of_styles(assets: Mapping[str, bytes], styles: tuple[str, ...]) -> dict[str, bytes]:
    """Return the style sheets and the files they can refer to; no others can change a page."""
    return {
        name: content
        for name, content in assets.items()
        if name in styles or name.endswith(FILES_OF_STYLES)
    }


def _finished(place: PlacedDocument, drawn: Drawn, folios: Drawn, shift: float) -> RenderedDocument:
    """Return a document on its side, with its running heads and folios if it has some.

    `shift` is how many points a page that is turned to the verso moves to the right.
    """
    name = place.document.name
    document = drawn[name]
    if place.is_turned:
        document = document.on_other_sides(shift)
    return document.with_overlay(folios[name]) if name in folios else document


def _join(
    edition: Edition,
    engine: "LayoutEngine",
    placed: Sequence[PlacedDocument],
    parts: Sequence[RenderedDocument],
    options: PdfOptions,
) -> bytes:
    from book.render.print.engine.draw import draw
    from book.render.print.engine.join import FileContext, join

    model = engine.lay_out(document_source(edition, BLANK))
    blank = draw(model, engine.settings.files)
    blanks = _blank_pages(placed, options)
    labels = _page_labels(placed, blanks)
    joined = [
        document
        for part, count in zip(parts, blanks, strict=True)
        for document in (part, *[blank] * count)
    ]

    def before_write(pdf: Any) -> None:
        finish(pdf, labels, edition.labels["cover"], archival=bool(options.variant))
        options.before_write(pdf)

    context = FileContext(
        model, engine.settings.files, options.variant, _link_words(edition), options.for_paper
    )
    return join(joined, context, before_write)


def _blank_pages(placed: Sequence[PlacedDocument], options: PdfOptions) -> list[int]:
    """Return how many blank pages follow each document.

    One if the next document begins on the other side; after the last, as many as the options ask
    for.
    """
    pages, blanks = 0, []
    for place, following in pairwise(placed):
        pages += place.extent.pages
        blanks.append(int(is_left(pages + 1) != is_left(following.start)))
        pages += blanks[-1]
    least = int(options.ends_blank)
    pages += placed[-1].extent.pages + least
    return [*blanks, least + -pages % options.page_multiple]


def _page_labels(placed: Sequence[PlacedDocument], blanks: Sequence[int]) -> PageLabels:
    """Return the index of each page at which a series of page numbers begins, and the series.

    A page that is numbered in digits that PDF cannot count in has its number instead.
    """
    labels: list[tuple[int, str]] = []
    index = 0
    for place, following in zip(placed, blanks, strict=True):
        pages = place.extent.pages + following
        if place.series == "arabic" and digits_of(place.document.language) != USUAL:
            labels += [(index + n, place.number(n)) for n in range(pages)]
        elif not labels or labels[-1][1] != place.series:
            labels.append((index - place.start + 1, place.series))
        index += pages
    return tuple(labels)


def _link_words(edition: Edition) -> dict[str, str]:
    notes = {note.id: note_name(note, edition.labels) for note in edition.notes}
    names = dict(anchor_names(edition.divisions))
    return link_words(notes, names, edition.labels["back-to-text"])

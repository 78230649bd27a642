"""Lay out print documents, one by one, with WeasyPrint.

A document is laid out without regard to the number of its first page: running heads and folios are
a document of their own, which is laid over its pages.
"""

import gc
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from book.errors import ProofError
from book.render.print.engine import continued, drawn_figures, last_page, page_fill, repairs
from book.render.print.engine.draw import draw
from book.render.print.engine.line_numbers import number_lines
from book.render.print.engine.outside import require_inside
from book.render.print.engine.paragraphs import letters, lines
from book.render.print.engine.paragraphs.plans import microtypography_of
from book.render.print.engine.placed_notes import misplaced_notes, set_margin_notes
from book.render.print.engine.versions import require_supported_engine
from book.render.print.html_source import margin_gap
from book.render.print.layout_job import LayoutJob, LayoutSettings
from book.render.print.rendered import RenderedDocument

# A name that never resolves (RFC 6761, 6.4), the same on each machine, so that the bytes are too.
BASE = "https://book.invalid/"
MEDIA_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
MOST_ROUNDS = 6
PIECE_MARK = ".."  # between a note's anchor and the number of a piece of it
# Thresholds of Python's garbage collector. Boxes live until their document is drawn, and to look at
# them for reference cycles as often as usual takes a tenth of the time.
RARE_COLLECTION = (50_000, 20, 100)
DOCUMENTS_PER_COLLECTION = 16

repairs.apply()
lines.apply()
letters.apply()
continued.apply()
drawn_figures.apply()
page_fill.apply()
last_page.apply()


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's own files by name and refuses all else: the witnesses are not trusted."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(BASE).split("?")[0].split("#")[0]
        if not url.startswith(BASE) or name not in self.files:
            raise FatalURLFetchingError(f"not one of the book's own files: {url}")
        media_type = MEDIA_TYPES[Path(name).suffix]
        return URLFetcherResponse(url, self.files[name], {"Content-Type": media_type})


class LayoutEngine:
    """WeasyPrint with fonts and style sheets that are read once.

    What it renders of a job depends on the job and the settings alone. It does not see the job's
    page numbers.
    """

    def __init__(self, settings: LayoutSettings) -> None:
        require_supported_engine()
        gc.set_threshold(*RARE_COLLECTION)
        self.settings = settings
        self.assets = AssetFetcher({**settings.files, **settings.pictures})
        self.fonts = FontConfiguration()
        self.rendered = 0
        self.css = [self._style_sheet(name) for name in settings.styles]

    def _style_sheet(self, name: str) -> CSS:
        return CSS(url=BASE + name, url_fetcher=self.assets, font_config=self.fonts)

    def render(self, job: LayoutJob) -> RenderedDocument:
        """Lay out a document and draw it.

        Raise ProofError if a note cannot be placed, EditionError if something lies outside its
        page.
        """
        document = self._lay_out_with_all_notes(job)
        gap = margin_gap(has_numbers=self.settings.lines is not None)
        set_margin_notes(document, self.settings.trim, gap)
        require_inside(document, job.name)
        lines = self._number_lines(document)
        rendered = draw(document, self.settings.files)
        self._collect_sometimes()
        return replace(rendered, lines=lines)

    def lay_out(self, source: str) -> Document:
        """Return WeasyPrint's layout of an HTML file."""
        html = HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        variant = self.settings.variant or None
        with microtypography_of(self.settings.microtypography):
            return html.render(stylesheets=self.css, font_config=self.fonts, pdf_variant=variant)

    def _number_lines(self, document: Document) -> dict[str, str]:
        """Number the lines, if they are counted; return the line of each anchor on one."""
        count = self.settings.lines
        return number_lines(document, count, self.settings.trim) if count else {}

    def _lay_out_with_all_notes(self, job: LayoutJob) -> Document:
        """Lay out until every note is on a page, in order.

        WeasyPrint 70.0 loses or swaps notes where it pushes a line to the next page, for widows or
        orphans, when the notes of the line are already placed. That cannot happen in a paragraph
        that may not break, so the paragraphs of these notes are kept whole in the next round.
        """
        unbroken: set[str] = set()
        for _ in range(MOST_ROUNDS):
            document = self.lay_out(_without_breaks(job.source, unbroken))
            misplaced = misplaced_notes(job.note_anchors, document)
            if not misplaced:
                return document
            unbroken |= set(misplaced)
        raise ProofError(
            f"the layout loses the notes {', '.join(misplaced)}",
            file=job.name,
            remedy="Shorten these notes, or move one of them to another paragraph.",
        )

    def _collect_sometimes(self) -> None:
        self.rendered += 1
        if self.rendered % DOCUMENTS_PER_COLLECTION == 0:
            gc.collect()


def _without_breaks(source: str, notes: Collection[str]) -> str:
    """Return the HTML with a rule that keeps the paragraphs whole that call these notes."""
    rules = "".join(sorted({_unbroken_rule(note) for note in notes}))
    return source.replace("</style>", rules + "</style>", 1)


def _unbroken_rule(note: str) -> str:
    call = f"#call-{note.split(PIECE_MARK)[0]}"
    return f"p:has({call}){{break-inside:avoid}}"

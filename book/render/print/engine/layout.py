"""Lay out print documents, one by one, with WeasyPrint.

A document is laid out without regard to the number of its first page, and to its side unless it has
something in the outer margins: running heads and folios are a document of their own, which is laid
over its pages.
"""

import gc
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from book.errors import ProofError
from book.render.print.engine import (
    continued,
    drawn_figures,
    last_page,
    note_division,
    page_fill,
    repairs,
)
from book.render.print.engine.bidi import order, runs, text_layer
from book.render.print.engine.draw import draw
from book.render.print.engine.facing import pages as facing_pages
from book.render.print.engine.facing.steps import lay_out_in_step
from book.render.print.engine.line_numbers import number_lines
from book.render.print.engine.note_division import notes_of_width
from book.render.print.engine.outside import require_inside
from book.render.print.engine.paragraphs import gaps, letters, lines
from book.render.print.engine.paragraphs.plans import microtypography_of
from book.render.print.engine.placed_notes import (
    PIXEL,
    is_verso,
    misplaced_notes,
    set_margin_notes,
)
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
MARGIN_NOTE = 'class="sources"'
NO_WORDS = re.compile(r"<body\b.*</body>", re.DOTALL)
PIECE_MARK = ".."  # between a note's anchor and the number of a piece of it
# Thresholds of Python's garbage collector. Boxes live until their document is drawn, and to look at
# them for reference cycles as often as usual takes a tenth of the time.
RARE_COLLECTION = (50_000, 20, 100)
DOCUMENTS_PER_COLLECTION = 16
LayOut = Callable[..., Sequence[Document]]  # of as many sources

repairs.apply()
lines.apply()
letters.apply()
gaps.apply()
continued.apply()
drawn_figures.apply()
page_fill.apply()
last_page.apply()
facing_pages.apply()
note_division.apply()
runs.apply()
order.apply()
text_layer.apply()


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
        rendered = self._render_in_step(job, job.facing) if job.facing else self._render(job)
        self._collect_sometimes()
        return rendered

    def _render(self, job: LayoutJob) -> RenderedDocument:
        (document,) = self._with_all_notes(lambda source: [self.lay_out(source)], job)
        self._finish(document, job, [page for page in document.pages if is_verso(page)])
        lines = self._number_lines(document)
        has_sides = self.settings.lines is not None or MARGIN_NOTE in job.source
        return replace(draw(document, self.settings.files), lines=lines, has_sides=has_sides)

    def _finish(self, document: Document, job: LayoutJob, versos: Iterable[Any]) -> None:
        """Move what is in the margins of the versos; check that nothing is outside."""
        gap = margin_gap(has_numbers=self.settings.lines is not None)
        set_margin_notes(versos, self.settings.trim, gap)
        require_inside(document, job.name)

    def _render_in_step(self, job: LayoutJob, facing: LayoutJob) -> RenderedDocument:
        """Lay out two documents whose pages face each other, and draw them."""
        lay_out = partial(lay_out_in_step, self.lay_out, dict(job.passages))
        text, other = self._with_all_notes(lay_out, job, facing)
        blank = draw(self.lay_out(NO_WORDS.sub("<body></body>", job.source)), self.settings.files)
        numbers = len(job.page_numbers) - len(facing.page_numbers)
        self._finish(text, job, text.pages)
        self._finish(other, facing, ())
        left, right = (draw(each, self.settings.files) for each in (text, other))
        return left.beside(right, blank, numbers)

    def lay_out(self, source: str) -> Document:
        """Return WeasyPrint's layout of an HTML file."""
        html = HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        variant = self.settings.variant or None
        measure = self.settings.trim.measure * PIXEL
        with microtypography_of(self.settings.microtypography), notes_of_width(measure):
            return html.render(stylesheets=self.css, font_config=self.fonts, pdf_variant=variant)

    def _number_lines(self, document: Document) -> dict[str, str]:
        """Number the lines, if they are counted; return the line of each anchor on one."""
        count = self.settings.lines
        return number_lines(document, count, self.settings.trim) if count else {}

    def _with_all_notes(self, lay_out: LayOut, *jobs: LayoutJob) -> Sequence[Document]:
        """Lay out documents until every note is on a page, in order.

        WeasyPrint 70.0 loses or swaps notes where it pushes a line to the next page, for widows or
        orphans, when the notes of the line are already placed. That cannot happen in a paragraph
        that may not break, so the paragraphs of these notes are kept whole in the next round.
        """
        unbroken: set[str] = set()
        for _ in range(MOST_ROUNDS):
            documents = lay_out(*(_without_breaks(job.source, unbroken) for job in jobs))
            misplaced = [
                note
                for job, document in zip(jobs, documents, strict=True)
                for note in misplaced_notes(job.note_anchors, document)
            ]
            if not misplaced:
                return documents
            unbroken |= set(misplaced)
        raise ProofError(
            f"the layout loses the notes {', '.join(misplaced)}",
            file=jobs[0].name,
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

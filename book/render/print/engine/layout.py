"""The engine WeasyPrint: it lays out the sheets of the print edition one by one.

A sheet is laid out whatever its first page is: running heads and folios are a document of their own, to be laid over its pages.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from book.errors import ProofError
from book.model import Trim
from book.render.print.documents import MARGIN_GAP, Job, Setting
from book.render.print.engine import repairs
from book.render.print.engine.draw import draw
from book.render.print.rendered import Drawn

BASE = "https://book.invalid/"  # a name that never resolves (RFC 6761, 6.4): the same on each machine, so the same bytes
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".png": "image/png"}
MOST_ROUNDS = 6
PIECE_MARK = ".."  # between a note's anchor and the number of a piece of it
RARELY, TOGETHER = (
    (50_000, 20, 100),
    16,
)  # thresholds of the collector; sheets after which it looks at all
PIXEL = 96 / 72  # the engine's unit, CSS pixels, in a point


repairs.apply()


class Assets(URLFetcher):  # type: ignore[misc]
    """Serves the book's own files by name, and refuses everything else: sources are strangers."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(BASE).split("?")[0].split("#")[0]
        if not url.startswith(BASE) or name not in self.files:
            raise FatalURLFetchingError(f"outside of the book: {url}")
        return URLFetcherResponse(
            url, self.files[name], {"Content-Type": MEDIA_TYPES[Path(name).suffix]}
        )


class Press:
    """One run of the engine, for which fonts and style sheets are read once. What it makes of a job depends on nothing else.

    The figures of the job it does not know.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.assets = Assets(setting.files)
        self.fonts = FontConfiguration()
        self.made = 0
        self.css = [
            CSS(url=BASE + name, url_fetcher=self.assets, font_config=self.fonts)
            for name in setting.styles
        ]

    def make(self, job: Job) -> Drawn:
        """Lay out a sheet, and draw it; see to it that no note is lost."""
        with self._collecting_rarely():
            document = self._guarded(job)
            set_margins(document, self.setting.trim)
            return draw(document, self.setting.files)

    @contextmanager
    def _collecting_rarely(self) -> Iterator[None]:
        """Let Python look for cycles rarely: boxes live until their sheet is drawn, and looking at them takes a tenth of the time."""
        often = gc.get_threshold()
        gc.set_threshold(*RARELY)
        try:
            yield
        finally:
            gc.set_threshold(*often)
            self.made += 1
            if self.made % TOGETHER == 0:
                gc.collect()

    def _guarded(self, job: Job) -> Document:
        """Lay out until every note is on its pages, in order.

        WeasyPrint 70.0 loses or swaps notes where a line is pushed to the next page for widows or orphans after its notes
        were placed; a paragraph that may not break is not such a place. So the paragraphs of the notes in question are kept whole.
        """
        whole: set[str] = set()
        for _ in range(MOST_ROUNDS):
            document = self.render(_kept_whole(job.source, whole))
            wrong = misplaced(job.notes, document)
            if not wrong:
                return document
            whole |= set(wrong)
        raise ProofError(
            f"the layout loses the notes {', '.join(wrong)}",
            file=job.name,
            remedy="Shorten these notes, or move one of them.",
        )

    def render(self, source: str) -> Document:
        html = HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        return html.render(
            stylesheets=self.css, font_config=self.fonts, pdf_variant=self.setting.variant or None
        )


def set_margins(document: Document, trim: Trim) -> None:
    """Move what stands in the margin to the outer side of left-hand pages: CSS cannot set a paragraph by the side of its page.

    The first page of a sheet is a right-hand one.
    """
    for page in document.pages[1::2]:
        for box in page._page_box.descendants():
            if (
                box.element is not None
                and box.element.get("class") == "sources"
                and box.element_tag == "p"
            ):
                edges = [
                    inline.position_x + inline.width
                    for line in box.children
                    for inline in line.children
                ]
                if edges:  # a box may be broken before its first line
                    box.translate(dx=(trim.outer - MARGIN_GAP) * PIXEL - max(edges))


def misplaced(notes: tuple[str, ...], document: Document) -> list[str]:
    """Name the notes that are on no page, or stand before one that is called earlier."""
    found: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(document.pages):
        for anchor, position in page.anchors.items():
            found.setdefault(anchor, (number, position[1]))
    wrong = [note for note in notes if note not in found]
    for level in (True, False):
        placed = [note for note in notes if note in found and note.startswith("variant-") == level]
        wrong += [n for a, b in pairwise(placed) if found[a] > found[b] for n in (a, b)]
    return wrong


def _kept_whole(source: str, notes: set[str]) -> str:
    calls = sorted({f"#call-{note.split(PIECE_MARK)[0]}" for note in notes})
    rules = "".join(f"p:has({call}){{break-inside:avoid}}" for call in calls)
    return source.replace("</style>", rules + "</style>", 1)

"""The engine WeasyPrint: it lays out the sheets of the print edition one by one.

A sheet is laid out whatever its first page is: running heads and folios are a document of their own, to be laid over its pages.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

from book.dates import first_instant
from book.errors import ProofError
from book.model import Edition, Trim
from book.print.figures import put_back, take_out
from book.print.sheets import Sheet

# Only the book's own fonts: without one that fontconfig knows, Pango ends the process (so before weasyprint is imported).
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).resolve().parent.parent.parent / "templates" / "fonts" / "fonts.conf"))

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from book.print import drawn, repairs

BASE = "https://book.invalid/"  # a name that never resolves (RFC 6761, 6.4): the same on each machine, so the same bytes
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".png": "image/png"}
MOST_ROUNDS = 6
PIECE_MARK = ".."  # between a note's anchor and the number of a piece of it
MARGIN_GAP, MARGIN_EDGE = 10, 14  # points from a note in the margin to the text, and to the edge of the page
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
        return URLFetcherResponse(url, self.files[name], {"Content-Type": MEDIA_TYPES[Path(name).suffix]})


@dataclass(frozen=True, slots=True)
class Job:
    """What there is to lay out: a sheet as a document of HTML, and the anchors of its notes in the order of their calls.

    `source` has noughts for the page numbers `figures`, which are put in when it is drawn.
    """

    name: str
    source: str
    notes: tuple[str, ...]
    figures: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, source: str, notes: tuple[str, ...]) -> "Job":
        bare, figures = take_out(source)
        return cls(name, bare, notes, figures)

    @property
    def with_words(self) -> "Job":
        """The same with its page numbers as words like others."""
        return Job(self.name, put_back(self.source, self.figures), self.notes)


class Press:
    """One run of the engine, for which fonts and style sheets are read once. What it makes of a job depends on nothing else.

    The figures of the job it does not know.
    """

    def __init__(self, trim: Trim, files: Mapping[str, bytes], styles: tuple[str, ...], variant: str) -> None:
        self.trim, self.styles, self.variant = trim, styles, variant
        self.assets = Assets(files)
        self.fonts = FontConfiguration()
        self.css = [CSS(url=BASE + name, url_fetcher=self.assets, font_config=self.fonts) for name in styles]

    def make(self, job: Job) -> drawn.Drawn:
        """Lay out a sheet, and draw it; see to it that no note is lost."""
        document = self._guarded(job)
        set_margins(document, self.trim)
        return drawn.draw(document, self.assets.files)

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
            f"the layout loses the notes {', '.join(wrong)}", file=job.name, remedy="Shorten these notes, or move one of them."
        )

    def render(self, source: str) -> Document:
        html = HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        return html.render(stylesheets=self.css, font_config=self.fonts, pdf_variant=self.variant or None)


def set_margins(document: Document, trim: Trim) -> None:
    """Move what stands in the margin to the outer side of left-hand pages: CSS cannot set a paragraph by the side of its page.

    The first page of a sheet is a right-hand one.
    """
    for page in document.pages[1::2]:
        for box in page._page_box.descendants():
            if box.element is not None and box.element.get("class") == "sources" and box.element_tag == "p":
                edges = [inline.position_x + inline.width for line in box.children for inline in line.children]
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


def folios_source(edition: Edition, sheet: Sheet, start: int, pages: int) -> str:
    """Write the running heads and folios of a sheet as a document of so many empty pages; the first has the number `start`."""
    empty = Markup("<div></div>") + Markup('<div style="break-before:page"></div>') * (pages - 1)
    return document_source(edition, replace(sheet, body=empty), start)


def document_source(edition: Edition, sheet: Sheet, start: int = 0) -> str:
    """Write a sheet as an HTML document; with `start`, the number of its first page, it has running heads and folios."""
    imprint = edition.imprint
    stamp = f"{first_instant(imprint.date):%Y-%m-%dT%H:%M:%SZ}"
    metadata = {
        "author": edition.work.author,
        "description": imprint.description,
        "keywords": ", ".join(known for known in (edition.work.title, edition.work.author, imprint.publisher) if known),
        "dcterms.created": stamp,
        "dcterms.modified": stamp,
        "generator": "Variorum",
    }
    meta = Markup("").join(Markup('<meta name="{}" content="{}">').format(k, v) for k, v in metadata.items() if v)
    return str(
        Markup(
            '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>{}<style>{}</style></head>'
            '<body class="{}">{}</body></html>'
        ).format(imprint.language, imprint.title, meta, _page_rules(edition, sheet, start), sheet.name, sheet.body)
    )


def _page_rules(edition: Edition, sheet: Sheet, start: int) -> Markup:
    # What css_string quotes cannot end the style element.
    rules = _geometry(edition.trim)
    if sheet.folio == "none" or not start:
        return Markup(rules)  # noqa: S704
    folio = "counter(page,lower-roman)" if sheet.folio == "roman" else "counter(page)"
    left = f"@page :left{{@top-left{{content:{folio}}}@top-right{{content:''}}@top-center{{content:{css_string(edition.imprint.title)}}}}}"
    right = f"@page :right{{@top-right{{content:{folio}}}@top-left{{content:''}}@top-center{{content:{css_string(sheet.head)}}}}}"
    first = f"@page :first{{counter-set:page {start};@top-right{{content:none}}@top-center{{content:none}}}}"
    return Markup(rules + left + right + first)  # noqa: S704


def _geometry(trim: Trim) -> str:
    """Give the page its size and margins, and the style sheet the lengths that follow from them."""
    margins = "margin:{}pt {}pt {}pt {}pt"
    right = margins.format(trim.top, trim.outer, trim.bottom, trim.inner)
    left = margins.format(trim.top, trim.inner, trim.bottom, trim.outer)
    lengths = {
        "page-width": trim.width,
        "page-height": trim.height,
        "depth": trim.depth,
        "measure": trim.measure,
        "margin-note": trim.outer - MARGIN_GAP - MARGIN_EDGE,
        "margin-gap": MARGIN_GAP,
        "head": trim.top - 28,
        "sink": trim.depth / 6,
    }
    root = "".join(f"--{name}:{length:.2f}pt;" for name, length in lengths.items())
    return f"@page{{size:{trim.width}pt {trim.height}pt;{right}}}@page :left{{{left}}}@page full{{margin:0}}:root{{{root}}}"


def css_string(text: str) -> str:
    """Quote a string for CSS inside of an HTML style element (CSS Syntax 3, 4.3.7: escapes).

    >>> css_string('a "b" </style>')
    '"a \\\\22 b\\\\22  \\\\3c /style>"'
    """
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\<\n' else c for c in text) + '"'

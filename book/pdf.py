"""The engine WeasyPrint: it lays out the sheets one by one, and joins their pages into one PDF/A-3a and PDF/UA-1 file."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from markupsafe import Markup

from book.errors import EditionError, ProofError
from book.model import Edition, Trim
from book.plain import anchor_names
from book.sheets import Folio, Sheet
from book.tags import add_tags, finish
from book.typography import roman

# Only the book's own fonts: without one that fontconfig knows, Pango ends the process (so before weasyprint is imported).
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).resolve().parent.parent / "templates" / "fonts" / "fonts.conf"))

import weasyprint
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from book import repairs

BASE = "https://book.invalid/"  # a name that never resolves (RFC 6761, 6.4): the same on each machine, so the same bytes
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".png": "image/png"}
MOST_ROUNDS = 6
PIECE_MARK = ".."  # between a note's anchor and the number of a piece of it
VARIANT = "pdf/a-3a"
MARGIN_GAP, MARGIN_EDGE = 10, 14  # points from a note in the margin to the text, and to the edge of the page
PIXEL = 96 / 72  # the engine's unit, CSS pixels, in a point


repairs.apply()
weasyprint.pdf.add_tags = add_tags  # the book's own structure tree, by the elements of HTML and not by the boxes


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
class Laid:
    """A sheet laid out: its pages, and the page as printed of each anchor."""

    name: str
    source: str
    document: Document
    start: int
    folio: Folio

    @property
    def length(self) -> int:
        """Count its pages, with the blank that makes the next sheet begin on a right-hand page."""
        return len(self.document.pages) + len(self.document.pages) % 2

    @property
    def pages(self) -> dict[str, str]:
        """Map anchors to pages; an element that is split repeats its anchor, and the first counts."""
        found: dict[str, str] = {}
        for number, page in enumerate(self.document.pages, self.start):
            for anchor in page.anchors:
                found.setdefault(anchor, roman(number) if self.folio == "roman" else str(number))
        return found


@dataclass(frozen=True, slots=True)
class Production:
    """How a file is made: style sheets in order, PDF variant ("" for none), multiple of pages, what is done to it last.

    The file is filled up with blank pages to the multiple; `last` is given WeasyPrint's PDF before it is written.
    """

    styles: tuple[str, ...] = ("print.css",)
    variant: str = VARIANT
    multiple: int = 1
    last: Callable[[Any], None] = lambda pdf: None


class Press:
    """One run of the engine: fonts and style sheets are read once, and a sheet that did not change is not laid out again."""

    def __init__(self, edition: Edition, files: Mapping[str, bytes], production: Production) -> None:
        self.edition = edition
        self.assets = Assets(files)
        self.fonts = FontConfiguration()
        self.production = production
        self.css = [CSS(url=BASE + name, url_fetcher=self.assets, font_config=self.fonts) for name in production.styles]
        self.laid: dict[str, Laid] = {}

    def lay(self, sheet: Sheet, start: int) -> Laid:
        """Lay out a sheet whose first page has the number `start`; see to it that no note is lost."""
        source = document_source(self.edition, sheet, start)
        known = self.laid.get(sheet.name)
        if known is None or known.source != source:
            document = self._guarded(sheet, source)
            set_margins(document, start, self.edition.trim)
            self.laid[sheet.name] = Laid(sheet.name, source, document, start, sheet.folio)
        return self.laid[sheet.name]

    def _guarded(self, sheet: Sheet, source: str) -> Document:
        """Lay out until every note is on its pages, in order.

        WeasyPrint 70.0 loses or swaps notes where a line is pushed to the next page for widows or orphans after its notes
        were placed; a paragraph that may not break is not such a place. So the paragraphs of the notes in question are kept whole.
        """
        whole: set[str] = set()
        for _ in range(MOST_ROUNDS):
            document = self.render(_kept_whole(source, whole))
            wrong = misplaced(sheet.notes, document)
            if not wrong:
                return document
            whole |= set(wrong)
        raise ProofError(
            f"the layout loses the notes {', '.join(wrong)}", file=sheet.name, remedy="Shorten these notes, or move one of them."
        )

    def render(self, source: str) -> Document:
        html = HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        return html.render(stylesheets=self.css, font_config=self.fonts, pdf_variant=self.production.variant or None)

    def blank(self) -> list[Any]:
        return list(self.render(document_source(self.edition, Sheet("blank", Markup(""), "", "none", ()), 1)).pages)


def set_margins(document: Document, start: int, trim: Trim) -> None:
    """Move what stands in the margin to the outer side of left-hand pages: CSS cannot set a paragraph by the side of its page."""
    for page in document.pages[start % 2 :: 2]:
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


def render_pdf(
    edition: Edition,
    make: Callable[[Mapping[str, str]], tuple[Sheet, ...]],
    files: Mapping[str, bytes],
    production: Production = Production(),
) -> bytes:
    """Make the book. `make` gives the sheets with page numbers filled in; `files` are the style sheets and the fonts by name.

    The page map (anchor to page as printed) is resolved to a fixed point: the sheets are laid out, the numbers read from
    them, and what holds a number that changed is laid out again. Raise ProofError for a note that cannot be placed.
    """
    press = Press(edition, files, production)
    numbers: dict[str, str] = {}
    for _ in range(MOST_ROUNDS):
        laid = _lay_all(press, make(numbers))
        found = {anchor: page for sheet in laid for anchor, page in sheet.pages.items()}
        if found == numbers:
            return _join(press, laid)
        numbers = found
    raise EditionError("the page numbers of the contents do not settle", remedy="Change the length of a heading.")


def _lay_all(press: Press, sheets: tuple[Sheet, ...]) -> list[Laid]:
    """Lay out the sheets, counting pages in two series: roman up to the text, arabic from it on. The cover is not counted."""
    laid: list[Laid] = []
    counts = {"roman": 1, "arabic": 1}
    for sheet in sheets:
        series = "arabic" if sheet.folio == "arabic" else "roman"
        laid.append(press.lay(sheet, counts[series]))
        if sheet.name != "cover":
            counts[series] += laid[-1].length
    return laid


def _join(press: Press, laid: list[Laid]) -> bytes:
    pages: list[Any] = []
    labels: list[tuple[int, str]] = []
    for sheet in laid:
        series = "cover" if sheet.name == "cover" else "arabic" if sheet.folio == "arabic" else "roman"
        if not labels or labels[-1][1] != series:
            labels.append((len(pages), series))
        pages += sheet.document.pages
        pages += press.blank() if len(sheet.document.pages) % 2 and sheet is not laid[-1] else []
    while len(pages) % press.production.multiple:
        pages += press.blank()
    notes = {n.id: (press.edition.words["note"], n.mark) for n in press.edition.notes}
    names = dict(anchor_names(press.edition.divisions))
    variant = press.production.variant

    def finisher(_: Document, pdf: Any) -> None:
        finish(pdf, tuple(labels), notes, names, press.edition.words, archival=bool(variant))
        press.production.last(pdf)

    done: bytes = laid[0].document.copy(pages).write_pdf(pdf_variant=variant or None, pdf_tags=True, finisher=finisher)
    return done


def document_source(edition: Edition, sheet: Sheet, start: int) -> str:
    """Write a sheet as an HTML document; its running heads and folios are in its own style element."""
    imprint = edition.imprint
    stamp = (imprint.date + "0000-01-01"[len(imprint.date) :])[:10] + "T00:00:00Z"
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
    rules = _geometry(edition.trim) + f"@page :first{{counter-set:page {start}}}"
    if sheet.folio == "none":
        return Markup(rules)  # noqa: S704
    folio = "counter(page,lower-roman)" if sheet.folio == "roman" else "counter(page)"
    left = f"@page :left{{@top-left{{content:{folio}}}@top-right{{content:''}}@top-center{{content:{css_string(edition.imprint.title)}}}}}"
    right = f"@page :right{{@top-right{{content:{folio}}}@top-left{{content:''}}@top-center{{content:{css_string(sheet.head)}}}}}"
    first = "@page :first{@top-right{content:none}@top-center{content:none}}"
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

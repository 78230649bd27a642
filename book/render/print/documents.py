"""Write sheets as documents of HTML for the layout engine, with the page that they are for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from book.model import Edition, Trim
from book.render.print.page_numbers import take_out
from book.render.print.sheets import Sheet
from book.text.dates import first_instant

MARGIN_GAP, MARGIN_EDGE = (
    10,
    14,
)  # points from a note in the margin to the text, and to the edge of the page


@dataclass(frozen=True, slots=True)
class Setting:
    """How all sheets of a book are set: the page, style sheets and fonts by name, the style sheets in order, the PDF variant."""

    trim: Trim
    files: Mapping[str, bytes]
    styles: tuple[str, ...]
    variant: str


@dataclass(frozen=True, slots=True)
class Job:
    """What there is to lay out: a sheet as a document of HTML, and the anchors of its notes in the order of their calls.

    `source` has twos for the page numbers `figures`, which are put in when it is drawn.
    """

    name: str
    source: str
    notes: tuple[str, ...]
    figures: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, source: str, notes: tuple[str, ...]) -> "Job":
        bare, figures = take_out(source)
        return cls(name, bare, notes, figures)


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
        "keywords": ", ".join(
            known for known in (edition.work.title, edition.work.author, imprint.publisher) if known
        ),
        "dcterms.created": stamp,
        "dcterms.modified": stamp,
        "generator": "Variorum",
    }
    meta = Markup("").join(
        Markup('<meta name="{}" content="{}">').format(k, v) for k, v in metadata.items() if v
    )
    return str(
        Markup(
            '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>{}<style>{}</style></head>'
            '<body class="{}">{}</body></html>'
        ).format(
            imprint.language,
            imprint.title,
            meta,
            _page_rules(edition, sheet, start),
            sheet.name,
            sheet.body,
        )
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

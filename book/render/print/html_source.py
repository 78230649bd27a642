"""Write print documents as complete HTML files for the layout engine, with their page rules."""

from dataclasses import replace

from markupsafe import Markup

from book.model import Edition, Trim
from book.render.html.markup import direction_attribute
from book.render.print.documents import HEAD_CHARACTER, PrintDocument
from book.render.print.typesetting import imprint_class, running_head, title_class
from book.text.dates import first_instant
from book.text.digits import counter_style
from book.text.direction import Direction, direction_of
from book.text.languages import script_of
from book.text.scripts import SIZES, USUAL_SIZES

HEAD_GAP = 14  # points between the line of the running head and the text
MARGIN_GAP = 8  # points from a note in the margin to the text
NUMBER_GAP = 8  # points from the number of a line to the text
NUMBERS = 12  # points of the margin that the numbers of lines take, if there are some
MARGIN_EDGE = 14  # points from a note in the margin to the edge of the page
SAFE_EDGE = 36  # points, half an inch, which Lulu and IngramSpark want free of print
MARGIN_NOTE = 28  # points, the width of “Text: A”: a narrower note comes nearer to the edge
HTML = Markup(
    '<!DOCTYPE html><html lang="{}"{}><head><meta charset="utf-8">'
    "<title>{}</title>{}<style>{}</style></head>"
    '<body class="{}">{}</body></html>'
)
EMPTY_PAGE = Markup("<div></div>")
NEXT_EMPTY_PAGE = Markup('<div style="break-before:page"></div>')
# On which side of the leaf the verso and the recto are, of a language with each direction.
SIDES: dict[Direction, tuple[str, str]] = {"ltr": ("left", "right"), "rtl": ("right", "left")}
META = Markup('<meta name="{}" content="{}">')


def folios_source(edition: Edition, document: PrintDocument, start: int, pages: int) -> str:
    """Return the running heads and folios of a document as the HTML of that many empty pages.

    `start` is the number of the first page.
    """
    empty = EMPTY_PAGE + NEXT_EMPTY_PAGE * (pages - 1)
    return document_source(edition, replace(document, body=empty), start)


def document_source(edition: Edition, document: PrintDocument, start: int = 0) -> str:
    """Return a print document as an HTML file.

    With `start`, the number of its first page, it has running heads and folios.
    """
    imprint = edition.imprint
    rules = _page_rules(edition, document, start)
    head = (
        imprint.language,
        direction_attribute(imprint.language),
        imprint.title,
        _metadata(edition),
        rules,
    )
    names = document.name + title_class(imprint.title, edition.trim) + imprint_class(edition)
    return str(HTML.format(*head, names, document.body))


def _metadata(edition: Edition) -> Markup:
    """Return the meta elements that WeasyPrint writes into the metadata of the PDF."""
    imprint = edition.imprint
    stamp = f"{first_instant(imprint.date):%Y-%m-%dT%H:%M:%SZ}"
    keywords = (edition.work.title, edition.work.author, imprint.publisher)
    metadata = {
        "author": edition.work.author,
        "description": imprint.description,
        "keywords": ", ".join(keyword for keyword in keywords if keyword),
        "dcterms.created": stamp,
        "dcterms.modified": stamp,
        "generator": "Variorum",
    }
    given = ((name, content) for name, content in metadata.items() if content)
    return Markup("").join(META.format(name, content) for name, content in given)


def _page_rules(edition: Edition, document: PrintDocument, start: int) -> Markup:
    """Return the page rules; `css_string` escapes all that could end the style element."""
    side = "" if start else document.side
    has_numbers = edition.apparatus.is_keyed_to_lines
    direction = direction_of(edition.imprint.language)
    rules = _geometry(edition.trim, side, edition.imprint.language, has_numbers=has_numbers)
    if document.opens == "left" and not side:
        rules += "html{break-before:verso}"
    if document.folio != "none" and start:
        limit = int(edition.trim.measure / HEAD_CHARACTER)
        title = running_head(edition.imprint.title, limit)
        rules += _running_heads(title, document, start, direction)
    return Markup(rules)  # noqa: S704


def _running_heads(title: str, document: PrintDocument, start: int, direction: Direction) -> str:
    """Return page rules: the book's title on the left, the division's on the right, folios.

    If another division faces it, both have their titles. In a book that is bound on the right, left
    and right are exchanged.
    """
    style = "lower-roman" if document.folio == "roman" else counter_style(document.language)
    folio = "counter(page)" if style == "decimal" else f"counter(page,{style})"
    left, right = SIDES[direction]
    verso = f"@top-{left}{{content:{folio}}}@top-{right}{{content:''}}"
    recto = f"@top-{right}{{content:{folio}}}@top-{left}{{content:''}}"
    second = f"@page :nth(2){{@top-{right}{{content:none}}@top-center{{content:none}}}}"
    opening = "@top-left{content:none}@top-center{content:none}@top-right{content:none}"
    heads = title, document.running_head
    if document.facing:
        heads = document.running_head, document.facing.running_head
    return (
        f"@page :{left}{{{verso}@top-center{{content:{css_string(heads[0])}}}}}"
        f"@page :{right}{{{recto}@top-center{{content:{css_string(heads[1])}}}}}"
        f"@page :first{{counter-set:page {start};{opening}}}"
        f"{second if document.facing else ''}"
    )


def _geometry(trim: Trim, side: str, language: str, *, has_numbers: bool) -> str:
    """Return page rules for size and margins, and the lengths that the style sheet uses.

    With a `side`, "left" or "right", all pages are on that side; in a book that is bound on the
    right, on the other one.
    """
    size = f"size:{trim.width}pt {trim.height}pt"
    right = f"margin:{trim.top}pt {trim.outer}pt {trim.bottom}pt {trim.inner}pt"
    left = f"margin:{trim.top}pt {trim.inner}pt {trim.bottom}pt {trim.outer}pt"
    direction = direction_of(language)
    if direction == "rtl":
        right, left = left, right
        size += ";direction:rtl"
    right, left = {"left": (left, left), "right": (right, right)}.get(side, (right, left))
    verso, _ = SIDES[direction]
    lengths = _lengths(trim, language, has_numbers=has_numbers)
    root = "".join(f"--{name}:{length:.2f}pt;" for name, length in lengths.items())
    return f"@page{{{size};{right}}}@page :{verso}{{{left}}}@page full{{margin:0}}:root{{{root}}}"


def margin_gap(*, has_numbers: bool) -> float:
    """Return the points from a note in the margin to the text; numbers of lines stand between."""
    return MARGIN_GAP + (NUMBERS if has_numbers else 0)


def _lengths(trim: Trim, language: str, *, has_numbers: bool) -> dict[str, float]:
    leading = float(SIZES.get(script_of(language), USUAL_SIZES).leading)
    gap = margin_gap(has_numbers=has_numbers)
    return {
        "page-width": trim.width,
        "page-height": trim.height,
        "depth": trim.depth,
        "measure": trim.measure,
        "margin-note": _margin_note_width(trim, gap),
        "margin-gap": gap,
        "head": trim.top - HEAD_GAP - leading,
        "sink": trim.depth / 6,
    }


def _margin_note_width(trim: Trim, gap: float) -> float:
    room = trim.outer - gap
    return min(room - MARGIN_EDGE, max(room - SAFE_EDGE, MARGIN_NOTE))


def css_string(text: str) -> str:
    """Quote a string for CSS inside an HTML style element (CSS Syntax 3, 4.3.7: escapes).

    >>> css_string('a "b" </style>')
    '"a \\\\22 b\\\\22  \\\\3c /style>"'
    """
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\<\n' else c for c in text) + '"'

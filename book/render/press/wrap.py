"""The cover of the printed book as one sheet: back, spine and front, as wrapped around it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from book.model import Edition, Trim
from book.model.press import PrinterProfile
from book.render.press.barcode import BarcodeBar, Isbn, bars, parse_isbn
from book.render.press.paper import MM, Paper, spine_type, spine_width
from book.render.press.profiles import PLAIN
from book.render.print.documents import PrintDocument, render_documents
from book.render.print.typesetting import title_class
from book.text.isbn import print_isbn

# GS1 General Specifications, 5.2.1.4: the nominal module, bars 22.85 mm high, guards five modules
# longer.
MODULE = 0.33 * MM
BAR_HEIGHT = 22.85 * MM
GUARD_LENGTH = 5 * MODULE
QUIET_LEFT, MODULES, QUIET_RIGHT = 11, 95, 7  # modules
BARCODE_WIDTH = (QUIET_LEFT + MODULES + QUIET_RIGHT) * MODULE
WHOLE = Markup('<div class="whole{}" style="{}">{}{}{}</div>')
BACK = Markup('<div class="back-cover">{}<div class="foot">{}</div>{}</div>')
PARAGRAPH = Markup('<p class="{}">{}</p>')
WORDS = Markup("<span>{}</span>")
SPINE = Markup('<div class="spine" style="font-size:{}pt">{}</div>')
BARCODE = Markup(
    '<div class="barcode" style="width:{:.3f}pt"><p class="isbn">ISBN {}</p>'
    '<div class="bars">{}{}</div></div>'
)
BAR = Markup('<div class="bar" style="left:{:.3f}pt;width:{:.3f}pt;height:{:.3f}pt"></div>')
DIGITS = Markup('<p class="digits" style="left:{:.3f}pt;width:{:.3f}pt">{}</p>')


@dataclass(frozen=True, slots=True)
class Spine:
    """A spine: its width in points, the words along it, and their size in points (0 if none)."""

    width: float
    words: tuple[str, ...]
    type_size: float


def plan_spine(
    edition: Edition, pages: int, paper: Paper, profile: PrinterProfile = PLAIN
) -> Spine:
    """Return the spine for this many pages, with the words that fit on it.

    Title and publisher, the title alone, or nothing: on a thin spine the printer wants no words.
    """
    width = spine_width(pages, paper, profile.spine_extra)
    if pages < profile.least_spine_pages:
        return Spine(width, (), 0)
    title, publisher = edition.imprint.title, edition.imprint.publisher
    for words in ((title, publisher), (title,)) if publisher else ((title,),):
        length = len("    ".join(words))
        if size := spine_type(width, edition.trim.height, length):
            return Spine(width, words, size)
    return Spine(width, (), 0)


def wrap_trim(trim: Trim, spine: Spine) -> Trim:
    """Return the trim of the whole cover."""
    return replace(trim, name=f"{trim.name} cover", width=round(2 * trim.width + spine.width, 3))


def wrap_document(edition: Edition, spine: Spine) -> PrintDocument:
    """Return the cover as one page; its front is that of the book itself."""
    covers = (d.body for d in render_documents(edition, {}) if d.name == "cover")
    front = next(covers, Markup(""))
    size = title_class(edition.imprint.title, edition.trim)
    lengths = _lengths(edition.trim, spine)
    body = WHOLE.format(size, lengths, _back(edition), _spine(spine), front)
    return PrintDocument("wrap", body, "", "none", ())


def _lengths(trim: Trim, spine: Spine) -> str:
    """Return the lengths that the style sheet uses, as a style attribute."""
    lengths = {
        "width": wrap_trim(trim, spine).width,
        "height": trim.height,
        "front": trim.width,
        "spine": spine.width,
        "across": trim.width + spine.width,
    }
    return ";".join(f"--{name}:{length:.3f}pt" for name, length in lengths.items())


def _back(edition: Edition) -> Markup:
    imprint = edition.imprint
    isbn = parse_isbn(print_isbn(imprint))
    head = (("title", imprint.title), ("description", imprint.description))
    foot = (("publisher", imprint.publisher), ("identifier", "" if isbn else imprint.identifier))
    return BACK.format(_paragraphs(head), _paragraphs(foot), _barcode(isbn) if isbn else "")


def _paragraphs(lines: Iterable[tuple[str, str]]) -> Markup:
    return Markup("").join(PARAGRAPH.format(style, text) for style, text in lines if text)


def _spine(spine: Spine) -> Markup:
    if not spine.words:
        return Markup("")
    words = Markup("").join(WORDS.format(part) for part in spine.words)
    return SPINE.format(spine.type_size, words)


def _barcode(isbn: Isbn) -> Markup:
    """Return the bars with the digits below; the ISBN stands above as it is written.

    ISBN Users' Manual, 7.3.
    """
    drawn = Markup("").join(map(_bar, bars(isbn.digits)))
    return BARCODE.format(BARCODE_WIDTH, isbn.written, drawn, _digits(isbn.digits))


def _bar(bar: BarcodeBar) -> Markup:
    height = BAR_HEIGHT + (GUARD_LENGTH if bar.is_guard else 0)
    return BAR.format((QUIET_LEFT + bar.start) * MODULE, bar.width * MODULE, height)


def _digits(digits: str) -> Markup:
    """Return the digits in three groups, each with its first module and its width in modules."""
    groups = (
        (digits[0], 2, 7),
        (digits[1:7], QUIET_LEFT + 3, 42),
        (digits[7:], QUIET_LEFT + 50, 42),
    )
    return Markup("").join(
        DIGITS.format(start * MODULE, width * MODULE, group) for group, start, width in groups
    )

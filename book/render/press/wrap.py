"""The cover of the printed book as one sheet: back, spine and front, side by side as they are wrapped around it."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from book.model import Edition, Trim
from book.render.press.barcode import bars, find_isbn
from book.render.press.paper import Paper, spine_type, spine_width
from book.render.print.documents import PrintDocument, render_documents

MM = 72 / 25.4
MODULE = (
    0.33 * MM
)  # GS1 General Specifications, 5.2.1.4: the nominal module, bars 22.85 mm high, guards five modules longer
BAR_HEIGHT = 22.85 * MM
QUIET_LEFT, QUIET_RIGHT = 11, 7  # modules


@dataclass(frozen=True, slots=True)
class Spine:
    """A spine of so many points; what is written along it, and in what size: 0 if nothing."""

    width: float
    words: tuple[str, ...]
    size: float


def make_spine(edition: Edition, pages: int, paper: Paper) -> Spine:
    """Measure the spine, and find what there is room for: title and publisher, the title alone, or nothing."""
    width = spine_width(pages, paper)
    title, publisher = edition.imprint.title, edition.imprint.publisher
    for words in ((title, publisher), (title,)):
        if size := spine_type(pages, width, edition.trim.height, len("    ".join(words))):
            return Spine(width, words, size)
    return Spine(width, (), 0)


def wrap_trim(trim: Trim, spine: Spine) -> Trim:
    """Give the trim of the whole cover; its page has no margins."""
    return replace(trim, name=f"{trim.name} cover", width=round(2 * trim.width + spine.width, 3))


def wrap_sheet(edition: Edition, spine: Spine) -> PrintDocument:
    """Set the cover as one sheet; the front is that of the book itself."""
    trim = edition.trim
    lengths = {
        "width": wrap_trim(trim, spine).width,
        "height": trim.height,
        "front": trim.width,
        "spine": spine.width,
    }
    style = (
        ";".join(f"--{name}:{value:.3f}pt" for name, value in lengths.items())
        + f";--across:{trim.width + spine.width:.3f}pt"
    )
    front = next((s.body for s in render_documents(edition, {}) if s.name == "cover"), Markup(""))
    body = Markup('<div class="whole" style="{}">{}{}{}</div>').format(
        style, _back(edition), _along(spine), front
    )
    return PrintDocument("wrap", body, "", "none", ())


def _back(edition: Edition) -> Markup:
    imprint = edition.imprint
    isbn = find_isbn(imprint.identifier)
    lines = [("title", imprint.title), ("description", imprint.description)]
    foot = [("publisher", imprint.publisher), ("identifier", "" if isbn else imprint.identifier)]
    return Markup('<div class="back-cover">{}<div class="foot">{}</div>{}</div>').format(
        _paragraphs(lines), _paragraphs(foot), _barcode(*isbn) if isbn else ""
    )


def _paragraphs(lines: list[tuple[str, str]]) -> Markup:
    return Markup("").join(
        Markup('<p class="{}">{}</p>').format(style, text) for style, text in lines if text
    )


def _along(spine: Spine) -> Markup:
    if not spine.words:
        return Markup("")
    words = Markup("").join(Markup("<span>{}</span>").format(part) for part in spine.words)
    return Markup('<div class="spine" style="font-size:{}pt">{}</div>').format(spine.size, words)


def _barcode(written: str, digits: str) -> Markup:
    """Draw the bars and the digits below them; the ISBN stands above as it is written (ISBN Users' Manual, 7.3)."""
    drawn = Markup("").join(
        Markup(
            '<div class="bar" style="left:{:.3f}pt;width:{:.3f}pt;height:{:.3f}pt"></div>'
        ).format(
            (QUIET_LEFT + start) * MODULE, width * MODULE, BAR_HEIGHT + (5 * MODULE if guard else 0)
        )
        for start, width, guard in bars(digits)
    )
    groups = (
        (digits[0], 2, 7),
        (digits[1:7], QUIET_LEFT + 3, 42),
        (digits[7:], QUIET_LEFT + 50, 42),
    )
    below = Markup("").join(
        Markup('<p class="digits" style="left:{:.3f}pt;width:{:.3f}pt">{}</p>').format(
            at * MODULE, width * MODULE, text
        )
        for text, at, width in groups
    )
    width = (QUIET_LEFT + 95 + QUIET_RIGHT) * MODULE
    return Markup(
        '<div class="barcode" style="width:{:.3f}pt"><p class="isbn">ISBN {}</p><div class="bars">{}{}</div></div>'
    ).format(width, written, drawn, below)

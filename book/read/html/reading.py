"""Read HTML: its words, and their form.

Other readers that have HTML of their own call

    read_html(builder, markup, file, neighbor=…)

with the text of one page, the name that errors give, and a function that returns the bytes of a
picture by the address in the page (`src`), or None. Nothing else is opened, and no network is
used. Besides what HTML defines, `data-label` of an `<li>` is the label that is printed before it.
"""

from collections.abc import Callable, Sequence

from book.read.builder import DocumentBuilder
from book.read.facts.page import note_page
from book.read.html.elements import HtmlElements
from book.read.html.furniture import note_furniture
from book.read.html.inlines import stated_language
from book.read.html.names import words_of
from book.read.html.notes import find_notes
from book.read.html.parse import Element, HtmlPage, parse_page
from book.read.html.pictures import HtmlPictures, take_title
from book.read.html.placing import place_note
from book.read.html.stylesheets import note_styles
from book.read.html.walk import HtmlWalker
from book.read.html.web_page import note_page_furniture

Neighbor = Callable[[str], bytes | None]


def no_neighbor(name: str) -> bytes | None:
    return None


def read_html(
    builder: DocumentBuilder, markup: str, file: str, *, neighbor: Neighbor = no_neighbor
) -> None:
    """Add a page to a document. Raise EditionError if it is empty."""
    root = parse_page(markup, file)
    note_page(root, markup, builder)
    title = root.find(".//title")
    if title is not None and is_of_head(title):
        builder.metadata("title", words_of(title), "title of the page")
    read_pages(builder, [HtmlPage(file, root)], neighbor, is_of_web=True)


def is_of_head(title: Element) -> bool:
    """Return whether a title is that of the page, not of a drawing in it."""
    return not any(each.tag in ("svg", "body") for each in title.iterancestors())


def read_pages(
    builder: DocumentBuilder,
    pages: Sequence[HtmlPage],
    neighbor: Neighbor,
    *,
    is_of_web: bool = False,
) -> None:
    """Add pages that belong together: a note may be on another page than its call."""
    titled = [image for page in pages for image in page.root.iter("img") if image.get("title")]
    for page in pages:
        note_styles(page.root, page.folder, neighbor)
        if is_of_web:
            note_page_furniture(page.root)
        note_furniture(page.root)
    notes = find_notes(pages)
    pictures = HtmlPictures(neighbor)
    elements = HtmlElements(pictures, notes)
    walker = HtmlWalker(builder, elements.enter)
    for page in pages:
        pictures.folder = page.folder
        _read_page(walker, page)
    for note in notes.values():
        if not note.is_placed:
            place_note(walker, note)
    for image in titled:  # those that were shown have no title any more
        builder.removed(take_title(image), "title of an image that is not shown")


def _read_page(walker: HtmlWalker, page: HtmlPage) -> None:
    body = page.root.find("body")
    top = page.root if body is None else body
    own = stated_language(page.root) or stated_language(top) or page.language
    same = own.split("-")[0].lower() == page.language.split("-")[0].lower()
    walker.document_language = own if same or not page.language else page.language
    walker.here.language = own
    for element in (page.root, top):
        element.attrib.pop("lang", None)
    with walker.block(language=walker.here.language):
        walker.walk(top)

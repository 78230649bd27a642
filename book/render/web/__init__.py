"""The web edition: a page for each division, from the same bodies as the e-book's documents.

variants   words that witnesses have otherwise, marked in the text
addresses  permanent addresses, and what the pages are called
notes      the notes beside the paragraphs that call them
body       a document of the e-book as the text of a page
frame      what is around the text: the way through the book, contents, pages
sheet      the style sheet and the fonts

Nothing here needs a script, and no page loads anything from elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from book.model import Edition, PageStart
from book.render.epub.chapters import render_chapters
from book.render.epub.figures import IMAGES, prepare_pictures
from book.render.epub.xhtml import XhtmlDocument
from book.render.web.addresses import LEFT_OUT, Addresses, page_file, place_of
from book.render.web.body import WebBody, link_bodies, read_body
from book.render.web.frame import render_pages
from book.render.web.sheet import render_sheet
from book.render.web.variants import mark_variants, write_mark
from book.text.cached import ResultCache

FOLDER = "read/"


def render_web(
    edition: Edition,
    files: Mapping[str, bytes],
    cover: bytes,
    starts: tuple[PageStart, ...] = (),
    cache: ResultCache | None = None,
) -> dict[str, bytes]:
    """Return the files of the web edition, by their names below the edition's folder.

    `files` holds `read.html`, `read.css`, `epub.css` and the TrueType fonts by file name, perhaps
    `read.js` and `read-script.css`. `cover` is a PNG; `starts` are the places where the pages of
    the print edition begin. Raise EditionError as `render_epub` does.
    """
    pictures = prepare_pictures(edition)
    shown = starts_shown(edition, starts)
    documents = render_chapters(mark_variants(edition), cover, shown, pictures, write_mark)
    bodies = _bodies(edition, documents)
    link_bodies(bodies)
    rendered = {
        **render_pages(edition, bodies, files),
        # With the words of all documents, the fonts are those of the e-book, and made once.
        **render_sheet(edition, [document.content for document in documents], files, cache),
        **{f"{IMAGES}{each.file}": each.content for each in pictures.values()},
    }
    return {f"{FOLDER}{name}": content for name, content in rendered.items()}


def _bodies(edition: Edition, documents: Iterable[XhtmlDocument]) -> list[WebBody]:
    """Return the texts in the order of their pages."""
    pairs = zip(edition.divisions, documents, strict=True)
    shown = [pair for pair in pairs if pair[0].kind not in LEFT_OUT]
    addresses: dict[str, Addresses] = defaultdict(Addresses)  # of each page
    return [
        read_body(division, document.content, edition, addresses[page_file(division)])
        for division, document in sorted(shown, key=lambda pair: place_of(pair[0]))  # stable
    ]


def starts_shown(edition: Edition, starts: tuple[PageStart, ...]) -> tuple[PageStart, ...]:
    """Return the beginnings of pages; those of what is left out are before the rest."""
    left_out = {each.id for each in edition.divisions if each.kind in LEFT_OUT}
    first = next(each.id for each in edition.divisions if each.kind not in LEFT_OUT)
    return tuple(
        replace(each, division=first, offset=0) if each.division in left_out else each
        for each in starts
    )

"""The e-book: EPUB 3.3 with one document per division, for Kindle, Kobo, Apple Books, Thorium.

xhtml          the frame of each XHTML document, file names, titles as plain text
links          the file in which each anchor is
chapters       the divisions as documents, each with its notes at its end
semantics      what blocks are, in the vocabularies of e-books
figures        the pictures of figures
cover          the cover page
pages          marks where the pages of the print edition begin
navigation     the table of contents, the list of pages and the landmarks, as EPUB 3 has them
ncx            the same for older readers
metadata       what the package states about the book
accessibility  what it states for readers with a disability
package        all of it in one file
archive        a zip whose bytes depend on its contents alone
kepub          the same file for Kobo's own reading app
"""

from collections.abc import Mapping

from book.model import Edition, PageStart
from book.render.epub import metadata, navigation
from book.render.epub.chapters import render_chapters
from book.render.epub.figures import prepare_pictures
from book.render.epub.mirrored import style_for
from book.render.epub.ncx import render_ncx
from book.render.epub.package import PackageParts, pack
from book.render.epub.xhtml import FONTS
from book.render.fonts.css import linked_rules
from book.render.fonts.subset import subset_fonts
from book.text.cached import ResultCache
from book.text.dates import first_instant
from book.text.documents import edition_of_documents, long_divisions


def render_epub(
    edition: Edition,
    cover: bytes,
    files: Mapping[str, bytes],
    starts: tuple[PageStart, ...] = (),
    cache: ResultCache | None = None,
) -> bytes:
    """Return the e-book of an edition.

    `cover` is a PNG; `files` holds `epub.css` and the TrueType fonts by file name. `starts` are
    the places where the pages of the print edition begin; without them, the e-book has no page
    numbers, and its metadata says so. Raise EditionError if a link has no target in the book, if
    the text has a character that XML forbids, if the edition's date is not a date, or if a picture
    cannot be used.
    """
    pictures, language = prepare_pictures(edition), edition.imprint.language
    documents = render_chapters(edition_of_documents(edition), cover, starts, pictures)
    contents = navigation.points(edition, long_divisions(edition))
    faces = subset_fonts("".join(document.content for document in documents), files, cache)
    parts = PackageParts(
        metadata=metadata.describe(edition, paginated=bool(starts)),
        language=language,
        identifier=edition.imprint.identifier,
        modified=first_instant(edition.imprint.date),
        cover=cover,
        documents=documents,
        navigation=navigation.render_nav(edition, contents, starts),
        ncx=render_ncx(edition, contents, starts, documents),
        guide=navigation.guide(edition),
        style=linked_rules(faces, f"../{FONTS}") + style_for(language, files["epub.css"].decode()),
        fonts=faces,
        pictures=tuple(pictures.values()),
    )
    return pack(parts)

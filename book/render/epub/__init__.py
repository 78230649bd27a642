"""The e-book: an EPUB 3.3 with one document a division, for Kindle, Kobo, Apple Books, Thorium and screen readers.

document    the frame around each XHTML document
chapters    the divisions as documents, each with its notes at its end
pages       the marks where the pages of the print edition begin
navigation  the table of contents as EPUB 3 and as older readers have it, the list of pages and the landmarks
metadata    what the package says of the book
package     all of it in one file, the same bytes for the same edition
kepub       that file once more, as Kobo's own reading app wants it
"""

from collections.abc import Mapping

from book.model import Edition, PageStart
from book.render.epub import chapters, metadata, navigation, package
from book.render.epub.document import FONTS
from book.render.fonts.css import linked_rules
from book.render.fonts.subset import subset_fonts
from book.text.dates import first_instant


def render_epub(
    edition: Edition, cover: bytes, files: Mapping[str, bytes], starts: tuple[PageStart, ...] = ()
) -> bytes:
    """Return the e-book of an edition.

    `cover` is a PNG; `files` holds `epub.css` and the TrueType fonts by their file names. `starts` are the beginnings of the
    pages of the print edition; without them the e-book has no page numbers, and says so of itself. Raise EditionError when a
    link leads to no place in the book or the edition's date is none.
    """
    documents = chapters.render(edition, cover, starts)
    faces = subset_fonts("".join(document.content for document in documents), files)
    style = linked_rules(faces, f"../{FONTS}") + files["epub.css"].decode()
    return package.pack(
        package.PackageParts(
            metadata=metadata.describe(edition, paginated=bool(starts)),
            language=edition.imprint.language,
            identifier=edition.imprint.identifier,
            modified=first_instant(edition.imprint.date),
            cover=cover,
            documents=documents,
            navigation=navigation.render_nav(edition, starts),
            ncx=navigation.render_ncx(edition, starts),
            guide=navigation.guide(edition),
            style=style,
            fonts=faces,
        )
    )

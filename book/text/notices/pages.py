"""The pages and the lines that libraries and scanners add to a text."""

from collections.abc import Sequence

from book.text.notices import phrases
from book.text.notices.lines import (
    NOTICE,
    FileParagraph,
    Notice,
    Notices,
    NumberedLine,
    bare,
    remove_all,
)

LONGEST_PAGE = 150  # paragraphs


def find_pages(paragraphs: Sequence[FileParagraph]) -> Notices:
    """Return the pages that a library adds, each from its first phrase to its last."""
    found: Notices = {}
    for index, paragraph in enumerate(paragraphs):
        for page in phrases.PAGES:
            if paragraph.start not in found and page.first.match(paragraph.text):
                found |= _page(paragraphs[index:], page)
    return found


def _page(paragraphs: Sequence[FileParagraph], page: phrases.LibraryPage) -> Notices:
    last = -1
    for index, paragraph in enumerate(paragraphs[:LONGEST_PAGE]):
        if index > max(last, 0) + page.stride:
            break
        # The stamps on the pages of the book itself have the names too.
        if page.names.search(paragraph.text) and not phrases.STAMP.match(paragraph.text):
            last = index
    end = len(paragraphs) if page.is_last else last + 1
    return remove_all(paragraphs[:end] if last >= 0 else (), NOTICE)


def find_lone_lines(lines: Sequence[NumberedLine]) -> Notices:
    """Return the lines that a scanner stamps on pages, and the name that goes on in the next."""
    found: Notices = {}
    for index, (_, line) in enumerate(lines):
        if phrases.STAMP.match(bare(line)):
            found[index] = Notice(NOTICE)
            if phrases.NAME_FOLLOWS.search(line) and index + 1 < len(lines):
                found[index + 1] = Notice(NOTICE)
    return found

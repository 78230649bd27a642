"""Find what digital libraries put around and into a text: notices, credits, transcribers' notes.

    bounds     where the text begins and ends, and what the header says of it
    pages      the pages and lines that a library adds
    credits    who made the file, and what a transcriber remarks
    phrases    the words by which all of this is known
    lines      lines, and the paragraphs that they are

The reader of plain files asks which lines have no form of the text's own; cleaning removes them.
"""

from collections.abc import Sequence

from book.text.notices import phrases
from book.text.notices.bounds import find_bounds, header_fields
from book.text.notices.credits import LONGEST_CREDIT, find_credits, find_notes
from book.text.notices.lines import NOTICE, Notice, Notices, NumberedLine, group_paragraphs
from book.text.notices.pages import find_lone_lines, find_pages

__all__ = ["Notice", "NumberedLine", "find_notices", "names_library"]


def find_notices(lines: Sequence[NumberedLine]) -> Notices:
    """Return the notice that each line belongs to, by the line's index; text has none.

    `lines` are those of a file, in order, with their numbers. Lines without a gap between their
    numbers are one paragraph, and a large gap ends a section.

    >>> found = find_notices([(1, "Digitized by Google"), (3, "The boat sank.")])
    >>> {index: notice.rule for index, notice in found.items()}
    {0: 'library notice'}
    """
    first, last = find_bounds(lines)
    is_known = first > 0 or last < len(lines)
    notices = dict.fromkeys((*range(first), *range(last, len(lines))), Notice(NOTICE))
    notices |= header_fields(lines[:first])
    paragraphs = group_paragraphs(lines, first, last)
    notices |= find_pages(paragraphs) | find_lone_lines(lines)
    notices |= find_notes(paragraphs)
    return find_credits(paragraphs, notices, is_known=is_known) | notices


def names_library(paragraph: str) -> bool:
    """Return whether a short paragraph names a library or the file itself, and may be a notice."""
    return len(paragraph) <= LONGEST_CREDIT and bool(phrases.LIBRARY.search(paragraph))

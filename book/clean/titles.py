"""Join the number of a division and its title, where they stand on lines of their own."""

from book.clean.fragments import Fragment, Fragments, join_to_previous, open_fragments
from book.clean.parsed_headings import (
    LETTER_DATE,
    LONGEST_SMALL_WORD,
    LONGEST_TITLE,
    NO_HEADING,
    is_bare,
    opens_title,
)
from book.model import Span, Witness, Work
from book.text.divisions import read_division
from book.text.typography import fold

UNFINISHED = (",", ";")  # a title that ends so goes on below a blank line too


def title_line(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Join a heading that is a bare number (“CHAPTER I.”) and the title that stands below it.

    The title is on the line right below; or blank lines stand between, and it is in capitals or in
    the list of contents. A title in capitals beside the number may continue on the next line.
    """
    lines = open_fragments(fragments)
    listed = (read_division(f.value).title for f in fragments if f.field == "outline")
    known = tuple({fold(title) for title in listed if len(title) > LONGEST_SMALL_WORD})
    titles: set[Span] = set()
    for above, below, following in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        is_title = opens_title(above.text) and _is_title_of(below, above, following, known)
        is_begun = above.span in titles or _has_title(above.text)
        if is_title or (is_begun and _is_capital_line(below, above)):
            titles.add(below.span)
    return join_to_previous(fragments, titles, titles)


def _is_title_of(
    below: Fragment, above: Fragment, following: Fragment | None, known: tuple[str, ...]
) -> bool:
    """Return whether a line is the title of the number above it."""
    title, distance = below.text, below.span.line - above.span.line
    if len(title) > LONGEST_TITLE or read_division(title).number or LETTER_DATE.match(title):
        return False
    if distance == 1 and is_bare(above.text) and not NO_HEADING.search(title):
        return True
    if known and fold(title).startswith(known):
        return True
    if not _is_in_capitals(title) or following is None or _is_staged(above.text):
        return False
    is_last = not _is_in_capitals(following.text) or opens_title(following.text)
    return is_last or _is_capital_line(following, below)


def _has_title(text: str) -> bool:
    """Return whether a line is “CHAPTER V. OF LAW” and not a scene, whose place is there."""
    name = read_division(text)
    return bool(name.kind and name.title) and not _is_staged(text)


def _is_capital_line(below: Fragment, above: Fragment) -> bool:
    """Return whether a line continues a title in capitals."""
    is_next = below.span.line - above.span.line == 1 or above.text.endswith(UNFINISHED)
    return is_next and _is_in_capitals(below.text) and _is_in_capitals(above.text)


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and len(fold(text)) > LONGEST_SMALL_WORD


def _is_staged(text: str) -> bool:
    """Return whether a heading is that of an act or a scene: who enters stands below it."""
    return read_division(text).kind in ("act", "scene")

"""Read the title page that stands above the text of a book, and its half-title."""

import re
from collections.abc import Iterator
from itertools import pairwise

from book.clean.fragments import Fragment, Fragments, as_metadata, open_indices, replace_at
from book.model import Witness, Work
from book.text.divisions import read_division
from book.text.typography import fold

MOST_LINES = 12
LINES_OF_TITLE = 3
LINES_OF_SUBTITLE = 3
LONGEST_LINE = 120
BY = r"(?:by|written by|von|par|por|di|af|av|door)"
BYLINE = re.compile(rf"^{BY}\s+(?P<author>[^\s|][^|]*)$", re.IGNORECASE)
BARE_BY = re.compile(rf"^{BY}:?$", re.IGNORECASE)
AUTHOR_OF = re.compile(r"^\(?(?:author of|verfasser von|auteur de)\b", re.IGNORECASE)
SIGNS = "# _*"
Lines = list[tuple[int, str]]  # the index and the text of each line
Field = tuple[int, str, str]  # the index of a line, its field and its value


def title_page(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the title that is already known, where it stands above the text, and its byline.

    The lines between them are a subtitle. A byline without a title must name the known author.
    """
    authors = {name.split()[-1] for name in _stated(fragments, "author", work.author)}
    lines = _opening_lines(fragments, authors)
    title = _count_title(lines, _known(fragments, "title", work.title, witness.title))
    page = {index: (field, value) for index, field, value in _read_page(lines, title, authors)}
    return tuple(
        as_metadata(fragment, *page[index], "title page") if index in page else fragment
        for index, fragment in enumerate(fragments)
    )


def half_title(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read the title of the work that stands once more above its first chapter.

    It is no heading of the text: the list of contents does not have it, but what stands below it.
    """
    titles = _known(fragments, "title", work.title, witness.title)
    listed = _known(fragments, "outline")
    indices = open_indices(fragments)
    texts = {index: fold(fragments[index].text.strip(SIGNS)) for index in indices}
    repeated = {
        index
        for index, below in pairwise(indices)
        if texts[index] in titles and texts[index] not in listed and texts[below] in listed
    }
    return replace_at(fragments, repeated, _as_title)


def _as_title(fragment: Fragment) -> Fragment:
    return as_metadata(fragment, "label", fragment.text, "half-title")


def _opening_lines(fragments: Fragments, authors: set[str]) -> Lines:
    """Return the short lines above the first paragraph or numbered heading.

    The initials of an author look like a number: “L. Frank Baum”.
    """
    lines: Lines = []
    for index in open_indices(fragments)[:MOST_LINES]:
        text = fragments[index].text.strip(SIGNS)
        is_heading = read_division(text).number and not _is_by(text, authors)
        if len(text) > LONGEST_LINE or is_heading:
            break
        lines.append((index, text))
    return lines


def _stated(fragments: Fragments, field: str, *others: str) -> list[str]:
    """Return what the metadata of the witness, and `others`, say of a field."""
    own = (fragment.value for fragment in fragments if fragment.field == field)
    return [value for value in (*others, *own) if value.strip()]


def _known(fragments: Fragments, field: str, *others: str) -> set[str]:
    return set(map(fold, _stated(fragments, field, *others)))


def _count_title(lines: Lines, known: set[str]) -> int:
    """Return how many of the first lines are the title; 0 if they are not."""
    texts = [text for _, text in lines[:LINES_OF_TITLE]]
    counts = range(len(texts), 0, -1)
    return next((n for n in counts if fold(" ".join(texts[:n])) in known), 0)


def _read_page(lines: Lines, title: int, authors: set[str]) -> Iterator[Field]:
    """Yield the fields of a title page, whose first `title` lines are the title."""
    known = " ".join(text for _, text in lines[:title])
    if title:
        yield lines[0][0], "title", known
        yield from ((index, "label", text) for index, text in lines[1:title])
    rest = lines[title:]
    byline, author = _find_byline(rest[: LINES_OF_SUBTITLE + 2 if title else 1], authors, title > 0)
    if not author:
        return
    names = 2 if BARE_BY.match(rest[byline][1]) else 1
    yield from ((index, "subtitle", text) for index, text in rest[:byline])
    yield rest[byline][0], "author", author
    yield from ((index, "label", text) for index, text in rest[byline + 1 : byline + names])
    yield from _read_end(rest[byline + names :], known)


def _find_byline(lines: Lines, authors: set[str], is_titled: bool) -> tuple[int, str]:
    """Return the number of the line that is, or begins, the byline, and the author; "" if none."""
    for number, (_, text) in enumerate(lines):
        below = lines[number + 1][1] if number + 1 < len(lines) else ""
        match = BYLINE.match(text)
        author = match["author"] if match else below if BARE_BY.match(text) else ""
        if author and (is_titled or _is_by(author, authors)):
            return number, author
        if _is_by(text, authors) and len(text.split()) <= LINES_OF_TITLE:
            return number, text
    return 0, ""


def _is_by(text: str, authors: set[str]) -> bool:
    return bool(text) and fold(text.split()[-1]) in map(fold, authors)


def _read_end(lines: Lines, title: str) -> Iterator[Field]:
    """Yield the lines below the byline: other works of the author, and the title once more."""
    if lines and AUTHOR_OF.match(lines[0][1]):
        yield lines[0][0], "credit", lines[0][1]
        lines = lines[1:]
    if lines and title and fold(lines[0][1]) == fold(title):
        yield lines[0][0], "label", lines[0][1]

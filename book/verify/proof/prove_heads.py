"""Prove what the pages of the PDF show besides the text: running heads, folios, page labels."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence

from book.errors import ProofError
from book.model import Edition
from book.text.direction import direction_of, has_rtl_letters
from book.text.facing import facing_divisions
from book.text.plaintext import plain_heading
from book.text.typography import visible_characters
from book.verify.proof.prove_continued import prove_continued
from book.verify.readback.directions import misplaced_on_line
from book.verify.readback.drawn import DrawnText, PageContent
from book.verify.readback.pdf import PdfReading
from book.verify.readback.speech import TaggedBook

OPENING = {"cover", "half-title", "title-page", "imprint"}  # which have no running heads
CUT = "…"  # ends a title that is too long for its line
LEAST_CUT = 20  # characters that a title keeps at least when it is cut
APART = 12  # points at least between a folio and a title
LETTER = re.compile(r"[^\W\d_]")
Starts = Mapping[str, DrawnText]
# The index of the first page, how many pages it opens on, and the running heads on the left and on
# the right, "" for none.
Section = tuple[int, int, str, str]


def prove_heads(
    edition: Edition, book: TaggedBook, reading: PdfReading, starts: Starts, file: str
) -> None:
    """Raise ProofError for the first page with another running head or folio than it should have.

    `starts` is the text that begins at each division. On the left stands the title of the edition,
    on the right that of the division; if another one faces it, each has its own. The folio is the
    label of the page. A page on which a division begins, and a blank one, has neither. A heading
    that the index repeats is furniture too, and so is the head of a table that is repeated, line by
    line.
    """
    continued = prove_continued(edition, book, starts, file)
    sections = sorted(_sections(edition, starts))
    table_heads = {visible_characters(head.text) for head in book.document.find("TH")}
    top_margin, is_rtl = edition.trim.top, direction_of(edition.imprint.language) == "rtl"
    for index, (page, label) in enumerate(zip(book.pages, reading.labels, strict=True)):
        head, others = _divide(page, top_margin, continued)
        is_blank = not reading.pages[index].strip() and not page.images
        title = "" if is_blank else _running_head(sections, index)
        wanted = _wanted(title, label, is_left=index % 2 != is_rtl)
        if not _is_head(head, wanted):
            message = f"the running head is {_quoted(head)}, but should be {_quoted(wanted)}"
            raise ProofError(f"page {label}: {message}", file=file)
        for text in others:
            is_of_head = any(visible_characters(text) in head for head in table_heads)
            if LETTER.search(text) and not is_of_head:
                raise ProofError(f"page {label}: “{text}” is not of the edition", file=file)


def _wanted(title: str, label: str, *, is_left: bool) -> str:
    if not title:
        return ""
    return f"{label} {title}" if is_left else f"{title} {label}"


def _sections(edition: Edition, starts: Starts) -> Iterator[Section]:
    """Yield the parts of the book that begin on a page of their own, without running head there.

    Each commentary of a foreword is one; all have the title of the foreword. Lacunae that follow
    each other are one section.
    """
    former = ""
    left, facing = edition.imprint.title, facing_divisions(edition)
    beside = {each.id for own in facing.values() for each in own}
    for division in edition.divisions:
        is_continued = division.kind == former == "lacuna" and division.id not in facing
        former = division.kind
        if is_continued or division.id in beside:
            continue
        if division.kind in OPENING:
            yield starts[division.id].page, 1, "", ""
            continue
        title = plain_heading(division)
        if division.id in facing:
            other = plain_heading(facing[division.id][0])
            yield starts[division.id].page, 2, title, other
        else:
            yield starts[division.id].page, 1, left, title
        for commentary in division.divisions if division.kind == "foreword" else ():
            yield starts[commentary.id].page, 1, left, title


def _running_head(sections: Sequence[Section], index: int) -> str:
    """Return the title over a page, "" over the first page of a section, or of what faces it."""
    place = bisect_right(sections, index, key=lambda each: each[0]) - 1
    start, opening, left, right = sections[place]
    if index < start + opening or not right:
        return ""
    return left if index % 2 else right


def _divide(page: PageContent, margin: float, known: Container[DrawnText]) -> tuple[str, list[str]]:
    """Return the text in the margin at the top of a page, and all other texts of its artifacts.

    Those that are `known` are left out.
    """
    top = page.box[3] - margin
    head = _as_read([text for text in page.artifacts if text.box[1] > top])
    others = [
        text.text.strip() for text in page.artifacts if text.box[1] <= top and text not in known
    ]
    return " ".join(text.text.strip() for text in head), others


def _as_read(head: list[DrawnText]) -> list[DrawnText]:
    """Return the texts of a running head from left to right; a title in its own order.

    The words of a title may run from right to left. Where they do not stand as they are read, the
    order is that in which they stand.
    """
    ordered = sorted(head, key=_left)
    groups: list[list[DrawnText]] = []
    for text in ordered:
        if groups and text.left - groups[-1][-1].right < APART:
            groups[-1].append(text)
        else:
            groups.append([text])
    return [text for group in groups for text in _title_as_read(group, head)]


def _title_as_read(group: list[DrawnText], head: list[DrawnText]) -> list[DrawnText]:
    drawn = [text for text in head if text in group]
    is_rtl = any(has_rtl_letters(text.text) for text in drawn)
    return drawn if is_rtl and not misplaced_on_line(drawn) else group


def _left(text: DrawnText) -> float:
    return text.left


def _is_head(head: str, wanted: str) -> bool:
    """Return whether a running head is that of a title and a folio; the title may be cut.

    >>> _is_head("4 The Fable of the Fox and…", "4 The Fable of the Fox and the Hen")
    True
    """
    found, expected = visible_characters(head), visible_characters(wanted)
    if found == expected:
        return True
    before, cut, after = head.partition(CUT)
    begin, end = visible_characters(before), visible_characters(after)
    return (
        bool(cut)
        and len(begin) >= LEAST_CUT
        and expected.startswith(begin)
        and expected.endswith(end)
    )


def _quoted(head: str) -> str:
    return f"“{head}”" if head else "empty"

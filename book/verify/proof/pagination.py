"""Find where each printed page begins in the words of the e-book, from the print edition as it was read back.

Print and e-book have the same words in the same order; only the numbers of contents and index differ, and so the text
before a page is counted part by part, in both media at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.errors import ProofError
from book.model import Edition, PageStart
from book.text.plaintext import Anchor, plain_chapters
from book.text.typography import BREAKS, visible_characters
from book.verify.proof.expected import common_length
from book.verify.proof.prove_print import Pagination
from book.verify.readback.epub import EpubReading


@dataclass(frozen=True, slots=True)
class MatchedPart:
    """The ink of a part of a division in both media, and how much of the book before it print has, of its division the e-book."""

    division: str
    print: str
    ebook: str
    before_in_print: int
    before_in_ebook: int


def page_starts(edition: Edition, pages: Pagination) -> tuple[PageStart, ...]:
    """Give the beginning of each page that has ink on it, in order, without the cover's.

    A page that holds notes alone begins where the text on the page before it ended.
    """
    covers = {division.id for division in edition.divisions if division.kind == "cover"}
    runs = tuple(_runs(edition, pages.numbers))
    found: list[PageStart] = []
    at = 0
    begin = 0
    for label, end, has_ink in zip(pages.labels, pages.ends, pages.inked, strict=True):
        while at + 1 < len(runs) and _end(runs[at]) < begin + (end > begin):
            at += 1
        run = runs[at]
        if has_ink and run.division not in covers:
            found.append(
                PageStart(
                    label,
                    run.division,
                    run.before_in_ebook + _offset(run, begin - run.before_in_print),
                )
            )
        begin = end
    return tuple(found)


def _end(run: MatchedPart) -> int:
    return run.before_in_print + len(run.print)


def _runs(edition: Edition, numbers: Mapping[str, str]) -> Iterator[MatchedPart]:
    printed = 0
    for chapter, same in zip(
        plain_chapters(edition, numbers), plain_chapters(edition), strict=True
    ):
        shown = 0
        for part, also in zip(chapter.flow, same.flow, strict=True):
            if not isinstance(part, Anchor) and not isinstance(also, Anchor):
                in_print, in_ebook = visible_characters(part), visible_characters(also)
                yield MatchedPart(chapter.id, in_print, in_ebook, printed, shown)
                printed, shown = printed + len(in_print), shown + len(in_ebook)


def _offset(run: MatchedPart, at: int) -> int:
    """Turn an offset in the print's ink into one in the e-book's; numbers that print alone has lead to what follows them.

    >>> line = MatchedPart("index", "law,12,14.Seealsoorder", "law,II.2.Seealsoorder", 0, 0)
    >>> [line.ebook[_offset(line, at):] for at in (0, 7, 9)]
    ['law,II.2.Seealsoorder', '.Seealsoorder', '.Seealsoorder']
    """
    if at <= common_length(run.print, run.ebook):
        return at
    same = common_length(run.print[::-1], run.ebook[::-1])
    return len(run.ebook) - min(same, len(run.print) - at)


def prove_page_list(
    edition: Edition, starts: Sequence[PageStart], reading: EpubReading, file: str
) -> None:
    """Check that the e-book's list of pages has each printed page once, in order, and leads to the word with which it begins.

    A word that goes on overleaf belongs to the page on which it begins: there the mark stands after the rest of it.
    """
    listed, wanted = [mark.label for mark in reading.pages], [start.label for start in starts]
    if listed != wanted:
        raise ProofError(
            f"the list of pages is {_some(listed)}, and the book has {_some(wanted)}", file=file
        )
    order = {division.id: number for number, division in enumerate(edition.divisions)}
    for start, mark in zip(starts, reading.pages, strict=True):
        if mark.document != order[start.division]:
            raise ProofError(
                f"page {start.label} begins in {start.division}, and its mark stands elsewhere",
                file=file,
            )
        text = reading.documents[mark.document]
        over = len(visible_characters(text[: mark.offset])) - start.offset
        if over < 0 or (over and not _ends_in_rest(text[: mark.offset], text[mark.offset :], over)):
            raise ProofError(
                f"the mark of page {start.label} stands {over:+} letters from its place", file=file
            )


def _ends_in_rest(text: str, following: str, length: int) -> bool:
    """Say whether a text ends in so many letters of a word that began before them, and the word with it.

    >>> text = "of nations – inter\N{SOFT HYPHEN}national"
    >>> [_ends_in_rest(text, following, length) for following, length in ((" law", 8), (" law", 13), ("ism", 8))]
    [True, False, False]
    """
    word = visible_characters((text.split() or [""])[-1])
    is_torn = (
        text[-1:].strip() and following[:1].strip() and not BREAKS.search(text[-1:] + following[:1])
    )
    return length < len(word) and not is_torn and not BREAKS.search(word[-length - 1 :])


def _some(labels: Sequence[str]) -> str:
    return f"{labels[0]}–{labels[-1]} ({len(labels)})" if labels else "empty"

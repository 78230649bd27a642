"""The proof of the list of pages finds each mark that is lost, doubled or misplaced."""

from dataclasses import replace
from itertools import pairwise

import pytest

from book.errors import ProofError
from book.model import Edition, PageStart
from book.pipeline.printing import TypesetEdition
from book.verify.proof.pagination import page_starts, prove_page_list
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.epub import EpubReading, PageMark, read_epub

Marks = tuple[PageMark, ...]


@pytest.fixture(scope="module")
def reading(ebook: bytes) -> EpubReading:
    return read_epub(ebook)


def prove(edition: Edition, starts: tuple[PageStart, ...], reading: EpubReading) -> None:
    prove_page_list(edition, starts, reading, "x.epub")


def with_mark(reading: EpubReading, number: int, mark: PageMark) -> EpubReading:
    pages = (*reading.pages[:number], mark, *reading.pages[number + 1 :])
    return replace(reading, pages=pages)


def move_mark(reading: EpubReading, number: int, distance: int) -> EpubReading:
    mark = reading.pages[number]
    return with_mark(reading, number, replace(mark, offset=mark.offset + distance))


def swap(pages: Marks, number: int) -> Marks:
    return (*pages[:number], pages[number + 1], pages[number], *pages[number + 2 :])


def test_a_mark_at_another_word_is_found(
    indexed_edition: Edition, printed: TypesetEdition, reading: EpubReading
) -> None:
    prove(indexed_edition, printed.starts, reading)
    pairs = enumerate(pairwise(reading.pages), 1)
    within = [number for number, (one, other) in pairs if one.document == other.document]
    assert len(within) > 5
    for number in within:
        for distance in (-9, 12):
            moved = move_mark(reading, number, distance)
            message = f"the mark of page {reading.pages[number].label} is"
            with pytest.raises(ProofError, match=message):
                prove(indexed_edition, printed.starts, moved)


def test_a_missing_doubled_or_misplaced_page_is_found(
    indexed_edition: Edition, printed: TypesetEdition, reading: EpubReading
) -> None:
    pages = reading.pages
    for wrong in (pages[:-1], (*pages, pages[-1]), swap(pages, 6), (), pages[1:]):
        with pytest.raises(ProofError, match="the list of pages is"):
            prove(indexed_edition, printed.starts, replace(reading, pages=wrong))


def test_a_mark_in_another_chapter_is_found(
    indexed_edition: Edition, printed: TypesetEdition, reading: EpubReading
) -> None:
    mark = reading.pages[4]
    wrong = with_mark(reading, 4, replace(mark, document=mark.document + 1))
    with pytest.raises(ProofError, match="its mark is elsewhere"):
        prove(indexed_edition, printed.starts, wrong)


def test_a_page_of_notes_begins_where_the_text_before_it_ended(
    indexed_edition: Edition, printed: TypesetEdition
) -> None:
    pages = prove_pdf(indexed_edition, printed.reading, "x.pdf")
    page = pages.labels.index("3")
    ends = (*pages.ends[:page], pages.ends[page - 1], *pages.ends[page + 1 :])
    notes_alone = replace(pages, ends=ends)
    starts = {start.label: start for start in page_starts(indexed_edition, notes_alone)}
    assert replace(starts["4"], label="3") == starts["3"]

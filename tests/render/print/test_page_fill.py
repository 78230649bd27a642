"""Pages are full, end with no hyphen, and the last one has more than a few lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

import pytest
from weasyprint import layout
from weasyprint.layout import page as page_layout

from book.render.print.engine import last_page, page_fill
from book.render.print.engine.layout import LayoutEngine
from book.render.print.engine.placed_notes import misplaced_notes
from book.text.typography import split_words
from tests.render.print.books import edition_of, engine_for

WORDS = split_words("""the of and to in that which regulation international export control system
for with
responsibility development as on states cooperation by an is it peaceful maintained exchange
security we has authorities are their technology be administrative from""")
NOTE = (
    '<a class="call note" id="call-{0}" href="#{0}">1</a>'
    '<span class="footnote note" id="{0}" role="doc-footnote">{1}.</span>'
)
PAGE = "@page {{ size: 432pt 648pt; margin: 66pt 72pt 78pt 54pt }}"
SOURCE = f'<html lang="en"><style>{PAGE}</style>{{}}</html>'


@dataclass
class Book:
    """A chapter of random words, as HTML, and the anchors of its notes."""

    source: str
    notes: tuple[str, ...]


def chapter(seed: int, paragraphs: int, notes: float) -> Book:
    choice = Random(seed)  # noqa: S311 (no secret)
    numbers, anchors = count(1), list[str]()

    def words(number: int) -> Iterator[str]:
        for _ in range(number):
            yield choice.choice(WORDS)
            if choice.random() < notes:
                anchors.append(f"n{next(numbers)}")
                body = " ".join(choice.choices(WORDS, k=choice.randrange(5, 70)))
                yield NOTE.format(anchors[-1], body)

    texts = [" ".join(words(choice.randrange(30, 160))) for _ in range(paragraphs)]
    body = "".join(f'<p class="text">{text}.</p>' for text in texts)
    return Book(SOURCE.format(body), tuple(anchors))


@pytest.fixture(scope="module")
def engine() -> LayoutEngine:
    return engine_for(edition_of(1), variant="")


def ends(document: Any) -> Iterator[tuple[float, bool]]:
    """Yield for each page but the last how many lines it lacks, and whether it ends in a hyphen."""
    for page in document.pages[:-1]:
        lines = list(page_fill.planned_lines(page._page_box))
        last = max(lines, key=lambda line: line.position_y)
        words = [box.text for box in last.descendants() if getattr(box, "text", "")]
        yield page_fill.room(page._page_box) / last.height, words[-1].endswith("‐")


def faults(documents: Iterable[Any]) -> tuple[int, int]:
    """Return how many pages end short, and how many with a hyphen."""
    found = [end for document in documents for end in ends(document)]
    return sum(room > page_fill.FULL for room, _ in found), sum(hyphen for _, hyphen in found)


@pytest.mark.slow
def test_pages_with_many_notes_are_fuller(
    engine: LayoutEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [chapter(seed, 24, notes=0.05) for seed in range(2)]
    filled = [engine.lay_out(book.source) for book in books]
    for book, document in zip(books, filled, strict=True):
        assert misplaced_notes(book.notes, document) == []
    monkeypatch.setattr(page_layout, "make_page", page_fill.make_page)
    usual = [engine.lay_out(book.source) for book in books]
    assert sum(faults(filled)) < 0.8 * sum(faults(usual))


@pytest.mark.slow
def test_pages_without_notes_end_on_the_same_line(
    engine: LayoutEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = dialogue(seed=1, paragraphs=150)
    with monkeypatch.context() as patch:
        patch.setattr(page_fill, "EVEN", page_fill.FULL)
        document = engine.lay_out(source)
    uneven = short_pages(document)
    assert short_pages(engine.lay_out(source)) < 0.8 * uneven


def dialogue(seed: int, paragraphs: int) -> str:
    """Return a chapter of short paragraphs, which can seldom be divided where a page ends."""
    choice = Random(seed)  # noqa: S311 (no secret)
    texts = (" ".join(choice.choices(WORDS, k=choice.randrange(8, 60))) for _ in range(paragraphs))
    return SOURCE.format("".join(f'<p class="text">{text}.</p>' for text in texts))


def short_pages(document: Any) -> int:
    return sum(room > page_fill.EVEN for room, _ in ends(document))


@pytest.mark.slow
def test_pages_end_with_no_hyphen(engine: LayoutEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    books = [chapter(7, 32, notes=0)]
    assert faults(engine.lay_out(book.source) for book in books)[1] == 0
    monkeypatch.setattr(page_layout, "make_page", page_fill.make_page)
    assert faults(engine.lay_out(book.source) for book in books)[1] > 0


@pytest.mark.slow
def test_last_pages_have_more_than_a_few_lines(
    engine: LayoutEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [chapter(seed, 9, notes=0) for seed in range(26)]
    filled = [engine.lay_out(book.source) for book in books]
    monkeypatch.setattr(layout, "make_all_pages", page_layout.make_all_pages)
    usual = [engine.lay_out(book.source) for book in books]
    assert sum(map(is_thin, filled)) < sum(map(is_thin, usual)) / 2
    assert [words_of(document) for document in filled] == [words_of(document) for document in usual]


def words_of(document: Any) -> str:
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    texts = (box.text.removesuffix("‐") for box in boxes if getattr(box, "text", ""))
    return "".join("".join(texts).split())


def is_thin(document: Any) -> bool:
    lines = last_page._lines_at_end([page._page_box for page in document.pages])
    return len(document.pages) > 1 and lines < last_page.FEWEST_ON_PAGE

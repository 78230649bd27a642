"""Leave no last page with a few lines: paragraphs before it are set a line longer or shorter."""

from collections.abc import Callable, Iterator, Mapping

from weasyprint import Document

from book.render.print.engine.page_fill import FEWEST_LINES, planned_lines, text_lines
from book.render.print.engine.paragraphs.plans import PlannedLine

FEWEST_ON_PAGE = 5  # lines
PAGES_BEFORE = 4  # whose paragraphs may be set in other lines

LayOut = Callable[[Mapping[str, int]], Document | None]


def fill_last_page(document: Document, lay_out: LayOut) -> Document:
    """Return a document whose last page is full enough, if it can be set so.

    `lay_out` returns it with paragraphs, named by their texts, in more or fewer lines than usual;
    None if its notes are not in their places then.
    """
    count = _lines_at_end(document)
    if len(document.pages) == 1 or not 0 < count < FEWEST_ON_PAGE:
        return document
    for changes in _attempts(document, count):
        other = lay_out(changes)
        if other and _is_better(other, document):
            return other
    return document


def _attempts(document: Document, count: int) -> Iterator[Mapping[str, int]]:
    """Yield changes of paragraphs: as many as there are lines too many or too few, then all.

    More may be needed, as pages before the last one may have room for some lines.
    """
    for change, wanted in ((-1, count), (1, FEWEST_ON_PAGE - count)):
        texts = list(_changeable(document, change))
        if len(texts) >= wanted:
            yield dict.fromkeys(texts[-wanted:], change)
        if len(texts) > wanted:
            yield dict.fromkeys(texts, change)


def _lines_at_end(document: Document) -> int:
    return sum(1 for _ in text_lines(document.pages[-1]._page_box))


def _is_better(other: Document, document: Document) -> bool:
    if len(other.pages) > len(document.pages):
        return False
    return _lines_at_end(other) >= FEWEST_ON_PAGE or len(other.pages) == 1


def _changeable(document: Document, change: int) -> Iterator[str]:
    """Yield the texts of paragraphs near the end that can be longer or shorter by a line."""
    for page in document.pages[-1 - PAGES_BEFORE : -1]:
        for line in planned_lines(page._page_box):
            planned: PlannedLine = line.planned_line
            is_first = planned.fitted.start == 0 and len(planned.rest()) >= FEWEST_LINES
            if is_first and planned.in_other_lines(change):
                yield planned.paragraph.measured.text

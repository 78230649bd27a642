"""Notes are divided between their lines: they go on overleaf, and are set as if they were whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox

from book.render.print.engine.layout import LayoutEngine
from book.render.print.engine.note_division import FIRST, LAST
from book.render.print.engine.placed_notes import misplaced_notes
from tests.render.print.books import edition_of, engine_for

WORDS = "of the administrative regulation and <em>responsible</em> cooperation in export control "
HEIGHT = 36  # lines of text on a page
PAGE = "@page { size: 432pt 648pt; margin: 66pt 72pt 78pt 54pt }"
HANGS = 6  # CSS pixels by which hyphens and stops may hang into the margin


@pytest.fixture(scope="module")
def engine() -> LayoutEngine:
    return engine_for(edition_of(1), variant="")


def note(words: str) -> str:
    return (
        '<a class="call note" id="call-n1" href="#n1">1</a><span class="footnote note" id="n1"'
        f' role="doc-footnote"><a class="back" href="#call-n1">1.</a> {words}</span>'
    )


def source(before: int, words: str) -> str:
    """Return a document with a note that is called after so many lines."""
    lines = '<p class="text">One line.</p>' * before
    end = '<p class="text">The last line.</p>' * 8
    body = f'{lines}<p class="text">A call.{note(words)}</p>{end}'
    return f'<html lang="en"><style>{PAGE}</style>{body}</html>'


def lines_of_notes(document: Any) -> Iterator[tuple[int, Any]]:
    """Yield the lines at the foot of each page, with its index."""
    for index, page in enumerate(document.pages):
        for area in page._page_box.children:
            if isinstance(area, FootnoteAreaBox):
                yield from ((index, box) for box in area.descendants() if isinstance(box, LineBox))


def words_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))


def right_end(line: Any) -> float:
    texts = (box for box in line.descendants() if hasattr(box, "text"))
    return max(float(box.position_x + box.width) for box in texts)


@pytest.mark.parametrize("before", [10, *range(HEIGHT - 8, HEIGHT - 2)])
def test_a_note_is_set_in_the_same_lines_wherever_it_is_divided(
    before: int, engine: LayoutEngine
) -> None:
    alone = engine.lay_out(source(1, WORDS * 6))
    document = engine.lay_out(source(before, WORDS * 6))
    assert misplaced_notes(["n1"], document) == []
    lines = list(lines_of_notes(document))
    assert [words_of(line) for _, line in lines] == [
        words_of(line) for _, line in lines_of_notes(alone)
    ]
    assert all(line.ends_as_planned for _, line in lines)
    ends = [right_end(line) for _, line in lines[:-1]]
    assert max(ends) - min(ends) < HANGS, "all lines but the last are full"


def test_some_notes_are_divided_and_keep_lines_together(engine: LayoutEngine) -> None:
    divisions = set()
    for before in range(HEIGHT - 12, HEIGHT + 1):
        pages = [index for index, _ in lines_of_notes(engine.lay_out(source(before, WORDS * 6)))]
        divisions.add(tuple(pages.count(page) for page in sorted(set(pages))))
    divided = {counts for counts in divisions if len(counts) == 2}
    assert divided, divisions
    assert all(first >= FIRST and last >= LAST for first, last in divided), divisions


def test_a_break_in_a_note_stays_where_it_is(engine: LayoutEngine) -> None:
    words = f"{WORDS * 2} <br/>{WORDS * 3}"
    lines = [words_of(line) for _, line in lines_of_notes(engine.lay_out(source(1, words)))]
    text = " ".join(lines)
    assert text.count("control of the administrative") == 3
    assert any(line.startswith("of the administrative") for line in lines[1:])


def test_short_notes_are_whole(engine: LayoutEngine) -> None:
    document = engine.lay_out(source(1, WORDS * 2))
    assert next(words_of(line)[:2] for _, line in lines_of_notes(document)) == "1."
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    assert not any(hasattr(box, "piece") for box in boxes)

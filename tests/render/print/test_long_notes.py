"""A note that is longer than a page goes on over the next ones, each with some of its text."""

from collections.abc import Callable
from typing import Any

import pytest
from weasyprint import layout

from book.errors import EditionError
from book.render.print.engine import repairs
from book.render.print.layout_job import LayoutJob
from tests.render.print.books import edition_of, engine_for

PIECE = '<span class="footnote note long{}" id="{}" role="doc-footnote">{}</span>'
WORDS = "resentment is commonly regarded as an odious passion " * 5
PIECES = 75  # some four pages
NAMES = ("n", *(f"n..{number}" for number in range(2, PIECES + 1)))
NOTE = "".join(PIECE.format(" more" if ".." in name else "", name, WORDS) for name in NAMES)
CALL = '<a class="call note" id="call-n" href="#n">1</a>'
TEXT = f'<p class="text">{WORDS}</p>' * 2
SOURCE = f"<html lang=en><style></style><p class=text>They say{CALL}{NOTE} so.</p>{TEXT}</html>"
JOB = LayoutJob("part-1", SOURCE, NAMES)


def test_a_note_longer_than_a_page_lies_on_its_pages() -> None:
    assert engine_for(edition_of(1)).render(JOB).pages


def test_weasyprint_alone_sets_it_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    update: Callable[[Any], bool] = repairs._update_footnote_area

    def unbounded(context: Any) -> bool:
        update(context)
        return False

    monkeypatch.setattr(layout.LayoutContext, "_update_footnote_area", unbounded)
    with pytest.raises(EditionError, match="lies outside the page"):
        engine_for(edition_of(1)).render(JOB)

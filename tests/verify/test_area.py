"""What leaves ink outside the type area is found: it is measured in the file, glyph by glyph."""

from dataclasses import replace

import pytest

from book.errors import EditionError, ProofError
from book.model import SIX_BY_NINE, Edition
from book.pipeline.printing import typeset
from book.render.print.documents import PrintDocuments
from book.render.print.engine import layout
from book.render.print.pdf import PdfOptions, render_pdf
from book.runtime import workspace
from book.verify.proof.prove_area import prove_area, strays, zones_of
from book.verify.readback.drawn import PageContent, PageInk
from book.verify.readback.geometry import Box
from book.verify.readback.pdf import read_labels_and_anchors
from book.verify.readback.press import drawn_pages
from tests.bench.synthetic import synthetic_edition

PAGE: Box = (0, 0, 432, 648)
LABELS = {"cover": "Cover"}


@pytest.mark.parametrize(
    ("index", "box", "is_stray"),
    [
        (0, (54, 80, 360, 90), False),
        (0, (54 - 2.5, 80, 360 + 2.5, 90), False),  # stops and hyphens hang
        (0, (48, 80, 360, 90), True),  # in the gutter of a right-hand page
        (1, (54, 80, 378, 90), True),  # on the left-hand page it is the outer margin
        (0, (54, 80, 366, 90), True),
        (0, (54, 60, 360, 90), True),  # below the last line
        (0, (100, 596, 300, 606), False),  # a running head
        (0, (100, 580, 300, 596), True),  # across the space below it
        (0, (368, 400, 398, 408), False),  # a note in the margin
        (1, (18, 400, 60, 408), False),
        (0, (368, 400, 428, 408), True),  # too near the edge of the paper
        (0, (20, 400, 46, 408), True),  # in the gutter
        (0, (54, 80, 500, 90), True),  # off the paper
    ],
)
def test_each_side_is_measured(index: int, box: Box, is_stray: bool) -> None:
    page = PageContent(box=PAGE, ink=(PageInk("text", box, "words"),))
    zones = zones_of(PAGE, SIX_BY_NINE, index % 2 == 0)
    assert list(strays(page, zones)) == ([page.ink[0]] if is_stray else [])


def edition_with_area(ink: PageInk, label: str) -> None:
    edition = replace(synthetic_edition(parts=1, paragraphs=1), labels=LABELS)
    prove_area(edition, [PageContent(box=PAGE, ink=(ink,))], [label], "book.pdf")


def test_the_words_and_the_page_are_named() -> None:
    ink = PageInk("text", (300, 200, 460, 210), "Übertreibungswissenschaft")
    with pytest.raises(ProofError, match=r"page 7: “Übertreib.*96.5 points to the right of it"):
        edition_with_area(ink, "7")
    rule = PageInk("rule", (54, 20, 360, 21))
    with pytest.raises(ProofError, match=r"page 7: a rule .* below it"):
        edition_with_area(rule, "7")


def test_the_cover_may_be_painted_to_its_edges_but_its_words_may_not_touch_them() -> None:
    edition_with_area(PageInk("rule", PAGE), "Cover")
    with pytest.raises(ProofError, match="page Cover: “A Title”"):
        edition_with_area(PageInk("text", (5, 300, 200, 340), "A Title"), "Cover")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return synthetic_edition(parts=1, paragraphs=3)


def test_each_glyph_of_a_book_lies_in_the_type_area(edition: Edition) -> None:
    content = typeset(edition, workspace.read_assets()).content
    labels = read_labels_and_anchors(content).labels
    prove_area(edition, drawn_pages(content), labels, "book.pdf")


def test_words_that_a_style_sheet_moves_out_are_found(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout's own check sees where boxes stand, the proof where glyphs do."""
    monkeypatch.setattr(layout, "require_inside", lambda *_: None)
    assets = workspace.read_assets()
    assets["print.css"] += b"p.text { white-space: nowrap }"
    content = render_pdf(edition, PrintDocuments(edition), assets, PdfOptions())
    labels = read_labels_and_anchors(content).labels
    with pytest.raises(ProofError, match=r"outside the type area: .* to the right of it"):
        prove_area(edition, drawn_pages(content), labels, "book.pdf")


def test_the_layout_refuses_them_first(edition: Edition) -> None:
    assets = workspace.read_assets()
    assets["print.css"] += b"p.text { white-space: nowrap }"
    with pytest.raises(EditionError, match="lies outside the page"):
        render_pdf(edition, PrintDocuments(edition), assets)

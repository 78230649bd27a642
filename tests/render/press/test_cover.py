"""The cover for the printer: back, spine and front on one sheet, measured in the file."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from book.pipeline.edition import AssembledEdition
from book.render.press import PressFiles
from book.render.press.barcode import modules
from book.render.press.paper import spine_width
from book.render.press.wrap import plan_spine
from book.render.print.engine.marks import MM
from book.verify.readback.pdf import read_pdf
from book.verify.readback.press import Box, PressReading, measure
from tests.render.press.conftest import BLACK, ISBN, PAPER, CoverMaker


def test_the_cover_is_one_page_of_back_spine_and_front(
    inside: PressReading, cover: PressReading
) -> None:
    assert len(cover.pages) == 1
    x, y, right, top = cover.pages[0].trim
    assert right - x == pytest.approx(2 * 432 + spine_width(len(inside.pages), PAPER), abs=0.01)
    assert top - y == pytest.approx(648, abs=0.01)


def test_folds_are_marked_at_both_edges_of_the_spine(covers: CoverMaker) -> None:
    page = measure(covers.render(200)).pages[0]
    upper = (path.box for path in page.paths if path.box[1] > page.bleed[3])
    folds = sorted(round(box[0] - page.trim[0], 1) for box in upper)
    assert folds == [0, 432, 468, 900]  # 200 pages of 0.0025 inches are half an inch


def test_the_cover_is_in_the_inks_of_the_press(cover: PressReading) -> None:
    assert {ink.space for ink in cover.inks} == {"DeviceCMYK", "Separation All"}
    assert max(ink.total for ink in cover.inks) < 240


def test_color_runs_to_the_edge_of_the_bleed(cover: PressReading) -> None:
    page = cover.pages[0]
    colored = [path.box for path in page.paths if path.ink.space == "DeviceCMYK"]
    assert any(box == pytest.approx(page.bleed, abs=0.01) for box in colored)


def boxes_of_text(content: bytes) -> Iterator[Box]:
    document = pypdfium2.PdfDocument(content)
    for thing in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        yield thing.get_bounds()
    document.close()


@pytest.mark.parametrize("pages", [40, 200, 600])
def test_words_keep_clear_of_edges_and_folds(covers: CoverMaker, pages: int) -> None:
    """An eighth of an inch from the edges, and a sixteenth from the folds."""
    content = covers.render(pages, identifier=ISBN)
    x, y, right, top = measure(content).pages[0].trim
    spine = (x + 432, right - 432)
    panels = {(x + 9, spine[0] - 4.5), (spine[0] + 4, spine[1] - 4), (spine[1] + 4.5, right - 9)}
    boxes = list(boxes_of_text(content))
    assert boxes
    assert all(y + 9 < box[1] < box[3] < top - 9 for box in boxes)
    for box in boxes:
        assert any(panel[0] < box[0] < box[2] < panel[1] for panel in panels), box


def test_a_thin_spine_has_no_words_and_a_thick_one_has(covers: CoverMaker) -> None:
    thin, thick = (read_pdf(covers.render(pages)).pages[0] for pages in (78, 200))
    assert (thin.count("Two Fables"), thick.count("Two Fables")) == (2, 3)
    assert (thin.count("Test Press"), thick.count("Test Press")) == (2, 3)


@pytest.mark.parametrize(("length", "words"), [(20, 2), (168, 1), (400, 0)])
def test_a_long_title_displaces_the_publisher_then_itself(
    tiny: AssembledEdition, length: int, words: int
) -> None:
    imprint = replace(tiny.edition.imprint, title="A" * length)
    spine = plan_spine(replace(tiny.edition, imprint=imprint), 300, PAPER)
    assert len(spine.words) == words


def test_an_isbn_is_printed_above_its_barcode(covers: CoverMaker) -> None:
    content = covers.render(200, identifier=ISBN)
    bars = sorted(path.box for path in measure(content).pages[0].paths if path.ink == BLACK)
    module = 0.33 * MM
    drawn = ["0"] * 95
    for box in bars:
        first, last = (round((edge - bars[0][0]) / module) for edge in (box[0], box[2]))
        drawn[first:last] = "1" * (last - first)
    assert "".join(drawn) == modules("9783161484100")
    assert "ISBN 978-3-16-148410-0" in read_pdf(content).pages[0]
    assert bars[0][3] - bars[0][1] == pytest.approx(22.85 * MM + 5 * module, abs=0.01)


def test_another_identifier_is_printed_without_barcode(
    press_files: PressFiles, cover: PressReading
) -> None:
    assert "urn:uuid:5e1f8a1e" in read_pdf(press_files.cover).pages[0]
    assert BLACK not in cover.inks
    assert press_files.spec.barcode == ""

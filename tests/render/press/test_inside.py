"""The inside for the printer: boxes, marks, inks, words and pages, measured in the file."""

import io

import pikepdf
import pytest

from book.errors import EditionError
from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import render_print
from book.render.press import PressFiles, render_inside
from book.render.print.engine.marks import MM, Sheet
from book.verify.readback.pdf import read_pdf
from book.verify.readback.press import PressReading, measure
from tests.render.press.conftest import BLACK

BLEED = 3 * MM
AROUND = Sheet(BLEED, has_marks=True).around

pytestmark = pytest.mark.slow


def test_each_page_has_trim_bleed_and_media_boxes(inside: PressReading) -> None:
    outer = AROUND - BLEED
    far = AROUND + BLEED
    for page in inside.pages:
        assert page.trim == pytest.approx((AROUND, AROUND, AROUND + 432, AROUND + 648), abs=0.001)
        assert page.bleed == pytest.approx((outer, outer, far + 432, far + 648), abs=0.001)
        assert page.media == pytest.approx((0, 0, 2 * AROUND + 432, 2 * AROUND + 648), abs=0.001)


def test_marks_outside_the_bleed_show_the_corners_of_the_trim(inside: PressReading) -> None:
    for page in inside.pages:
        x, y, right, top = page.trim
        boxes = [path.box for path in page.paths]
        marks = [box for box in boxes if box[2] < page.bleed[0] or box[0] > page.bleed[2]]
        assert sorted({round(box[1], 2) for box in marks}) == [round(y, 2), round(top, 2)]
        marks = [box for box in boxes if box[3] < page.bleed[1] or box[1] > page.bleed[3]]
        assert sorted({round(box[0], 2) for box in marks}) == [round(x, 2), round(right, 2)]


def test_everything_inside_is_pure_black(inside: PressReading) -> None:
    assert inside.inks == {BLACK}


def test_no_operator_inside_sets_rgb_or_gray(press_files: PressFiles) -> None:
    with pikepdf.open(io.BytesIO(press_files.inside)) as pdf:
        for page in pdf.pages:
            instructions = pikepdf.parse_content_stream(page)
            assert not {str(i.operator) for i in instructions} & {"rg", "RG", "g", "G", "sh", "Do"}
            spaces = {str(i.operands[0]) for i in instructions if str(i.operator) in ("cs", "CS")}
            assert spaces <= {"/DeviceCMYK"}
            assert dict(page.resources.get("/ColorSpace", {})) == {}


def test_all_fonts_are_embedded_and_subset(inside: PressReading, cover: PressReading) -> None:
    for reading in (inside, cover):
        assert reading.fonts
        assert all(font.embedded and font.subset for font in reading.fonts)


def test_each_page_has_the_words_of_the_published_one(
    tiny: AssembledEdition, press_files: PressFiles
) -> None:
    published = read_pdf(render_print(tiny.edition, tiny.assets))
    press = read_pdf(press_files.inside)
    start = published.labels.index("i")
    count = len(published.pages) - start
    assert press.pages[:count] == published.pages[start:]
    assert press.labels[:count] == published.labels[start:]
    assert not any(press.pages[count:])


@pytest.mark.parametrize("signature", [2, 16])
def test_pages_are_a_multiple_of_the_signature(tiny: AssembledEdition, signature: int) -> None:
    content, pages = render_inside(tiny.edition, tiny.assets, signature)
    assert len(read_pdf(content).pages) == pages
    assert pages % signature == 0
    assert measure(content).pages[-1].trim == measure(content).pages[0].trim


@pytest.mark.parametrize("signature", [0, -4, 1, 7, 66])
def test_an_impossible_signature_is_an_error(tiny: AssembledEdition, signature: int) -> None:
    with pytest.raises(EditionError, match="no sheet can be folded into"):
        render_inside(tiny.edition, tiny.assets, signature)


def test_nothing_but_ink_is_left_for_paper(press_files: PressFiles, inside: PressReading) -> None:
    with pikepdf.open(io.BytesIO(press_files.inside)) as pdf:
        for_screens = {"/Outlines", "/StructTreeRoot", "/OutputIntents", "/Metadata"}
        assert for_screens.isdisjoint(pdf.Root.keys())
    assert sum(page.annotations for page in inside.pages) == 0

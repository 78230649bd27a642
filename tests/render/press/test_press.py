"""The printer's files: boxes, marks, inks, words, spine and barcode, measured in the files; and what is refused."""

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from book.errors import EditionError, ProofError
from book.model import SIX_BY_NINE, Edition
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.press import write_press
from book.pipeline.printing import render_print
from book.render.press import render_inside, render_press, render_wrap
from book.render.press.barcode import find_isbn, modules
from book.render.press.paper import find_paper, spine_type, spine_width
from book.render.press.wrap import make_spine
from book.render.print.documents import render_documents
from book.render.print.engine.marks import AROUND, BLEED, MM
from book.render.print.pdf import PdfOptions, render_pdf
from book.source.page_size import parse_page_size
from book.verify.preflight import Finding, preflight
from book.verify.readback.pdf import read_pdf
from book.verify.readback.press import Ink, PressReading, measure
from tests.conftest import SLUG, TINY

BLACK = Ink("DeviceCMYK", (0, 0, 0, 1))
ISBN = "urn:isbn:978-3-16-148410-0"
PAPER = find_paper("kdp-cream")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    root = tmp_path_factory.mktemp("press")
    shutil.copytree(TINY, root / "sources")
    return assemble_edition(SLUG, BuildContext(root))


@pytest.fixture(scope="module")
def outputs(made: AssembledEdition) -> dict[str, bytes]:
    return render_press(made.edition, made.assets)


@pytest.fixture(scope="module")
def inside(outputs: dict[str, bytes]) -> PressReading:
    return measure(outputs[f"{SLUG}-press.pdf"])


@pytest.fixture(scope="module")
def cover(outputs: dict[str, bytes]) -> PressReading:
    return measure(outputs[f"{SLUG}-cover.pdf"])


Wrapped = Callable[..., tuple[bytes, PressReading]]


@pytest.fixture(scope="module")
def wrapped(made: AssembledEdition) -> Wrapped:
    """Make a cover for so many pages, with another identifier or title."""

    def make(pages: int, **changes: Any) -> tuple[bytes, PressReading]:
        edition = replace(made.edition, imprint=replace(made.edition.imprint, **changes))
        content = render_wrap(edition, made.assets, make_spine(edition, pages, PAPER))
        return content, measure(content)

    return make


# ── The inside ───────────────────────────────────────────────────────────────────────────────────


def test_the_boxes_of_each_page_are_trim_bleed_and_file(inside: PressReading) -> None:
    for page in inside.pages:
        assert page.trim == pytest.approx((AROUND, AROUND, AROUND + 432, AROUND + 648), abs=0.001)
        assert page.bleed == pytest.approx(
            (AROUND - BLEED, AROUND - BLEED, AROUND + BLEED + 432, AROUND + BLEED + 648), abs=0.001
        )
        assert page.media == pytest.approx((0, 0, 2 * AROUND + 432, 2 * AROUND + 648), abs=0.001)
    assert pytest.approx(3 * MM) == BLEED


def test_the_marks_stand_outside_of_the_bleed_and_name_the_corners_of_the_trim(
    inside: PressReading,
) -> None:
    for page in inside.pages:
        x, y, right, top = page.trim
        marks = [p.box for p in page.paths if p.box[2] < page.bleed[0] or p.box[0] > page.bleed[2]]
        assert sorted({round(box[1], 2) for box in marks}) == [round(y, 2), round(top, 2)]
        marks = [p.box for p in page.paths if p.box[3] < page.bleed[1] or p.box[1] > page.bleed[3]]
        assert sorted({round(box[0], 2) for box in marks}) == [round(x, 2), round(right, 2)]


def test_all_that_is_painted_inside_is_pure_black(inside: PressReading) -> None:
    assert inside.inks == {BLACK}


def test_no_operator_of_the_inside_sets_red_green_and_blue_or_grey(
    outputs: dict[str, bytes],
) -> None:
    with pikepdf.open(io.BytesIO(outputs[f"{SLUG}-press.pdf"])) as pdf:
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


def test_the_words_of_each_page_are_those_of_the_published_book(
    made: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    published = read_pdf(render_print(made.edition, made.assets))
    press = read_pdf(outputs[f"{SLUG}-press.pdf"])
    start = published.labels.index("i")
    count = len(published.pages) - start
    assert press.pages[:count] == published.pages[start:]
    assert press.labels[:count] == published.labels[start:]
    assert not any(press.pages[count:])


@pytest.mark.parametrize("signature", [2, 16])
def test_the_pages_are_a_multiple_of_the_signature(made: AssembledEdition, signature: int) -> None:
    content = render_inside(made.edition, made.assets, signature)
    assert len(read_pdf(content).pages) % signature == 0
    assert measure(content).pages[-1].trim == measure(content).pages[0].trim


@pytest.mark.parametrize("signature", [0, -4, 1, 7, 66])
def test_a_signature_that_no_sheet_folds_into_is_refused(
    made: AssembledEdition, signature: int
) -> None:
    with pytest.raises(EditionError, match="no printer folds a sheet"):
        render_inside(made.edition, made.assets, signature)


def test_nothing_but_ink_is_left_for_paper(outputs: dict[str, bytes], inside: PressReading) -> None:
    with pikepdf.open(io.BytesIO(outputs[f"{SLUG}-press.pdf"])) as pdf:
        assert {"/Outlines", "/StructTreeRoot", "/OutputIntents", "/Metadata"}.isdisjoint(
            pdf.Root.keys()
        )
    assert sum(page.annotations for page in inside.pages) == 0


# ── The cover ────────────────────────────────────────────────────────────────────────────────────


def test_the_cover_is_one_page_of_back_spine_and_front(
    inside: PressReading, cover: PressReading
) -> None:
    assert len(cover.pages) == 1
    x, y, right, top = cover.pages[0].trim
    assert right - x == pytest.approx(2 * 432 + spine_width(len(inside.pages), PAPER), abs=0.01)
    assert top - y == pytest.approx(648, abs=0.01)


def test_the_folds_are_marked_at_both_edges_of_the_spine(wrapped: Wrapped) -> None:
    page = wrapped(200)[1].pages[0]
    upper = sorted(
        round(p.box[0] - page.trim[0], 1) for p in page.paths if p.box[1] > page.bleed[3]
    )
    assert upper == [0, 432, 468, 900]  # 200 pages of 0.0025 inches are half an inch


def test_the_cover_is_in_the_inks_of_the_press(cover: PressReading) -> None:
    assert {ink.space for ink in cover.inks} == {
        "DeviceCMYK",
        "Separation All",
    }
    assert max(ink.total for ink in cover.inks) < 240


def test_colour_runs_to_the_edge_of_the_bleed(cover: PressReading) -> None:
    page = cover.pages[0]
    assert any(
        p.box == pytest.approx(page.bleed, abs=0.01) and p.ink.space == "DeviceCMYK"
        for p in page.paths
    )


@pytest.mark.parametrize("pages", [40, 200, 600])
def test_all_words_of_the_cover_stand_well_within_back_spine_and_front(
    wrapped: Wrapped, pages: int
) -> None:
    """An eighth of an inch from the edges, and a sixteenth from the folds."""
    content, reading = wrapped(pages, identifier=ISBN)
    x, y, right, top = reading.pages[0].trim
    spine = (x + 432, right - 432)
    document = pypdfium2.PdfDocument(content)
    boxes = [
        thing.get_bounds() for thing in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    ]
    panels = {(x + 9, spine[0] - 4.5), (spine[0] + 4, spine[1] - 4), (spine[1] + 4.5, right - 9)}
    assert all(y + 9 < box[1] < box[3] < top - 9 for box in boxes)
    assert {
        next((panel for panel in panels if panel[0] < box[0] < box[2] < panel[1]), box)
        for box in boxes
    } <= panels
    document.close()


def test_a_thin_spine_has_no_words_and_a_thick_one_has(wrapped: Wrapped) -> None:
    thin, thick = (read_pdf(wrapped(pages)[0]).pages[0] for pages in (78, 200))
    assert (thin.count("Two Fables"), thick.count("Two Fables")) == (2, 3)
    assert (thin.count("Test Press"), thick.count("Test Press")) == (2, 3)


def test_a_title_too_long_for_the_spine_goes_without_the_publisher_or_stays_off_it(
    made: AssembledEdition,
) -> None:
    def words(title: str) -> tuple[str, ...]:
        return make_spine(
            replace(made.edition, imprint=replace(made.edition.imprint, title=title)), 300, PAPER
        ).words

    assert [len(words("A" * length)) for length in (20, 168, 400)] == [2, 1, 0]


def test_an_isbn_becomes_a_barcode_and_stands_above_it(wrapped: Wrapped) -> None:
    content, reading = wrapped(200, identifier=ISBN)
    page = reading.pages[0]
    bars = sorted(p.box for p in page.paths if p.ink == BLACK)
    module = 0.33 * MM
    drawn = ["0"] * 95
    for box in bars:
        first, last = (round((edge - bars[0][0]) / module) for edge in (box[0], box[2]))
        drawn[first:last] = "1" * (last - first)
    assert "".join(drawn) == modules("9783161484100")
    assert "ISBN 978-3-16-148410-0" in read_pdf(content).pages[0]
    assert bars[0][3] - bars[0][1] == pytest.approx(22.85 * MM + 5 * module, abs=0.01)


def test_another_identifier_is_printed_and_has_no_barcode(
    outputs: dict[str, bytes], cover: PressReading
) -> None:
    assert "urn:uuid:5e1f8a1e" in read_pdf(outputs[f"{SLUG}-cover.pdf"]).pages[0]
    assert BLACK not in cover.inks


def test_a_cover_whose_words_do_not_fit_is_refused(wrapped: Wrapped) -> None:
    with pytest.raises(ProofError, match="does not hold its words"):
        wrapped(200, description="Many words. " * 500)


# ── Paper, spine, ISBN ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pages", "paper", "millimetres"),
    [
        (200, "kdp-white", 11.44),
        (200, "kdp-cream", 12.7),
        (100, "kdp-color", 5.96),
        (320, "100um", 16),
        (320, "90g*1.5", 21.6),
    ],
)
def test_the_spine_is_as_wide_as_its_leaves_are_thick(
    pages: int, paper: str, millimetres: float
) -> None:
    assert spine_width(pages, find_paper(paper)) / MM == pytest.approx(millimetres, abs=0.005)


@pytest.mark.parametrize("name", ["vellum", "", "115", "90g", "-5um", "5um", "2000um"])
def test_an_unknown_paper_is_refused(name: str) -> None:
    with pytest.raises(EditionError) as raised:
        find_paper(name)
    assert re.search(r"kdp-white|µm", str(raised.value))


def test_the_spine_has_words_from_79_pages_and_seven_points_on(made: AssembledEdition) -> None:
    assert spine_type(78, 40, 648, 20) == 0
    assert spine_type(79, 40, 648, 20) == 13
    assert spine_type(500, 15.9, 648, 20) == 0
    assert spine_type(500, 17, 648, 20) == 8


@pytest.mark.parametrize(
    "written", ["urn:isbn:3-16-148410-X", "ISBN 978-3-16-148410-0", "isbn:9783161484100"]
)
def test_an_isbn_is_read_however_it_is_written(written: str) -> None:
    found = find_isbn(written)
    assert found is not None
    assert found[1] == "9783161484100"


@pytest.mark.parametrize(
    "written",
    ["urn:isbn:978-3-16-148410-1", "urn:isbn:3-16-148410-0", "ISBN 977-3-16-148410-0", "isbn:12"],
)
def test_a_wrong_isbn_is_refused(written: str) -> None:
    with pytest.raises(EditionError, match="is no ISBN"):
        find_isbn(written)


# ── The preflight ────────────────────────────────────────────────────────────────────────────────


def judge(
    made: AssembledEdition, inside: PressReading, cover: PressReading
) -> dict[tuple[str, str], Finding]:
    spine = make_spine(made.edition, len(inside.pages), PAPER)
    return {(f.part, f.subject): f for f in preflight(made.edition, inside, cover, PAPER, spine, 4)}


def test_the_preflight_says_what_is_not_met(outputs: dict[str, bytes]) -> None:
    lines = outputs["preflight.txt"].decode().splitlines()
    assert [line.split()[2:4] for line in lines if line.startswith("  NOT MET")] == [
        ["PDF/X", "not"],
        ["PDF/X", "not"],
    ]
    assert lines[-1] == "2 not met"


def test_the_preflight_sees_a_file_for_the_screen(
    made: AssembledEdition, cover: PressReading
) -> None:
    """The published book has red, green and blue, no bleed, no marks, and links."""
    published: Edition = replace(made.edition, trim=SIX_BY_NINE)
    content = render_pdf(
        published, lambda numbers: render_documents(published, numbers), made.assets, PdfOptions()
    )
    found = judge(made, measure(content), cover)
    wrong = {
        subject
        for (part, subject), finding in found.items()
        if part == "inside" and finding.met is False
    }
    assert wrong - {"pages"} == {
        "bleed",
        "boxes",
        "marks",
        "annotations",
        "PDF/X",
        "colours",
        "overprint",
    }
    assert "DeviceRGB" in found["inside", "colours"].says


def test_the_preflight_sees_loose_fonts_pictures_and_glass(
    made: AssembledEdition, inside: PressReading, cover: PressReading
) -> None:
    page = replace(inside.pages[0], transparent=True, pictures=(72.0, 400.0))
    font = replace(inside.fonts[0], embedded=False)
    found = judge(made, replace(inside, pages=(page, *inside.pages[1:]), fonts=(font,)), cover)
    assert [found["inside", subject].met for subject in ("transparency", "images", "fonts")] == [
        False,
        False,
        False,
    ]
    assert "72 ppi" in found["inside", "images"].says


def test_the_preflight_sees_too_much_ink_and_colours_for_screens(
    made: AssembledEdition, inside: PressReading, cover: PressReading
) -> None:
    page = replace(
        cover.pages[0],
        inks=cover.inks | {Ink("DeviceCMYK", (1, 1, 1, 1)), Ink("DeviceRGB", (0, 0, 0))},
    )
    found = judge(made, inside, replace(cover, pages=(page,)))
    assert (found["cover", "ink"].met, found["cover", "colours"].met) == (False, False)
    assert "400 %" in found["cover", "ink"].says


def test_what_no_printer_could_use_is_not_written(made: AssembledEdition) -> None:
    spoilt = made.assets | {
        "press.css": made.assets["press.css"].replace(b"body:not(.wrap)", b"body.none")
    }
    with pytest.raises(ProofError, match="inside: colours: DeviceCMYK, DeviceRGB"):
        render_press(made.edition, spoilt)


# ── The task ─────────────────────────────────────────────────────────────────────────────────────


def test_the_files_are_written_together_and_with_the_same_bytes_each_time(
    root: Path, outputs: dict[str, bytes]
) -> None:
    report = write_press(SLUG, BuildContext(root))
    written = {path.name: path.read_bytes() for path in (root / "build" / SLUG / "press").iterdir()}
    assert written == outputs
    assert report.encode() == written["preflight.txt"]


def test_another_trim_is_kept_to(made: AssembledEdition) -> None:
    edition = replace(made.edition, trim=parse_page_size("A5"))
    found = render_press(edition, made.assets, "115um", 8)
    box = measure(found[f"{SLUG}-press.pdf"]).pages[0].trim
    assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((148 * MM, 210 * MM), abs=0.01)

"""The preflight: what it reports of good files, and what it sees in bad ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import ProofError
from book.model import SIX_BY_NINE
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition
from book.pipeline.press import write_press
from book.render.press import PressFiles, render_press
from book.render.press.barcode import modules
from book.render.print.documents import PrintDocuments
from book.render.print.engine.marks import MM
from book.render.print.pdf import render_pdf
from book.runtime.cache import Cache
from book.runtime.workers import InlineExecutor
from book.source.page_size import parse_page_size
from book.verify.preflight import check_press, preflight_press, prove_cover
from book.verify.preflight.findings import PreflightFinding
from book.verify.readback.press import Ink, PressPage, PressReading, measure
from tests.conftest import SLUG
from tests.render.press.conftest import ISBN, CoverMaker

pytestmark = pytest.mark.slow

Findings = dict[tuple[str, str], PreflightFinding]


def check(inside: PressReading, cover: PressReading, press_files: PressFiles) -> Findings:
    findings = check_press(inside, cover, press_files.spec)
    return {(finding.part, finding.subject): finding for finding in findings}


def with_page(reading: PressReading, page: PressPage) -> PressReading:
    return replace(reading, pages=(page, *reading.pages[1:]))


def test_all_requirements_are_met_and_pdf_x_is_noted(
    tiny: AssembledEdition, press_files: PressFiles
) -> None:
    report = preflight_press(tiny.edition, press_files.inside, press_files.cover, press_files.spec)
    lines = report.splitlines()
    assert not [line for line in lines if line.startswith("  NOT MET")]
    notes = [line.split()[1:4] for line in lines if line.startswith("  note")]
    assert notes.count(["PDF/X", "not", "claimed"]) == 2
    assert lines[-1] == "all met"


def test_a_file_for_the_screen_is_seen(
    tiny: AssembledEdition, cover: PressReading, press_files: PressFiles
) -> None:
    """The published book has red, green and blue, no bleed, no marks, and links."""
    published = replace(tiny.edition, trim=SIX_BY_NINE)
    content = render_pdf(published, PrintDocuments(published), tiny.assets)
    findings = check(measure(content), cover, press_files)
    not_met = {
        subject
        for (part, subject), finding in findings.items()
        if part == "inside" and finding.is_met is False
    }
    boxes = {"bleed", "boxes", "marks"}
    assert not_met - {"pages"} == boxes | {"annotations", "colors", "overprint"}
    assert "DeviceRGB" in findings["inside", "colors"].text


@pytest.mark.parametrize("subject", ["transparency", "images"])
def test_transparency_and_coarse_pictures_are_seen(
    subject: str, inside: PressReading, cover: PressReading, press_files: PressFiles
) -> None:
    page = replace(inside.pages[0], transparent=True, pictures=(72.0, 400.0))
    findings = check(with_page(inside, page), cover, press_files)
    assert findings["inside", subject].is_met is False
    assert "72 ppi" in findings["inside", "images"].text


def test_a_font_that_is_not_embedded_is_seen(
    inside: PressReading, cover: PressReading, press_files: PressFiles
) -> None:
    font = replace(inside.fonts[0], embedded=False)
    findings = check(replace(inside, fonts=(font,)), cover, press_files)
    assert findings["inside", "fonts"].is_met is False


def test_too_much_ink_and_colors_for_screens_are_seen(
    inside: PressReading, cover: PressReading, press_files: PressFiles
) -> None:
    bad = {Ink("DeviceCMYK", (1, 1, 1, 1)), Ink("DeviceRGB", (0, 0, 0))}
    page = replace(cover.pages[0], inks=cover.inks | bad)
    findings = check(inside, with_page(cover, page), press_files)
    assert findings["cover", "ink"].is_met is False
    assert findings["cover", "colors"].is_met is False
    assert "400 %" in findings["cover", "ink"].text


@pytest.mark.parametrize(
    ("digits", "is_met"), [("9783161484100", True), ("9783161484117", False), ("", None)]
)
def test_the_bars_are_those_of_the_isbn(
    digits: str,
    is_met: bool | None,
    covers: CoverMaker,
    inside: PressReading,
    press_files: PressFiles,
) -> None:
    drawn = measure(covers.render(200, identifier=ISBN))
    spec = replace(press_files.spec, isbn=digits, barcode=modules(digits) if digits else "")
    findings = check(inside, drawn, replace(press_files, spec=spec))
    assert findings["cover", "barcode"].is_met is is_met


def test_a_cover_that_lacks_its_bars_is_seen(
    inside: PressReading, cover: PressReading, press_files: PressFiles
) -> None:
    spec = replace(press_files.spec, isbn="9783161484100", barcode=modules("9783161484100"))
    findings = check(inside, cover, replace(press_files, spec=spec))
    assert findings["cover", "barcode"].is_met is False


def test_files_that_no_printer_could_use_are_an_error(tiny: AssembledEdition) -> None:
    style = tiny.assets["press.css"].replace(b"body:not(.wrap)", b"body.none")
    press = render_press(tiny.edition, tiny.assets | {"press.css": style})
    with pytest.raises(ProofError, match="inside: colors: DeviceCMYK, DeviceRGB"):
        preflight_press(tiny.edition, press.inside, press.cover, press.spec)


def test_a_cover_whose_words_do_not_fit_is_an_error(
    covers: CoverMaker, press_files: PressFiles
) -> None:
    words = "Many words. " * 500
    text = press_files.spec.cover_text + words
    content = covers.render(200, description=words)
    with pytest.raises(ProofError, match="the cover's text does not fit"):
        prove_cover(content, replace(press_files.spec, cover_text=text), "cover.pdf")


def test_a_cover_that_adds_a_word_is_an_error(press_files: PressFiles) -> None:
    spec = replace(press_files.spec, cover_text=press_files.spec.cover_text[1:])
    with pytest.raises(ProofError, match="the cover's text does not fit"):
        prove_cover(press_files.cover, spec, "cover.pdf")


def test_the_files_are_written_together(root: Path, press_files: PressFiles) -> None:
    report = write_press(SLUG, BuildContext(root))
    written = {path.name: path.read_bytes() for path in (root / "build" / SLUG / "press").iterdir()}
    assert written == {
        f"{SLUG}-press.pdf": press_files.inside,
        f"{SLUG}-cover.pdf": press_files.cover,
        "preflight.txt": report.encode(),
    }


def test_workers_and_cache_change_no_byte(
    tiny: AssembledEdition, press_files: PressFiles, tmp_path: Path
) -> None:
    cache = Cache(tmp_path, "seed")
    workers = [InlineExecutor()]
    for _ in range(2):
        press = render_press(tiny.edition, tiny.assets, workers=workers, cache=cache)
        assert press == press_files
    assert any(tmp_path.iterdir())


def test_another_trim_is_kept_to(tiny: AssembledEdition) -> None:
    edition = replace(tiny.edition, trim=parse_page_size("A5"))
    press = render_press(edition, tiny.assets, "115um", 8)
    box = measure(press.inside).pages[0].trim
    size = (box[2] - box[0], box[3] - box[1])
    assert size == pytest.approx((148 * MM, 210 * MM), abs=0.01)

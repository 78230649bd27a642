"""The printers' profiles: what is made for each, and what the preflight finds not met."""

from dataclasses import replace

import pytest

from book.errors import EditionError
from book.model import SIX_BY_NINE
from book.pipeline.edition import AssembledEdition
from book.render.press import render_press, trim_for
from book.render.press.paper import find_paper, spine_width
from book.render.press.profiles import INGRAM, KDP, LULU, PLAIN, PROFILES, find_profile
from book.verify.preflight import preflight_press
from book.verify.preflight.zones import check_cover_zones, check_inside_zones
from book.verify.readback.drawn import PageContent, PageInk
from book.verify.readback.press import measure

INCH = 72


def test_each_profile_names_its_sources() -> None:
    assert set(PROFILES) == {"plain", "kdp", "ingram", "lulu"}
    assert all(profile.sources for profile in PROFILES.values())


def test_an_unknown_printer_is_an_error() -> None:
    with pytest.raises(EditionError, match=r"(?s)unknown printer 'gutenberg'.*plain, kdp"):
        find_profile("gutenberg")


@pytest.mark.parametrize(
    ("pages", "gutter"), [(24, 0.375), (150, 0.375), (151, 0.5), (500, 0.625), (828, 0.875)]
)
def test_the_gutter_grows_with_the_pages(pages: int, gutter: float) -> None:
    assert KDP.gutter(pages) == gutter * INCH


@pytest.mark.parametrize(
    ("pages", "inner", "outer"), [(100, 54, 72), (300, 72, 54), (500, 81, 45), (700, 90, 36)]
)
def test_the_type_area_moves_outwards_and_keeps_its_size(
    pages: int, inner: float, outer: float
) -> None:
    trim = trim_for(SIX_BY_NINE, pages, LULU)
    assert (trim.inner, trim.outer, trim.measure) == (inner, outer, SIX_BY_NINE.measure)


def test_a_page_too_narrow_for_the_gutter_is_left_alone() -> None:
    narrow = replace(SIX_BY_NINE, width=400, inner=40, outer=54)
    assert trim_for(narrow, 700, LULU) == narrow


def test_the_spine_of_lulu_is_pages_by_444_and_six_hundredths_of_an_inch() -> None:
    width = spine_width(444, find_paper("lulu"), LULU.spine_extra)
    assert width == pytest.approx(1.06 * INCH)


def test_a_printer_without_figures_for_its_paper_asks_for_them(tiny: AssembledEdition) -> None:
    with pytest.raises(EditionError, match=r"(?s)IngramSpark.*cannot be computed.*--paper"):
        render_press(tiny.edition, tiny.assets, profile=INGRAM)


def page(*boxes: tuple[float, float, float, float]) -> PageContent:
    ink = tuple(PageInk("text", box, "words") for box in boxes)
    return PageContent(box=(0, 0, 432, 648), ink=ink)


@pytest.mark.slow
@pytest.mark.parametrize("profile", [KDP, LULU, PLAIN, replace(INGRAM, paper="115um")])
def test_the_files_are_as_the_printer_wants_them(tiny: AssembledEdition, profile: object) -> None:
    """But for the extent: the tiny book has too few pages for every printer."""
    assert isinstance(profile, type(KDP))
    press = render_press(tiny.edition, tiny.assets, profile=profile)
    report = preflight_press(tiny.edition, press.inside, press.cover, press.spec)
    not_met = {line.split()[2] for line in report.splitlines() if line.startswith("  NOT MET")}
    assert not_met <= {"extent"}
    boxes = measure(press.inside).pages[0]
    around = 10 * 72 / 25.4 if profile.has_marks else profile.inside_bleed
    assert boxes.media[2] - boxes.media[0] == pytest.approx(432 + 2 * around, abs=0.01)
    assert all(source in report for source in profile.sources)


@pytest.mark.slow
def test_margins_and_folds_that_are_not_kept_are_named(tiny: AssembledEdition) -> None:
    spec = render_press(tiny.edition, tiny.assets, profile=LULU).spec
    near = [page((54, 200, 360, 210)), page((20, 200, 60, 208))]
    margins = {each.subject: each for each in check_inside_zones(near, spec)}["margins"]
    assert margins.is_met is False
    assert "outer 7.1" in margins.text
    stray = {each.subject: each for each in check_inside_zones([page((54, 20, 360, 30))], spec)}
    assert stray["type area"].is_met is False
    across = PageContent(
        box=(0, 0, spec.cover_trim.width, 648),
        ink=(PageInk("text", (400, 300, 450, 320), "A Title"),),
    )
    (finding,) = check_cover_zones(across, spec)
    assert finding.is_met is False
    assert "“A Title” crosses a fold" in finding.text

"""Page numbers put into pages that are drawn: each page is what it would have been with them from the first."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from book import files
from book.bench.synthetic import synthetic_edition
from book.model import Edition
from book.print.documents import Job, Setting, document_source
from book.print.layout import Press
from book.print.leaves import Drawn
from book.print.pdf import render_pdf
from book.print.sheets import Sheet, Sheets
from book.readback.pdf import draw_page, read_pdf

PROPORTIONAL = b".figures, ol.contents .figures { font-variant-numeric: proportional-nums !important }"


def edition_of(parts: int, paragraphs: int = 4) -> Edition:
    return synthetic_edition(parts=parts, paragraphs=paragraphs, words=files.read_words("en"), references=1.0)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(Setting(edition_of(1).trim, files.read_assets(), ("print.css",), "pdf/a-3a"))


def numbered(edition: Edition, first: int) -> tuple[Sheet, ...]:
    """The sheets with a number of its own for each anchor, all of as many figures."""

    class Numbers(dict[str, str]):
        def __missing__(self, anchor: str) -> str:
            self[anchor] = str(first + 37 * len(self) % (9 * first))
            return self[anchor]

        def __contains__(self, _: object) -> bool:
            return True

    return Sheets(edition)(Numbers())


def contents_of(drawn: Drawn) -> list[bytes]:
    return [leaf.content for leaf in drawn.leaves]


@pytest.mark.parametrize("first", [1, 10, 100, 1000])
def test_a_page_is_what_it_would_have_been_with_its_numbers_from_the_first(first: int, press: Press) -> None:
    edition = edition_of(2)
    seen = set()
    for sheet in numbered(edition, first):
        job = Job.of(sheet.name, document_source(edition, sheet), sheet.notes)
        if job.figures:
            seen |= set("".join(job.figures))
            drawn = press.make(job)
            assert drawn.takes(job.figures)
            assert contents_of(drawn.with_figures(job.figures)) == contents_of(press.make(job.with_words))
            assert contents_of(drawn) != contents_of(drawn.with_figures(job.figures))
    assert len(seen) > 5  # of the ten figures


def test_figures_that_are_not_of_one_width_are_words_like_others() -> None:
    edition = edition_of(3)
    assets = files.read_assets()
    assets["print.css"] += PROPORTIONAL
    press = Press(Setting(edition.trim, assets, ("print.css",), ""))
    sheet = next(sheet for sheet in numbered(edition, 10) if sheet.name == "part-1")
    job = Job.of(sheet.name, document_source(edition, sheet), sheet.notes)
    assert not press.make(job).takes(job.figures)
    laid: list[str] = []
    reading = read_pdf(render_pdf(edition, Sheets(edition), assets, told=lambda sheet: laid.append(sheet.name)))
    assert laid.count("part-1") > 1
    assert "".join(reading.pages) == "".join(read_pdf(render_pdf(edition, Sheets(edition), files.read_assets())).pages)


def test_a_number_with_one_figure_more_than_was_guessed_is_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = edition_of(3)
    wanted = render_pdf(edition, Sheets(edition), files.read_assets())

    def far(_: object, extents: Mapping[str, object]) -> dict[str, str]:
        return dict.fromkeys(found, "1234") if len(extents) < 3 else found

    found = {anchor: "7" for sheet in Sheets(edition).bare for anchor in sheet.notes}
    found |= {f"p-part-{part}-{paragraph}": "7" for part in (1, 2, 3) for paragraph in range(4)}
    monkeypatch.setattr("book.print.places.Guess.numbers", far)
    assert render_pdf(edition, Sheets(edition), files.read_assets()) == wanted


def test_a_heading_keeps_its_own_figures_as_the_bookmarks_have_them_too() -> None:
    job = Job.of("x", '<h2>See <span class="figures">12</span></h2><p>on <span class="figures">9</span></p>', ())
    assert job.figures == ("9",)
    assert '<h2>See <span class="figures">12</span></h2>' in job.source


def test_each_page_of_the_joined_file_looks_as_the_engine_draws_it() -> None:
    """The engine's own file of each sheet, with its numbers written in, beside the one file of all: the same letters at the same places."""
    edition = edition_of(2)
    assets = files.read_assets()
    given: list[tuple[Sheet, ...]] = []
    sheets = Sheets(edition)

    def bare(numbers: Mapping[str, str]) -> tuple[Sheet, ...]:
        given.append(tuple(replace(sheet, folio="none") for sheet in sheets(numbers)))
        return given[-1]

    joined = render_pdf(edition, bare, assets)
    press = Press(Setting(edition.trim, assets, ("print.css",), "pdf/a-3a"))
    page = 0
    for sheet in given[-1]:
        document = press.render(document_source(edition, sheet))
        alone = document.write_pdf()
        for number in range(len(document.pages)):
            assert draw_page(joined, page + number, 500) == draw_page(alone, number, 500), f"{sheet.name}, page {number}"
        page += len(document.pages) + len(document.pages) % 2
    assert page > 8

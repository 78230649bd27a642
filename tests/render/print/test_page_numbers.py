"""Page numbers put into pages that are drawn: each page is what it would have been with them from the first."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from book.model import Edition
from book.render.print.documents import Job, Setting, document_source
from book.render.print.engine.layout import Press
from book.render.print.page_numbers import put_in
from book.render.print.pdf import render_pdf
from book.render.print.sheets import Sheet, Sheets
from book.runtime import workspace
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import draw_page, read_pdf
from tests.bench.synthetic import synthetic_edition

NUMBERS = re.compile(rb"\[[^\]]*\] TJ")


def edition_of(parts: int, paragraphs: int = 4, references: float = 1.0) -> Edition:
    return synthetic_edition(parts=parts, paragraphs=paragraphs, references=references)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(Setting(edition_of(1).trim, workspace.read_assets(), ("print.css",), "pdf/a-3a"))


def numbered(edition: Edition, first: int) -> tuple[Sheet, ...]:
    """The sheets with a number of its own for each anchor, all of as many figures."""

    class Numbers(dict[str, str]):
        def __missing__(self, anchor: str) -> str:
            self[anchor] = str(first + 37 * len(self) % (9 * first))
            return self[anchor]

        def __contains__(self, _: object) -> bool:
            return True

    return Sheets(edition)(Numbers())


@pytest.mark.parametrize("first", [1, 10, 100, 1000])
def test_the_right_figures_take_the_room_of_the_twos_and_nothing_else_moves(
    first: int, press: Press
) -> None:
    edition = edition_of(2)
    seen = set()
    for sheet in numbered(edition, first):
        job = Job.of(sheet.name, document_source(edition, sheet), sheet.notes)
        drawn = press.make(job)
        for before, after in zip(drawn.leaves, drawn.with_figures(job.figures).leaves, strict=True):
            twos = put_in(
                zlib.decompress(before.content),
                before.spots,
                ["2" * len(figures) for figures in job.figures],
            )
            for spot in before.spots:
                seen |= set(job.figures[spot.place])
                assert spot.room > 0
                assert zlib.decompress(after.content).count(spot.show(job.figures[spot.place])) > 0
            assert NUMBERS.sub(b"", zlib.decompress(after.content)) == NUMBERS.sub(b"", twos)
    assert len(seen) > 5  # of the ten figures


@pytest.mark.parametrize(
    "numeric",
    ["", "lining-nums tabular-nums", "oldstyle-nums tabular-nums", "lining-nums proportional-nums"],
)
def test_figures_end_where_the_twos_end_and_are_read_as_they_are(numeric: str) -> None:
    """Whatever figures the style sheet asks for: the place of what follows does not depend on them."""
    edition = edition_of(2)
    assets = workspace.read_assets()
    assets["print.css"] += f".figures {{ font-variant-numeric: {numeric or 'normal'} }}".encode()
    press = Press(Setting(edition.trim, assets, ("print.css",), "pdf/a-3a"))
    sheet = next(sheet for sheet in numbered(edition, 100) if sheet.name == "part-1")
    drawn = press.make(Job.of(sheet.name, document_source(edition, sheet), sheet.notes))
    for spot in (spot for leaf in drawn.leaves for spot in leaf.spots):
        assert abs(spot.room - 3 * spot.widths[2]) <= 3  # thousandths; rounded
        shown = spot.show("417")
        left = int(shown[1:].split(b" ")[0])
        assert -left + sum(spot.widths[figure] for figure in (4, 1, 7)) == spot.room
    prove_pdf(edition, read_pdf(render_pdf(edition, Sheets(edition), assets)), "book.pdf")


def test_a_number_with_one_figure_more_than_was_guessed_is_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = edition_of(3)
    wanted = render_pdf(edition, Sheets(edition), workspace.read_assets())

    def far(_: object, extents: Mapping[str, object]) -> dict[str, str]:
        return dict.fromkeys(found, "1234") if len(extents) < 3 else found

    found = {anchor: "7" for sheet in Sheets(edition).bare for anchor in sheet.notes}
    found |= {f"p-part-{part}-{paragraph}": "7" for part in (1, 2, 3) for paragraph in range(4)}
    monkeypatch.setattr("book.render.print.places.Guess.numbers", far)
    assert render_pdf(edition, Sheets(edition), workspace.read_assets()) == wanted


def test_a_heading_keeps_its_own_figures_as_the_bookmarks_have_them_too() -> None:
    job = Job.of(
        "x",
        '<h2>See <span class="figures">12</span></h2><p>on <span class="figures">9</span></p>',
        (),
    )
    assert job.figures == ("9",)
    assert '<h2>See <span class="figures">12</span></h2>' in job.source


def test_each_page_of_the_joined_file_looks_as_the_engine_draws_it() -> None:
    """The engine's own file of each sheet beside the one file of all, but for page numbers, which the contents alone have here."""
    edition = edition_of(2, references=0)
    assets = workspace.read_assets()
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
            same = draw_page(joined, page + number, 500) == draw_page(alone, number, 500)
            assert same or sheet.name == "contents", f"{sheet.name}, page {number}"
        page += len(document.pages) + len(document.pages) % 2
    assert page > 8

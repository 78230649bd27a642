"""Page numbers put into pages that are drawn: each page is what it would have been with them from the first."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from book.model import Edition
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.engine.layout import LayoutEngine
from book.render.print.html_source import document_source
from book.render.print.layout_job import LayoutJob, LayoutSettings
from book.render.print.page_numbers import fill_slots
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import draw_page, read_pdf
from tests.bench.synthetic import synthetic_edition

NUMBERS = re.compile(rb"\[[^\]]*\] TJ")


def edition_of(parts: int, paragraphs: int = 4, references: float = 1.0) -> Edition:
    return synthetic_edition(parts=parts, paragraphs=paragraphs, references=references)


@pytest.fixture(scope="module")
def engine() -> LayoutEngine:
    return LayoutEngine(
        LayoutSettings(edition_of(1).trim, workspace.read_assets(), ("print.css",), "pdf/a-3a")
    )


def numbered(edition: Edition, first: int) -> tuple[PrintDocument, ...]:
    """The sheets with a number of its own for each anchor, all of as many figures."""

    class Numbers(dict[str, str]):
        def __missing__(self, anchor: str) -> str:
            self[anchor] = str(first + 37 * len(self) % (9 * first))
            return self[anchor]

        def __contains__(self, _: object) -> bool:
            return True

    return PrintDocuments(edition)(Numbers())


@pytest.mark.parametrize("first", [1, 10, 100, 1000])
def test_the_right_figures_take_the_room_of_the_twos_and_nothing_else_moves(
    first: int, engine: LayoutEngine
) -> None:
    edition = edition_of(2)
    seen = set()
    for document in numbered(edition, first):
        job = LayoutJob.from_html(
            document.name, document_source(edition, document), document.note_anchors
        )
        drawn = engine.render(job)
        for before, after in zip(
            drawn.pages, drawn.with_page_numbers(job.page_numbers).pages, strict=True
        ):
            twos = fill_slots(
                zlib.decompress(before.content),
                before.slots,
                ["2" * len(figures) for figures in job.page_numbers],
            )
            for spot in before.slots:
                seen |= set(job.page_numbers[spot.place])
                assert spot.room > 0
                assert (
                    zlib.decompress(after.content).count(spot.show(job.page_numbers[spot.place]))
                    > 0
                )
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
    engine = LayoutEngine(LayoutSettings(edition.trim, assets, ("print.css",), "pdf/a-3a"))
    document = next(document for document in numbered(edition, 100) if document.name == "part-1")
    drawn = engine.render(
        LayoutJob.from_html(
            document.name, document_source(edition, document), document.note_anchors
        )
    )
    for spot in (spot for page in drawn.pages for spot in page.slots):
        assert abs(spot.room - 3 * spot.widths[2]) <= 3  # thousandths; rounded
        shown = spot.show("417")
        left = int(shown[1:].split(b" ")[0])
        assert -left + sum(spot.widths[figure] for figure in (4, 1, 7)) == spot.room
    prove_pdf(edition, read_pdf(render_pdf(edition, PrintDocuments(edition), assets)), "book.pdf")


def test_a_number_with_one_figure_more_than_was_guessed_is_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = edition_of(3)
    wanted = render_pdf(edition, PrintDocuments(edition), workspace.read_assets())

    def far(_: object, extents: Mapping[str, object]) -> dict[str, str]:
        return dict.fromkeys(found, "1234") if len(extents) < 3 else found

    found = {
        anchor: "7"
        for document in PrintDocuments(edition).unnumbered
        for anchor in document.note_anchors
    }
    found |= {f"p-part-{part}-{paragraph}": "7" for part in (1, 2, 3) for paragraph in range(4)}
    monkeypatch.setattr("book.render.print.estimate.PageEstimate.numbers", far)
    assert render_pdf(edition, PrintDocuments(edition), workspace.read_assets()) == wanted


def test_a_heading_keeps_its_own_figures_as_the_bookmarks_have_them_too() -> None:
    job = LayoutJob.from_html(
        "x",
        '<h2>See <span class="figures">12</span></h2><p>on <span class="figures">9</span></p>',
        (),
    )
    assert job.page_numbers == ("9",)
    assert '<h2>See <span class="figures">12</span></h2>' in job.source


def test_each_page_of_the_joined_file_looks_as_the_engine_draws_it() -> None:
    """The engine's own file of each sheet beside the one file of all, but for page numbers, which the contents alone have here."""
    edition = edition_of(2, references=0)
    assets = workspace.read_assets()
    given: list[tuple[PrintDocument, ...]] = []
    documents = PrintDocuments(edition)

    def bare(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        given.append(tuple(replace(document, folio="none") for document in documents(numbers)))
        return given[-1]

    joined = render_pdf(edition, bare, assets)
    engine = LayoutEngine(LayoutSettings(edition.trim, assets, ("print.css",), "pdf/a-3a"))
    page = 0
    for document in given[-1]:
        laid_out = engine.lay_out(document_source(edition, document))
        alone = laid_out.write_pdf()
        for number in range(len(laid_out.pages)):
            same = draw_page(joined, page + number, 500) == draw_page(alone, number, 500)
            assert same or document.name == "contents", f"{document.name}, page {number}"
        page += len(laid_out.pages) + len(laid_out.pages) % 2
    assert page > 8

"""Page numbers replaced in rendered pages: each page is what it would have been with them."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from book.model import Edition
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.engine.layout import LayoutEngine
from book.render.print.html_source import document_source
from book.render.print.layout_job import LayoutJob
from book.render.print.page_numbers import fill_slots
from book.render.print.pdf import render_pdf
from book.render.print.rendered import RenderedPage
from book.runtime import workspace
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import draw_page, read_pdf
from tests.render.print.books import edition_of, engine_for, job_of

pytestmark = pytest.mark.slow

NUMBERS = re.compile(rb"\[[^\]]*\] TJ")
WIDTH = 500  # pixels of a page that is compared
STYLES_OF_DIGITS = (
    "normal",
    "lining-nums tabular-nums",
    "oldstyle-nums tabular-nums",
    "lining-nums proportional-nums",
)


@pytest.fixture(scope="module")
def engine() -> LayoutEngine:
    return engine_for(edition_of(1))


class Numbers(dict[str, str]):
    """A number of its own for each anchor, all of as many digits as the first."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first

    def __missing__(self, anchor: str) -> str:
        self[anchor] = str(self.first + 37 * len(self) % (9 * self.first))
        return self[anchor]

    def __contains__(self, _: object) -> bool:
        return True


def numbered(edition: Edition, first: int) -> tuple[PrintDocument, ...]:
    return PrintDocuments(edition)(Numbers(first))


def without_numbers(page: RenderedPage) -> bytes:
    return NUMBERS.sub(b"", zlib.decompress(page.content))


@pytest.mark.parametrize("first", [1, 10, 100, 1000])
def test_digits_take_the_room_of_the_stand_ins(first: int, engine: LayoutEngine) -> None:
    """Nothing else moves."""
    edition = edition_of(2)
    digits: set[str] = set()
    for document in numbered(edition, first):
        job = job_of(edition, document)
        rendered = engine.render(job)
        filled = rendered.with_page_numbers(job.page_numbers)
        for before, after in zip(rendered.pages, filled.pages, strict=True):
            digits |= digits_of_slots(before, after, job)
            stand_ins = ["2" * len(number) for number in job.page_numbers]
            twos = fill_slots(zlib.decompress(before.content), before.slots, stand_ins)
            assert without_numbers(after) == NUMBERS.sub(b"", twos)
    assert len(digits) > 5


def digits_of_slots(before: RenderedPage, after: RenderedPage, job: LayoutJob) -> set[str]:
    """Check that each slot is filled; return the digits in them."""
    content, digits = zlib.decompress(after.content), set()
    for slot in before.slots:
        number = job.page_numbers[slot.place]
        assert slot.room > 0
        assert content.count(slot.show(number)) > 0
        digits |= set(number)
    return digits


@pytest.mark.parametrize("numeric", STYLES_OF_DIGITS)
def test_digits_end_where_the_stand_ins_end(numeric: str) -> None:
    """Whatever digits the style sheet asks for: what follows does not depend on them."""
    edition, css = edition_of(2), f".figures {{ font-variant-numeric: {numeric} }}"
    documents = numbered(edition, 100)
    part = next(document for document in documents if document.name == "part-1")
    rendered = engine_for(edition, css).render(job_of(edition, part))
    slots = [slot for page in rendered.pages for slot in page.slots]
    assert slots
    for slot in slots:
        assert abs(slot.room - 3 * slot.widths[2]) <= 3  # thousandths; rounded
        left = int(slot.show("417")[1:].split(b" ")[0])
        assert -left + sum(slot.widths[digit] for digit in (4, 1, 7)) == slot.room


@pytest.mark.parametrize("numeric", STYLES_OF_DIGITS)
def test_replaced_digits_are_read_as_they_are(numeric: str) -> None:
    edition, assets = edition_of(2), workspace.read_assets()
    assets["print.css"] += f".figures {{ font-variant-numeric: {numeric} }}".encode()
    content = render_pdf(edition, PrintDocuments(edition), assets)
    prove_pdf(edition, read_pdf(content), "book.pdf")


def test_a_heading_keeps_its_number_for_the_bookmarks() -> None:
    heading = '<h2>See <span class="figures">12</span></h2>'
    job = LayoutJob.from_html("x", heading + '<p>on <span class="figures">9</span></p>', ())
    assert job.page_numbers == ("9",)
    assert heading in job.source


def test_each_page_looks_as_weasyprint_draws_it() -> None:
    """WeasyPrint's own file of each document beside the one file of all, except page numbers.

    Only the contents have page numbers here.
    """
    edition = edition_of(2, references=0)
    rendered: list[tuple[PrintDocument, ...]] = []
    documents = PrintDocuments(edition)

    def without_folios(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        rendered.append(tuple(replace(d, folio="none") for d in documents(numbers)))
        return rendered[-1]

    joined = render_pdf(edition, without_folios, workspace.read_assets())
    engine, first = engine_for(edition), 0
    for document in rendered[-1]:
        laid_out = engine.lay_out(document_source(edition, document))
        alone, pages = laid_out.write_pdf(), len(laid_out.pages)
        if document.name != "contents":
            assert different_pages(joined, first, alone, pages) == [], document.name
        first += pages + pages % 2
    assert first > 8


def different_pages(joined: bytes, first: int, alone: bytes, pages: int) -> list[int]:
    """Return the indices of the pages of `alone` that look different in `joined`."""
    return [
        index
        for index in range(pages)
        if draw_page(joined, first + index, WIDTH) != draw_page(alone, index, WIDTH)
    ]

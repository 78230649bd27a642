"""Documents that begin on the left: turned when they are drawn, or laid out for that side."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from markupsafe import Markup

from book.model import Division, Edition, Paragraph, Plain
from book.pipeline.printing import prove_spoken, typeset
from book.render.print.book_layout import DocumentsWithNumbers
from book.render.print.documents import PrintDocument, PrintDocuments, Side
from book.render.print.layout_cache import Extent
from book.render.print.pdf import render_pdf
from book.render.print.placement import is_left, place_documents
from book.runtime import workspace
from book.verify.readback.pdf import draw_page, read_pdf
from tests.render.print.books import edition_of

CHAPTER = "chapter-2"
SIGLA = Paragraph((Plain("Text: A"),), "sources")


def with_chapter(edition: Edition, *before: Paragraph) -> Edition:
    """Return an edition with a chapter after its first part, which begins on the left."""
    part = next(division for division in edition.divisions if division.matter == "body")
    words = Paragraph((Plain("These are the words of a short chapter. " * 30),))
    chapter = Division(CHAPTER, "part", (Plain("Two"),), blocks=(*before, words))
    place = edition.divisions.index(part) + 1
    divisions = (*edition.divisions[:place], chapter, *edition.divisions[place:])
    return replace(edition, divisions=divisions)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return with_chapter(edition_of(1, paragraphs=1, references=0))


def opened_on_sides(documents: PrintDocuments, sides: Mapping[str, Side]) -> DocumentsWithNumbers:
    """Return the documents, laid out for the sides on which they begin."""

    def fixed(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        return tuple(
            replace(document, opens=sides.get(document.name, document.opens))
            for document in documents(numbers)
        )

    return fixed


def links_of(content: bytes) -> list[list[float]]:
    with pikepdf.open(BytesIO(content)) as file:
        found = [link for page in file.pages for link in page.get("/Annots", [])]
        return [[float(edge) for edge in link.Rect] for link in found]


def test_a_turned_document_is_the_same_as_one_that_is_laid_out_on_its_side(
    edition: Edition,
) -> None:
    documents, assets = PrintDocuments(edition), workspace.read_assets()
    turned = render_pdf(edition, documents, assets)
    laid_out = render_pdf(edition, opened_on_sides(documents, {CHAPTER: "left"}), assets)
    reading, other = read_pdf(turned), read_pdf(laid_out)
    page = reading.anchors[CHAPTER]
    assert is_left(page + 1)
    assert len(reading.pages) == len(other.pages)
    for index in range(page, len(reading.pages)):
        assert draw_page(turned, index, 400) == draw_page(laid_out, index, 400)
    pairs = zip(links_of(turned), links_of(laid_out), strict=True)
    assert all(one == pytest.approx(two, abs=0.01) for one, two in pairs)
    assert outlines(turned) == outlines(laid_out)


def outlines(content: bytes) -> list[tuple[str, float]]:
    with pikepdf.open(BytesIO(content)) as file, file.open_outline() as outline:
        destinations: list[Any] = [item.destination for item in outline.root]
        left = [round(float(destination[2]), 2) for destination in destinations]
        return [(item.title, x) for item, x in zip(outline.root, left, strict=True)]


def test_what_has_something_in_its_margins_is_laid_out_on_its_side(edition: Edition) -> None:
    """The proof refuses witnesses in the inner margin, and what lies outside the type area."""
    with_sigla = with_chapter(edition_of(1, paragraphs=1, references=0), SIGLA)
    made = typeset(with_sigla, workspace.read_assets())
    prove_spoken(with_sigla, made)
    assert is_left(made.reading.anchors[CHAPTER] + 1)


def test_only_front_matter_the_text_and_its_parts_must_open_on_the_right(edition: Edition) -> None:
    sides = {document.name: document.opens for document in PrintDocuments(edition)({})}
    assert sides[CHAPTER] == sides["colophon"] == ""
    assert sides["opening"] == sides["contents"] == sides["part-1"] == "right"


def test_the_first_of_the_text_begins_on_page_1() -> None:
    chapter = PrintDocument("one", Markup(""), "", "arabic", (), opens="")
    front = PrintDocument("front", Markup(""), "", "roman", ())
    placed = place_documents((front, chapter), {"front": Extent(3, {}), "one": Extent(2, {})})
    assert [(place.start, place.is_turned) for place in placed] == [(1, False), (1, False)]

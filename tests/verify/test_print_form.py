"""The proof of the PDF's form: what it loses of each kind is named, and stops the build."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from book.errors import ProofError
from book.model import Edition
from book.pipeline.printing import prove_spoken, typeset
from book.runtime import workspace
from book.verify.proof.prove_print_form import find_lost_form, prove_print_form
from book.verify.proof.spoken_form import SpokenForm
from book.verify.readback.drawn import DrawnText, PageContent
from book.verify.readback.pdf import PdfReading, read_pdf
from book.verify.readback.speech import TaggedBook, read_book
from tests.verify.print_forms import (
    Change,
    Retag,
    as_tag,
    book_of_forms,
    redrawn,
    retagged,
    with_line_end,
    without_font,
)

EDITION = book_of_forms()
Made = tuple[TaggedBook, PdfReading]
# A style sheet that shows no form.
FORMLESS = """
em, em em, strong, sup, sub, .small-caps { font: inherit !important }
em, em em, strong, sup, sub, .small-caps { font-variant: normal !important }
em, em em, strong, sup, sub, .small-caps { font-style: inherit !important }
sup, sub { vertical-align: baseline !important; font-size: inherit !important }
u, del { text-decoration: none !important } .line { display: inline !important }
hr::before { content: none !important } img { display: none !important }
"""


@pytest.fixture(scope="module")
def made() -> Made:
    content = typeset(EDITION, workspace.read_assets()).content
    return read_book(content), read_pdf(content)


def prove(made: Made, book: TaggedBook, edition: Edition = EDITION) -> None:
    prove_print_form(edition, book, SpokenForm(book.document), made[1], "forms.pdf")


def test_all_form_is_on_the_pages(made: Made) -> None:
    prove(made, made[0])


def lowered(text: str, by: float) -> Change:
    return lambda each: replace(each, baseline=each.baseline + by) if each.text == text else each


def on_one_line(text: DrawnText) -> DrawnText:
    verse = ("One line,", "another,", "a third.", "A stanza,", "too.")
    return replace(text, baseline=9) if text.text.strip() in verse else text


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (without_font("Italic"), r"\d+ × emphasis is lost here: .*all"),
        (without_font("Bold"), "2 × strong is lost here: bold, both"),
        (without_font("Small-Caps"), "1 × small-capitals is lost here: small"),
        (lowered("12", 4.67), "1 × superscript is lost here: 12"),
        (lowered("2", -2), "1 × subscript is lost here: 2"),
        (lambda each: replace(each, is_underlined=False), "1 × underline is lost here: under"),
        (lambda each: replace(each, is_struck=False), "1 × deletion is lost here: struck"),
        (on_one_line, "3 of 5 verse-lines are lost here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_form_that_pages_do_not_show_is_named(made: Made, change: Change, lost: str) -> None:
    with pytest.raises(ProofError, match=rf"forms\.pdf: {lost}"):
        prove(made, redrawn(made[0], change))


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (as_tag("Link", "Span"), "1 × link is lost here: address"),
        (
            lambda each: replace(each, language=""),
            "6 × foreign is lost here: bac, bien, douze, le, sûr, voix",
        ),
        (as_tag("BlockQuote", "Div"), "1 of 1 quotations are lost here"),
        (as_tag("L", "Div"), "3 of 3 lists are lost here"),
        (as_tag("LI", "Div"), "3 of 3 items are lost here"),
        (as_tag("Table", "Div"), "1 of 1 tables are lost here"),
        (as_tag("TD TH", "Div"), "4 of 4 cells are lost here"),
        (as_tag("H1 H2 H3 H4", "P"), r"\d+ of \d+ headings are lost here"),
        (as_tag("Figure", "Div"), "1 of 1 pictures are lost here"),
        (as_tag("Note", "P"), "2 of 2 notes are lost here"),
        (lambda each: replace(each, alternative=""), "1 of 1 pictures are lost here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_form_that_the_structure_does_not_tell_is_named(
    made: Made, change: Retag, lost: str
) -> None:
    with pytest.raises(ProofError, match=rf"forms\.pdf: {lost}"):
        prove(made, retagged(made[0], change))


def test_pictures_and_scene_breaks_are_counted(made: Made) -> None:
    with pytest.raises(ProofError, match="1 of 1 pictures"):
        prove(made, _with_pages(made[0], without_pictures))
    with pytest.raises(ProofError, match="1 of 1 scene-breaks"):
        prove(made, _with_pages(made[0], without_breaks))


def without_pictures(page: PageContent) -> PageContent:
    return replace(page, images=0)


def without_breaks(page: PageContent) -> PageContent:
    return replace(page, scene_breaks=0)


def _with_pages(book: TaggedBook, change: Callable[[PageContent], PageContent]) -> TaggedBook:
    return replace(book, pages=tuple(map(change, book.pages)))


def test_a_line_end_that_is_not_on_the_page_is_lost(made: Made) -> None:
    with pytest.raises(ProofError, match="1 of 1 breaks are lost here"):
        prove(made, made[0], with_line_end(EDITION))


@pytest.mark.slow
def test_a_style_sheet_that_shows_no_form_is_found_out() -> None:
    assets = workspace.read_assets()
    assets["print.css"] += FORMLESS.encode()
    content = typeset(EDITION, assets).content
    book = read_book(content)
    spoken = SpokenForm(book.document)
    words, blocks = find_lost_form(EDITION, book, spoken, read_pdf(content), "forms.pdf")
    assert {"emphasis", "strong", "small-capitals", "superscript", "subscript"} <= {*words}
    assert {"underline", "deletion"} <= {*words}
    assert {"verse-lines", "scene-breaks", "pictures"} <= {*blocks}
    with pytest.raises(ProofError, match="is lost here"):
        prove_spoken(EDITION, typeset(EDITION, assets))

"""Every form on printed pages: each word once, spoken in order, inside the page."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from book.errors import EditionError
from book.model import Insert, Note, NoteCall, Paragraph, Picture, Place, Plain, Table
from book.pipeline.drawings import with_rasters
from book.pipeline.printing import TypesetEdition, prove_spoken, typeset
from book.render.html.cells import Grid, HtmlCell
from book.render.print.documents import PrintDocument
from book.render.print.engine.outside import require_inside
from book.render.print.figures import print_pictures
from book.render.print.html_source import document_source
from book.render.print.tables import size_classes
from book.render.print.typesetting import poem_attributes
from book.runtime import workspace
from book.source.page_size import parse_page_size
from book.verify.readback.speech import read_book, read_structure
from book.verify.readback.tagged import TaggedElement
from tests.bench.synthetic import synthetic_edition
from tests.render.formed_book import FIGURE, box, formed_book, para, picture
from tests.render.print.books import engine_for

SMALL = parse_page_size("4.5x7in")


@pytest.fixture(scope="module")
def made() -> TypesetEdition:
    return typeset(formed_book(), workspace.read_assets())


@pytest.fixture(scope="module")
def structure(made: TypesetEdition) -> TaggedElement:
    return read_structure(made.content)


def test_each_word_is_printed_and_spoken_once(made: TypesetEdition) -> None:
    prove_spoken(formed_book(), made)


def test_the_notes_of_the_source_stand_above_the_variants_and_the_editors(
    made: TypesetEdition,
) -> None:
    page = made.reading.pages[made.reading.labels.index("1")]
    foot = ["The author’s own", "A note of the author’s", "crossed]", "What the editor"]
    assert sorted(foot, key=page.index) == foot


def test_what_the_style_sheet_draws_is_not_the_text(made: TypesetEdition) -> None:
    assert "•" not in "".join(made.reading.pages)


def test_the_pictures_are_figures_with_their_alternatives(structure: TaggedElement) -> None:
    assert len(list(structure.find("Figure"))) == 2  # a decoration is none
    assert len(list(structure.find("Caption"))) == 4


def test_a_table_has_all_its_cells(structure: TaggedElement) -> None:
    (table,) = structure.find("Table")
    assert [len(list(row.find("TD"))) for row in table.find("TR")] == [0, 4, 3, 2, 3]


def test_a_picture_is_as_large_as_the_page_and_no_finer_than_print() -> None:
    tall = replace(
        formed_book(Figures=(Insert("picture", (FIGURE,)),)),
        pictures=(picture("bridge.png", 700, 2100),),
        trim=SMALL,
    )
    (printed,) = print_pictures(tall).values()
    assert printed.height % 14 == 0
    assert printed.height < SMALL.depth
    assert printed.picture.height / printed.height * 72 <= 301


def test_a_drawing_is_printed_as_a_picture() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><text>Words</text></svg>'
    drawn = replace(
        formed_book(Figures=(Insert("picture", (FIGURE,)),)),
        pictures=(Picture("bridge.png", "image/svg+xml", svg),),
    )
    made = typeset(drawn, workspace.read_assets())
    assert "Words" not in "".join(made.reading.pages)
    assert with_rasters(drawn).pictures[0].media_type == "image/png"


def test_a_long_note_of_the_source_has_its_paragraphs_and_its_level() -> None:
    long = Note("n", "source", "*", "", Place(("I",)), (Plain("word " * 200),))
    called = Paragraph((Plain("Called"), NoteCall("n"), Plain(" here.")))
    edition = replace(formed_book(Text=(called,)), notes=(long,))
    made = typeset(edition, workspace.read_assets())
    prove_spoken(edition, made)


# ── What lies outside ────────────────────────────────────────────────────────────────────────────


def lay_out(body: str, css: str = "") -> None:
    edition = formed_book()
    document = PrintDocument("part", Markup(body), "", "none", ())  # noqa: S704 (its own words)
    engine = engine_for(edition, css, variant="")
    require_inside(engine.lay_out(document_source(edition, document)), "part")


@pytest.mark.parametrize(
    "body", ["<p>Words</p>", "<p>https://x.example/" + "abcdefghi" * 30 + "</p>"]
)
def test_words_that_can_be_divided_lie_inside(body: str) -> None:
    lay_out(body)


@pytest.mark.parametrize(
    "body",
    [
        '<p style="white-space:nowrap">' + "outside " * 40 + "</p>",
        '<p style="margin-left:-40pt">outside</p>',
        '<div style="height:2000pt;break-inside:avoid;padding-top:1900pt">outside</div>',
        "<table><tr>" + "<td style='white-space:nowrap'>outside outside</td>" * 9 + "</tr></table>",
    ],
)
def test_what_lies_outside_the_page_is_an_error_that_names_it(body: str) -> None:
    with pytest.raises(EditionError, match=r"“outside.*” lies outside the page"):
        lay_out(body)


def grid(*texts: str) -> Grid:
    cells = tuple(HtmlCell((para(text),)) for text in texts)
    return Grid(len(cells), (), (cells,), (cells,), ())


@pytest.mark.parametrize(
    ("texts", "classes"),
    [
        (("a", "b"), ""),
        (("wordsofsome",) * 5, " small"),
        (("wordsofsome",) * 6, " smaller"),
        (("wordsofsome",) * 8, " smaller landscape"),
        (("wordsofsome",) * 20, " crowded"),
    ],
)
def test_a_table_is_set_as_large_as_it_fits(texts: tuple[str, ...], classes: str) -> None:
    assert size_classes(grid(*texts), parse_page_size("6x9"), 8) == classes


def test_a_poem_stands_in_the_middle_by_its_longest_line() -> None:
    trim = parse_page_size("6x9")
    assert poem_attributes(20, trim) == ' style="margin-inline-start:70pt"'
    assert poem_attributes(200, trim) == ' style="margin-inline-start:14pt"'
    assert box("poem", "p").kind == "poem"


def test_a_wide_table_lies_on_its_side_on_as_many_pages_as_it_needs() -> None:
    """Its head is repeated, and is no text of the book there."""
    row = ((Plain("Constantinople"),), (Plain("Staatsbibliothek"),)) * 3
    heads = tuple((Plain(f"Column {n}"),) for n in range(6))
    table = Table(heads, (row,) * 50)
    edition = synthetic_edition(parts=1, paragraphs=1)
    part = next(d for d in edition.divisions if d.matter == "body")
    wide = replace(part, blocks=(*part.blocks, table))
    divisions = tuple(wide if d is part else d for d in edition.divisions)
    edition = replace(edition, divisions=divisions)
    made = typeset(edition, workspace.read_assets())
    prove_spoken(edition, made)
    book = read_book(made.content)
    assert len(list(book.document.find("Table"))) == 3
    assert book.document.text.count("Column 5") == 1
    repeated = "".join(text.text for page in book.pages for text in page.artifacts)
    assert repeated.replace(" ", "").count("Column5") == 2

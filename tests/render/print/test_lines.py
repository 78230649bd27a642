"""Lines are set as a typesetter sets them: none gapes, none begins with the call of a note.

WeasyPrint alone makes such lines; the tests show it by taking a repair back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from markupsafe import Markup
from weasyprint.layout import inline

from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import render_print
from book.render.print.documents import PrintDocument
from book.render.print.engine import repairs
from book.render.print.engine.layout import LayoutEngine
from book.render.print.engine.paragraphs import lines as paragraph_lines
from book.render.print.engine.placed_notes import PIXEL
from book.render.print.html_source import document_source
from book.source.page_size import parse_page_size
from tests.render.print.books import edition_of, engine_for

EM = 11 * PIXEL
MARGINS = 126  # points, left and right
MARKED = """<p>The licences of goods, technologies and services related to safeguarding
<span>national</span> security and <span>national</span> interests, and other restrictions related
to fulfilling <span>non-proliferation</span> and other <em>international</em> obligations of the
states that are party to the <span>treaty,</span> whose text stands above.</p>"""
MARKED_WIDTHS = tuple(338 + step / 4 for step in range(4))
CALL = '{words},<a class="call note" href="#n{number}">{number}</a>'
CALLS = (CALL.format(words="as is said" + " often" * (n % 4), number=n) for n in range(1, 60))
CALLED = f"<p>{' '.join(CALLS)}.</p>"
CALLED_WIDTHS = (270, 280, 290)

NESTED = """<p class="stage"><em>Lady Bracknell and Algernon go into the music-room,
<span class="small-caps">Gwendolen</span> remains behind, and <span>Ferdinand</span> follows
<span class="small-caps">Bracknell</span> into the garden of the house.</em></p>"""
NESTED_WIDTHS = tuple(range(240, 330, 6))
BOX_IN_LINE = '<p>Here <span style="display: inline-block"><i>two lines</i> <br>stand</span>.</p>'
LONG_WORD = f"<p><em>So <span>{'long' * 30}</span> it is.</em></p>"


@dataclass(frozen=True)
class Line:
    """A line as it is set.

    `added` is what is added to each of its spaces, in pixels; `first` has the classes of the
    element that begins it.
    """

    added: float
    words: str
    first: str

    @property
    def gapes(self) -> bool:
        return self.added > EM

    @property
    def begins_with_call(self) -> bool:
        return "call" in self.first


def lines(document: Any) -> Iterator[Line]:
    for page in document.pages:
        for box in page._page_box.descendants():
            if texts := texts_in(box):
                yield line_of(texts)


def texts_in(box: Any) -> list[Any]:
    """Return the texts in a line, none in any other box."""
    if type(box).__name__ != "LineBox":
        return []
    return [inner for inner in box.descendants() if hasattr(inner, "justification_spacing")]


def line_of(texts: list[Any]) -> Line:
    element = texts[0].element
    return Line(
        added=max(text.justification_spacing for text in texts),
        words="".join(text.text for text in texts),
        first=element.get("class", "") if element is not None else "",
    )


def in_widths(source: str, widths: Iterable[float]) -> list[Line]:
    """Return the lines of a paragraph that is set in these widths, in points."""
    return [line for width in widths for line in set_in_width(source, width)]


def set_in_width(source: str, width: float) -> Iterator[Line]:
    trim = parse_page_size(f"{(width + MARGINS) / 72:.4f}x9in")
    edition = replace(edition_of(1, 1), trim=trim)
    document = PrintDocument("text", Markup(source), "", "none", ())  # noqa: S704 (its own words)
    html = document_source(edition, document)
    html = html.replace("</style>", f"p{{width:{width}pt}}</style>")
    yield from lines(engine_for(edition, variant="").lay_out(html))


@pytest.fixture
def unplanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint breaks all paragraphs by itself, as it does with verse."""
    monkeypatch.setattr(paragraph_lines, "_planned_line", lambda *_: None)


@pytest.mark.usefixtures("unplanned")
def test_no_line_gapes_before_an_element(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(line.gapes for line in in_widths(MARKED, MARKED_WIDTHS))
    monkeypatch.setattr(inline, "split_first_line", repairs.split_first_line)
    assert any(line.gapes for line in in_widths(MARKED, MARKED_WIDTHS))


@pytest.mark.usefixtures("unplanned")
def test_no_line_begins_with_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(line.begins_with_call for line in in_widths(CALLED, CALLED_WIDTHS))
    monkeypatch.setattr(inline, "can_break_text", repairs.can_break_text)
    assert any(line.begins_with_call for line in in_widths(CALLED, CALLED_WIDTHS))


def cut_names() -> set[str]:
    """Return the names that no line of the nested paragraph holds whole, in some width."""
    cut: set[str] = set()
    for width in NESTED_WIDTHS:
        words = " ".join(line.words for line in set_in_width(NESTED, width)).split()
        cut |= {"Gwendolen", "Ferdinand", "Bracknell"} - {word.strip(",") for word in words}
    return cut


@pytest.mark.usefixtures("unplanned")
def test_no_word_is_cut_at_the_end_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cut_names() == set()
    monkeypatch.setattr(paragraph_lines, "split_text_box", repairs.split_text_box)
    assert cut_names()


def test_a_box_of_its_own_in_a_line_is_measured() -> None:
    texts = [line.words.strip() for line in set_in_width(BOX_IN_LINE, 270)]
    assert "two lines" in texts


def test_a_word_that_is_longer_than_a_line_is_divided() -> None:
    texts = [line.words.strip() for line in set_in_width(LONG_WORD, 270)]
    assert "".join(texts).translate({0x20: "", 0x2010: ""}) == f"So{'long' * 30}itis."
    assert max(map(len, texts)) < 80


@pytest.mark.slow
@pytest.mark.parametrize("size", ["6x9", "5x8"])
def test_the_lines_of_the_first_edition_are_well_set(
    size: str, first: AssembledEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_lines: list[Line] = []
    lay_out = LayoutEngine.lay_out

    def lay_out_and_look(engine: LayoutEngine, source: str) -> Any:
        document = lay_out(engine, source)
        set_lines.extend(lines(document))
        return document

    monkeypatch.setattr(LayoutEngine, "lay_out", lay_out_and_look)
    render_print(replace(first.edition, trim=parse_page_size(size)), first.assets)
    assert len(set_lines) > 1000
    assert [line for line in set_lines if line.gapes or line.begins_with_call] == []

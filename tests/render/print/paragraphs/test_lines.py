"""WeasyPrint ends lines as planned, loses nothing at their ends, and fills them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from book.model import Microtypography
from book.render.print.documents import PrintDocument
from book.render.print.engine.layout import LayoutEngine
from book.render.print.engine.paragraphs.quality import JUSTIFIED
from book.render.print.html_source import document_source
from tests.render.print.books import edition_of, engine_for

NOTE = '<span class="footnote note" id="n{0}" role="doc-footnote">A note about it.</span>'
CALL = '<a class="call note" id="call-n{0}" href="#n{0}">{0}</a>' + NOTE
CALLS = [CALL.format(number) for number in range(1, 6)]
MIXED = f"""“The licences of <em>goods, technologies</em> and services,”{CALLS[0]} he said—<i>for
the first time</i>—“are related to safeguarding <span class="small-caps">national</span> security,”
{CALLS[1]} and to fulfilling non-proliferation and other <em>international <b>obli</b>gations</em>
of the states{CALLS[2]}—all of them—that are party to the treaty, whose affairs and difficulties
stand above.{CALLS[3]} On 29 December the officers in San Francisco dealt with it, and on
March 11 they met at https://example.org/a-very-long-address/of-a-page again.{CALLS[4]}"""
CHINESE = "中国依法实施出口管制，“维护国家安全”和利益，履行防扩散等国际义务，完善出口管制治理。" * 4
HEBREW = "אל תדין את חברך עד שתגיע למקומו ואל תאמר דבר שאי אפשר לשמוע שסופו להשמע " * 4
TEXTS = {
    "mixed": f'<p class="text">{MIXED}</p>',
    "long": f'<p class="text">{MIXED.replace("id=", "data-id=") * 3}</p>',
    "forced": f'<p class="text">{MIXED[:90]}</em><br>{CHINESE[:20]}<br><br>So it is.</p>',
    "Chinese": f'<p class="text" lang="zh">{CHINESE}</p>',
    "Hebrew": f'<p class="text" dir="rtl" style="direction: rtl">{HEBREW}</p>',
    "left": f'<p class="text" style="text-align: left">{MIXED}</p>',
    "heading": "<h2>Of the origin of our ideas of the sublime and beautiful, and of taste</h2>",
    "item": '<ul class="items"><li><span class="label">IX.</span> ' + MIXED + "</li></ul>",
}
WIDTHS = (90, 150, 210, 267.3, 306)


def laid_out(body: str, width: float, options: Microtypography | None = None) -> Any:
    edition = edition_of(1, 1)
    document = PrintDocument("text", Markup(body), "", "none", ())  # noqa: S704 (its own words)
    html = document_source(edition, document)
    html = html.replace("</style>", f"body > *{{width:{width}pt}}</style>")
    engine = engine_for(edition, variant="")
    if options:
        engine = LayoutEngine(replace(engine.settings, microtypography=options))
    return engine.lay_out(html)


def lines_of(document: Any) -> Iterator[Any]:
    for page in document.pages:
        for box in page._page_box.descendants():
            if type(box).__name__ == "LineBox":
                yield box


def words_of(line: Any) -> str:
    return "".join(box.text for box in texts_of(line))


def texts_of(line: Any) -> Iterator[Any]:
    return (box for box in line.descendants() if hasattr(box, "justification_spacing"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_line_ends_elsewhere_than_planned(text: str, width: float) -> None:
    lines = list(lines_of(laid_out(TEXTS[text], width)))
    assert any(line.planned_line for line in lines)
    assert [words_of(line) for line in lines if not getattr(line, "ends_as_planned", True)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_full_lines_are_as_wide_as_their_measure(width: float) -> None:
    for line in lines_of(laid_out(TEXTS["long"], width)):
        planned = line.planned_line
        if planned and not planned.fitted.is_last and planned.fitted.spaces:
            hangs = planned.left + planned.right
            assert line.width == pytest.approx(width * 96 / 72 + hangs, abs=0.05)


def test_letters_are_wider_or_narrower_by_little() -> None:
    lines = list(lines_of(laid_out(TEXTS["long"], 306)))
    letters = {box.letters for line in lines for box in texts_of(line) if hasattr(box, "letters")}
    scales = {each.scale for each in letters}
    assert len(scales) > 1
    assert all(abs(scale - 1) <= JUSTIFIED.expansion + 1e-9 for scale in scales)
    assert all(abs(each.tracking) < 0.15 for each in letters)


def test_letters_and_edges_stay_as_they_are_if_asked() -> None:
    options = Microtypography(expands=False, protrudes=False)
    for line in lines_of(laid_out(TEXTS["long"], 306, options)):
        assert all(box.letters.scale == 1 for box in texts_of(line) if hasattr(box, "letters"))
        if line.planned_line:
            assert (line.planned_line.left, line.planned_line.right) == (0, 0)


@pytest.mark.parametrize("width", [*range(120, 300, 7)])
def test_what_belongs_together_stays_in_a_line(width: int) -> None:
    lines = [words_of(line).strip() for line in lines_of(laid_out(TEXTS["mixed"], width))]
    assert not any(line.endswith(("29", "March")) for line in lines)
    divided = [line.split()[-1] for line in lines if line.endswith("‐")]
    assert not any("-" in word for word in divided)
    assert width < 240 or "Fran‐" not in divided
    assert not any("exam" in line and line.endswith("‐") for line in lines)


def test_a_call_stays_with_its_word() -> None:
    for width in WIDTHS:
        lines = [words_of(line).strip() for line in lines_of(laid_out(TEXTS["mixed"], width))]
        assert not any(line[0] in "12345" for line in lines if not line.startswith(("29", "11")))


def test_the_padding_of_an_element_that_begins_a_line_has_room() -> None:
    body = f'<p class="text"><span style="padding-left: 30pt">So</span> {HEBREW} {MIXED}</p>'
    first = next(line for line in lines_of(laid_out(body, 306)) if words_of(line))
    planned = first.planned_line
    assert planned.fitted.natural > 40
    spacings = [box.justification_spacing for box in texts_of(first)]
    assert min(spacings) > -0.35 * planned.fitted.spaces / words_of(first).count(" ")


def test_a_latin_u_is_drawn_as_u() -> None:
    """EB Garamond draws it as v where the language is Latin, unless told not to."""
    pages = (laid_out(f'<p class="text" lang="{tag}">uuu UUU</p>', 306) for tag in ("en", "la"))
    english, latin = (next(texts_of(next(lines_of(page)))).width for page in pages)
    assert latin == pytest.approx(english)

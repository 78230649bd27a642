"""Each form of a block as HTML."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from book.model import (
    Block,
    BlockForm,
    Break,
    Container,
    Emphasis,
    Foreign,
    Insert,
    NoteCall,
    Paragraph,
    Plain,
    Styled,
)
from book.render.html import HtmlRenderer, Style
from tests.render.formed_book import (
    DRAMA_BLOCKS,
    FIGURE,
    FIGURE_BLOCKS,
    INLINE_BLOCKS,
    LETTER_BLOCKS,
    LIST_BLOCKS,
    POEM,
    QUOTATION,
    SECTIONS,
    VERSE_BLOCKS,
    box,
    cell,
    formed_book,
    item,
    para,
    speech,
    styled,
    verse,
    words,
)

BOOK = formed_book()


def render(*blocks: Block, line_numbers: int = 0) -> str:
    style = Style(
        call=lambda note, _: note.mark,  # type: ignore[arg-type, return-value]
        picture=lambda figure: figure.get("source"),  # type: ignore[arg-type, return-value]
    )
    edition = replace(BOOK, line_numbers=line_numbers)
    return str(HtmlRenderer(edition, style).blocks(blocks))


def inlines(*parts: object) -> str:
    html = render(Paragraph(parts))  # type: ignore[arg-type]
    return html.removeprefix('<p class="text">').removesuffix("</p>\n")


@pytest.mark.parametrize("blocks", SECTIONS.values(), ids=SECTIONS)
def test_every_form_is_well_formed(blocks: tuple[Block, ...]) -> None:
    etree.fromstring(f"<body>{render(*blocks)}</body>")


# ── Inlines ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inline", "html"),
    [
        (styled("subscript", "2"), "<sub>2</sub>"),
        (styled("underline", "a"), "<u>a</u>"),
        (styled("deletion", "a"), "<del>a</del>"),
        (styled("insertion", "a"), "<ins>a</ins>"),
        (styled("code", "a<b"), "<code>a&lt;b</code>"),
        (styled("quotation", "“a”"), '<span class="quotation">“a”</span>'),
        (styled("formula", "a+b", "<math/>"), '<span class="formula">a+b</span>'),
        (styled("ruby", "a", "b"), "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>"),
        (Foreign("he", (Plain("א"),), "rtl"), '<span lang="he" xml:lang="he" dir="rtl">א</span>'),
        (Foreign("", (Plain("א"),), "rtl"), '<span dir="rtl">א</span>'),
        (Break(), "<br/>\n"),
        (Break(3), '<br/>\n<span class="indent-3"></span>'),
    ],
)
def test_inlines(inline: object, html: str) -> None:
    assert inlines(inline) == html


def test_a_formula_is_mathml_where_it_shows_its_words() -> None:
    math = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi href='x:y'>a</mi></math>"
    style = Style(call=lambda *_: None, has_formulas=True)  # type: ignore[arg-type]
    renderer = HtmlRenderer(BOOK, style)
    shown = renderer.inlines((styled("formula", "a", math),))
    assert "<mi>a</mi>" in shown
    assert 'alttext="a"' in shown
    assert "href" not in shown
    assert renderer.inlines((styled("formula", "b", math),)) == '<span class="formula">b</span>'


# ── Verse ────────────────────────────────────────────────────────────────────────────────────────


def test_a_stanza_has_its_lines_and_their_indents() -> None:
    html = render(verse("One, / >two, / >>three.", POEM, indent=1))
    assert html == (
        '<div class="poem">\n<p class="stanza short"><span class="line indent-1">One,</span><br/>\n'
        '<span class="line indent-1">two,</span><br/>\n'
        '<span class="line indent-2">three.</span></p>\n</div>\n'
    )


def test_emphasis_goes_on_over_a_line_end() -> None:
    html = render(Paragraph(
        (Emphasis((Plain("one"), Break(), Plain("two"))),), form=BlockForm("verse", (POEM,))
    ))  # fmt: skip
    assert re.findall("<em>.*?</em>", html) == ["<em>one</em>", "<em>two</em>"]


def test_stanzas_outside_a_poem_are_one() -> None:
    html = render(verse("a"), verse("b"), para("prose"), verse("c"))
    assert [group.count("stanza ") for group in html.split('<div class="poem')[1:]] == [2, 1]


def test_a_short_stanza_is_kept_whole_with_its_notes_unless_they_are_many() -> None:
    def called(count: int) -> str:
        calls = (NoteCall("note-4"),) * count
        return render(Paragraph((Plain("a"), *calls), form=BlockForm("verse", (POEM,))))

    assert "short" not in render(verse(" / ".join("abcdefghi"), POEM))
    assert "short" in called(1)
    assert "short" not in called(20)


@pytest.mark.parametrize(("keyed", "expected"), [((), 3), ((1,), 2), ((0, 2), 1), ((0, 3), 1)])
def test_only_calls_that_have_marks_are_set_apart(keyed: tuple[int, ...], expected: int) -> None:
    """Calls of notes that are keyed to lines have none."""
    notes = [
        replace(BOOK.notes[0], id=f"n-{n}", key="fox" if n in keyed else None) for n in range(4)
    ]
    style = Style(call=lambda note, _: note.mark)  # type: ignore[arg-type, return-value]
    renderer = HtmlRenderer(replace(BOOK, notes=tuple(notes)), style)
    html = renderer.inlines(tuple(NoteCall(note.id) for note in notes))
    assert html.count('class="apart"') == expected


def test_every_fifth_line_of_verse_is_numbered_on_request() -> None:
    lines = verse(" / ".join("abcdef"), POEM), verse(" / ".join("ghijkl"), POEM)
    assert "data-line" not in render(*lines)
    assert re.findall(r'data-line="(\d+)">(.)', render(*lines, line_numbers=5)) == [
        ("5", "e"),
        ("10", "j"),
    ]


def test_the_numbers_of_the_source_are_kept_and_those_of_a_quotation_are_none() -> None:
    numbered = Container("poem", "n", (("numbers", "yes"),))
    html = render(verse(" / ".join("abc"), numbered, number=98))
    assert re.findall(r'data-line="(\d+)">(.)', html) == [("100", "c")]
    quoted = verse(" / ".join("abcdef"), QUOTATION, box("poem", "q"))
    assert "data-line" not in render(quoted, line_numbers=5)


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────


def test_the_labels_of_a_list_are_text() -> None:
    html = render(*LIST_BLOCKS[1:4])
    assert re.findall(r'class="label">(.*?) <', html) == ["(a)", "(b)", "1."]
    assert html.startswith('<ul class="items labeled">')
    assert "<ol" not in html


def test_an_item_of_two_paragraphs_has_its_label_in_the_first() -> None:
    html = render(*LIST_BLOCKS[5:7])
    assert html.index("(c)") > html.index("<p")
    assert html.count("<p") == 2


@pytest.mark.parametrize(("label", "name"), [("1.", "labeled"), ("xviii.", "labeled wide"),
                                             ("Article 1.", "labeled wider")])  # fmt: skip
def test_a_list_is_indented_by_its_longest_label(label: str, name: str) -> None:
    items = (para("a", *item(box("list", "w", style="decimal"), label, 1)),)
    assert f'<ul class="items {name}">' in render(*items)


def test_bullets_have_no_label() -> None:
    html = render(*LIST_BLOCKS[7:9])
    assert html.startswith('<ul class="items bullet">\n<li>a bullet')


def test_terms_and_their_definitions() -> None:
    html = render(*LIST_BLOCKS[9:11])
    assert "<dt>Ferry</dt>\n<dd>a boat that crosses, and comes back.</dd>" in html


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def test_a_table_has_its_spans_and_heads_and_no_gaps() -> None:
    root = etree.fromstring(render(*LIST_BLOCKS[13:27]).replace("\n", ""))
    rows = [[cell.tag for cell in row] for row in root.iter("tr")]
    whole = ["th", "td", "td", "td"]
    assert rows == [["th"] * 3, ["td"] * 4, whole, ["th", "td", "td"], whole]
    first = root.findall(".//thead/tr/th")
    assert [each.get("scope") for each in first] == ["col", "colgroup", "col"]
    assert first[1].get("colspan") == "2"
    assert [each.get("scope") for each in root.findall(".//tbody/tr/th")] == ["row"] * 3
    assert root.find(".//caption").text == "Crossings by month"  # type: ignore[union-attr]


def test_a_row_without_cells_is_filled() -> None:
    html = render(cell(4, 0, "last"))
    assert html.count("<tr>") == 5
    assert html.count("<td></td>") == 4 * 4 + 3


# ── Figures and drama ────────────────────────────────────────────────────────────────────────────


def test_a_figure_has_its_picture_and_its_caption() -> None:
    html = render(*FIGURE_BLOCKS[1:3])
    assert html.startswith('<figure class="figure">\nbridge.png<figcaption>Fig. 1. <em>')


def test_a_caption_without_a_picture_is_in_a_figure() -> None:
    assert render(FIGURE_BLOCKS[-2]).startswith('<figure class="figure">\n<figcaption>The caption')


def test_a_scene_break_has_no_words() -> None:
    assert render(Insert("scene-break", text="* * *")) == '<hr class="scene-break"/>\n'
    assert render(Insert("picture", (FIGURE,))).count("bridge.png") == 1


def test_a_speaker_runs_into_prose_and_stands_above_verse() -> None:
    prose, in_verse = render(*DRAMA_BLOCKS[1:4]), render(*DRAMA_BLOCKS[4:7])
    assert '<p class="text"><span class="speaker capitals">NED.</span> The ferry' in prose
    assert '<div class="speech">\n<p class="speaker">Rose</p>\n<div class="poem">' in in_verse


def test_a_speaker_with_a_note_stands_above() -> None:
    speaker = (Plain("NED."), NoteCall("note-4"))
    within = box("speech", "s")
    html = render(para(speaker, within, kind="speaker"), para("Yes.", within))
    assert '<p class="speaker capitals">NED.1</p>' in html
    assert "run-in" in render(*speech(9, "NED.", para("Yes.")))


def test_italics_that_the_source_has_in_a_stage_direction_stay() -> None:
    assert render(para("*Exit* NED.", kind="stage")).startswith('<p class="stage">')
    assert render(para("*Exit, slowly* N.", kind="stage")).startswith('<p class="stage marked">')


# ── Letters, quotations, the whole ───────────────────────────────────────────────────────────────


def test_the_parts_of_a_letter() -> None:
    html = render(*LETTER_BLOCKS[1:5])
    classes = re.findall('<p class="(.*?)"', html)
    assert classes == ["dateline", "salutation", "text", "signature"]
    assert html.startswith('<div class="letter">')
    assert "The Landing,<br/>\n3 May." in html


def test_quotations_nest() -> None:
    inner = box("quotation", "q2")
    html = render(para("a", QUOTATION), para("b", QUOTATION, inner), para("c"))
    assert html.count("<blockquote") == 2
    assert html.endswith('</blockquote>\n<p class="text">c</p>\n')


def test_a_block_has_its_language_its_direction_and_its_side() -> None:
    form = BlockForm(language="he", direction="rtl", align="center")
    html = render(Paragraph(words("א"), form=form))
    assert html == '<p class="text center" lang="he" xml:lang="he" dir="rtl">א</p>\n'


def test_plain_paragraphs_are_as_before() -> None:
    assert render(Paragraph((Plain("a"),), id="x")) == '<p class="text" id="x">a</p>\n'
    assert "poem" not in render(*INLINE_BLOCKS)
    assert "poem" in render(*VERSE_BLOCKS)
    assert isinstance(styled("code", "a"), Styled)

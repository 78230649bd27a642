"""Words that a style hides are found, whatever hides them; those that are seen are not."""

import pytest
from lxml import etree

from book.errors import ProofError
from book.verify.readback.hidden_words import StyledDocuments

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>'
    '<p class="a">One <em id="b">two</em> three.</p><p>Four <span>five</span>.</p></body></html>'
)
VARIABLES = ":root { --ink: #111; --paper: #fff } body { background: var(--paper) }"


def hidden(sheet: str, page: str = PAGE) -> list[str]:
    return list(map(str, StyledDocuments([sheet]).hidden_words(etree.fromstring(page))))


@pytest.mark.parametrize(
    "declaration",
    [
        "display: none",
        "display: none !important",
        "visibility: hidden",
        "visibility: collapse",
        "content-visibility: hidden",
        "opacity: 0",
        "opacity: 1%",
        "color: white",
        "color: #fff",
        "color: transparent",
        "color: rgb(250 250 250)",
        "color: hsl(0 0% 99%)",
        "color: rgba(0, 0, 0, 0.02)",
        "color: color-mix(in srgb, white 98%, black)",
        "color: black; background: #000",
        "color: var(--none, white)",
        "-webkit-text-fill-color: transparent",
        "background: url(black.png)",
        "font-size: 0",
        "font-size: 0.1pt",
        "font-size: 5%",
        "font: 0/0 serif",
        "font: 1px serif",
        "font-size: calc(1em - 15px)",
        "clip: rect(0 0 0 0); position: absolute",
        "clip-path: inset(50%)",
        "position: absolute; left: -9999px",
        "position: relative; top: -100em",
        "position: fixed; inset: 0 0 0 -200vw",
        "text-indent: -9999px",
        "text-indent: 500em",
        "margin-left: -100em",
        "margin: 0 0 0 -9999px",
        "transform: scale(0)",
        "transform: translateX(-9999px)",
        "scale: 0",
        "translate: -100vw",
        "filter: opacity(0)",
        "mask: linear-gradient(transparent, transparent)",
        "height: 0; overflow: hidden",
        "max-height: 1px; overflow: clip",
        "max-width: 0; overflow-x: hidden",
        "line-height: 0; overflow: hidden",
        "letter-spacing: -1em",
        "zoom: 0",
        "-x-unheard-of: 1",
        "font-size: 1furlong",
    ],
)
def test_what_hides_words_is_found(declaration: str) -> None:
    for sheet, words in (
        (f".a {{ {declaration} }}", "One three."),
        (f"em {{ {declaration} }}", "two"),
    ):
        found = hidden(sheet)
        assert found
        assert found[0].startswith(f"“{words}” is not visible: ")
    assert hidden("", PAGE.replace('id="b"', f'style="{declaration}"'))


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        ".a { display: block; color: #333; font-size: .75em; text-indent: -2em; opacity: .9 }",
        ".a { display: none } p { display: block !important }",
        "p { display: none } .a, p + p { display: block }",
        ".a { display: none } .a { display: block }",
        ".b, .a:hover, a { display: none }",
        "em { visibility: visible } .a { color: #000; background: #fff }",
        f"{VARIABLES} .a {{ color: var(--ink) }}",
        "@font-face { font-family: x; src: url(x.ttf) } .a { font: italic 400 80%/1.4 x, serif }",
        "p { margin: 15% auto; position: relative; top: -.2em; letter-spacing: -.01em }",
        ".a::before { content: '“' } .a::after { content: attr(data-line) }",
        "body { overflow: hidden } p { width: 10em; height: 3rem; line-height: 0 }",
        "br, .line + br { display: none }",
    ],
)
def test_words_that_are_seen_are_not_reported(sheet: str) -> None:
    assert hidden(sheet) == []


@pytest.mark.parametrize(
    ("sheet", "circumstances"),
    [
        ("@media print { .a { display: none } }", "print"),
        ("@media (prefers-color-scheme: dark) { .a { color: white } }", "dark colors"),
        ("@media (max-width: 30em) { .a { display: none } }", "a width of 479 px"),
        ("@media screen and (min-width: 100em) { .a { opacity: 0 } }", "a width of 1601 px"),
        ("@supports (display: grid) { .a { display: none } }", "(display: grid)"),
        ("@media (forced-colors: active) { .a { display: none } }", "(forced-colors: active)"),
    ],
)
def test_words_are_shown_in_all_circumstances(sheet: str, circumstances: str) -> None:
    (first, *_) = hidden(sheet)
    assert first.endswith(circumstances)


def test_a_color_is_seen_on_its_background_alone() -> None:
    dark = f"{VARIABLES} @media (prefers-color-scheme: dark) {{ :root {{ --paper: #000 }} }}"
    assert hidden(f"{VARIABLES} .a {{ color: var(--ink) }}") == []
    assert "dark colors" in hidden(f"{dark} .a {{ color: var(--ink) }}")[0]
    assert hidden("body { background: #000; color: #eee } em { color: #fff }") == []


def test_an_inner_element_can_be_seen_in_an_invisible_one_and_not_in_one_left_out() -> None:
    assert len(hidden(".a { visibility: hidden } em { visibility: visible }")) == 1
    assert len(hidden(".a { display: none } em { display: inline }")) == 2


def test_sizes_are_multiplied_down_the_tree() -> None:
    assert hidden("p { font-size: 50% }") == []
    assert "font-size: 4 px" in hidden("p { font-size: 50% } em { font-size: .5em }")[0]


def test_the_attribute_hides_unless_a_rule_shows() -> None:
    page = PAGE.replace('class="a"', 'class="a" hidden="hidden"')
    assert len(hidden("", page)) == 2
    assert hidden(".a { display: block }", page) == []


def test_a_box_that_floats_over_the_page_may_cover_words() -> None:
    assert "position: fixed" in hidden("span { position: fixed; background: #fff }")[0]


def test_words_that_a_sheet_adds_are_found() -> None:
    assert "content: 'Five'" in hidden("span::after { content: 'Five' }")[0].replace('"', "'")


@pytest.mark.parametrize(
    "sheet", ["@import 'x.css';", "p::unheard-of { color: red }", "@media (x y z) { p { top: 0 } }"]
)
def test_a_sheet_that_is_not_understood_is_refused(sheet: str) -> None:
    with pytest.raises(ProofError, match="not understood"):
        hidden(sheet)


def test_elements_that_a_sibling_or_a_place_tells_apart_are_not_confused() -> None:
    page = PAGE.replace("<p>Four", "<p>Six</p><p>Four")
    assert "“Six”" in hidden("p:nth-child(2) { display: none }", page)[0]
    assert "“Four .”" in hidden("p:last-child { display: none }", page)[0]
    assert "“Six”" in hidden(".a + p { display: none }", page)[0]
    assert "“Six”" in hidden(".a ~ p { display: none }", page)[0]

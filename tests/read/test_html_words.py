"""Words of a page: their ranges, what is no text, and what style sheets say."""

import pytest

from tests.read.html_views import view

INLINES = {
    "emphasis and importance": (
        "<em>a</em> <i>b</i> <cite>c</cite> <dfn>d</dfn> <b>e</b> <strong>f</strong>",
        "{emphasis a} {emphasis b} {emphasis c} {emphasis d} {strong e} {strong f}",
    ),
    "raised, lowered, changed": (
        "4<sup>th</sup> H<sub>2</sub>O <u>u</u> <s>s</s> <strike>t</strike> <ins>i",
        ("4{superscript th} H{subscript 2}O {underline u} {deletion s} {deletion t} {insertion i}"),
    ),
    "programs": (
        "<code>a</code> <kbd>b</kbd> <samp>c</samp>",
        "{code a} {code b} {code c}",
    ),
    "small capitals": (
        (
            "<span class=smcap>a</span> <span class=sc>b</span> "
            "<span style='font-variant: small-caps'>c</span>"
        ),
        "{small-capitals a} {small-capitals b} {small-capitals c}",
    ),
    "a style attribute": (
        "<span style='font-style:italic;font-weight:700'>a</span> <i style='font-style:normal'>b",
        "{emphasis {strong a}} b",
    ),
    "links": (
        (
            "<a href='https://e.org/'>a</a> <a href='#x'>b</a> <a href='javascript:x()'>c</a> "
            "<a href='//e.org/y'>d</a>"
        ),
        "{link=https://e.org/ a} b c {link=https://e.org/y d}",
    ),
    "languages": (
        "<i lang=la>a</i> <span xml:lang=en>b</span> <bdo dir=rtl lang=he>c</bdo>",
        "{foreign=la {emphasis a}} b {foreign=he {direction=rtl c}}",
    ),
    "quotations": (
        "<q>a <q>b</q></q> <q lang=fr>c</q>",
        "{quotation “a {quotation ‘b’}”} {foreign=fr {quotation “c”}}",
    ),
    "ruby": (
        "<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> <ruby><rb>a</rb><rb>b</rb><rt>x</rt><rt>y</rt>",
        "{ruby=kan 漢}{ruby=ji 字} {ruby=x a}{ruby=y b}",
    ),
    "a formula": (
        "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>",
        "{formula=<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> ab}",
    ),
    "a formula with an alternative": (
        "<math alttext='a/b'><mi>a</mi></math>",
        '{formula=<math alttext="a/b"><mi>a</mi></math> a/b}',
    ),
    "ranges in each other": ("<i>a <b>b <i>c</i></b></i>", "{emphasis a {strong b {emphasis c}}}"),
    "white space": ("a\n  b<i> c </i>d&nbsp;e", "a b {emphasis c} d\u00a0e"),
}
NO_TEXT = {
    "hidden": (
        "<p style='display: none'>a</p><p hidden>b</p><p>c<span style='visibility:hidden'>d</span>",
        ["- hidden text: a", "- hidden text: b", "- hidden text: d", ": c"],
    ),
    "hidden for a screen reader only": ("<p aria-hidden=true>a</p>", [": a"]),
    "scripts, styles and comments": (
        "<script>x</script><style>y</style><template>t</template><!-- z --><p>a</p>",
        [": a"],
    ),
    "page numbers": (
        "<p>his boat <span epub:type='pagebreak'>2</span>un<span class=pagenum>[Pg 3]</span>der",
        ["- page break: 2", "- page break: [Pg 3]", ": his boat under"],
    ),
    "a page that only has a class of that name": (
        "<div class=pagebreak><p>These are words that go on for longer than a number.</p></div>",
        [": These are words that go on for longer than a number."],
    ),
    "navigation": (
        (
            "<nav epub:type=toc><ol><li>I<li>II</ol></nav><nav epub:type=page-list>1</nav>"
            "<nav>Home</nav><p>a"
        ),
        ["- table of contents: I II", "- page list: 1", "- navigation: Home", ": a"],
    ),
    "edit marks": (
        "<h2>A <span class=mw-editsection>[edit]</span></h2><p>nobody[edit] could[edit] cross",
        [
            "- wiki furniture: [edit]",
            ": ## A",
            "- edit mark: [edit]",
            "- edit mark: [edit]",
            ": nobody could cross",
        ],
    ),
    "a title block of pandoc": (
        (
            "<header id=title-block-header><h1 class=title>T</h1><p class=author>A. B.</p></header>"
            "<p>a"
        ),
        ["- title: T", "- author: A. B.", ": a"],
    ),
    "the title": ("<head><title>T</title></head><p>a", ["- title: T", ": a"]),
}
STYLE = "<style>{}</style><p class='a'>x <i>y</i> <b id='k'>z</b> <span class='h'>w</span></p>"
SHEETS = {
    "a class": (".h {font-style: italic}", "x {emphasis y} {strong z} {emphasis w}"),
    "a child": (
        "p > b {font-weight: normal; font-variant: small-caps}",
        ("x {emphasis y} {small-capitals z} w"),
    ),
    "the stronger rule": (
        "#k {font-weight: normal} .a b {font-weight: bold}",
        "x {emphasis y} z w",
    ),
    "an important rule": (
        "#k {font-weight: normal} .a b {font-weight: bold !important}",
        "x {emphasis y} {strong z} w",
    ),
    "print only": ("@media print {.h {font-style: italic}}", "x {emphasis y} {strong z} w"),
    "screens": ("@media screen {i {font-style: normal}}", "x y {strong z} w"),
    "what selects nothing": (".h:hover, p::first-line, {} }", "x {emphasis y} {strong z} w"),
}


@pytest.mark.parametrize(("markup", "expected"), INLINES.values(), ids=INLINES)
def test_words_have_their_form(markup: str, expected: str) -> None:
    assert view(f"<html lang=en><p>{markup}") == [f": {expected}"]


@pytest.mark.parametrize(("markup", "expected"), NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_named(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


@pytest.mark.parametrize(("sheet", "expected"), SHEETS.values(), ids=SHEETS)
def test_style_sheets(sheet: str, expected: str) -> None:
    assert view(STYLE.format(sheet)) == [f": {expected}"]


def test_hidden_by_a_style_sheet() -> None:
    assert view(STYLE.format("p .h {display: none}"))[0] == "- hidden text: w"

"""Blocks of a page: verse, drama, letters, lists, tables, pictures, breaks."""

import pytest

from tests.read.html_views import read, show, view

POEM = '<div class="poem"><div class="stanza"><span class="i0">One<br/></span>'
BLOCKS = {
    "headings and loose text": (
        "<h2>I. One</h2>loose <b>words</b><p>two</p>more",
        [": ## I. One", ": loose {strong words}", ": two", ": more"],
    ),
    "a heading in a quotation is no chapter": (
        "<blockquote><h3>Notice</h3><p>No boats.</p></blockquote>",
        ["quotation : {strong Notice}", "quotation : No boats."],
    ),
    "a heading keeps its lines": (
        "<h2>CHAPTER I.<br/>OF OAKS.</h2>",
        [": ## CHAPTER I. / OF OAKS."],
    ),
    "a heading of several lines": (
        "<hgroup><h2>I</h2><p epub:type='title'>The <i>Ferry</i></p></hgroup><p>a</p>",
        [": ## I / The {emphasis Ferry}", ": a"],
    ),
    "nested quotations": (
        "<blockquote>bare<blockquote><p>inner</p></blockquote></blockquote>",
        ["quotation : bare", "quotation quotation : inner"],
    ),
    "emphasis over paragraphs": (
        "<span style='font-style: italic'><p>one</p><p>two</p></span>",
        [": {emphasis one}", ": {emphasis two}"],
    ),
    "alignment, language and direction": (
        "<html lang=en><p lang=fr>Bon</p><div dir=rtl><p>x</p></div><p align=right>y</p>",
        ["lang=fr: Bon", "dir=rtl: x", "align=right: y"],
    ),
    "scene breaks": (
        "<p>a</p><p>* * *</p><p>b</p><hr/><p>c</p>",
        [": a", "<scene-break>* * *", ": b", "<scene-break>", ": c"],
    ),
    "a program": (
        "<pre><code>if x:\n    y = 2</code></pre>",
        ["code: if x:\n    y = 2"],
    ),
    "a row of empty blocks": ("<p>a</p><p>&nbsp;</p><div><br></div><p>b</p>", [": a", ": b"]),
}
VERSE = {
    "lines without a class": (
        "<p>The willow keeps the boat,<br>the boat keeps the shore.</p>",
        ["verse: The willow keeps the boat, / the boat keeps the shore."],
    ),
    "an address": (
        "<p>Mr. A. Smith,<br>12 High Street,<br>London</p>",
        [": Mr. A. Smith, / 12 High Street, / London"],
    ),
    "indents of no-break spaces": (
        "<p>&nbsp;&nbsp;The willow keeps the boat<br>\n&nbsp;&nbsp;&nbsp;&nbsp;and all is well</p>",
        ["verse indent=1: The willow keeps the boat /2 and all is well"],
    ),
    "lines of spans": (
        (
            "<blockquote epub:type='z3998:verse'><p><span>a b</span><br/><span class='i1'>c</span>"
            "</p><cite>Anon.</cite></blockquote>"
        ),
        ["quotation poem verse: a b /1 c", "quotation poem attribution: Anon."],
    ),
    "breaks inside the lines": (
        f'{POEM}<span class="i2">Two<br/></span></div><div class="stanza">Three</div></div>',
        ["poem verse: One /2 Two", "poem verse: Three"],
    ),
    "lines that are paragraphs": (
        '<div class="poem"><p>alpha</p><p class="i2">beta</p></div>',
        ["poem verse: alpha /2 beta"],
    ),
    "lines that are blocks, with a style sheet": (
        (
            "<style>.verse {text-indent: -3em; padding-left: 3em} .in {text-indent: -1em}</style>"
            '<div class="poetry"><div class="stanza"><div class="verse">a</div>'
            '<div class="verse in">b</div></div></div>'
        ),
        ["poem verse: a /2 b"],
    ),
    "a line block of pandoc": (
        '<div class="line-block">a b<br />\n&nbsp;&nbsp;c</div>',
        ["poem verse: a b /1 c"],
    ),
    "an empty line between stanzas": (
        "<p class='poem'>a<br>b<br><br>c<br>d</p>",
        ["verse: a / b", "verse: c / d"],
    ),
    "emphasis over lines": (
        "<p class='verse'><i>a b<br>c</i> d</p>",
        ["verse: {emphasis a b / c} d"],
    ),
    "preformatted verse": (
        "<pre>The river is low to-night.\n  The weir is dry, the moon lies</pre>",
        ["verse: The river is low to-night. /1 The weir is dry, the moon lies"],
    ),
    "preformatted prose": (
        (
            "<pre>It is a custom of the ferrymen of the lower river, that a boat in\n"
            "need of a new oar is left at the willow, below the old weir, and so\n"
            "whoever comes that way in the morning with an oar may take the boat\n"
            "they all agree.\n\nAnother.</pre>"
        ),
        [
            (
                ": It is a custom of the ferrymen of the lower river, that a boat in need of a "
                "new oar is left at the willow, below the old weir, and so whoever comes that "
                "way in the morning with an oar may take the boat they all agree."
            ),
            ": Another.",
        ],
    ),
    "two paragraphs": (f"<div>{'one two ' * 20}<br><br>{'three ' * 30}</div>", 2),
}
DRAMA = {
    "a table of speeches": (
        (
            "<table><tr><td>ROSA</td><td><i>Takes an apple.</i> Is there any cheese left?</td></tr>"
            "<tr><td>TOM</td><td>Not a crumb.</td></tr></table>"
        ),
        [
            "speech speaker: ROSA",
            "speech : {emphasis Takes an apple.} Is there any cheese left?",
            "speech speaker: TOM",
            "speech : Not a crumb.",
        ],
    ),
    "a table with types": (
        (
            "<table><tr><td epub:type='z3998:persona'>Jack</td><td><p>I am.</p><p>So.</p></td></tr>"
            "<tr><td></td><td><i epub:type='z3998:stage-direction'>Exit.</i></td></tr></table>"
        ),
        ["speech speaker: Jack", "speech : I am.", "speech : So.", "stage: {emphasis Exit.}"],
    ),
    "classes": (
        "<p><span class=speaker>ROSA.</span> Yes.</p><p class=stagedir>Exit.</p>",
        ["speech speaker: ROSA.", "speech : Yes.", "stage: Exit."],
    ),
    "a letter": (
        (
            "<blockquote epub:type='z3998:letter'><p epub:type='z3998:dateline'>Hull, May</p>"
            "<p epub:type='z3998:salutation'>Dear A.,</p><p>Come.</p>"
            "<p><span epub:type='z3998:valediction'>Yours,</span><br/>"
            "<span epub:type='z3998:sender z3998:signature'>B.</span></p></blockquote>"
        ),
        [
            "quotation letter dateline: Hull, May",
            "quotation letter salutation: Dear A.,",
            "quotation letter : Come.",
            "quotation letter signature: Yours, / B.",
        ],
    ),
    "epigraph and dedication": (
        "<section epub:type='epigraph'><p>Wait.</p></section><div class=dedication>To X</div>",
        ["epigraph : Wait.", "dedication : To X"],
    ),
}
LISTS = {
    "letters, a value, and a list inside": (
        "<ol type=a><li>x<ul><li>in</ul><li value=5>y</ol>",
        [
            "list[style=lower-alpha] item[a.] : x",
            "list[style=lower-alpha] item[a.] list[style=bullet] item : in",
            "list[style=lower-alpha] item[e.] : y",
        ],
    ),
    "start and reversed": (
        "<ol start=5><li>x</ol><ol reversed type=I><li>y<li>z</ol>",
        [
            "list[style=decimal] item[5.] : x",
            "list[style=upper-roman] item[II.] : y",
            "list[style=upper-roman] item[I.] : z",
        ],
    ),
    "a label of another reader": (
        "<ol><li data-label='(a)'>x</li></ol>",
        ["list[style=decimal] item[(a)] : x"],
    ),
    "a style": (
        "<ul style='list-style: none'><li>1. x</ul>",
        ["list[style=none] item : 1. x"],
    ),
    "terms": (
        "<dl><dt>T</dt><dd>D<p>E</p></dd></dl>",
        ["definitions term: T", "definitions definition : D", "definitions definition : E"],
    ),
}
TABLES = {
    "head, caption, spans and alignment": (
        (
            "<table><caption>Cap</caption><thead><tr><th>A<th>B</thead>"
            "<tr><td rowspan=2>1<td align=right>2<tr><td>3</table>"
        ),
        [
            "table[columns=2,rows=3] caption: Cap",
            "table[columns=2,rows=3] row[row=0,head=yes] cell[column=0,head=yes] : A",
            "table[columns=2,rows=3] row[row=0,head=yes] cell[column=1,head=yes] : B",
            "table[columns=2,rows=3] row[row=1] cell[column=0,rows=2] : 1",
            "table[columns=2,rows=3] row[row=1] cell[column=1,align=right] : 2",
            "table[columns=2,rows=3] row[row=2] cell[column=1] : 3",
        ],
    ),
    "layout": (
        "<table><tr><td>a<tr><td>b</table><table role=presentation><tr><td>c<td>d</table>",
        [": a", ": b", ": c", ": d"],
    ),
    "a list in a cell": (
        "<table><tr><td><ul><li>x</ul><td>y</table>",
        [
            "table[columns=2,rows=1] row[row=0] cell[column=0] list[style=bullet] item : x",
            "table[columns=2,rows=1] row[row=0] cell[column=1] : y",
        ],
    ),
}


@pytest.mark.parametrize(("markup", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


@pytest.mark.parametrize(("markup", "expected"), VERSE.values(), ids=VERSE)
def test_verse(markup: str, expected: list[str] | int) -> None:
    shown = view(markup)
    assert expected in (shown, len(shown))


@pytest.mark.parametrize(("markup", "expected"), DRAMA.values(), ids=DRAMA)
def test_plays_and_letters(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


@pytest.mark.parametrize(("markup", "expected"), LISTS.values(), ids=LISTS)
def test_lists(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


@pytest.mark.parametrize(("markup", "expected"), TABLES.values(), ids=TABLES)
def test_tables(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


PIXEL = "R0lGODlhAQABAAAAACw="


def test_a_picture_stands_after_the_paragraph_that_holds_it() -> None:
    document = read(
        "<p>a <img src='x.gif' alt='Fig'> b</p><figure><img src='data:image/gif;base64,"
        f"{PIXEL}' alt=''><figcaption>Cap</figcaption></figure>",
        lambda name: b"GIF89a" if name == "x.gif" else None,
    )
    assert show(document) == [
        ": a b",
        "figure[source=x.gif,alt=Fig] <picture>",
        "figure[source=picture-1.gif] <picture>",
        "figure[source=picture-1.gif] caption: Cap",
    ]
    assert [picture.name for picture in document.pictures] == ["x.gif", "picture-1.gif"]


def test_a_picture_that_is_missing_keeps_its_alternative() -> None:
    markup = "<p>a</p><img src='../x.png' alt='Fig'><img src='y.png' alt='' role=presentation><p>b"
    assert view(markup) == [
        ": a",
        "- the picture ../x.png is elsewhere: Fig",
        "- the picture y.png is missing: y.png",
        "figure[alt=Fig] <picture>",
        "figure[decorative=yes] <picture>",
        ": b",
    ]


def test_an_initial_is_a_letter() -> None:
    assert view("<p><img src=t.png alt=T>HE boat</p>")[-1] == ": THE boat"


def test_a_drawing_neither_acts_nor_loads() -> None:
    document = read(
        "<p>a</p><svg viewBox='0 0 1 1' onload='x()'><script>x()</script><a href='https://e.org'>"
        "<text>Fig. 3</text></a></svg><p>b</p>"
    )
    assert "figure[source=drawing-1.svg,alt=Fig. 3] <picture>" in show(document)
    (picture,) = document.pictures
    content = picture.content.decode()
    assert "viewBox" in content
    assert not [word for word in ("script", "onload", "e.org") if word in content]

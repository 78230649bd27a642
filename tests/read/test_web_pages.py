"""What a web page has around its text is removed by its markup, and the text never."""

import pytest

from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake

SENTENCE = "The boat lay at the weir, and nobody asked whose it was until the spring. "
TEXT = f"<p>{SENTENCE * 4}</p>"
PARAGRAPH = (SENTENCE * 4).strip()
PROSE = TEXT * 3
AROUND = {
    "navigation": "<nav><a href='/'>Home</a> <a href='/p'>Politik</a></nav>",
    "sharing": "<div class='article-shareBar'><span>Auf Facebook teilen</span></div>",
    "related pages": "<div class='relatedPosts'><h3>À lire aussi</h3><p>Le bateau</p></div>",
    "comments": "<section id='comments'><p>Nobody asked me either, said the miller.</p></section>",
    "subscription": "<div class='c-newsletter'>Iscriviti alla newsletter</div>",
    "notice of the page": "<div class='cookie-consent'>Мы используем файлы cookie</div>",
    "advertisement": "<div class='ad-slot'>Publicidad</div>",
    "controls": "<button>大</button>",
    "tags": "<ul class='tag-list'><li><a href='/t'>河川</a></li></ul>",
    "author box": "<div class='author-bio'>Ann Weaver writes about rivers.</div>",
    "page footer": "<footer>Impressum</footer>",
    "text for screen readers": "<span class='sr-only'>Article content</span>",
}
LINK = "What became of the miller’s boat"
WORKS = "".join(f"<li><a href='https://{name}.example/'>{LINK}</a></li>" for name in "abc")
SHORT = "Nobody asked whose boat it was."
PAID = f"<p class='paywall'>{SENTENCE * 9}</p>"
BESIDE = "<div><a href='/w'>Wetter</a> <span>12 °C</span></div>"
KEPT = {
    "a class of the body that names what it lacks": f"<body class='has-sidebar'>{PROSE}</body>",
    "the tags of an article": f"<article class='post tag-ads'>{PROSE}</article>",
    "a heading of its own name": f"<h2 class='share'>The share of the miller</h2>{PROSE}",
    "a footer below the title": f"<h1>Weir</h1><ul class='footer'><li>A dam.</li></ul>{PROSE}",
    "a standfirst": f"<h1>Weir</h1><p>The boat that nobody had asked for.</p><div>{PROSE}</div>",
    "contents with links to the page itself": f"<ul><li><a href='#a'>I. Boat</a></ul>{PROSE}",
    "an advertisement that is half of the page": f"<div class='ad'>{TEXT}</div>{TEXT}",
    "what a program named by chance": f"<p id='n1AdX'>A dam.</p>{PROSE}",
    "a paragraph that leads to another site": f"{PROSE}<p><a href='//a.example'>{LINK}</a></p>",
    "a heading with an address, above prose": f"{PROSE}<h2><a href='/weir'>{LINK}</a></h2>{TEXT}",
    "a sentence that is a link": f"{PROSE}<p><a href='/weir'>{SENTENCE * 3}</a></p>",
    "a name in a sentence": f"<p>{SENTENCE}<a class='searchLink' href='/m'>Mill</a> {SENTENCE}</p>",
    "a paragraph with the class of the prose": f"{PAID}<p class='paywall'>Nobody did.</p>",
    "an explanation beside the text": f"<article>{PROSE}<aside>{TEXT}</aside>{TEXT}</article>",
    "short sentences above the text": f"<article><ul><li>{SHORT}</li></ul><div>{PROSE}</div>",
    "works cited": f"{PROSE}<ul>{WORKS}</ul>",
    "a short block between good ones": f"<div>{TEXT}</div><div>Boat</div><div>{PROSE * 9}</div>",
    "a signature": f"<blockquote>{TEXT}<p class='author'>Ann</p></blockquote>{PROSE}",
    "a list of links in the text": f"<ul><li><a href='/a'>On the building of boats</a></ul>{PROSE}",
}


def read(body: str) -> list[tuple[str, str, str]]:
    content = f"<html><head><title>Weir</title></head>{body}</html>".encode()
    lines = read_document(SourceFile("page.html", content)).lines
    prove_intake("page.html", content, "", lines)
    return [(line.fate, line.rule, line.text) for line in lines if line.fate != "metadata"]


@pytest.mark.parametrize("rule", AROUND)
def test_furniture_goes_by_its_name(rule: str) -> None:
    """Each sort is told by tags, roles and classes, which are in English everywhere."""
    lines = read(f"<h1>Weir</h1><div>{TEXT}{AROUND[rule]}{TEXT}{TEXT}</div>")
    assert {found for fate, found, _ in lines if fate == "removed"} == {rule}
    assert sum(fate == "open" for fate, _, _ in lines) == 4


@pytest.mark.parametrize("case", KEPT)
def test_text_stays(case: str) -> None:
    lines = read(f"<nav><a href='/'>Home</a></nav>{KEPT[case]}")
    assert [text for fate, _, text in lines if fate == "removed"] == ["Home"]


def test_what_stands_beside_the_text_goes() -> None:
    lines = read(f"<nav>Home</nav>{BESIDE}<main><h1>Weir</h1>{PROSE}</main>{BESIDE}")
    removed = [text for _, rule, text in lines if rule == "outside the text"]
    assert removed == ["Wetter 12 °C"] * 2


def test_a_paragraph_that_is_a_link_goes() -> None:
    link = "<p><a href='/more'>Read more: what became of the boat</a></p>"
    lines = read(f"<nav>Home</nav><main>{TEXT}{link}{TEXT}</main>")
    assert ("removed", "link to another page", "Read more: what became of the boat") in lines


@pytest.mark.parametrize("name", ["sidebar", "comments", "footer"])
def test_what_is_named_and_stands_apart_from_a_stated_text_goes_however_long(name: str) -> None:
    apart = f"<div class='{name}'><h1>Weir</h1><blockquote>{PROSE * 4}</blockquote></div>"
    lines = read(f"<h1>Weir</h1><div class='entry-content'>{PROSE}</div>{apart}")
    assert [text for fate, _, text in lines if fate == "open"] == ["# Weir", *[PARAGRAPH] * 3]


def test_what_holds_most_of_the_prose_stays_where_no_text_is_stated() -> None:
    """Of what is named as furniture, what has least prose goes first."""
    named = f"<div class='comments'>{PROSE * 4}</div><div class='sidebar'>Wetter</div>"
    lines = read(f"<h1>Weir</h1>{PROSE}{named}")
    assert [text for fate, _, text in lines if fate == "removed"] == ["Wetter"]


def test_boxes_of_links_within_the_site_go_above_and_below_the_text() -> None:
    links = "".join(f"<li><a href='/{name}'>{LINK}</a></li>" for name in "abc")
    box = f"<div><h3>More</h3><ul>{links}</ul></div>"
    lines = read(f"<nav>Home</nav><main><h1>Weir</h1>{box}{TEXT}{box}{PROSE}{box}</main>")
    removed = [text for _, rule, text in lines if rule == "link to another page"]
    assert removed == ["More", LINK, LINK, LINK] * 2


def test_a_page_says_on_which_site_it_is() -> None:
    paragraph = f"<p><a href='https://www.river.example/boat'>{LINK}</a></p>"
    page = f"<nav>Home</nav><main>{TEXT}{paragraph}{TEXT}</main>"
    own = f"<link rel='canonical' href='https://river.example/weir'>{page}"
    assert ("open", "", LINK) in read(page)
    assert ("removed", "link to another page", LINK) in read(own)


@pytest.mark.parametrize(
    "stamp",
    [
        "<div class='article-byline'>By Ann Weaver</div>",
        "<p class='published-date'>3 May 2021</p>",
        "<div><p><time itemprop='datePublished'>3 May 2021</time></p></div>",
    ],
)
def test_bylines_and_dates_are_metadata(stamp: str) -> None:
    page = f"<nav>Home</nav><main><h1>Weir</h1>{stamp}{PROSE}</main>"
    content = f"<html>{page}</html>".encode()
    lines = read_document(SourceFile("page.html", content)).lines
    assert [line.field for line in lines if line.fate == "metadata"] == ["credit"]


def test_headings_that_a_script_shows_with_the_prose_are_text() -> None:
    hidden = f"<h2 style='display: none'>I</h2><p style='display: none'>{SENTENCE * 8}</p>"
    lines = read(f"<nav>Home</nav><main>{hidden}</main>")
    assert [text for fate, _, text in lines if fate == "open"] == ["## I", (SENTENCE * 8).strip()]


def test_text_that_a_script_will_show_is_text() -> None:
    lines = read(f"<nav>Home</nav><div style='display: none' class='paywall'>{PROSE}</div>")
    assert sum(fate == "open" for fate, _, _ in lines) == 3


def test_text_that_is_hidden_twice_is_text() -> None:
    lines = read(f"<nav>Home</nav><div hidden><div hidden><div>{PROSE}</div></div></div>")
    assert sum(fate == "open" for fate, _, _ in lines) == 3


@pytest.mark.parametrize("attribute", ["hidden", "style='display: none'"])
def test_text_of_a_page_that_is_still_to_be_put_together_is_text(attribute: str) -> None:
    lines = read(f"<div {attribute} id='S:0'><nav>Home</nav><main>{PROSE}</main></div>")
    assert sum(fate == "open" for fate, _, _ in lines) == 3


def test_a_part_of_the_text_that_is_folded_is_text() -> None:
    folded = f"<div style='display: none' role='region'>{TEXT}</div>"
    lines = read(f"<nav>Home</nav><main>{PROSE}{PROSE}{folded}{TEXT}</main>")
    assert sum(fate == "open" for fate, _, _ in lines) == 8


def test_a_page_without_furniture_is_left_alone() -> None:
    lines = read(f"<p><a href='/w'>On the building of boats</a></p><div>{PROSE}</div>")
    assert all(fate == "open" for fate, _, _ in lines)

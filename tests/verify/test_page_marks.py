"""The mark of a page stands at the word with which the page begins."""

import re

import pytest

from book.model import PageStart
from book.render.epub.pages import mark_pages

DOCUMENT = """<html xmlns="http://www.w3.org/1999/xhtml" \
xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title></head>
<body><section id="a">
<h1>{}</h1>
<p>{}</p><p>End.</p>
<section epub:type="footnotes"><p>A note.</p></section></section></body></html>"""
# The text, the offset of the page in visible characters (the heading has three), and the mark.
PLACES = {
    "at a heading, before it": ("Old words.", 0, "¶<h1>Law"),
    "at a paragraph, in it": ("Old words.", 3, "<p>¶Old"),
    "between words": ("Old words.", 6, "Old ¶words"),
    "in a word, after it": ("Older words.", 6, "Older ¶words"),
    "in the last word of a block, in the next one": ("Old words.", 8, "<p>¶End."),
    "in a word with a hyphen, after it": ("dual-use items", 7, "dual-use ¶items"),
    "after a dash": ("old—new", 7, "old—¶new"),
    "in a word after a dash, after it": ("old—newer—newest", 8, "old—newer¶—newest"),
    "in Chinese": ("the 出口管制法 of", 8, "the 出口¶管制法"),
    "before a link, not in it": ("old <a href='#a'><em>new</em> law</a>", 6, "old ¶<a href"),
    "in a link, where it must be": ("old <a href='#a'>new law</a>", 9, "new ¶law</a>"),
    "after a call": ("old<a href='#n'>1</a> new", 7, "</a> ¶new"),
    "in a word of two elements, after it": ("<em>inter</em>national law", 6, "national ¶law"),
    "after all text, before the notes": ("Old words.", 16, "<p>End.¶</p>"),
    "an entity": ("salt &amp; pepper", 8, "salt &amp; ¶pepper"),
}


@pytest.mark.parametrize(("text", "offset", "expected"), PLACES.values(), ids=PLACES)
def test_a_mark_stands_at_a_word(text: str, offset: int, expected: str) -> None:
    starts = (PageStart("47", "a", offset),)
    marked = mark_pages(DOCUMENT.format("Law", text), starts, "page {page}")
    shown = re.sub(r'<span [^>]*aria-label="page 47"[^>]*></span>', "¶", marked)
    assert expected in shown.replace('"', "'")
    assert shown.count("¶") == 1


def test_pages_without_text_are_marked_in_order() -> None:
    starts = tuple(PageStart(str(number), "a", 6) for number in (8, 9, 10))
    marked = mark_pages(DOCUMENT.format("Law", "Old <em><a>words</a></em>."), starts, "page {page}")
    assert re.findall(r'id="page-(\d+)"', marked) == ["8", "9", "10"]
    assert re.search(r'Old (<span id="page-\d+"[^>]*></span>){3}<em><a>words', marked)

"""A page mark stands beside ruby and formulas, never in them."""

import pytest

from book.model import PageStart
from book.render.epub.pages import mark_pages

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
RUBY = "<ruby>出口<rp>(</rp><rt>chukou</rt><rp>)</rp></ruby>"
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>ab</mi><mo>+</mo><mi>cd</mi></math>'


@pytest.mark.parametrize("whole", [RUBY, MATH], ids=["ruby", "formula"])
@pytest.mark.parametrize("offset", range(2, 6))
def test_what_must_stay_whole_stays_whole(whole: str, offset: int) -> None:
    marked = mark_pages(
        PAGE.format(f"a {whole} end"), (PageStart("7", "x", offset),), "page {page}"
    )
    name = "</ruby>" if whole is RUBY else "</math>"
    inside = marked[marked.index("a <") : marked.index(name)]
    assert "page-7" not in inside
    assert marked.count('id="page-7"') == 1

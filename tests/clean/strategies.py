"""Hypothesis strategies for the lines of a page."""

import unicodedata

from hypothesis import strategies as st

HEADINGS = (
    *("I. Law", "1. Fish", "A. Fowl", "J. S. Mill", "# Hash", "Chapter 3: War", "CAPITALS HERE"),
    *("Contents", "I. Law ..... 5"),
)
HEADS = (
    *("By Jane Doe", "December 29, 2021", "2021-12-30 Home » Nation"),
    *("XinhuaUpdated: May 2, 2020", "— The Agency", "(Reuters)"),
    "BEIJING, Dec. 29 (Xinhua) -- China",
)
FURNITURE = (
    *("< 1 2 3 >", "Page 2 of 7", "© 2020 X", "All rights reserved.", "Share", "Photo: X"),
    *("摘要Full Text: X", "首页 > 新闻", "see.文章源自英文巴士-https://a.com/1"),
    *("word文章源自英文巴士-https://a.com/1", "文章源自英文巴士-https://a.com/1"),
)
WRAPPED = (
    "the end of a line that is full and goes on to the next-",
    "ly and is full again, with a word that is bro-",
    "ken off here",
)
CHARACTERS = (
    *('"straight"', "don't", "a - b -- c...", "\ufeff\u200b", "\u00ad", "中国GDP增长"),
    *("子曰：“学”", "e\u0301ﬁ\xa0!", "\x0c", "a\x85b", "- - -", "The end.", "'90s"),
    *("«\xa0x\xa0»", "5'10\"", "'\"'\"", "--\"a\"--'b'"),
)
PHRASES = st.sampled_from([*HEADINGS, *FURNITURE, *WRAPPED, *CHARACTERS, *HEADS])
LINE = st.one_of(
    PHRASES, st.text(max_size=40), st.just(""), st.tuples(PHRASES, PHRASES).map("".join)
)
ROWS = st.lists(LINE, max_size=14)


def without_invisible(row: str) -> str:
    visible = (c for c in row if unicodedata.category(c)[0] not in "CZ" or c in " \xa0")
    return "".join(visible)


# Invisible characters hide a line from the rules the first time, and are gone the second time.
VISIBLE_ROWS = st.lists(LINE, max_size=8).map(lambda rows: [*map(without_invisible, rows)])

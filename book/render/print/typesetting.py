"""Typographic details of the print edition: running heads, and spaces that must not break."""

import re

BOUND = re.compile(
    r"\b(No\.|nos\.|arts?\.|paras?\.|pp?\.|vol\.|UNTS|Art\.) (?=[0-9IVXLC])|(§) (?=\d)"
)


def running_head(title: str, limit: int) -> str:
    """Shorten a title to one line of `limit` characters, at a word that can end it.

    >>> running_head("II. Ongoing Improvements to the Legal and Regulatory System", 58)
    'II. Ongoing Improvements to the Legal and Regulatory…'
    """
    if len(title) <= limit:
        return title
    words = title[: limit - 1].rsplit(None, 1)[0].split()
    return " ".join(_without_short_end(words)).rstrip(",;:") + "…"


def _without_short_end(words: list[str]) -> list[str]:
    """Return words without the short ones at their end, such as articles and prepositions."""
    while words and len(words[-1].strip(",;:")) <= 3:
        words = words[:-1]
    return words


def bind(text: str) -> str:
    """Make the space between an abbreviation and its number a no-break space.

    Chicago Manual of Style, 6.121 (nonbreaking spaces).

    >>> bind("Decree No. 58, 729 UNTS 161, art. IX")
    'Decree No.\\xa058, 729 UNTS\\xa0161, art.\\xa0IX'
    """
    return BOUND.sub(lambda match: f"{match[1] or match[2]}\N{NO-BREAK SPACE}", text)

"""Typographic details of the print edition: running heads, and spaces that must not break."""

import re
from math import ceil

from markupsafe import Markup

from book.model import Trim
from book.render.html.markup import attributes_of

BOUND = re.compile(
    r"\b(No\.|nos\.|arts?\.|paras?\.|pp?\.|vol\.|UNTS|Art\.) (?=[0-9IVXLC])|(§) (?=\d)"
)


VERSE_CHARACTER = 4.7  # points of a character of verse
NARROWEST_INDENT, STEP = 14, 7  # points


def poem_attributes(widest: int, trim: Trim) -> Markup:
    """Return the attributes of a poem whose longest line has so many characters.

    It is indented so that this line stands in the middle, but by no more than a quarter of the
    measure, so that all poems of a book stand near each other.
    """
    free = (trim.measure - widest * VERSE_CHARACTER) / 2
    indent = max(NARROWEST_INDENT, min(free, trim.measure / 4)) // STEP * STEP
    return attributes_of({"style": f"margin-left:{indent:.0f}pt"})


CHARACTER = 0.43  # the width of a character, in parts of the font size
COVER_MARGINS, COVER_HEIGHT = 108, 450  # points beside a title, and of what else is on a cover
# The class of a title, its size and its leading on the cover, from the largest down.
TITLE_SIZES = (
    ("", 40, 44),
    (" long-title", 28, 32),
    (" longer-title", 20, 24),
    (" longest-title", 15, 18),
)


def title_class(title: str, trim: Trim) -> str:
    """Return the class, after a space, that makes a long title fit on the cover.

    >>> from book.model import SIX_BY_NINE
    >>> title_class("The Ferry", SIX_BY_NINE), title_class("The Ferry " * 12, SIX_BY_NINE)
    ('', ' long-title')
    """
    for name, size, leading in TITLE_SIZES:
        lines = ceil(len(title) * size * CHARACTER / (trim.width - COVER_MARGINS)) + 1
        if lines * leading <= trim.height - COVER_HEIGHT:
            return name
    return TITLE_SIZES[-1][0]


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

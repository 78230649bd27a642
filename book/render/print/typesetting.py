"""Typographic details of the print edition: running heads, and spaces that must not break."""

import re
from functools import cache
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from book.model import Edition, Trim
from book.render.html.addresses import ADDRESS, set_address
from book.render.html.markup import attributes_of
from book.text.conventions import Conventions, conventions_of
from book.text.inlines import text_of
from book.text.languages import script_of
from book.text.scripts import SIZES, USUAL_SIZES
from book.text.traversal import blocks_of, inlines_of

BOUND = re.compile(
    r"\b(No\.|nos\.|arts?\.|paras?\.|pp?\.|vol\.|UNTS|Art\.) (?=[0-9IVXLC])|(§) (?=\d)"
)

# Fine spaces before ; ! ? and word spaces within « » and before a colon, none of which grows with
# its line (Lexique des règles typographiques en usage à l’Imprimerie nationale, “ponctuation”).
FINE = re.compile("\N{NO-BREAK SPACE}(?=[;!?])")
WIDER = re.compile("(?<=«)\N{NO-BREAK SPACE}|\N{NO-BREAK SPACE}(?=[»:])")
NARROW = "\N{NARROW NO-BREAK SPACE}"
SPEECH = re.compile("^([—–]) ")

VERSE_CHARACTER = 4.7  # points of a character of verse
NARROWEST_INDENT, STEP = 14, 7  # points


def poem_attributes(widest: int, trim: Trim) -> Markup:
    """Return the attributes of a poem whose longest line has so many characters.

    It is indented so that this line stands in the middle, but by no more than a quarter of the
    measure, so that all poems of a book stand near each other.
    """
    free = (trim.measure - widest * VERSE_CHARACTER) / 2
    indent = max(NARROWEST_INDENT, min(free, trim.measure / 4)) // STEP * STEP
    return attributes_of({"style": f"margin-inline-start:{indent:.0f}pt"})


ENGLISH = conventions_of("en")
CAPITAL, WIDE = 1.3, 1.8  # the widths of a capital and of a character of Chinese, in small letters
CHARACTER = 0.43  # the width of a character, in parts of the font size
WORD_CHARACTER = 0.5  # of a word that has no narrow space in it
COVER_MARGINS, COVER_HEIGHT = 108, 450  # points beside a title, and of what else is on a cover
# The class of a title, its size and its leading on the cover, from the largest down.
TITLE_SIZES = (
    ("", 54, 56),
    (" middling-title", 40, 44),
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
    measure = trim.width - COVER_MARGINS
    longest = max(map(_measured, title.split()), default=0)
    for name, size, leading in TITLE_SIZES:
        lines = ceil(_measured(title) * size * CHARACTER / measure) + 1
        is_high = lines * leading > trim.height - COVER_HEIGHT
        if not is_high and longest * size * WORD_CHARACTER <= measure:
            return name
    return TITLE_SIZES[-1][0]


def imprint_class(edition: Edition) -> str:
    """Return the class, after a space, of an imprint that is longer than its page; it flows on."""
    imprints = (division for division in edition.divisions if division.kind == "imprint")
    texts = [
        sum(_measured(text_of(inlines)) for inlines in inlines_of(block))
        for block in blocks_of(imprints)
    ]
    sizes = SIZES.get(script_of(edition.imprint.language), USUAL_SIZES)
    characters = edition.trim.measure / (float(sizes.notes) * CHARACTER)
    lines = sum(ceil(text / characters) + 1 for text in texts)
    return " long-imprint" if lines * float(sizes.notes_leading) > edition.trim.depth else ""


def running_head(title: str, limit: int) -> str:
    """Shorten a title to one line of `limit` characters, at a word that can end it.

    >>> running_head("II. Ongoing Improvements to the Legal and Regulatory System", 58)
    'II. Ongoing Improvements to the Legal and Regulatory…'
    """
    if _measured(title) <= limit:
        return title
    words = title.split()
    fitting = [n for n in range(1, len(words)) if _measured(" ".join(words[:n])) < limit - 1]
    if not fitting:  # a word, or a text without spaces, that is longer than the line
        ends = (n for n in range(len(title), 0, -1) if _measured(title[:n]) < limit - 1)
        return title[: next(ends, 1)] + "…"
    kept = words[: fitting[-1]]
    return " ".join(_without_short_end(kept) or kept).rstrip(",;:") + "…"


def _measured(text: str) -> float:
    """Return how many small letters are as long as a text in italics.

    >>> _measured("abc"), _measured("ABC"), _measured("中文")
    (3, 3.9000000000000004, 3.6)
    """
    return sum(WIDE if east_asian_width(c) in "WF" else CAPITAL if c.isupper() else 1 for c in text)


def _without_short_end(words: list[str]) -> list[str]:
    """Return words without the short ones at their end, such as articles and prepositions."""
    while words and len(words[-1].strip(",;:")) <= 3:
        words = words[:-1]
    return words


# A number that is nothing but ones, and no part of a range, a fraction or another number.
LONE_ONES = re.compile(r"(?<![\w–/])(?<!\d[.,:-])1{1,3}(?![\w–/])(?![.,:-]\d)")
# The symbol of a document (A/RES/76/234), or a year without a date (n.d.-a): no line ends in it.
WHOLE = re.compile(r"\b[A-Z]{1,9}(?:/[\w.()]{0,12}\w){1,3}(?![\w/])|\bn\.d\.-[a-z]\b")
# A word that a narrow column cannot hold is divided even where others are not.
LONG_WORD = re.compile(r"(?<![\w/.#&])[^\W\d_]{25,}(?![\w/;])")
SET_APART = (
    (WHOLE, r'<span class="unbroken">\g<0></span>'),
    (LONG_WORD, r'<span class="long-word">\g<0></span>'),
    (LONE_ONES, r'<span class="lining">\g<0></span>'),
)


def set_text(text: str, language: Conventions = ENGLISH) -> Markup:
    """Return a text as it is set.

    Addresses may be broken at their slashes, spaces are bound as the language has them, and a lone
    1 or 11 is in lining figures, as the old-style 1 of the font looks like a small capital I.

    >>> print(set_text("on 11 March, and 1 of 1,071 or 1–2"))
    on <span class="lining">11</span> March, and <span class="lining">1</span> of 1,071 or 1–2
    """
    set_parts: list[Markup] = []
    end = 0
    for match in ADDRESS.finditer(text):
        set_parts += [_set_words(text[end : match.start()], language), set_address(match.group())]
        end = match.end()
    return Markup("").join((*set_parts, _set_words(text[end:], language)))


def _set_words(text: str, language: Conventions) -> Markup:
    words = str(escape(bind(text, language)))
    for pattern, form in SET_APART:
        words = pattern.sub(form, words)
    return Markup(words)  # noqa: S704 (escaped)


def bind(text: str, language: Conventions = ENGLISH) -> str:
    """Make a space at which no line may end, or which may not grow with its line, one of its kind.

    Between an abbreviation and its number stands a no-break space (Chicago Manual of Style, 6.121);
    in French punctuation narrow ones, and after the dash of speech a quarter of an em, as these
    have one width on all lines.

    >>> bind("Decree No. 58, 729 UNTS 161, art. IX")
    'Decree No.\\xa058, 729 UNTS\\xa0161, art.\\xa0IX'
    >>> bind("«\\xa0Où\\xa0?\\xa0»")
    '«\\u202f\\u202fOù\\u202f?\\u202f\\u202f»'
    >>> bind("— Où, p. 5 ?", conventions_of("fr"))
    '—\\u2005Où, p.\\xa05 ?'
    """
    text = BOUND.sub(lambda match: f"{match[1] or match[2]}\N{NO-BREAK SPACE}", text)
    if "\N{NO-BREAK SPACE}" in text:
        text = WIDER.sub(NARROW * 2, FINE.sub(NARROW, text))
    if language.opens_speech:
        text = SPEECH.sub(r"\1" + "\N{FOUR-PER-EM SPACE}", text)
    for pattern in _bound_patterns(language):
        text = pattern.sub(lambda match: f"{match[1]}\N{NO-BREAK SPACE}", text)
    return text


@cache
def _bound_patterns(language: Conventions) -> tuple[re.Pattern[str], ...]:
    """Return patterns of what no line ends after: abbreviations before numbers, titles, initials.

    >>> bind("A. S. Pouchkine et M. le baron", conventions_of("fr"))
    'A.\\xa0S.\\xa0Pouchkine et M.\\xa0le baron'
    """
    if not language.before_numbers:
        return ()
    capital = r"[^\W\d_a-zß-ÿа-яё]"
    return (
        re.compile(rf"(?<!\w)({language.before_numbers}) (?=[\dIVXLC])"),
        re.compile(rf"(\d) (?=(?:{language.after_numbers or '(?!)'})(?!\w))"),
        re.compile(rf"(?<!\w)({language.titles}) (?=[^\W\d_])"),
        re.compile(rf"(?<!\w)({capital}\.) (?={capital})"),
    )

"""The part that a paragraph plays, by the name of its style.

Word writes the names of its own styles in English in every language, LibreOffice too. Other names
are those that publishers' templates and converters use.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from book.read.word.document import PartKind

HEADING = re.compile(r"^(?:heading|überschrift|titre|encabezado|titolo|заголовок) ?(\d)\b")
SEPARATORS = re.compile(r"[\s_\-.]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The first pattern that is found in a style's name decides.
PARTS: tuple[tuple[str, PartKind], ...] = (
    (r"^(?:toc|contents|index) (?:heading|\d)|^table of (?:figures|authorities)", "contents"),
    (r"^(?:title|book title|titel|haupttitel)$", "title"),
    (r"^(?:subtitle|untertitel|sous titre)$", "subtitle"),
    (r"^(?:author|authors|byline|autor)$", "author"),
    (r"^date$", "date"),
    (r"epigraph|motto", "epigraph"),
    (r"dedication|widmung", "dedication"),
    (r"attribution|quote source|quotation source", "attribution"),
    (r"\b(?:verse|verses|poem|poems|poetry|stanza|strophe|gedicht|lyrics|couplet)", "verse"),
    (r"^(?:vers|line group|lg|song)\b", "verse"),
    (r"\b(?:quote|quotes|quotation|quotations|blockquote|blockquotation)\b", "quotation"),
    (r"block ?te?xt|\b(?:zitat|citation|cita|citat|extract)\b", "quotation"),
    (r"\bcaption\b|^(?:illustration|figure|drawing) caption|\bbeschriftung\b", "caption"),
    (r"^(?:illustration|drawing|table index|image caption|table caption)$", "caption"),
    (r"source ?code|preformatted|^code\b|verbatim|^macro|listing", "code"),
    (r"^(?:definition term|list heading|dt)$", "term"),
    (r"^(?:definition|list contents|dd)$", "definition"),
    (r"salutation|complimentary close", "salutation"),
    (r"^(?:signature|closing|email signature|e mail signature)", "signature"),
    (r"dateline|letter date", "dateline"),
    (r"^(?:speaker|character|persona|role)\b", "speaker"),
    (r"^stage ?direction|^stage\b|didascal", "stage"),
    (r"^letter\b|letter (?:text|body)", "letter"),
)
CONTINUATION = re.compile(r"^(?:list continue|list paragraph|list contents|listing continue)\b")


def part_of(names: Iterable[str]) -> tuple[PartKind, int]:
    """Return the part of a paragraph, and a heading's level.

    `names` are its style's, and those of the styles that it is based on.

    >>> part_of(["My Quote", "Intense Quote"]), part_of(["heading 2"]), part_of(["Normal"])
    (('quotation', 0), ('heading', 2), ('text', 0))
    """
    return _part_of(tuple(names))


@lru_cache(4096)
def _part_of(names: tuple[str, ...]) -> tuple[PartKind, int]:
    for name in map(plain_name, names):
        if match := HEADING.match(name):
            return "heading", int(match[1])
        for pattern, part in PARTS:
            if re.search(pattern, name):
                return part, 0
    return "text", 0


def continues_list(names: Iterable[str]) -> bool:
    """Return whether paragraphs of these styles, without a number, belong to the item before."""
    return any(CONTINUATION.match(plain_name(name)) for name in names)


def is_table_style(names: Iterable[str]) -> bool:
    """Return whether these styles are for cells: how they look says only that they are cells."""
    return any(plain_name(name) in ("table heading", "table contents") for name in names)


@lru_cache(4096)
def plain_name(name: str) -> str:
    """Return the name of a style in lower case, its words divided by spaces.

    >>> plain_name("IntenseQuote"), plain_name("Block_20_Text")
    ('intense quote', 'block text')
    """
    spaced = CAMEL.sub(" ", name.replace("_20_", " "))
    return SEPARATORS.sub(" ", spaced).strip().lower()

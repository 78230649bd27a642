"""What the elements, classes and semantic types of HTML and of e-books mean."""

import re
from functools import lru_cache

from lxml import etree

from book.read.html.parse import TYPE, Element

# What the other modules of this reader note on elements; no page can write such attributes.
HIDDEN = "{variorum}hidden"
ITALIC = "{variorum}italic"
BOLD = "{variorum}bold"
CAPITALS = "{variorum}capitals"
LINE = "{variorum}line"
ALIGN = "{variorum}align"
INDENT = "{variorum}indent"
LIST = "{variorum}list"
REMOVED = "{variorum}removed"
METADATA = "{variorum}metadata"
CALL = "{variorum}call"
NOTE = "{variorum}note"

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "lg"),
    *HEADINGS,
}
NO_WORDS = {
    *("script", "style", "template", "link", "meta", "base", "param", "source", "track", "col"),
    *("colgroup", "head", "iframe", "audio", "video", "canvas", "noframes", "datalist"),
}

POETRY = {"poem", "verse", "song", "hymn", "lyrics", "poetry"}
POETRY_CLASS = re.compile(
    r"(poem|poems|poetry|verse|verses|lyrics?|song|ballad|sonnet|hymn|psalm)"
    r"(-?(container|text|block|quote|center|\d+))*|ws-poem|poetry-container|line-?block"
)
STANZA_CLASS = re.compile(r"(stanza|lg|line-?group|couplet|quatrain|ws-poem-stanza|strophe)\d*")
LINE_CLASS = re.compile(
    r"(l|line|verse-?line|poem-?line|ws-poem-line)-?\d*|(i|in|ind|indent|line-?indent)-?\d+"
)
INDENT_CLASS = re.compile(r"(?:i|in|ind|indent|line-?indent)-?(\d+)")
SMALL_CAPITALS_CLASS = re.compile(r"sm-?cap(s|)|small-?cap(s|itals|)|sc|scaps?|lsc|allsmcap")
ITALIC_CLASS = re.compile(r"it|ital|italics?|gesperrt|emph?|emphasis")
BOLD_CLASS = re.compile(r"b|bold|strong|bld")
UNDERLINE_CLASS = re.compile(r"u|under|underlined?|ul")
STRIKE_CLASS = re.compile(r"strike|strikethrough|strikeout|struck|line-?through")
SUPERSCRIPT_CLASS = re.compile(r"sup|super|superscript")
SUBSCRIPT_CLASS = re.compile(r"sub|subscript")
PAGE_CLASS = re.compile(
    r"page-?n(o|um|umber)s?|pagebreak|page-?break|ws-pagenum|pgnum|pb|pageno|x-ebookmaker-pageno"
)
SPEAKER_CLASS = re.compile(r"speaker|persona|character-?name|spk|who")
STAGE_CLASS = re.compile(r"stage|stage-?d(ir|irection|irections)|stagedir|direction|directions|sd")
SPEECH_CLASS = re.compile(r"speech|sp")
SALUTATION_CLASS = re.compile(r"salutation|salute|greeting")
DATELINE_CLASS = re.compile(r"date-?line|letter-?date|place-?date")
SIGNATURE_CLASS = re.compile(r"signature|signed|sig|sign|closing|valediction|sender")
ATTRIBUTION_CLASS = re.compile(
    r"attribution|attrib|quote-?source|epigraph-?(source|author)|citation"
)
EPIGRAPH_CLASS = re.compile(r"epigraph|motto")
DEDICATION_CLASS = re.compile(r"dedication|dedicace|dedi")
LETTER_CLASS = re.compile(r"letter")
CAPTION_CLASS = re.compile(r"caption|figcaption|img-?caption|thumbcaption|gallerytext")
FIGURE_CLASS = re.compile(r"fig(ure|center|left|right)?|illus(tration)?s?|image|thumb|thumbinner")
CREDIT_CLASS = re.compile(r"credit|figcredit|photo-?credit")
QUOTATION_CLASS = re.compile(r"block-?quote?|blockquot|quote|extract|quotation|bq")

PREFIX = re.compile(r"^(z3998|se|doc|dp|bb):|^doc-")


def classes(element: Element) -> frozenset[str]:
    """Return an element's classes in lower case."""
    return _words(element.get("class") or "")


def types(element: Element) -> frozenset[str]:
    """Return the semantics of an element: `epub:type` and `role`, without their prefixes."""
    return _types(element.get(TYPE) or "", element.get("role") or "")


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


@lru_cache(4096)
def _types(kinds: str, role: str) -> frozenset[str]:
    return frozenset(PREFIX.sub("", kind) for kind in f"{kinds} {role}".lower().split())


def has_class(element: Element, pattern: re.Pattern[str]) -> bool:
    """Return whether one of an element's classes is of a sort."""
    text = element.get("class")
    return _matches(text.lower(), pattern) if text else False


@lru_cache(8192)
def _matches(text: str, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(name) for name in text.split())


def is_block(node: Element) -> bool:
    return node.tag in BLOCKS


def has_blocks(element: Element) -> bool:
    """Return whether an element holds blocks, however deep."""
    found = element.iter(*BLOCKS)
    return any(each is not element for each in found)


def text_of(element: Element) -> str:
    """Return the words of an element.

    >>> from lxml import etree
    >>> text_of(etree.XML("<p>a <i>fox</i> ran</p>"))
    'a fox ran'
    """
    return str(element.xpath("string()"))


def words_of(element: Element) -> str:
    """Return the words of an element, those of two blocks divided by a space.

    >>> from lxml import etree
    >>> words_of(etree.XML("<div><p>One</p><p>t<i>w</i>o</p></div>"))
    'One two'
    """
    return " ".join(words_of_blocks(element))


def words_of_blocks(element: Element) -> list[str]:
    """Return the words of each block in an element.

    >>> from lxml import etree
    >>> words_of_blocks(etree.XML("<div><p>One</p><p>t<i>w</i>o</p></div>"))
    ['One', 'two']
    """
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        gap = "\0" if node.tag in BLOCKS or node.tag in ("br", "svg") else ""
        if event == "start":
            pieces += [gap, (node.text or "").replace("\0", "")]
        else:
            pieces += [gap, (node.tail or "").replace("\0", "") if node is not element else ""]
    texts = (" ".join(text.split()) for text in "".join(pieces).split("\0"))
    return [text for text in texts if text]

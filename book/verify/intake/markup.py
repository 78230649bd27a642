"""Gather the words of a web page, or of a document of an e-book."""

import re

from lxml import etree, html

from book.errors import EditionError
from book.text.languages import language_tag
from book.verify.intake.encoding import decode_markup
from book.verify.intake.gathering import (
    MAYBE,
    NO_KINDS,
    OPTIONAL,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
    names,
)
from book.verify.intake.walk import Element, name_of, walk

INLINE_NAMES = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr "
    "output q rb rtc ruby s samp small span strike strong sub sup time tt u var wbr image path "
    "g use rp noscript object picture source input"
)
SKIPPED_NAMES = {"script", "style", "link", "meta", "base"}
OPTIONAL_NAMES = {"svg", "audio", "video", "annotation", "annotation-xml", "template", "iframe"}
KINDS = {
    **dict.fromkeys(("em", "i"), "emphasis"),
    **dict.fromkeys(("b", "strong"), "strong"),
    "sup": "superscript",
    "sub": "subscript",
    "u": "underline",
    **dict.fromkeys(("del", "s", "strike"), "deletion"),
    "ins": "insertion",
    "code": "code",
    "rt": "ruby",
    "math": "formula",
}
COUNTS = {
    "blockquote": "quotations",
    "ol": "lists",
    "ul": "lists",
    "li": "items",
    "table": "tables",
    "td": "cells",
    "th": "cells",
}
NO_LANGUAGES = {"und", "zxx", "mis", "mul"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
LISTS_OF_NOTES = {"footnotes", "endnotes", "rearnotes", "doc-endnotes"}
NOTES = f"{MAYBE}notes"
SMALL_CAPITALS = re.compile(r"\b(?:small-?caps|smcap)\b")
APART = {"noteref", "doc-noteref", "pagebreak", "doc-pagebreak"}
# What transcribers call the number of a page, which may stand inside a word.
PAGE_NUMBER = re.compile(r"(?:x-ebookmaker-|ws-)?(?:page-?n(?:o|um|umber)s?|pgnum|pb)")
LONGEST_NUMBER = 24  # characters; what is longer is text
HEADING = re.compile("h[1-6]$")
END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
ATTRIBUTES = names("title aria-label summary label placeholder value datetime cite")


def gather_html(content: bytes, encoding: str = "") -> Gathered:
    """Return the words and the form of a web page."""
    gatherer = Gatherer()
    root = parse_html(decode_markup(content, encoding))
    if root is not None:
        walk(root, treat_html, gatherer)
    return gatherer.found()


def parse_html(text: str) -> Element | None:
    """Return the root of a web page; None if it has no element.

    What stands after the end of its body is part of it, but the parser would drop it.

    Raise EditionError if elements are nested so deep that the parser loses them.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        whole = END_OF_PAGE.sub("", text).encode("utf-8", "replace")
        root = html.document_fromstring(whole, parser=parser)
    except etree.ParserError:
        return None
    deep = next((entry for entry in parser.error_log if "depth" in entry.message), None)
    if deep is not None:
        message = "the elements of this page are nested too deep to be read"
        remedy = "Remove elements that hold no text, or save the page as text."
        raise EditionError(message, line=deep.line, remedy=remedy)
    return root


def treat_html(element: Element, gatherer: Gatherer) -> Treatment:
    """Say how the proof takes an element of HTML."""
    name = name_of(element)
    if name in SKIPPED_NAMES:
        if name == "style":
            gatherer.restyle(element.text or "")
        _meta(element, gatherer)
        return SKIPPED
    for attribute in ATTRIBUTES:
        is_needed = name == "img" and attribute == "title"
        (gatherer.needed if is_needed else gatherer.optional)(element.get(attribute))
    if name in OPTIONAL_NAMES:
        return OPTIONAL
    if name in ("img", "area", "image"):
        _picture(element, gatherer)
    if name == "hr" and not gatherer.is_in(NOTES):
        gatherer.block("scene-breaks")
    if name == "rt" or _stands_apart(element):
        return Treatment(is_aside=True, kinds=frozenset({"ruby"}) if name == "rt" else NO_KINDS)
    language = _language(element)
    kinds = _kinds(element, name)
    if _is_list_of_notes(element):
        kinds |= {NOTES}
    if name in INLINE_NAMES and _differs(language, gatherer.language):
        kinds |= {"foreign"}
    is_block = name not in INLINE_NAMES and name != "math" and not gatherer.is_in("formula")
    return Treatment(is_block, kinds=kinds, counts=_counts(element, name), language=language)


def _stands_apart(element: Element) -> bool:
    """Return whether an element is the mark of a note or the number of a page, in or at a word."""
    marks = f"{element.get('role') or ''} {element.get(EPUB_TYPE) or ''}".split()
    classes = (element.get("class") or "").lower().split()
    is_number = any(PAGE_NUMBER.fullmatch(each) for each in classes)
    is_short = is_number and len("".join(element.itertext())) <= LONGEST_NUMBER
    return is_short or not APART.isdisjoint(marks)


def _is_list_of_notes(element: Element) -> bool:
    """Return whether an element holds the notes of a page, under a rule that is no scene break."""
    marks = {*(element.get("class") or "").split(), element.get("role"), element.get(EPUB_TYPE)}
    return not marks.isdisjoint(LISTS_OF_NOTES)


def _meta(element: Element, gatherer: Gatherer) -> None:
    gatherer.optional(element.get("content"))
    gatherer.optional(element.get("title"))


def _picture(element: Element, gatherer: Gatherer) -> None:
    gatherer.needed(element.get("alt"))
    gatherer.optional(element.get("src"))
    if element.get("src") or element.get("srcset"):
        gatherer.block("pictures", element.get("alt") or element.get("src") or "")


def _kinds(element: Element, name: str) -> frozenset[str]:
    kind = KINDS.get(name)
    kinds = frozenset({kind}) if kind else NO_KINDS
    if SMALL_CAPITALS.search(f"{element.get('class')} {element.get('style')}"):
        kinds |= {"small-capitals"}
    if name == "a" and (element.get("href") or "").startswith(("http:", "https:", "mailto:")):
        kinds |= {"link"}
    return kinds


def _language(element: Element) -> str:
    language = element.get("lang") or element.get(LANGUAGE) or ""
    return "" if language in NO_LANGUAGES else language_tag(language)


def _differs(language: str, outer: str) -> bool:
    return bool(language) and language.lower() != outer.lower()


def _counts(element: Element, name: str) -> tuple[str, ...]:
    if HEADING.match(name):
        return ("headings",)
    if name in COUNTS:
        return (COUNTS[name],)
    marks = " ".join(value for key, value in element.items() if key.endswith(("type", "role")))
    is_note = {"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"} & {*marks.split()}
    return ("notes",) if is_note else ()

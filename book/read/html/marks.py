"""The marks of notes: what calls them, and what leads back from them."""

import re

from book.read.html.names import PAGE_CLASS, REMOVED, has_class, text_of, types
from book.read.html.names import is_block as is_block
from book.read.html.parse import Element

MARK = re.compile(
    r"[\[({]?\s*(?:foot|end)?(?:note|fn|n)?s?[\s.:]*"
    r"(?:\d{1,4}[a-z*]?|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§‖¶#⁎∗※⁑]{1,4}\d{0,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4})"
    r"\s*[\])}]?[.:]?",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[\[(]?[*†‡§‖¶⁎∗※⁑¹²³⁴⁵⁶⁷⁸⁹⁰]+\d{0,3}[\])]?")
BRACKETED = re.compile(r"[\[({].*[\])}]", re.DOTALL)
ARROWS = re.compile(
    r"[\s\[({]*(?:[↩↑↵⏎⤴⬆^«‹←△▲↖\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}]+|"
    r"(?:go |jump )?back(?: to (?:the )?(?:text|content|main text|reference|footnote.*))?|"
    r"return(?: to (?:the )?text)?|zurück|retour|jump up|volver|назад)[\s\])}.]*",
    re.IGNORECASE,
)
CALL_TYPES = {"noteref", "endnoteref", "footnoteref"}
CALL_CLASS = re.compile(
    r"foot-?note-?(ref|anchor|call|link)?s?|note-?(ref|anchor|call)|end-?note-?(ref|anchor|call)?|"
    r"fn-?(anchor|ref)|reference|fnref|nanchor|noteanchor|superscript-?ref|footenote"
)
BACK_TYPES = {"backlink", "referrer"}
BACK_CLASS = re.compile(r"foot-?note-?back(ref|link)?|back-?(link|ref)|mw-cite-backlink|returnlink")
BODY_TYPES = {"footnote", "endnote", "rearnote", "note"}
BODY_CLASS = re.compile(r"(foot|end|side)?-?notes?-?(text|body|p|para)?|fn|ftn|footenote|rearnote")
SECTION_TYPES = {"footnotes", "endnotes", "rearnotes"}
SECTION_CLASS = re.compile(
    r"(foot|end)-?notes?(-?(section|block|list|end-of-\w+))?|references|notes"
)
BODY_ID = re.compile(
    r"((foot|end|rear)?-?_?note|fn|ftn|cite_?note|edn|en|sd(foot|end)note|linknote|nt|n)"
    r"[-_.:a-z]*\d.*",
    re.IGNORECASE,
)
PAGE_ID = re.compile(r"(page|pg|p|pag|seite|s)[-_.]?[\divxlc]+", re.IGNORECASE)
LABEL_CLASS = re.compile(
    r"label|fnlabel|note-?(label|number|num|mark)|footnote-?(number|mark)|fnnum"
)
NOT_IN_A_MARK = re.compile(r"[\s\[\](){}.:,]|^(foot|end)?(note|fn)s?", re.IGNORECASE)


def mark_of(element: Element) -> str:
    """Return the text of a mark."""
    return " ".join(text_of(element).split())


def bare(mark: str) -> str:
    """Return a mark without its brackets and points, for comparison.

    >>> bare("[Footnote 3]"), bare("(*)"), bare("12.")
    ('3', '*', '12')
    """
    return NOT_IN_A_MARK.sub("", NOT_IN_A_MARK.sub("", mark)).lower()


def is_mark(text: str) -> bool:
    """Return whether text may be the mark of a note.

    >>> [is_mark(text) for text in ("1", "[12]", "*", "Note 3", "a", "the", "")]
    [True, True, True, True, True, False, False]
    """
    return bool(MARK.fullmatch(text))


def is_backlink(link: Element) -> bool:
    """Return whether a link is declared to lead back, or looks so."""
    if types(link) & BACK_TYPES or has_class(link, BACK_CLASS):
        return True
    parent = link.getparent()
    if parent is not None and has_class(parent, BACK_CLASS):
        return True
    return bool(ARROWS.fullmatch(mark_of(link)))


def is_declared_call(link: Element) -> bool:
    """Return whether a link is declared to call a note."""
    if types(link) & CALL_TYPES or has_class(link, CALL_CLASS):
        return True
    parent = link.getparent()
    return parent is not None and parent.tag == "sup" and has_class(parent, CALL_CLASS)


def is_in_superscript(element: Element) -> bool:
    """Return whether a mark is raised: it is in a `sup`, or holds nothing else."""
    if any(each.tag == "sup" for each in element.iterancestors()) or element.tag == "sup":
        return True
    return len(element) == 1 and element[0].tag == "sup" and not (element.text or "").strip()


def is_page_number(element: Element) -> bool:
    if PAGE_ID.fullmatch(element.get("id") or element.get("name") or ""):
        return True
    near = (element, *element.iterancestors("span", "a"))
    return any(has_class(each, PAGE_CLASS) or each.get(REMOVED) == "page break" for each in near)


def outermost(element: Element) -> Element:
    """Return the outermost inline element that holds nothing but this one."""
    words = mark_of(element)
    parent = element.getparent()
    while parent is not None and not is_block(parent) and parent.tag not in ("body", "html"):
        if mark_of(parent) != words:
            return element
        element, parent = parent, parent.getparent()
    return element


def begins_block(element: Element) -> bool:
    """Return whether no words stand before an element in its block."""
    while not is_block(element):
        before = element.getprevious()
        parent = element.getparent()
        if parent is None:
            return True
        while before is not None:
            if (before.tail or "").strip(" \t\r\n\N{NO-BREAK SPACE}[(") or mark_of(before):
                return False
            before = before.getprevious()
        if (parent.text or "").strip(" \t\r\n\N{NO-BREAK SPACE}[("):
            return False
        element = parent
    return True


def take_brackets(element: Element) -> None:
    """Put the brackets around a mark into it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    text = (parent.text if before is None else before.tail) or ""
    tail = element.tail or ""
    for opening, closing in ("[]", "()"):
        start = text.rstrip()
        if start.endswith(opening) and tail.lstrip().startswith(closing):
            if before is None:
                parent.text = start[:-1]
            else:
                before.tail = start[:-1]
            element.tail = tail.lstrip()[1:]
            element.text = opening + (element.text or "")
            if len(element):
                element[-1].tail = (element[-1].tail or "") + closing
            else:
                element.text += closing
            return

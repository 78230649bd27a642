"""What a page has besides the text: page numbers, navigation, the controls of a wiki."""

import re
from collections.abc import Iterator

from lxml import etree

from book.read.html.names import (
    HIDDEN,
    METADATA,
    PAGE_CLASS,
    REMOVED,
    classes,
    has_class,
    text_of,
    types,
)
from book.read.html.parse import Element

TITLE_BLOCK = "title-block-header"
TITLE_FIELDS = {"title", "subtitle", "author", "date"}
LONGEST_PAGE_NUMBER = 24  # characters
PAGE_TYPES = {"pagebreak"}
NAVIGATION = {
    "page-list": "page list",
    "pagelist": "page list",
    "landmarks": "landmarks",
    "toc": "table of contents",
    "lot": "list of tables",
    "loi": "list of illustrations",
}
# Pages that an e-book adds around its text; they describe the e-book.
PAGES_OF_EBOOK = {
    "cover": "cover of the e-book",
    "titlepage": "title page of the e-book",
    "halftitlepage": "half-title page of the e-book",
    "imprint": "imprint of the e-book",
    "copyright-page": "copyright page of the e-book",
    "colophon": "colophon of the e-book",
}
SECTIONS = ("section", "div", "article", "body")
WIKI_CLASSES = {
    *("mw-editsection", "mw-jump-link", "ws-noexport", "navbox", "catlinks", "printfooter"),
    *("mw-editsection-bracket", "mw-cite-up-arrow-backlink"),
}
WIKI_IDS = {"sitesub", "contentsub", "jump-to-nav", "catlinks", "mw-navigation"}
EDIT_WORDS = (
    *("edit", "edit source", "modifier", "modifier le code", "Bearbeiten", "editar", "modifica"),
    *("Quelltext bearbeiten", "править", "編集", "编辑", "bewerken", "redigera", "edytuj"),
)
EDIT_MARK = re.compile(rf"\[\s*(?:{'|'.join(EDIT_WORDS)})\s*\]")


def note_furniture(root: Element) -> None:
    """Note on each element that is not text the rule that removes it."""
    for element in root.iter(etree.Element):
        if rule := _rule(element):
            element.set(REMOVED, rule)
        if element.tag == "title" and not _is_of_drawing(element):
            element.set(METADATA, "title")
        if element.get("id") == TITLE_BLOCK or "titlepage" in classes(element) & types(element):
            _note_title_block(element)
    _show_formulas(root)
    _take_out_edit_marks(root)


def _is_of_drawing(title: Element) -> bool:
    return next(title.iterancestors("svg", "head"), None) is not None


def _note_title_block(block: Element) -> None:
    """Note on the lines of a title block, as pandoc writes it, what they say of the document."""
    for element in block.iter("h1", "p"):
        if fields := classes(element) & TITLE_FIELDS:
            element.set(METADATA, min(fields))


def _rule(element: Element) -> str:
    """Return the rule that removes an element, "" if it is text."""
    kinds = types(element)
    if element.tag == "nav" or "navigation" in kinds:
        return next((NAVIGATION[kind] for kind in sorted(kinds & set(NAVIGATION))), "navigation")
    if kinds & {"page-list", "pagelist", "landmarks"}:
        return NAVIGATION[min(kinds & {"page-list", "pagelist", "landmarks"})]
    if kinds & PAGE_TYPES or has_class(element, PAGE_CLASS):
        words = text_of(element).strip()
        return "page break" if 0 < len(words) <= LONGEST_PAGE_NUMBER else ""
    if element.get("hidden") is not None:
        return "hidden text"
    if element.tag in SECTIONS and (pages := kinds & set(PAGES_OF_EBOOK) - classes(element)):
        return PAGES_OF_EBOOK[min(pages)]
    if classes(element) & WIKI_CLASSES or (element.get("id") or "").lower() in WIKI_IDS:
        return "wiki furniture"
    return ""


def _show_formulas(root: Element) -> None:
    """Read the formulas of a wiki, which it hides behind pictures of them."""
    for formula in root.iter("math"):
        holder = formula.getparent()
        outer = holder.getparent() if holder is not None else None
        if holder is None or outer is None or "mwe-math-element" not in classes(outer):
            continue
        holder.attrib.pop(HIDDEN, None)
        for image in list(outer.iterchildren("img")):
            image.tag = "wbr"


def _take_out_edit_marks(root: Element) -> None:
    """Divide "[edit]" from the words around it, so that it can be removed."""
    while marks := list(_edit_marks(root)):
        for element, match in marks:
            _take_out(element, match)


def _take_out(element: Element, match: re.Match[str]) -> None:
    text, start, end = match.string, match.start(), match.end()
    mark = etree.Element("span")
    mark.text, mark.tail = match[0], text[end:]
    mark.set(REMOVED, "edit mark")
    parent = element.getparent()
    if (element.text or "") == text:
        element.text = text[:start]
        element.insert(0, mark)
    elif parent is not None:
        element.tail = text[:start]
        parent.insert(parent.index(element) + 1, mark)


def _edit_marks(root: Element) -> Iterator[tuple[Element, re.Match[str]]]:
    """Yield the last edit mark of each text."""
    for element in root.iter(etree.Element):
        own = "" if element.get(REMOVED) == "edit mark" else element.text
        tail = element.tail if element is not root else ""
        for text in (tail, own):
            if text and "[" in text and (found := list(EDIT_MARK.finditer(text))):
                yield element, found[-1]

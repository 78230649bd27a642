"""The bodies of notes: how far they reach, and what in them only leads back to the call."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from book.read.html.marks import (
    BACK_CLASS,
    BODY_CLASS,
    BODY_TYPES,
    LABEL_CLASS,
    SECTION_CLASS,
    SECTION_TYPES,
    bare,
    begins_block,
    is_backlink,
    is_mark,
    mark_of,
    outermost,
    take_brackets,
)
from book.read.html.names import HEADINGS, REMOVED, has_class, is_block, text_of, types
from book.read.html.parse import Element

RULE = "note mark"
LONGEST_BACKLINK = 60  # characters
HOLDERS = ("div", "aside", "li", "dd", "section", "p", "blockquote", "tr", "td")
NEVER = {*HEADINGS, "html", "body", "table", "main", "article", "ol", "ul", "nav", "figure", "dl"}
FOLLOWING = ("p", "blockquote", "div", "ul", "ol", "table", "pre")


@dataclass(slots=True)
class HtmlNote:
    """A note: its id, the blocks of its body, its mark, and the ids at its calls."""

    id: str
    body: list[Element]
    mark: str
    call_ids: set[str] = field(default_factory=set)
    is_placed: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
    """The elements that links lead to, at each of which a note may begin.

    `places` has the place of each in the document, `calls` that of the first link to it.
    """

    places: Mapping[Element, int]
    calls: Mapping[Element, int]


def body_of(target: Element, targets: Targets) -> list[Element]:
    """Return the blocks of the note that a link leads to, none if it is no note."""
    body: Element | None = target
    while body is not None and not is_block(body):
        body = body.getparent()
    if body is None or body.tag in NEVER:
        return []
    if body.tag == "dt":
        return _definitions(body)
    if body.tag == "td" and (row := body.getparent()) is not None and len(row) > 1:
        body = row
    if not _is_declared(body) and any(each.tag in NEVER - {"ol", "ul"} for each in body):
        return []
    body = _widened(body, targets)
    if body.tag == "p" or not text_of(body).strip():
        return [body, *_continuation(body, target, targets)]
    return [body]


def _definitions(term: Element) -> list[Element]:
    found = [term]
    for each in term.itersiblings():
        if each.tag != "dd":
            break
        found.append(each)
    return found if len(found) > 1 else []


def _is_declared(body: Element) -> bool:
    return bool(types(body) & BODY_TYPES) or has_class(body, BODY_CLASS)


def _widened(body: Element, targets: Targets) -> Element:
    """Return the element that holds this whole note, and no other note."""
    parent = body.getparent()
    while parent is not None and parent.tag in HOLDERS:
        is_whole = parent.tag == "li" or _is_declared(parent)
        if not is_whole or types(parent) & SECTION_TYPES or _holds_several(parent, targets):
            return body
        body, parent = parent, parent.getparent()
    return body


def _holds_several(element: Element, targets: Targets) -> bool:
    """Return whether links lead to several blocks in an element."""
    first: Element | None = None
    for each in element.iter("*"):
        if each in targets.calls and each is not element:
            block = each
            while not is_block(block) and (parent := block.getparent()) is not None:
                block = parent
            if first is not None and block is not first:
                return True
            first = block
    return False


def _continuation(body: Element, target: Element, targets: Targets) -> list[Element]:
    """Return the further paragraphs of a note, up to the next note, among other notes only.

    The next note is one of the same row of notes if its call stands before the row.
    """
    parent = body.getparent()
    only_notes = parent is not None and is_section(parent)
    found: list[Element] = []
    for each in body.itersiblings():
        following = next((node for node in each.iter("*") if node in targets.calls), None)
        if following is not None:
            in_row = targets.calls[following] < targets.places[target]
            return found if only_notes or in_row else []
        if each.tag not in FOLLOWING:
            break
        found.append(each)
    return found if only_notes else []


def is_section(element: Element) -> bool:
    """Return whether an element holds nothing but notes."""
    return bool(types(element) & SECTION_TYPES) or has_class(element, SECTION_CLASS)


def take_out_marks(body: list[Element], call_ids: Collection[str], mark: str) -> None:
    """Note which words of a note are its mark, or lead back to its call."""
    for block in body:
        for each in list(block.iter("span", "sup", "small")):
            if has_class(each, BACK_CLASS) and len(mark_of(each)) <= LONGEST_BACKLINK:
                each.set(REMOVED, RULE)
        for link in list(block.iter("a")):
            if any(each.get(REMOVED) for each in link.iterancestors("span", "sup", "small")):
                continue
            anchor = (link.get("href") or "").rpartition("#")[2]
            if anchor and (anchor in call_ids or is_backlink(link)) and _is_short(link):
                _remove(link)
    _remove_label(body[0], mark)


def _is_short(link: Element) -> bool:
    words = mark_of(link)
    return is_mark(words) or is_backlink(link) or len(words) <= 3


def _remove(link: Element) -> None:
    take_brackets(link)
    outermost(link).set(REMOVED, RULE)


def _remove_label(block: Element, mark: str) -> None:
    """Remove the mark that is repeated before the words of a note."""
    for each in block.iter("*"):
        if each.get(REMOVED):
            continue
        words = mark_of(each)
        if each is not block and (words and bare(words) == bare(mark)) and begins_block(each):
            take_brackets(each)
            each.set(REMOVED, RULE)
            return
        if each is not block and has_class(each, LABEL_CLASS) and is_mark(words):
            each.set(REMOVED, RULE)
            return
        if (each.text or "").strip():
            _cut_label(each, mark)
            return


def _cut_label(element: Element, mark: str) -> None:
    """Cut the mark off the first words of a note: "1. ", "[1] ", "* "."""
    text = element.text or ""
    first, _, rest = text.lstrip().partition(" ")
    if first and rest.strip() and bare(first) == bare(mark) and is_mark(first):
        label = element.makeelement("span", {REMOVED: RULE})
        label.text, label.tail = first, rest
        element.text = None
        element.insert(0, label)

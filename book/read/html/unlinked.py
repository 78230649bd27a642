"""Notes without links, notes that nothing calls, and headings of notes that are not there now."""

import re

from lxml import etree

from book.read.html.marks import (
    BODY_CLASS,
    BODY_TYPES,
    SECTION_CLASS,
    bare,
    begins_block,
    mark_of,
    outermost,
)
from book.read.html.names import CALL, HEADINGS, NOTE, REMOVED, has_class, is_block, text_of, types
from book.read.html.note_bodies import RULE, HtmlNote, is_section
from book.read.html.parse import Element

EMPTIED = "{variorum}emptied"  # a heading under which notes stood
NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§‖¶]{1,3})[\])]?")
HEADING = re.compile(
    r"\W*(?:foot|end)?-?(?:notes?|anmerkungen|fußnoten|endnoten|примечания|注释|註釋|notas)\W*",
    re.IGNORECASE,
)
# A raised number after such words is a power.
FUNCTIONS = re.compile(r"\b(?:sin|cos|tan|cot|sec|csc|log|exp|lim|sinh|cosh|tanh)$")
WORD_BEFORE = re.compile(r"[^\W\d_]{3,}[^\w\s]*$|[.,;:!?…”’»)\]]$")
LETTER_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}[)\]]?$")


def pair_unlinked(root: Element, notes: dict[Element, HtmlNote]) -> None:
    """Pair raised numbers with the paragraphs that begin with them; the others are only marks."""
    waiting: dict[str, list[Element]] = {}
    for mark in list(root.iter("sup")):
        words = mark_of(mark)
        if not NUMBER.fullmatch(words) or _is_known(mark):
            continue
        block = _block_of(mark)
        if begins_block(mark):
            calls = waiting.pop(bare(words), [])
            if calls and block is not None and block.tag in ("p", "li", "div", "dd"):
                _pair(calls, block, mark, notes)
        elif _calls(mark):
            waiting.setdefault(bare(words), []).append(mark)
    for calls in waiting.values():
        for mark in calls:
            mark.set(REMOVED, RULE)


def _pair(
    calls: list[Element], block: Element, mark: Element, notes: dict[Element, HtmlNote]
) -> None:
    *others, call = calls
    for each in others:
        each.set(REMOVED, RULE)
    if block in notes or any(each is block for each in call.iterancestors()):
        call.set(REMOVED, RULE)
        return
    note = HtmlNote(f"note-{len(notes) + 1}", [block], mark_of(call))
    notes[block] = note
    call.set(CALL, note.id)
    mark.set(REMOVED, RULE)


def _is_known(mark: Element) -> bool:
    near = (mark, *mark.iterancestors(), *mark.iter("a"))
    return any(each.get(CALL) or each.get(REMOVED) or each.tag == "math" for each in near)


def _block_of(element: Element) -> Element | None:
    return next((each for each in element.iterancestors() if is_block(each)), None)


def _calls(mark: Element) -> bool:
    """Return whether a raised number follows a word or a sentence, not a quantity or a symbol."""
    before = _text_before(mark)
    if before != before.rstrip() or LETTER_BEFORE.search(before) or FUNCTIONS.search(before):
        return False
    return bool(WORD_BEFORE.search(before))


def _text_before(element: Element) -> str:
    """Return the last words before an element in its block."""
    element = outermost(element)
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return (parent.text or "")[-40:] if parent is not None else ""
    return (text_of(before) + (before.tail or ""))[-40:]


def note_heading(block: Element) -> None:
    """Remember the heading under which a note stands."""
    for element in (block, *block.iterancestors("div", "section", "ol", "aside", "dl")):
        before = element.getprevious()
        while before is not None and before.tag in ("hr", "p", "div") and not _is_heading(before):
            if text_of(before).strip() and before.get(NOTE) is None:
                break
            before = before.getprevious()
        if before is not None and _is_heading(before):
            before.set(EMPTIED, "yes")


def _is_heading(element: Element) -> bool:
    if element.tag in HEADINGS:
        return True
    return element.tag in ("p", "div") and bool(HEADING.fullmatch(mark_of(element)))


def remove_headings(root: Element) -> None:
    """Remove headings of notes, and the rules above them, where no words are left below."""
    last: Element | None = None
    for element in list(root.iter(etree.Element)):
        if element.tag in HEADINGS or element.get(EMPTIED):
            _remove_empty(last)
            last = element if element.get(EMPTIED) else None
        elif last is not None and (_has_words(element, last)):
            last = None
    _remove_empty(last)
    for rule in list(root.iter("hr")):
        parent = rule.getparent()
        if parent is not None and is_section(parent) and not text_of(parent).strip():
            parent.remove(rule)


def _has_words(element: Element, heading: Element) -> bool:
    inside = any(each is heading for each in element.iterancestors())
    words = (element.tail or "").strip()
    return bool(words or (not inside and (element.text or "").strip())) or element.tag == "img"


def _remove_empty(heading: Element | None) -> None:
    if heading is not None:
        heading.set(REMOVED, "heading of the notes")


def note_uncalled(root: Element) -> None:
    """Note which elements are notes that nothing calls."""
    count = 0
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if element.get(REMOVED) or parent is None or not _is_uncalled(element, parent):
            continue
        if not any(each.get(NOTE) for each in element.iterancestors()):
            count += 1
            element.set(NOTE, f"uncalled-{count}")


def _is_uncalled(element: Element, parent: Element) -> bool:
    if types(element) & (BODY_TYPES - {"note"}):
        return is_block(element)
    if element.tag == "li":
        return parent.tag == "ol" and (_is_references(parent) or _in_section(parent))
    is_body = element.tag in ("div", "p", "aside") and has_class(element, BODY_CLASS)
    return is_body and "foot" in (element.get("class") or "").lower() and not is_section(element)


def _is_references(element: Element) -> bool:
    return has_class(element, SECTION_CLASS)


def _in_section(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and is_section(parent)

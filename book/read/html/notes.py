"""Find the notes of pages: their calls, their bodies, and the marks that are only links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from book.read.html.addresses import target_of
from book.read.html.marks import (
    BODY_ID,
    BODY_TYPES,
    BRACKETED,
    SIGNS,
    bare,
    begins_block,
    is_backlink,
    is_declared_call,
    is_in_superscript,
    is_mark,
    is_page_number,
    mark_of,
    outermost,
    take_brackets,
)
from book.read.html.names import CALL, HIDDEN, REMOVED, types
from book.read.html.note_bodies import RULE, HtmlNote, Targets, body_of, take_out_marks
from book.read.html.parse import Element, HtmlPage
from book.read.html.unlinked import note_heading, note_uncalled, pair_unlinked, remove_headings

Anchor = tuple[str, str]
# A saved page of a wiki has the address of the page before the name of a note.
WIKI_NOTE = re.compile(r"#(cite_(?:note|ref)-.+)$")


@dataclass(slots=True)
class _InnerLink:
    """A link within the document; `order` is its place among the links of all pages."""

    element: Element
    page: str
    target: Element
    order: int


def find_notes(pages: Sequence[HtmlPage]) -> dict[str, HtmlNote]:
    """Take the notes out of pages; CALL on an element is then the id of the note it calls."""
    anchors = _anchors(pages)
    links, loose = _links(pages, anchors)
    order = {link.element: link.order for link in links}
    targets = _targets(pages, links)
    notes: dict[Element, HtmlNote] = {}
    for link in links:
        if link.element.get(CALL) or not (body := _body_of_call(link, targets, anchors, order)):
            continue
        note = notes.get(body[0])
        if note is None:
            note = HtmlNote(f"note-{len(notes) + 1}", body, mark_of(link.element))
            notes[body[0]] = note
        _note_call(link.element, note)
    for element in loose:
        if is_mark(mark_of(element)) and _is_raised(element):
            _mark_removed(element)
    for page in pages:
        pair_unlinked(page.root, notes)
    for note in notes.values():
        note_heading(note.body[0])
        take_out_marks(note.body, note.call_ids, note.mark)
    for note in notes.values():
        _take_out(note)
    for page in pages:
        note_uncalled(page.root)
        remove_headings(page.root)
    return {note.id: note for note in notes.values()}


def _anchors(pages: Sequence[HtmlPage]) -> dict[Anchor, Element]:
    found: dict[Anchor, Element] = {}
    for page in pages:
        for element in page.root.iter("*"):
            if name := element.get("id"):
                found.setdefault((page.name, name), element)
            if element.tag == "a" and (name := element.get("name")):
                found.setdefault((page.name, name), element)
    return found


def _links(
    pages: Sequence[HtmlPage], anchors: dict[Anchor, Element]
) -> tuple[list[_InnerLink], list[Element]]:
    """Return the links within the pages, and those that lead to what is not there."""
    links: list[_InnerLink] = []
    loose: list[Element] = []
    for page in pages:
        for element in page.root.iter("a"):
            address = element.get("href") or ""
            anchor = target_of(page.name, address)
            target = anchors.get(anchor) if anchor else None
            if target is None and (match := WIKI_NOTE.search(address)):
                anchor = page.name, match[1]
                target = anchors.get(anchor)
            if anchor is None:
                continue
            if target is not None:
                links.append(_InnerLink(element, page.name, target, len(links)))
            elif not begins_block(element) or is_declared_call(element):
                loose.append(element)
    return links, loose


def _targets(pages: Sequence[HtmlPage], links: Sequence[_InnerLink]) -> Targets:
    """Return what links lead to that do not only lead back."""
    forth = [link for link in links if not is_backlink(link.element)]
    wanted = {each for link in forth for each in (link.element, link.target)}
    elements = (element for page in pages for element in page.root.iter("*"))
    places = {each: place for place, each in enumerate(elements) if each in wanted}
    calls: dict[Element, int] = {}
    for link in forth:
        calls.setdefault(link.target, places[link.element])
    return Targets(places, calls)


def _is_raised(element: Element) -> bool:
    """Return whether a link without a target looks like the call of a note."""
    mark = mark_of(element)
    return (
        is_declared_call(element)
        or is_in_superscript(element)
        or bool(SIGNS.fullmatch(mark))
        or bool(BRACKETED.fullmatch(mark))
    )


def _body_of_call(
    link: _InnerLink,
    targets: Targets,
    anchors: dict[Anchor, Element],
    order: dict[Element, int],
) -> list[Element]:
    """Return the blocks of the note that a link calls, none if it calls no note."""
    element, target = link.element, link.target
    declared = is_declared_call(element) or bool(types(target) & BODY_TYPES)
    if is_backlink(element) or is_page_number(target):
        return []
    if not declared and not is_mark(mark_of(element)):
        return []
    body = body_of(target, targets)
    if not body or any(each in body for each in element.iterancestors()):
        return []
    back = _leads_back(body, link, anchors)
    if back is not None and begins_block(element) and not begins_block(back):
        return []  # the call is within a text, and this is the mark before the note
    if begins_block(element) and not is_declared_call(element):
        return [] if back is None or order.get(back, 0) < link.order else body
    if declared or back is not None:
        return body
    same_mark = bare(mark_of(body[0]).split(" ")[0]) == bare(mark_of(element))
    is_named = bool(BODY_ID.fullmatch(target.get("id") or target.get("name") or ""))
    return body if same_mark and (_is_raised(element) or is_named) else []


def _leads_back(
    body: list[Element], link: _InnerLink, anchors: dict[Anchor, Element]
) -> Element | None:
    """Return the link in a note that leads back to its call, or just before it."""
    for block in body:
        for each in block.iter("a"):
            anchor = target_of(link.page, "#" + (each.get("href") or "#").rpartition("#")[2])
            target = anchors.get(anchor) if anchor else None
            if target is not None and _is_near(target, link.element):
                return each
    return None


def _is_near(target: Element, call: Element) -> bool:
    return (
        target is call
        or any(target is each for each in call.iter("*"))
        or any(target is each for each in outermost(call).iter("*"))
        or target is call.getparent()
        or target is call.getprevious()
    )


def _note_call(link: Element, note: HtmlNote) -> None:
    take_brackets(link)
    call = outermost(link)
    call.set(CALL, note.id)
    link.set(CALL, note.id)
    near = [*call.iter("*"), call.getparent(), call.getprevious()]
    for each in near:
        if each is not None:
            note.call_ids |= {name for name in (each.get("id"), each.get("name")) if name}


def _mark_removed(element: Element) -> None:
    take_brackets(element)
    outermost(element).set(REMOVED, RULE)


def _take_out(note: HtmlNote) -> None:
    """Take the body of a note out of its page."""
    for block in note.body:
        for key in (HIDDEN, REMOVED):
            block.attrib.pop(key, None)
        parent = block.getparent()
        if parent is not None:
            _detach(block, parent)


def _detach(block: Element, parent: Element) -> None:
    """Take a block out, but leave the words that follow it."""
    tail, before = block.tail, block.getprevious()
    block.tail = None
    if tail and tail.strip():
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(block)

"""The notes of a page: after the block that calls them, beside it where there is room.

Style sheets place them by anchors (CSS Anchor Positioning 1): a note begins at the height of its
call, or below the note before it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from book.model import Note
from book.render.epub.pages import XHTML
from book.render.web.addresses import Addresses

CALL, NOTE = "ref-", "note-"
SECTION = f"{XHTML}section"


@dataclass
class Placing:
    """What is needed to place the notes of a page; `names` gets the addresses that change.

    `text_around` returns the words of the block that an element is in.
    """

    notes: Mapping[str, Note]
    addresses: Addresses
    text_around: Callable[[etree._Element], str]
    names: dict[str, str]
    bodies: dict[str, etree._Element] = field(default_factory=dict)
    last: dict[etree._Element, etree._Element] = field(default_factory=dict)
    count: int = 0


def place_notes(root: etree._Element, placing: Placing) -> None:
    """Move each note of a page from the page's end to the block that calls it."""
    for group in [each for each in root if "notes" in each.get("class", "").split()]:
        for note in group.iterfind(f"{XHTML}div"):
            placing.bodies[note.get("id", "")] = note
        root.remove(group)
    for call in list(_calls(root)):
        _place(call, _outermost(call), placing)


def _calls(element: etree._Element) -> Iterator[etree._Element]:
    return (a for a in element.iter(f"{XHTML}a") if a.get("role") == "doc-noteref")


def _outermost(call: etree._Element) -> etree._Element:
    """Return the block of the page that a call is in: what stands in a section itself."""
    around = [call, *call.iterancestors()]
    return next(each for each, outer in pairwise(around) if outer.tag == SECTION)


def _place(call: etree._Element, block: etree._Element, placing: Placing) -> None:
    """Put the note of a call after its block."""
    former = call.get("href", "").removeprefix("#")
    body = placing.bodies.pop(former, None)
    if body is None:
        return
    name = placing.addresses.note(placing.notes[former], placing.text_around(call))
    placing.names |= {former: f"{NOTE}{name}", f"call-{former}": f"{CALL}{name}"}
    placing.count += 1
    _dress_call(call, name, placing)
    note = _dress_note(body, name, placing)
    before = placing.last.get(block, block)
    before.addnext(note)
    note.tail, before.tail = before.tail if before is not block else "\n", "\n"
    placing.last[block] = note


def _dress_call(call: etree._Element, name: str, placing: Placing) -> None:
    call.set("id", f"{CALL}{name}")
    call.set("class", f"{call.get('class', '')} noteref")
    call.set("style", f"anchor-name:--c{placing.count}")


def _dress_note(note: etree._Element, name: str, placing: Placing) -> etree._Element:
    number = placing.count
    note.set("id", f"{NOTE}{name}")
    kind = note.get("class", "")
    note.set("class", "note" if kind == "note" else f"note {kind}")
    above = f";--above:--n{number - 1}" if number > 1 else ""
    note.set("style", f"position-anchor:--c{number};anchor-name:--n{number}{above}")
    return note

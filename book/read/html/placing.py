"""Place the notes: each after the block of its first call."""

from contextlib import ExitStack

from book.read.html.blocks import enter_block
from book.read.html.names import NOTE, words_of
from book.read.html.note_bodies import RULE, HtmlNote, take_out_marks
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker


def call_note(walker: HtmlWalker, element: Element, note: HtmlNote) -> None:
    """Call a note; at its first call, its body is to follow the block."""
    walker.builder.removed(words_of(element), RULE)
    walker.note_call(note.id)
    if not note.is_placed:
        note.is_placed = True
        walker.later(lambda: place_note(walker, note))


def place_note(walker: HtmlWalker, note: HtmlNote) -> None:
    """Add the body of a note, outside of all that holds its call."""
    with walker.apart(), walker.container("note", note.id, mark=note.mark):
        for block in note.body:
            if block.tag in ("li", "tr", "td", "dt", "dd", "aside"):
                block.tag = "div"
            for cell in list(block.iterchildren("td", "th")):
                cell.tag = "div"
            walker.walk(block)


def enter_uncalled(walker: HtmlWalker, element: Element, stack: ExitStack, name: str) -> Entered:
    """Begin a note that nothing calls, at its own place."""
    del element.attrib[NOTE]
    take_out_marks([element], (), "")
    stack.enter_context(walker.container("note", name))
    if element.tag in ("li", "aside"):
        element.tag = "div"
    return enter_block(walker, element, stack)

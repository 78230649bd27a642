"""Write inlines: emphasis, links, notes at their calls, supplied words."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
    Supplied,
    Term,
)
from book.render.tei.elements import Element, element

EDITOR = "#editor"
RENDITIONS: dict[type, str] = {
    Strong: "bold",
    SmallCapitals: "small-caps",
    Superscript: "superscript",
}
Notes = Mapping[str, Note]  # by their ids


def inline_content(inlines: Inlines, notes: Notes) -> Iterator[Element | str]:
    """Yield the text and elements of inlines.

    Notes of the apparatus are left out: the apparatus itself contains them.
    """
    for inline in inlines:
        yield from _inline(inline, notes)


def _inline(inline: Inline, notes: Notes) -> Iterator[Element | str]:
    match inline:
        case Plain():
            yield inline.text
        case Mark():
            yield element("anchor", xml_id=inline.id)
            yield from inline_content(inline.inlines, notes)
        case Break():
            yield element("lb")
        case NoteCall():
            yield from note_elements(inline, notes)
        case PageReference():
            yield element("ref", inline.locator.place, target=f"#{inline.locator.target}")
        case Term():
            words = inline_content(inline.inlines, notes)
            yield element("term", *words, xml_id=inline.id, ref=f"#{inline.target}")
        case Emphasis() | Strong() | SmallCapitals() | Superscript() | Styled():
            yield _wrapped(inline, notes)
        case Foreign() | Supplied():
            yield _wrapped(inline, notes)
        case Link():
            words = inline_content(inline.inlines, notes)
            yield element("ref", *words, target=inline.target)
        case _:
            assert_never(inline)


def _wrapped(
    inline: Emphasis | Strong | SmallCapitals | Superscript | Styled | Foreign | Supplied,
    notes: Notes,
) -> Element:
    words = inline_content(inline.inlines, notes)
    match inline:
        case Emphasis():
            return element("emph", *words)
        case Foreign():
            return element("foreign", *words, xml_lang=inline.language)
        case Supplied():
            return element("supplied", *words, resp=EDITOR)
        case Styled():
            return element("hi", *words, rend=inline.kind)
    return element("hi", *words, rend=RENDITIONS[type(inline)])


def note_elements(call: NoteCall, notes: Notes) -> Iterator[Element]:
    """Yield the note that is called; nothing if it belongs to the apparatus."""
    note = notes.get(call.note)
    if note and note.kind != "variant":
        yield element(
            "note",
            *inline_content(note.inlines, notes),
            xml_id=note.id,
            n=note.mark,
            place="bottom",
            type="editorial" if note.kind == "note" else note.kind,
            resp="" if note.author else EDITOR,
        )

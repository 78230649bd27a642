"""Write the inlines that an editor or a witness has: emphasis, links, notes at their calls, what is supplied."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from book.model import (
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
Notes = Mapping[str, Note]


def contents(inlines: Inlines, notes: Notes) -> Iterator[Element | str]:
    """Give what stands in an element: words and elements. Notes of the apparatus are none of it, as the apparatus says them."""
    for inline in inlines:
        yield from _content(inline, notes)


def _content(inline: Inline, notes: Notes) -> Iterator[Element | str]:
    match inline:
        case Plain():
            yield inline.text
        case Mark():
            yield element("anchor", xml_id=inline.id)
            yield from contents(inline.inlines, notes)
        case NoteCall():
            yield from note_at(inline, notes)
        case PageReference():
            yield element("ref", inline.locator.place, target=f"#{inline.locator.target}")
        case Term():
            yield element(
                "term", *contents(inline.inlines, notes), xml_id=inline.id, ref=f"#{inline.target}"
            )
        case (
            Emphasis()
            | Strong()
            | SmallCapitals()
            | Superscript()
            | Foreign()
            | Supplied()
            | Link()
        ):
            yield _marked(inline, notes)
        case _:
            assert_never(inline)


def _marked(
    inline: Emphasis | Strong | SmallCapitals | Superscript | Foreign | Supplied | Link,
    notes: Notes,
) -> Element:
    """Write words that have something about them."""
    words = contents(inline.inlines, notes)
    match inline:
        case Emphasis():
            return element("emph", *words)
        case Foreign():
            return element("foreign", *words, xml_lang=inline.language)
        case Supplied():
            return element("supplied", *words, resp=EDITOR)
        case Link():
            return element("ref", *words, target=inline.target)
    return element("hi", *words, rend=RENDITIONS[type(inline)])


def note_at(call: NoteCall, notes: Notes) -> Iterator[Element]:
    """Set a note where it is called."""
    note = notes.get(call.note)
    if note and note.kind != "variant":
        said, kind = (
            contents(note.inlines, notes),
            "editorial" if note.kind == "note" else note.kind,
        )
        yield element(
            "note",
            *said,
            xml_id=note.id,
            n=note.mark,
            place="bottom",
            type=kind,
            resp="" if note.author else EDITOR,
        )

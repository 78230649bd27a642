"""Write the text of inlines line by line, as an output must have it."""

from collections.abc import Callable

from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
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
from book.verify.readback.transcript import TranscriptWriter

Wrapper = (
    Emphasis
    | Strong
    | SmallCapitals
    | Superscript
    | Styled
    | Foreign
    | Supplied
    | Link
    | Mark
    | Term
)
Call = Callable[[str], None]  # writes what stands at the call of the note with this id


def write_inlines(inlines: Inlines, writer: TranscriptWriter, call: Call) -> None:
    """Write inlines into the present line, in a book without pages."""
    for inline in inlines:
        _write(inline, writer, call)


def _write(inline: Inline, writer: TranscriptWriter, call: Call) -> None:
    match inline:
        case Plain():
            writer.text(inline.text)
        case Break():
            writer.text("\n")
        case NoteCall():
            call(inline.note)
        case PageReference():
            start = writer.offset
            writer.text(inline.locator.place)
            writer.link(start, f"#{inline.locator.target}")
        case _:
            _write_wrapped(inline, writer, call)


def _write_wrapped(inline: Wrapper, writer: TranscriptWriter, call: Call) -> None:
    """Write an inline that holds others, with what stands before and after these."""
    start = writer.offset
    match inline:
        case Mark():
            writer.point("anchor", inline.id)
        case Term():
            writer.point("term", f"{inline.id} #{inline.target}")
        case Supplied():
            writer.text("[")
    write_inlines(inline.inlines, writer, call)
    match inline:
        case Supplied():
            writer.text("]")
        case Link():
            writer.link(start, inline.target)
        case Styled(kind="ruby" | "formula") if inline.value:
            writer.point(inline.kind, inline.value)

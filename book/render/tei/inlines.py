"""Write inlines: emphasis, links, lines, formulas, notes at their calls, supplied words."""

from collections.abc import Callable, Iterator
from typing import assert_never

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
from book.render.tei.elements import Element, element, percent_encoded

EDITOR = "#editor"  # or, in an edition without one, the program
RENDITIONS: dict[type, str] = {
    Strong: "bold",
    SmallCapitals: "small-caps",
    Superscript: "superscript",
}
STYLES = {"deletion": "del", "insertion": "add", "quotation": "q"}
INDENT = "indent({})"

Calls = Callable[[str], Iterator[Element]]  # the elements at the call of the note with this id


def no_notes(note: str) -> Iterator[Element]:
    """Yield nothing for the call of a note: for words that stand outside the book's text."""
    yield from ()


def inline_content(inlines: Inlines, calls: Calls = no_notes) -> Iterator[Element | str]:
    """Yield the text and elements of inlines; `calls` writes the notes that are called."""
    for inline in inlines:
        yield from _inline(inline, calls)


def _inline(inline: Inline, calls: Calls) -> Iterator[Element | str]:
    match inline:
        case Plain():
            yield inline.text
        case Mark():
            yield element("anchor", xml_id=inline.id)
            yield from inline_content(inline.inlines, calls)
        case Break():
            yield element("lb", rend=indent(inline.indent))
        case NoteCall():
            yield from calls(inline.note)
        case PageReference():
            yield element("ref", inline.locator.place, target=f"#{inline.locator.target}")
        case Term():
            words = inline_content(inline.inlines, calls)
            yield element("term", *words, xml_id=inline.id, ref=f"#{inline.target}")
        case Emphasis() | Strong() | SmallCapitals() | Superscript():
            yield _highlighted(inline, calls)
        case Foreign() | Supplied() | Link():
            yield _wrapped(inline, calls)
        case Styled():
            yield _styled(inline, list(inline_content(inline.inlines, calls)))
        case _:
            assert_never(inline)


def indent(steps: int) -> str:
    """Return the rendition of an indent; "" for none."""
    return INDENT.format(steps) if steps else ""


def _highlighted(inline: Emphasis | Strong | SmallCapitals | Superscript, calls: Calls) -> Element:
    words = inline_content(inline.inlines, calls)
    if isinstance(inline, Emphasis):
        return element("emph", *words)
    return element("hi", *words, rend=RENDITIONS[type(inline)])


def _wrapped(inline: Foreign | Supplied | Link, calls: Calls) -> Element:
    words = inline_content(inline.inlines, calls)
    match inline:
        case Foreign(language=""):
            return element("seg", *words, style=direction(inline.direction))
        case Foreign():
            style = direction(inline.direction)
            return element("foreign", *words, xml_lang=inline.language, style=style)
        case Supplied():
            return element("supplied", *words, resp=EDITOR)
    return element("ref", *words, target=percent_encoded(inline.target))


def direction(value: str) -> str:
    """Return the style of a direction of writing; "" for none."""
    return f"direction: {value}" if value else ""


def _styled(inline: Styled, words: list[Element | str]) -> Element:
    match inline.kind:
        case "code" if all(isinstance(word, str) for word in words):
            return element("code", *words)
        case "ruby":
            return element("ruby", element("rb", *words), element("rt", inline.value))
        case "formula":
            return _formula(inline.value, words)
    tag = STYLES.get(inline.kind)
    return element(tag, *words) if tag else element("hi", *words, rend=inline.kind)


def _formula(mathml: str, words: list[Element | str]) -> Element:
    """Return a formula: its words, and what they stand for as the text of MathML.

    TEI All has no MathML elements; a formula is text in its notation (TEI P5, 14.2).
    """
    original = element("seg", *words, type="formula")
    if not mathml:
        return original
    regular = element("reg", element("formula", mathml, notation="mathml"))
    return element("choice", element("orig", original), regular)

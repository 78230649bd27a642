"""Read pandoc's inlines as those of an edition."""

import re
from typing import Any
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from book.errors import EditionError
from book.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    StyledKind,
    Superscript,
)
from book.pandoc.nodes import Node, unpack
from book.pandoc.origin import MarkdownSource, misplaced
from book.text.invisible import drop_invisible
from book.text.quotation_marks import QuotationMarks

WRAPPERS: dict[str, type[Emphasis] | type[Strong] | type[SmallCapitals] | type[Superscript]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "SmallCaps": SmallCapitals,
    "Superscript": Superscript,
}
STYLES: dict[str, StyledKind] = {
    "Strikeout": "deletion",
    "Underline": "underline",
    "Subscript": "subscript",
}
LINE_END = re.compile(r"<br/?>", re.IGNORECASE)
REMEDY = "Only words, *emphasis*, [links](https://…) and [@citations] can be used here."
REMEDIES = {
    "Image": "Make it a paragraph of its own, in introduction.md: notes have no pictures.",
    "Note": "Write a note in notes.toml, or put these words in parentheses.",
    "Math": "Write the formula in words, with x^2^ and H~2~O, or as a picture.",
}
SPACES: dict[str, Inline] = {"Space": Plain(" "), "SoftBreak": Plain(" "), "LineBreak": Break()}
SCHEMES = ("http://", "https://", "mailto:")
REFERENCE = "ref-"  # citeproc's prefix of the key of a reference


def read_inlines(nodes: list[Node], source: MarkdownSource) -> Inlines:
    """Return pandoc's inlines as those of an edition, adjacent text joined.

    Raise EditionError for an inline that an edition has no room for, and for a link that leads
    nowhere.
    """
    inlines: list[Inline] = []
    for node in nodes:
        for inline in _read_inline(node, source):
            last = inlines[-1] if inlines else None
            if isinstance(inline, Plain) and isinstance(last, Plain):
                inlines[-1] = Plain(last.text + inline.text)
            else:
                inlines.append(inline)
    return tuple(inlines)


def _read_inline(node: Node, source: MarkdownSource) -> Inlines:
    kind, content = unpack(node)
    if kind in WRAPPERS:
        return (WRAPPERS[kind](read_inlines(content, source)),)
    if kind in STYLES:
        return (Styled(STYLES[kind], read_inlines(content, source)),)
    match kind:
        case "Str":
            return _read_string(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return (SPACES[kind],)
        case "Code":
            return (Styled("code", (Plain(content[1]),)),)
        case "Quoted":
            return _read_quoted(content, source)
        case "Link":
            return (_read_link(node, source),)
        case "Cite":
            return read_inlines(content[1], source)
        case "Span":
            return _read_span(content, source)
    raise _misplaced(node, source)


def _read_string(text: str) -> Inlines:
    """Return words; the tag <br>, which HTML has for the end of a line, ends a line.

    >>> _read_string("one<br>two")
    (Plain(text='one'), Break(indent=0, is_paragraph=False), Plain(text='two'))
    """
    first, *others = LINE_END.split(drop_invisible(text))  # "&shy;" has become one only now
    parts = (Plain(first), *(part for line in others for part in (Break(), Plain(line))))
    return tuple(part for part in parts if part != Plain(""))


def _misplaced(node: Node, source: MarkdownSource) -> EditionError:
    return misplaced(node, source, REMEDIES.get(node["t"], REMEDY))


def _read_quoted(content: list[Any], source: MarkdownSource) -> Inlines:
    opening, closing = _marks_of(content[0], source.marks)
    return Plain(opening), *read_inlines(content[1], source), Plain(closing)


def _marks_of(kind: Node, marks: QuotationMarks) -> tuple[str, str]:
    return marks.at(1 if kind["t"] == "SingleQuote" else 0)


def _read_span(content: list[Any], source: MarkdownSource) -> Inlines:
    (_, classes, attributes), inlines = content[0], read_inlines(content[1], source)
    language, direction = (dict(attributes).get(name, "") for name in ("lang", "dir"))
    if language or direction in ("rtl", "ltr"):
        return (Foreign(language, inlines, direction),)
    return (SmallCapitals(inlines),) if "smallcaps" in classes else inlines


def _read_link(link: Node, source: MarkdownSource) -> Inline:
    _, inlines, (address, _) = link["c"]
    if address.startswith("#"):
        return _read_link_within(address.removeprefix("#"), read_inlines(inlines, source), source)
    if address.startswith(SCHEMES):
        return Link(address, read_inlines(inlines, source))
    raise _misplaced(link, source)


def _read_link_within(target: str, inlines: Inlines, source: MarkdownSource) -> Inline:
    """Return a link within the book; without words of its own it is a page reference."""
    if target.startswith(REFERENCE):  # citeproc wrote it, and its citation has been checked
        return Link(f"#{target}", inlines)
    name = " ".join(unquote(target).split())
    locator = source.targets.get(name)
    if locator is None:
        raise _unknown_target(name, source)
    return Link(f"#{locator.target}", inlines) if inlines else PageReference(locator)


def _unknown_target(name: str, source: MarkdownSource) -> EditionError:
    matches = process.extract(name, list(source.targets), scorer=fuzz.ratio, limit=3)
    nearest = ", ".join(target for target, _, _ in matches)
    hint = f" Nearest: {nearest}." if nearest else ""
    return EditionError(
        f"broken link: nothing in the book is called “{name}”",
        file=source.file,
        line=source.line_of(f"#{name}"),
        remedy=f"Link to a place such as #IV.2, or to the id of a note.{hint}",
    )

"""Read the runs of a paragraph of an ODT, with its fields and notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from lxml import etree

from book.read.odt.lists import OdtLists
from book.read.odt.names import DRAW, OFFICE, TABLE, TEXT, XLINK, is_true, number_of
from book.read.odt.styles import OdtStyles, look_of
from book.read.pictures import Pictures
from book.read.word.document import (
    PLAIN_LOOK,
    Dropped,
    Inset,
    LineEnd,
    Look,
    Piece,
    Run,
    WordBlock,
)
from book.read.word.inline import link_look
from book.read.word.languages import stated_language

WHITE = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 200
# What is no text: marks of places, and declarations.
IGNORED = {
    TEXT + name
    for name in (
        *("bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start"),
        *("reference-mark-end", "soft-page-break", "change-start", "change-end", "toc-mark"),
        *("toc-mark-start", "toc-mark-end", "alphabetical-index-mark", "user-index-mark"),
        *("alphabetical-index-mark-start", "alphabetical-index-mark-end", "script"),
        *("note-citation", "sequence-decls", "variable-decls", "user-field-decls", "number"),
    )
} | {OFFICE + "annotation-end", OFFICE + "forms", OFFICE + "change-info"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OdtContext:
    """Where runs stand: the properties of their paragraph and of what holds them."""

    properties: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    look: Look = PLAIN_LOOK
    rule: str = ""  # that removes all that is inside


class OdtParts(Protocol):
    """What reads the parts of an ODT that others name."""

    styles: OdtStyles
    lists: OdtLists
    pictures: Pictures

    def part(self, name: str) -> bytes:
        """Return a part of the file."""

    def blocks(self, parent: etree._Element, context: OdtContext) -> Iterator[WordBlock]:
        """Yield the blocks of an element."""

    def frame(self, element: etree._Element, context: OdtContext) -> Iterator[WordBlock]:
        """Yield what a frame or a shape holds."""

    def formula(self, element: etree._Element) -> tuple[str, str]:
        """Return the words and the MathML of the formula in a frame, if it is one."""

    def note_reference(self, element: etree._Element, context: OdtContext) -> Iterator[Piece]:
        """Yield the call of a note."""

    def deleted(self, change: str) -> Iterator[Piece]:
        """Yield the words of a tracked deletion."""


def read_pieces(parent: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[Piece]:
    """Yield the pieces of a paragraph, or of what holds runs in it; an unknown element is read."""
    yield from text_pieces(parent.text, context)
    for each in parent:
        if isinstance(each.tag, str) and each.tag not in IGNORED:
            yield from _element_pieces(each, parts, context)
        yield from text_pieces(each.tail, context)


def text_pieces(text: str | None, context: OdtContext) -> Iterator[Piece]:
    """Yield a text as a run, or as dropped."""
    words = WHITE.sub(" ", text or "")
    if not words:
        return
    rule = context.rule or ("hidden text" if context.properties.get("hidden") else "")
    if rule:
        yield Dropped(words, rule)
        return
    look = look_of(context.properties, context.base, context.own) | context.look
    if any(kind == "link" for kind, _ in look):
        look -= {("underline", "")}
    if tag := stated_language(words, context.properties):
        look |= {("foreign", tag)}
    yield Run(words, look)


def _element_pieces(each: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[Piece]:
    match str(each.tag):
        case tag if tag == TEXT + "s":
            count = number_of(each, TEXT + "c", 1, MOST_SPACES)
            yield Run("\N{NO-BREAK SPACE}" * (count - 1) + " ") if count > 1 else Run(" ")
        case tag if tag == TEXT + "tab":
            yield Run("\t")
        case tag if tag == TEXT + "line-break":
            yield LineEnd()
        case tag if tag == TEXT + "note":
            yield from parts.note_reference(each, context)
        case tag if tag == TEXT + "change":
            yield from parts.deleted(each.get(TEXT + "change-id", ""))
        case tag if tag == TEXT + "ruby":
            yield from _ruby(each, parts, context)
        case tag if tag == OFFICE + "annotation":
            yield from _comment(each, parts)
        case tag if tag.startswith((DRAW, TABLE)):
            yield from _inset(each, parts, context)
        case _:
            yield from read_pieces(each, parts, _context_in(each, parts, context))


def _context_in(each: etree._Element, parts: OdtParts, context: OdtContext) -> OdtContext:
    """Return the context of the runs that an element holds."""
    if each.tag == TEXT + "span":
        own = parts.styles.text("text", each.get(TEXT + "style-name", ""))
        return replace(context, properties=context.properties | own, own=context.own | own)
    if each.tag == TEXT + "a":
        link = link_look(each.get(XLINK + "href", ""))
        return replace(context, look=context.look | link)
    is_hidden = each.tag == TEXT + "hidden-text" and is_true(each, TEXT + "is-hidden")
    if is_hidden:
        return replace(context, rule=context.rule or "hidden text")
    if each.tag == TEXT + "placeholder":
        return replace(context, rule=context.rule or "placeholder")
    return context


def _ruby(each: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[Piece]:
    base, above = each.find(TEXT + "ruby-base"), each.find(TEXT + "ruby-text")
    pieces = [] if base is None else list(read_pieces(base, parts, context))
    runs = [piece for piece in pieces if isinstance(piece, Run)]
    note = "" if above is None else "".join(above.itertext()).strip()
    if not runs or not note:
        yield from pieces
        yield from text_pieces(note, context)
        return
    yield from (piece for piece in pieces if not isinstance(piece, Run))
    words = "".join(run.text for run in runs)
    yield Run(words, runs[0].look | {("ruby", note)}, alone=True)


def _comment(each: etree._Element, parts: OdtParts) -> Iterator[Piece]:
    for paragraph in each.iter(TEXT + "p", TEXT + "h"):
        for piece in read_pieces(paragraph, parts, OdtContext(rule="comment")):
            if isinstance(piece, Dropped):
                yield piece
        yield Dropped(" ", "comment")


def _inset(each: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[Piece]:
    words, mathml = parts.formula(each)
    if words:
        look: Look = context.look | {("formula", mathml)}
        yield Dropped(words, context.rule) if context.rule else Run(words, look, alone=True)
        return
    blocks = tuple(parts.frame(each, context))
    if blocks:
        yield Inset(blocks)

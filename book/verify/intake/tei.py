"""Gather the words of a TEI document, its header too."""

from book.verify.intake.gathering import (
    ASIDE,
    BLOCK,
    INLINE,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
    names,
)
from book.verify.intake.walk import Element, local_name, parse_xml, walk

INLINE_NAMES = names(
    "abbr add addName am anchor app att c choice code corr date del distinct emph ex expan "
    "foreign forename g gap gi gloss hi ident idno lem m measure measureGrp mentioned milestone "
    "name nameLink num orgName orig pc persName placeName ptr q quote rdg ref reg restore "
    "roleName rs ruby rb s said seg sic soCalled space subst supplied surname surplus term time "
    "title unclear val w handShift metamark mod retrace secl undo line"
)
TEXTS = {"p", "l", "ab", "head", "speaker"}
BREAKS = {"lb", "pb", "cb", "gb"}
COUNTS = {
    "l": "verse-lines",
    "sp": "speeches",
    "stage": "stage-directions",
    "table": "tables",
    "cell": "cells",
    "list": "lists",
    "item": "items",
    "head": "headings",
}
RENDITIONS = {
    "emphasis": ("italic", "ital"),
    "strong": ("bold",),
    "small-capitals": ("small-caps", "smallcaps", "sc", "small caps"),
    "superscript": ("super", "sup", "superscript"),
    "subscript": ("sub", "subscript"),
    "underline": ("underline", "underlined"),
}
KINDS = {"del": "deletion", "add": "insertion", "emph": "emphasis", "rt": "ruby"}
SKIPPED_NAMES = {"tagsDecl", "schemaSpec", "facsimile", "binaryObject", "listPrefixDef"}


def gather_tei(content: bytes, _encoding: str = "") -> Gathered:
    """Return the words and the form of a TEI document."""
    gatherer = Gatherer()
    root = parse_xml(content)
    if root is not None:
        walk(root, treat_tei, gatherer)
    return gatherer.found()


def treat_tei(element: Element, gatherer: Gatherer) -> Treatment:
    """Say how the proof takes an element of TEI."""
    name = local_name(element)
    if name == "teiHeader":
        gatherer.end()
        walk(element, _treat_header, gatherer)
        gatherer.end()
        return SKIPPED
    if name in SKIPPED_NAMES:
        return SKIPPED
    if name in BREAKS:
        gatherer.text("" if element.get("break") == "no" else " ")
        return SKIPPED
    if name in ("note", "figDesc", "fw", "rt", "desc"):
        if name == "note":
            return Treatment(is_aside=True, counts=("notes",))
        return Treatment(is_aside=True, kinds=frozenset({"ruby"})) if name == "rt" else ASIDE
    if name in ("graphic", "media"):
        gatherer.block("pictures")
    if name == "stage" and any(local_name(each) in TEXTS for each in element.iterancestors()):
        return Treatment(kinds=frozenset({"emphasis"}))  # a direction within a line or a paragraph
    if name in COUNTS:
        return Treatment(is_block=True, counts=(COUNTS[name],))
    if name not in INLINE_NAMES:
        return BLOCK
    return _inline(element, name)


def _treat_header(element: Element, _: Gatherer) -> Treatment:
    return SKIPPED if local_name(element) in SKIPPED_NAMES else BLOCK


def _inline(element: Element, name: str) -> Treatment:
    kinds = _rendition(element) if name == "hi" else set()
    if kind := KINDS.get(name):
        kinds.add(kind)
    return Treatment(kinds=frozenset(kinds)) if kinds else INLINE


def _rendition(element: Element) -> set[str]:
    """Return the form that a highlighted passage has, by the usual names of it."""
    stated = f"{element.get('rend') or ''} {element.get('rendition') or ''}".lower()
    names = set(stated.replace("#", " ").replace("(", " ").replace(")", " ").split())
    return {kind for kind, words in RENDITIONS.items() if names & {*words}}

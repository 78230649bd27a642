"""Gather the words of a TEI document, its header too."""

import re

from book.text.languages import language_tag
from book.verify.intake.gathering import (
    ASIDE,
    BLOCK,
    INLINE,
    MAYBE,
    NO_KINDS,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
    names,
)
from book.verify.intake.walk import Element, Treat, local_name, parse_xml, walk

INLINE_NAMES = names(
    "abbr add addName am anchor app att c choice code corr date del distinct emph ex expan "
    "foreign forename g gap gi gloss hi ident idno lem m measure measureGrp mentioned milestone "
    "name nameLink num orgName orig pc persName placeName ptr q quote rdg ref reg restore "
    "roleName rs ruby rb s said seg sic soCalled space subst supplied surname surplus term time "
    "title unclear val w handShift metamark mod retrace secl undo line"
)
BREAKS = {"lb", "pb", "cb", "gb"}
COUNTS = {
    "l": "verse-lines",
    "sp": "speeches",
    "stage": "stage-directions",
    "table": "tables",
    "cell": "cells",
    "list": "lists",
    "item": "items",
    "quote": "quotations",
}
RENDITIONS = {
    "emphasis": ("italic", "ital"),
    "strong": ("bold",),
    "small-capitals": ("small-caps", "smallcaps", "sc", "small caps"),
    "superscript": ("super", "sup", "superscript"),
    "subscript": ("sub", "subscript"),
    "underline": ("underline", "underlined"),
    "code": ("code",),
}
BLOCKS = names("p lg l ab list table sp stage bibl cit figure floatingText div quote milestone")
DIVISION = re.compile("div[0-7]?$|body$|front$|back$|text$")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Where words stand: a direction among them is emphasis.
WORDS = f"{MAYBE}words"
VERSE = f"{MAYBE}verse"
PLACES = {
    **dict.fromkeys(("p", "ab", "head", "speaker"), frozenset({WORDS})),
    "l": frozenset({WORDS, VERSE}),
}
ASIDES = {
    **dict.fromkeys(("figDesc", "fw", "desc"), ASIDE),
    "note": Treatment(is_aside=True, counts=("notes",)),
    "rt": Treatment(is_aside=True, kinds=frozenset({"ruby"})),
}
KINDS = {"del": "deletion", "add": "insertion", "emph": "emphasis", "code": "code"}
SKIPPED_NAMES = {"tagsDecl", "schemaSpec", "facsimile", "binaryObject", "listPrefixDef"}


def gather_tei(content: bytes, _encoding: str = "", treat: Treat | None = None) -> Gathered:
    """Return the words and the form of a TEI document; `treat` takes its elements."""
    gatherer = Gatherer()
    root = parse_xml(content)
    if root is not None:
        walk(root, treat or treat_tei, gatherer)
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
    if name in ASIDES:
        return ASIDES[name]
    if name == "milestone" and element.get("unit") == "section":
        gatherer.block("scene-breaks")
    if name == "graphic":
        gatherer.block("pictures")
    if name == "stage" and gatherer.is_in(WORDS):
        return Treatment(kinds=frozenset({"emphasis"}))  # a direction within a line or a paragraph
    if name in INLINE_NAMES and not _is_quotation(element, name):
        return _inline(element, name)
    kinds = PLACES.get(name, NO_KINDS)
    return Treatment(is_block=True, kinds=kinds, counts=_counts(element, name))


def _counts(element: Element, name: str) -> tuple[str, ...]:
    if name == "head":
        outer = element.getparent()
        return ("headings",) if outer is not None and DIVISION.match(local_name(outer)) else ()
    return (COUNTS[name],) if name in COUNTS else ()


def _is_quotation(element: Element, name: str) -> bool:
    """Return whether a quotation is a block, because it holds some."""
    return name == "quote" and any(local_name(child) in BLOCKS for child in element)


def _treat_header(element: Element, _: Gatherer) -> Treatment:
    return SKIPPED if local_name(element) in SKIPPED_NAMES else BLOCK


def _inline(element: Element, name: str) -> Treatment:
    kinds = _rendition(element) if name == "hi" else set()
    if kind := KINDS.get(name):
        kinds.add(kind)
    if name == "foreign" and language_tag(element.get(LANGUAGE) or ""):
        kinds.add("foreign")
    if name == "ref" and (element.get("target") or "").startswith(("http:", "https:", "mailto:")):
        kinds.add("link")
    if name == "seg" and element.get("type") == "formula":
        kinds.add("formula")
    return Treatment(kinds=frozenset(kinds)) if kinds else INLINE


def _rendition(element: Element) -> set[str]:
    """Return the form that a highlighted passage has, by the usual names of it."""
    stated = f"{element.get('rend') or ''} {element.get('rendition') or ''}".lower()
    names = set(stated.replace("#", " ").replace("(", " ").replace(")", " ").split())
    return {kind for kind, words in RENDITIONS.items() if names & {*words}}

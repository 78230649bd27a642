"""Gather the words of an ODT: its content, its running heads, and what it says of itself."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from book.verify.intake.gathering import (
    ASIDE,
    BLOCK,
    INLINE,
    MAYBE,
    NO_KINDS,
    OPTIONAL,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
    names,
)
from book.verify.intake.numbers import automatic_numbers
from book.verify.intake.walk import Element, local_name, parse_xml, walk
from book.verify.intake.zipped import read_member

INLINE_NAMES = names(
    "span a s bookmark bookmark-start bookmark-end ruby ruby-base meta meta-field date time "
    "page-number page-count author-name author-initials title subject description chapter file- "
    "name sequence user-field-get user-field-input variable-get variable-set variable-input "
    "expression text-input database-display reference-ref bookmark-ref sequence-ref note-ref "
    "placeholder conditional-text hidden-text word-count character-count initial-creator "
    "creator soft-page-break change change-start change-end reference-mark reference-mark-start "
    "reference-mark-end toc-mark toc-mark-start toc-mark-end alphabetical-index-mark "
    "alphabetical-index-mark-start alphabetical-index-mark-end bibliography-mark frame image "
    "annotation-end keywords drop-down label printed-by creation-date modification-date"
)
SKIPPED_NAMES = {
    "script",
    "index-title-template",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "forms",
    "p3d",
}
OPTIONAL_NAMES = {"note-citation", "number", "index-entry-template", "placeholder"}
COUNTS = {
    "table": "tables",
    "table-cell": "cells",
    "h": "headings",
}
STYLED = {
    "font-style": {"italic": "emphasis", "oblique": "emphasis"},
    "font-weight": {"bold": "strong"},
    "font-variant": {"small-caps": "small-capitals"},
}
# Lists are not counted: one that goes on after a paragraph is another element, and an item of the
# second level may stand in two lists.
ITEM = Treatment(is_block=True, counts=("items",))
RUNNING_HEADS = [
    f"{{*}}{place}{pages}" for place in ("header", "footer") for pages in ("", "-left", "-first")
]
AUTHORS_OF_CHANGES = ("dc", "meta")  # and of comments: who, and when
OBJECT = re.compile(r"Object [^/]*/content\.xml")
ANNOTATIONS = ("annotation", "annotation-xml")
LEVELS_OF_LISTS = ("{*}outline-level-style", "{*}list-level-style-number")
PLACE = re.compile(r"%\d+%")
MOST_SPACES = 1000
Styles = Mapping[str, frozenset[str]]


def gather_odt(content: bytes, _encoding: str = "") -> Gathered:
    """Return the words and the form of an ODT."""
    gatherer = Gatherer()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        meta = parse_xml(read_member(archive, "meta.xml"))
        styles = parse_xml(read_member(archive, "styles.xml"))
        body = parse_xml(read_member(archive, "content.xml"))
        for name in sorted(filter(OBJECT.fullmatch, archive.namelist())):
            _formula(parse_xml(read_member(archive, name)), gatherer)
    _meta(meta, gatherer)
    _numbers((styles, body), gatherer)
    for root in (styles, body):
        if root is not None:
            treat = _TreatText(_text_styles(root))
            for part in root.iter("{*}body", *RUNNING_HEADS):
                is_body = local_name(part) == "body"
                found = gatherer if is_body else Gatherer()
                walk(part, treat, found)
                found.end()
                if not is_body:
                    gatherer.words_of(found)
    return gatherer.found()


def _formula(root: Element | None, gatherer: Gatherer) -> None:
    """Let readers give the words of a formula: another program than Writer has written them."""
    for element in root.iter("{*}math") if root is not None else ():
        leaves = (each for each in element.iter() if local_name(each) not in ANNOTATIONS)
        gatherer.optional("".join((each.text or "").strip() for each in leaves))


def _numbers(roots: Iterable[Element | None], gatherer: Gatherer) -> None:
    """Let readers write the numbers of headings, which a word processor prints."""
    texts, headings = [], 0
    for root in roots:
        for each in () if root is None else root.iter(*LEVELS_OF_LISTS, "{*}h"):
            headings += local_name(each) == "h"
            texts += [_attribute(each, "num-prefix"), _attribute(each, "num-suffix")]
            texts.append(PLACE.sub(" ", _attribute(each, "num-list-format")))
    for text in automatic_numbers(filter(None, texts), headings):
        gatherer.optional(text)


def _meta(root: Element | None, gatherer: Gatherer) -> None:
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str):
            is_needed = local_name(element) in ("title", "initial-creator")
            (gatherer.needed if is_needed else gatherer.optional)(element.text)


def _text_styles(root: Element) -> Styles:
    """Return the form that the automatic styles of a document state for spans."""
    found = {}
    for style in root.iterfind(".//{*}automatic-styles/{*}style"):
        properties = style.find("{*}text-properties")
        if properties is not None and _attribute(style, "family") == "text":
            found[_attribute(style, "name")] = _kinds(properties)
    return found


def _kinds(properties: Element) -> frozenset[str]:
    kinds = set()
    for key, values in STYLED.items():
        kinds |= {values[value]} if (value := _attribute(properties, key)) in values else set()
    position = _attribute(properties, "text-position")
    if position.startswith(("super", *"123456789")):
        kinds.add("superscript")
    elif position.startswith(("sub", "-")):
        kinds.add("subscript")
    if _attribute(properties, "text-underline-style") not in ("", "none"):
        kinds.add("underline")
    if _attribute(properties, "text-line-through-style") not in ("", "none"):
        kinds.add("deletion")
    return frozenset(kinds)


class _TreatText:
    """Says how the proof takes an element of a text document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def __call__(self, element: Element, gatherer: Gatherer) -> Treatment:
        name = local_name(element)
        if name in SKIPPED_NAMES:
            return SKIPPED
        if name in ("tab", "line-break") or (name == "s" and element.prefix == "text"):
            gatherer.text(" ")
            return SKIPPED
        if name in OPTIONAL_NAMES or element.prefix in AUTHORS_OF_CHANGES:
            return OPTIONAL
        if name == "image":
            parent = element.getparent()
            is_formula = parent is not None and parent.find("{*}object") is not None
            gatherer.block("pictures" if not is_formula else f"{MAYBE}pictures")
        if name in ("note", "annotation", "text-box", "desc", "object"):
            counts = ("notes",) if name == "note" else ()
            return Treatment(is_aside=True, counts=counts)
        if name == "ruby-text":
            return Treatment(is_aside=True, kinds=frozenset({"ruby"}))
        if name == "title" and element.prefix == "svg":
            return ASIDE
        if name == "span":
            kinds = self._styles.get(_attribute(element, "style-name"), NO_KINDS)
            return Treatment(kinds=kinds) if kinds else INLINE
        return _block(element, name)


def _block(element: Element, name: str) -> Treatment:
    if name == "list-item" and any(local_name(each) == "p" for each in element):
        return ITEM
    if name in COUNTS:
        return Treatment(is_block=True, counts=(COUNTS[name],))
    return INLINE if name in INLINE_NAMES else BLOCK


def _attribute(element: Element, name: str) -> str:
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")

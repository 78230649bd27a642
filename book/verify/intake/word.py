"""Gather the words of a DOCX: each part of the package that has text."""

import io
import re
import zipfile

from book.verify.intake.gathering import (
    ASIDE,
    BLOCK,
    INLINE,
    NO_KINDS,
    OPTIONAL,
    SKIPPED,
    Gathered,
    Gatherer,
    Treatment,
)
from book.verify.intake.numbers import automatic_numbers
from book.verify.intake.walk import Element, local_name, parse_xml, walk
from book.verify.intake.zipped import read_member

PARTS = re.compile(
    r"(docProps/core|word/(document|(foot|end)notes|comments|(header|footer)\d*"
    r"|diagrams/data\d*|charts/chart\d*))\d*\.xml$"
)
TEXTS = {"t", "delText", "title", "creator", "subject", "description", "keywords"}
SPACES = {"tab", "br", "cr", "ptab", "noBreakHyphen"}
CODES = {
    *("instrText", "delInstrText", "fallback", "Fallback", "pPr", "sectPr", "FieldCodes"),
    *("LockedField", "LinkType", "fldData"),
    *("tblPr", "trPr"),
}
REMOVED_PARTS = ("word/header", "word/footer", "word/comments")
OPTIONAL_PARTS = ("charts", "diagrams")
NUMBERING, DOCUMENT = "word/numbering.xml", "word/document.xml"
PLACE = re.compile(r"%\d")
CORE = "docProps/core.xml"
FLAGS = {
    **dict.fromkeys(("i",), "emphasis"),
    **dict.fromkeys(("b",), "strong"),
    "smallCaps": "small-capitals",
    "strike": "deletion",
    "dstrike": "deletion",
}
NOTES = {"footnote", "endnote"}
PERCENTAGES = ("pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset")
OFF = {"0", "false", "off", "none"}


def gather_docx(content: bytes, _encoding: str = "") -> Gathered:
    """Return the words and the form of a DOCX."""
    gatherer = Gatherer()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _numbers(archive, gatherer)
        for name in sorted(filter(PARTS.match, archive.namelist())):
            root = parse_xml(read_member(archive, name))
            if root is None:
                continue
            if any(part in name for part in OPTIONAL_PARTS):
                gatherer.optional(" ".join(map(str, root.itertext())))
            elif name == CORE:
                _core(root, gatherer)
            elif any(part in name for part in REMOVED_PARTS):
                removed = Gatherer()
                walk(root, treat_word, removed)
                removed.end()
                gatherer.words_of(removed)
            else:
                walk(root, treat_word, gatherer)
            gatherer.end()
    return gatherer.found()


def _numbers(archive: zipfile.ZipFile, gatherer: Gatherer) -> None:
    """Let readers write the numbers of headings, which Word prints."""
    names = archive.namelist()
    if NUMBERING not in names or DOCUMENT not in names:
        return
    numbering = parse_xml(read_member(archive, NUMBERING))
    document = parse_xml(read_member(archive, DOCUMENT))
    if numbering is None or document is None:
        return
    texts = (_attribute(each, "val") for each in numbering.iter("{*}lvlText"))
    paragraphs = sum(1 for _ in document.iter("{*}pStyle", "{*}numPr", "{*}outlineLvl"))
    for text in automatic_numbers((PLACE.sub(" ", text) for text in texts), paragraphs):
        gatherer.optional(text)


def _core(root: Element, gatherer: Gatherer) -> None:
    for element in root:
        is_needed = local_name(element) in ("title", "creator")
        (gatherer.needed if is_needed else gatherer.optional)(element.text)


def treat_word(element: Element, gatherer: Gatherer) -> Treatment:
    """Say how the proof takes an element of a document."""
    name = local_name(element)
    if name in CODES:
        return SKIPPED
    if name in SPACES:
        gatherer.text(" ")
        return SKIPPED
    if name in TEXTS:
        return Treatment(kinds=_kinds(element, name))
    if name in ("docPr", "cNvPr"):
        gatherer.needed(element.get("descr")) if name == "docPr" else None
        gatherer.optional(element.get("title"))
        return SKIPPED
    if name in ("shape", "rect", "image"):
        gatherer.optional(element.get("alt"))
    if name == "textpath":
        gatherer.needed(element.get("string"))
    if name in ("blip", "imagedata"):
        gatherer.block("pictures")
    return _structure(element, name)


def _structure(element: Element, name: str) -> Treatment:
    if name in ("txbxContent", "comment", "del", "moveFrom"):
        return ASIDE
    if name == "rt":
        return Treatment(is_aside=True, kinds=frozenset({"ruby"}))
    if name == "tbl":
        return Treatment(is_block=True, counts=("tables",))
    if name == "tc":
        return Treatment(is_block=True, counts=("cells",))
    if name in NOTES and not _attribute(element, "type").startswith(("sep", "cont")):
        return Treatment(is_block=True, counts=("notes",))
    if name == "oMath":
        return Treatment(kinds=frozenset({"formula"}))
    if name in ("placeholder", "lvlText", "posOffset", "align", *PERCENTAGES):
        return OPTIONAL if name == "placeholder" else SKIPPED
    if name == "p":
        return BLOCK
    return INLINE


def _kinds(element: Element, name: str) -> frozenset[str]:
    """Return the form of a run's text that the run states itself."""
    run = element.getparent()
    properties = run.find("{*}rPr") if run is not None else None
    kinds = {"deletion"} if name == "delText" else set()
    if properties is None:
        return frozenset(kinds) or NO_KINDS
    for each in properties:
        flag, value = local_name(each), _attribute(each, "val")
        if kind := FLAGS.get(flag):
            kinds |= {kind} if value not in OFF else set()
        elif flag == "u" and value and value not in OFF:
            kinds.add("underline")
        elif flag == "vertAlign" and value in ("superscript", "subscript"):
            kinds.add(value)
    return frozenset(kinds)


def _attribute(element: Element, name: str) -> str:
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")

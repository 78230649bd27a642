"""Write formulas in MathML as TeX, which pandoc's documents have."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from book.pandoc.engine import read_document, read_text, write_document
from book.pandoc.nodes import Node, iter_nodes
from book.text.formulas import formula_letters

Formulas = Mapping[str, str]  # TeX by MathML
NO_FORMULAS: Formulas = MappingProxyType({})
LONGEST = 100_000  # characters of a formula
VERSION = [1, 23, 1]


def read_formulas(mathml: Iterable[str], writer: str, reader: str, date: str) -> Formulas:
    """Return the TeX of formulas, as far as a document of pandoc's keeps them.

    `writer` and `reader` are pandoc's for the document. Formulas that are not among the result are
    best shown by their words.
    """
    wanted = [each for each in dict.fromkeys(mathml) if each and len(each) < LONGEST]
    if not wanted:
        return NO_FORMULAS
    page = "".join(f"<div>{each}</div>" for each in wanted)
    read = [_only_formula(node) for node in read_text(page, "html", [], "a formula")]
    if len(read) != len(wanted):
        return NO_FORMULAS
    found = {each: tex for each, tex in zip(wanted, read, strict=True) if tex}
    kept = _read_back(list(found.values()), writer, reader, date)
    return {each: tex for each, tex in found.items() if formula_letters(tex) in kept}


def _only_formula(node: Node) -> str:
    """Return the TeX of a division that is one formula; "" for another."""
    formulas = [each["c"][1] for each in iter_nodes(node) if each["t"] == "Math"]
    others = [each for each in iter_nodes(node) if each["t"] in ("Str", "Image", "RawInline")]
    return str(formulas[0]).strip() if len(formulas) == 1 and not others else ""


def _read_back(formulas: list[str], writer: str, reader: str, date: str) -> set[str]:
    """Return the letters of those formulas that a document keeps."""
    nodes: list[Any] = [{"t": "Para", "c": [_math(each)]} for each in formulas]
    document = {"pandoc-api-version": VERSION, "meta": {}, "blocks": nodes}
    content = write_document(document, writer, date)
    read = (each for each in iter_nodes(read_document(content, reader)) if each["t"] == "Math")
    return {formula_letters(each["c"][1]) for each in read}


def _math(tex: str) -> Node:
    return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}

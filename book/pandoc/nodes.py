"""A document's tree as pandoc writes it in JSON (pandoc-types, Text.Pandoc.Definition)."""

from collections.abc import Iterable, Iterator
from typing import Any

from book.text.formulas import formula_letters

Node = dict[str, Any]
VERBATIM = ("Code", "CodeBlock", "Math")
SPACES = ("Space", "SoftBreak")
BLOCKS = ("Para", "Plain", "Header")
LEAVES = ("Str", *SPACES, *VERBATIM)
LINE_END: Node = {"t": "Str", "c": "\n"}


def unpack(node: Node) -> tuple[str, Any]:
    """Return a node's type and its content, whose shape depends on the type."""
    return node["t"], node.get("c")


def children(content: Any) -> Iterable[Any]:
    """Return the parts of a node or a list; nothing for text and numbers."""
    if isinstance(content, dict):
        return content.values()
    return content if isinstance(content, list) else ()


def iter_nodes(content: Any) -> Iterator[Node]:
    """Yield all nodes in document order, each before those inside it."""
    pending = [content]
    while pending:
        part = pending.pop()
        if isinstance(part, dict) and "t" in part:
            yield part
        pending += reversed([*children(part)])


def words_of(content: Any) -> Iterator[str]:
    """Yield the words of a node or a list of nodes.

    >>> list(words_of([{"t": "Str", "c": "A"}, {"t": "Code", "c": [["", [], []], "b c"]}]))
    ['A', 'b', 'c']
    """
    for node in iter_nodes(content):
        kind, inner = unpack(node)
        if kind == "Str":
            yield inner
        elif kind in VERBATIM:
            yield from inner[1].split()


def text_of_nodes(content: Any) -> str:
    """Return the text of nodes, with one space for each space or line break.

    The text alternative of a picture and a label, which numbers something, are left out. Of a
    formula the letters are given.

    >>> text_of_nodes([{"t": "Str", "c": "A"}, {"t": "SoftBreak"}, {"t": "Str", "c": "fox"}])
    'A fox'
    """
    parts: list[str] = []
    pending = [content]
    while pending:
        part = pending.pop()
        kind = part.get("t") if isinstance(part, dict) else None
        if kind == "Str":
            parts.append(part["c"])
        elif kind in SPACES:
            parts.append(" ")
        elif kind == "Math":
            parts.append(formula_letters(part["c"][1]))
        elif kind in VERBATIM:
            parts.append(part["c"][1])
        elif kind != "Image" and not _is_label(part):
            pending += reversed([*children(part)])
    return "".join(parts)


def lines_of_nodes(content: Any) -> str:
    """Return the text of nodes as lines: a block is one, and a note stands in one at its call.

    >>> note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "Reynard."}]}]}
    >>> lines_of_nodes([{"t": "Para", "c": [{"t": "Str", "c": "fox"}, note, {"t": "Space"}]}])
    'fox\\nReynard. \\n'
    """
    parts: list[str] = []
    pending = [content]
    while pending:
        part = pending.pop()
        kind = part.get("t") if isinstance(part, dict) else None
        if kind == "Note":
            parts.append(f"\n{' '.join(lines_of_nodes(part['c']).split())}")
        elif kind in ("LineBlock", "DefinitionList"):
            lines = (
                part["c"] if kind == "LineBlock" else [each for item in part["c"] for each in item]
            )
            pending += reversed([each for line in lines for each in (line, LINE_END)])
        elif kind in ("LineBreak", "CodeBlock"):
            parts.append(f"{text_of_nodes(part)}\n")
        elif kind in BLOCKS:
            pending += (LINE_END, part["c"])
        elif kind in LEAVES:
            parts.append(text_of_nodes(part))
        elif kind != "Image" and not _is_label(part):
            pending += reversed([*children(part)])
    return "".join(parts)


def _is_label(part: Any) -> bool:
    """Return whether a node is a label, of this class or, in Word, of this style."""
    if not isinstance(part, dict) or part.get("t") != "Span":
        return False
    (_, classes, pairs), _ = part["c"]
    return "label" in classes or ["custom-style", "Label"] in pairs

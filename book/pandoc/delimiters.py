"""Arrange inlines so that the signs which Markdown has for their form are read as such.

pandoc 3.9 writes `*one*` and `**two**` without caring what stands beside the signs: those next to a
space, to a line's end or to each other are read as text.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from book.pandoc.nodes import Node

STARS = ("Emph", "Strong")
TILDES = ("Strikeout", "Subscript")
RAISED = ("Superscript", "Subscript")
SIGNS = (STARS, TILDES, ("Superscript",), ("Code",))
DELIMITED = (*STARS, "Strikeout", *RAISED)
BRACKETED = ("Span", "Link", "SmallCaps", "Underline")
SPACES = ("Space", "SoftBreak")
WORDS = frozenset(("Str", *SPACES))
SPACE: Node = {"t": "Space"}
NOTHING: Node = {"t": "RawInline", "c": ["markdown", "<!---->"]}


def separate_delimiters(content: Any, within: tuple[str, ...] = ()) -> Any:
    """Return a node or nodes of pandoc's, arranged; `within` are the kinds that hold them.

    >>> emphasis = {"t": "Emph", "c": [{"t": "Str", "c": "a"}, {"t": "Space"}]}
    >>> [node["t"] for node in separate_delimiters([emphasis])]
    ['Emph', 'Space']
    """
    if isinstance(content, dict):
        return {key: separate_delimiters(value, within) for key, value in content.items()}
    if not isinstance(content, list) or all(_kind(part) in WORDS for part in content):
        return content
    parts = [part for each in _joined(content) for part in _arranged(each, within)]
    return list(_with_seams(parts))


def _joined(parts: list[Any]) -> Iterator[Any]:
    """Yield parts; neighbors of one kind, such as two emphases, are one."""
    for kind, group in groupby(parts, _kind):
        run = list(group)
        if kind in DELIMITED and len(run) > 1:
            yield {"t": kind, "c": [part for each in run for part in each["c"]]}
        else:
            yield from run


def _arranged(part: Any, within: tuple[str, ...]) -> list[Any]:
    kind = _kind(part)
    if kind in WORDS:
        return [part]
    if kind == "Code":
        return _code(part, within)
    if kind in BRACKETED:
        return _bracketed(part, within)
    if kind not in DELIMITED:
        return [separate_delimiters(part, within if kind != "Note" else ())]
    inside = separate_delimiters(part["c"], (*within, kind))
    if kind in within or (kind in RAISED and any(each in within for each in RAISED)):
        return list(inside)
    return list(_divided(kind, inside))


def _code(part: Node, within: tuple[str, ...]) -> list[Node]:
    """Return code; in a superscript, which has no spaces, it is words."""
    _, text = part["c"]
    if " " not in text or not any(each in within for each in RAISED):
        return [part] if text else []
    words = [[SPACE, {"t": "Str", "c": word}] for word in text.split()]
    return [node for pair in words for node in pair][1:] or [SPACE]


def _bracketed(part: Node, within: tuple[str, ...]) -> list[Node]:
    """Return a span or a link, without spaces and line ends at its borders.

    One that begins with a superscript would be a note ("[^").
    """
    new: Node = separate_delimiters(part, (*within, part["t"]))
    content: list[Node] = new["c"][1] if new["t"] in ("Span", "Link") else new["c"]
    if any(each in within for each in RAISED):
        content = [SPACE if _kind(each) == "LineBreak" else each for each in content]
    before, inside, after = _trimmed(content, (*SPACES, "LineBreak"))
    if not inside or (new["t"] == "Link" and "Link" in within):
        return content
    if _kind(inside[0]) == "Superscript":
        inside = [NOTHING, *inside]
    if new["t"] in ("Span", "Link"):
        attributes, _, *target = new["c"]
        return [*before, {"t": new["t"], "c": [attributes, inside, *target]}, *after]
    return [*before, {"t": new["t"], "c": inside}, *after]


def _trimmed(
    nodes: list[Node], spaces: tuple[str, ...]
) -> tuple[list[Node], list[Node], list[Node]]:
    """Return the spaces at the beginning of nodes, what is between, and those at the end."""
    start, end = 0, len(nodes)
    while start < end and nodes[start]["t"] in spaces:
        start += 1
    while end > start and nodes[end - 1]["t"] in spaces:
        end -= 1
    return nodes[:start], nodes[start:end], nodes[end:]


def _divided(kind: str, inside: list[Node]) -> Iterator[Node]:
    """Yield a wrapper for each piece of its content between line ends, without outer spaces."""
    for is_border, group in groupby(inside, lambda part: _is_border(part, kind)):
        run = list(group)
        if is_border:
            yield from run
            continue
        before, words, after = _trimmed(run, SPACES)
        yield from before
        if words:
            yield {"t": kind, "c": _with_inner_seams(kind, words)}
        yield from after


def _is_border(part: Node, kind: str) -> bool:
    return part["t"] == "LineBreak" or (kind in RAISED and part["t"] == "Note")


def _with_inner_seams(kind: str, inside: list[Node]) -> list[Node]:
    """Return the content of a wrapper, parted from its signs where those would run together."""
    signs = STARS if kind in STARS else TILDES if kind in TILDES else ()
    if len(inside) == 1 and kind in STARS:
        return inside
    first, last = (inside[index]["t"] in signs for index in (0, -1))
    return [*((NOTHING,) if first else ()), *inside, *((NOTHING,) if last else ())]


def _with_seams(parts: list[Any]) -> Iterator[Any]:
    """Yield parts, with nothing between two whose signs would run together."""
    before = ""
    for part in parts:
        kind = _kind(part)
        is_amount = before == "Math" and kind == "Str" and part["c"][:1].isdigit()  # "$x$2"
        if is_amount or any(before in signs and kind in signs for signs in SIGNS):
            yield NOTHING
        yield part
        before = kind


def _kind(part: Any) -> str:
    return str(part.get("t", "")) if isinstance(part, dict) else ""

"""Escape what pandoc 3.9 writes into Markdown unescaped but reads back as something else.

Such are "&lt;", "(@fox", a paragraph that begins with "1.", and a picture that is a paragraph.
"""

import re
from typing import Any

from book.pandoc.nodes import Node

ACTIVE = re.compile(r"([&@])")
# The mark that begins a list, a rule or a division: group 2, after the number in group 1.
OPENING = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)]$)|)([.)]|[-+=:](?=[-=:]|$))")


def escape_markdown(content: Any) -> Any:
    """Return pandoc's tree with raw inlines in place of the characters to escape.

    >>> escape_markdown({"t": "Para", "c": [{"t": "Str", "c": "1."}]})["c"][1]
    {'t': 'RawInline', 'c': ['markdown', '\\\\.']}
    """
    if isinstance(content, dict):
        escaped = {key: escape_markdown(value) for key, value in content.items()}
        if content.get("t") in ("Para", "Plain"):
            escaped["c"] = _escape_opening(escaped["c"])
        return escaped
    if isinstance(content, list):
        return [node for part in content for node in _escape_part(part)]
    return content


def _escape_part(part: Any) -> list[Any]:
    if not _is_string(part):
        return [escape_markdown(part)]
    text = part["c"]
    return _escape_text(text) if "&" in text or "@" in text else [part]


def _is_string(part: Any) -> bool:
    return isinstance(part, dict) and part.get("t") == "Str"


def _escape_text(text: str) -> list[Node]:
    nodes = []
    for index, part in enumerate(ACTIVE.split(text)):
        nodes.append(_escaped(part) if index % 2 else _string(part))
    return nodes


def _escape_opening(inlines: list[Node]) -> list[Node]:
    """Escape the mark with which a paragraph begins, or the end of one that is a picture."""
    if len(inlines) == 1 and inlines[0]["t"] == "Image":
        return [*inlines, {"t": "RawInline", "c": ["markdown", "\\"]}]
    if not inlines or not _is_string(inlines[0]):
        return inlines
    text = inlines[0]["c"]
    match = OPENING.match(text)
    if match is None:
        return inlines
    number, mark, rest = match[1], match[2], text[match.end() :]
    return [_string(number), _escaped(mark), _string(rest), *inlines[1:]]


def _string(text: str) -> Node:
    return {"t": "Str", "c": text}


def _escaped(mark: str) -> Node:
    return {"t": "RawInline", "c": ["markdown", f"\\{mark}"]}

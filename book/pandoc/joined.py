"""Join the words of pandoc's tree to longer texts: it reads a tree three times as fast then.

pandoc 3.9's writers give the same bytes for `Str "a", Space, Str "b"` as for `Str "a b"`: that for
DOCX joins them itself (`convertSpace`), and that for Markdown escapes characters one by one if they
mean nothing to it. So only words of such characters are joined, and in these places:

- not the first word of a list, in which Markdown knows the mark of an item
- not in a heading, of which Markdown makes an id, nor in a table, which is as wide as its words,
  nor raised or lowered, where Markdown escapes spaces
- not the spaces beside other inlines, which DOCX keeps apart
"""

import re
from typing import Any

from book.pandoc.nodes import Node

PLAIN_WORD = re.compile(r"(?:[^\W_]|[,.;:?!’“”‘()…–—'-])+")
APART = ("Header", "Table", "Superscript", "Subscript")
SPACE: Node = {"t": "Space"}


def join_words(content: Any) -> Any:
    """Return a node or nodes of pandoc's with fewer nodes for the same text.

    >>> words = [{"t": "Str", "c": word} for word in ("In", "the", "beginning", "was", "*")]
    >>> nodes = [node for word in words for node in (word, {"t": "Space"})]
    >>> [node.get("c", " ") for node in join_words(nodes)]
    ['In', ' ', 'the beginning was', ' ', '*', ' ']
    """
    if isinstance(content, dict):
        if content.get("t") in APART:
            return content
        return {key: join_words(value) for key, value in content.items()}
    return _join(content) if isinstance(content, list) else content


def _join(parts: list[Any]) -> list[Any]:
    joined: list[Any] = []
    run: list[str] = []  # plain words and the single spaces between and after them
    for part in parts:
        kind = part.get("t") if isinstance(part, dict) else None
        if kind == "Str" and joined and PLAIN_WORD.fullmatch(part["c"]):
            run.append(part["c"])
        elif kind == "Space" and run and run[-1] != " ":
            run.append(" ")
        else:
            joined += _as_nodes(run)
            run = []
            joined.append(part if kind in ("Str", "Space") else join_words(part))
    return joined + _as_nodes(run)


def _as_nodes(run: list[str]) -> list[Node]:
    if not run:
        return []
    if run[-1] == " ":
        return [{"t": "Str", "c": "".join(run[:-1])}, SPACE]
    return [{"t": "Str", "c": "".join(run)}]

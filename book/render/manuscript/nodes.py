"""Make the nodes of pandoc's document, as Text.Pandoc.Definition names them."""

from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]
NO_ATTRIBUTES: list[Any] = ["", [], []]
NO_TITLE = ""
SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
RULE: Node = {"t": "HorizontalRule"}
DEFAULT_ALIGNMENT: Node = {"t": "AlignDefault"}
DEFAULT_WIDTH: Node = {"t": "ColWidthDefault"}
DEEPEST_HEADING = 6
INDENT = 2 * "\N{NO-BREAK SPACE}"  # one step, as pandoc keeps the spaces before a line of verse


def node(tag: str, content: Any) -> Node:
    return {"t": tag, "c": content}


def header(level: int, title: list[Node], name: str = "") -> Node:
    return node("Header", [min(level, DEEPEST_HEADING), [name, [], []], title])


def words(text: str) -> list[Node]:
    """Return a text as pandoc's words with spaces between them.

    >>> words("the law ")
    [{'t': 'Str', 'c': 'the'}, {'t': 'Space'}, {'t': 'Str', 'c': 'law'}, {'t': 'Space'}]
    """
    nodes: list[Node] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            nodes.append(SPACE)
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def attributes(classes: Iterable[str] = (), **pairs: str) -> list[Any]:
    """Return the attributes of a node; pairs with an empty value are left out."""
    given = [[name.replace("_", "-"), value] for name, value in pairs.items() if value]
    return ["", list(classes), given]


def label(text: str) -> Node:
    """Return a label: what an item or a note begins with and what is no word of the edition."""
    return node("Span", [attributes(("label",), custom_style="Label"), words(text)])


def cell(
    blocks: list[Node], rows: int = 1, columns: int = 1, alignment: Node = DEFAULT_ALIGNMENT
) -> list[Any]:
    return [NO_ATTRIBUTES, alignment, rows, columns, blocks]


def table(
    caption: list[Node], columns: int, head: list[Any], body: list[Any], row_heads: int = 0
) -> Node:
    """Return a table; `head` and `body` are rows, which are lists of cells."""
    specifications = [[DEFAULT_ALIGNMENT, DEFAULT_WIDTH] for _ in range(columns)]
    bodies = [[NO_ATTRIBUTES, row_heads, [], _rows(body)]]
    foot: list[Any] = [NO_ATTRIBUTES, []]
    parts = [[None, caption], specifications, [NO_ATTRIBUTES, _rows(head)], bodies, foot]
    return node("Table", [NO_ATTRIBUTES, *parts])


def _rows(rows: list[Any]) -> list[Any]:
    return [[NO_ATTRIBUTES, cells] for cells in rows]

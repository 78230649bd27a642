"""Lists: bulleted, numbered, and glossaries; casts are lists too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from book.read.builder import DocumentBuilder
from book.read.tei.parse import Element, children, name, words

Walk = Callable[[Element], None]
ITEMS = ("item", "castItem", "witness", "castGroup")
NUMBERED = ("ordered", "numbered", "num")
STYLES = {
    "bulleted": "bullet",
    "bullets": "bullet",
    "unordered": "bullet",
    "simple": "none",
    "": "none",
}


class TeiLists:
    """Writes lists; `walk` visits one element, `content` what is in one as blocks."""

    def __init__(self, builder: DocumentBuilder, walk: Walk, content: Walk) -> None:
        self._builder, self._walk, self._content = builder, walk, content

    def write(self, element: Element) -> None:
        """Write a list, its head before it."""
        items = list(children(element))
        while items and name(items[0]) == "head":
            self._walk(items.pop(0))
        if _is_glossary(element, items):
            self._glossary(items)
        else:
            self._list(element, items)

    def _glossary(self, items: Sequence[Element]) -> None:
        with self._builder.container("definitions"):
            for item in items:
                kind = name(item)
                if kind in ("label", "headLabel"):
                    with self._builder.block("term"):
                        self._content(item)
                elif kind == "item":
                    with self._builder.container("definition"):
                        self._content(item)
                else:
                    self._walk(item)

    def _list(self, element: Element, items: Sequence[Element]) -> None:
        with self._builder.container("list", style=_style(element)):
            for label, item in _labeled(items):
                if name(item) in ITEMS:
                    with self._item(label):
                        self._content(item)
                else:
                    self._walk(item)

    def _item(self, label: str) -> AbstractContextManager[None]:
        return self._builder.container("item", label=label)


def _is_glossary(element: Element, items: Sequence[Element]) -> bool:
    return element.get("type") in ("gloss", "glossary") and any(
        name(item) == "label" for item in items
    )


def _style(element: Element) -> str:
    form = f"{element.get('type') or ''} {element.get('rend') or ''}".lower()
    if any(word in form for word in NUMBERED):
        return "decimal"
    return next((style for word, style in STYLES.items() if word and word in form), "none")


def _labeled(items: Sequence[Element]) -> Iterator[tuple[str, Element]]:
    """Yield each item with its label: the words before it, or its number in an ordered list."""
    label, number = "", 0
    for item in items:
        if name(item) == "label":
            label = words(item)
            continue
        number += name(item) in ITEMS
        yield label or _number(item, number), item
        label = ""


def _number(item: Element, number: int) -> str:
    """Return the number that an item states, or has in an ordered list."""
    stated = item.get("n") or ""
    parent = item.getparent()
    if parent is None or _style(parent) != "decimal" or stated.endswith((".", ")")):
        return stated
    return f"{stated or number}."

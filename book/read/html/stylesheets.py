"""Apply the style sheets of pages, as far as they say what the words of a page are."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2
from lxml import etree

from book.read.html.addresses import resolve
from book.read.html.parse import Element
from book.read.html.selectors import Specificity, read_selectors
from book.read.html.style import Declarations, note_style, read_declarations

LARGEST_SHEET = 2_000_000  # bytes
MOST_RULES = 2_000  # that matter here
MEDIA = ("", "all", "screen")
# Whether it is important, whether it is the element's own, its specificity and its place.
Priority = tuple[bool, bool, Specificity, int]
Rule = tuple[etree.XPath, Specificity, Declarations, Declarations]


def note_styles(root: Element, folder: str, neighbor: Callable[[str], bytes | None]) -> None:
    """Note on each element what the style sheets and its own style say, and remove the sheets."""
    styles: dict[Element, list[tuple[Priority, Declarations]]] = {}
    place = 0
    for sheet in _sheets(root, folder, neighbor):
        for find, specificity, normal, important in read_sheet(sheet):
            place += 1
            for element in find(root):
                entries = styles.setdefault(element, [])
                entries.append(((False, False, specificity, place), normal))
                if important:
                    entries.append(((True, False, specificity, place), important))
    for element in root.iter(etree.Element):
        if text := element.get("style"):
            normal, important = read_declarations(text)
            entries = styles.setdefault(element, [])
            entries.append(((False, True, (0, 0, 0), 0), normal))
            entries.append(((True, True, (0, 0, 0), 0), important))
    for element, entries in styles.items():
        merged: Declarations = {}
        for _, style in sorted(entries, key=lambda entry: entry[0]):
            merged |= style
        note_style(element, merged)
    etree.strip_elements(root, "style", with_tail=False)


def _sheets(root: Element, folder: str, neighbor: Callable[[str], bytes | None]) -> Iterator[str]:
    for element in root.iter("style", "link"):
        if (element.get("media") or "").strip().lower() not in MEDIA:
            continue
        if element.tag == "style":
            yield (element.text or "")[:LARGEST_SHEET]
        elif "stylesheet" in (element.get("rel") or "").lower().split():
            path = resolve(folder, element.get("href") or "")
            content = neighbor(path) if path else None
            yield (content or b"")[:LARGEST_SHEET].decode("utf-8", "replace")


@lru_cache(64)
def read_sheet(text: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet that matter here."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(rules))[:MOST_RULES]


def _rules(rules: list[Any]) -> Iterator[Rule]:
    for rule in rules:
        if rule.type == "qualified-rule":
            normal, important = read_declarations(rule.content)
            if normal or important:
                for find, specificity in read_selectors(tinycss2.serialize(rule.prelude)):
                    yield find, specificity, normal, important
        elif rule.type == "at-rule" and rule.content is not None and _applies(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inner)


def _applies(rule: Any) -> bool:
    """Return whether a rule is for all readers: `@media screen`, `@supports (…)`."""
    condition = tinycss2.serialize(rule.prelude).strip().lower()
    if rule.lower_at_keyword == "media":
        return any(each.strip() in MEDIA for each in condition.split(","))
    return rule.lower_at_keyword == "supports" and not condition.startswith("not")

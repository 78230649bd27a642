"""What a page says of itself as linked data: JSON-LD in scripts, microdata and RDFa Lite.

Of the vocabulary of schema.org only what describes an article or a book is read. The article is
that of the page: others that it lists, and those nested in it, are about other pages.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from book.read.html.names import words_of
from book.read.html.parse import Element

Stated = Iterator[tuple[str, str]]  # fields and values
KINDS = re.compile(r"(?:Article|Posting|Report|Book|Chapter|Review|CreativeWork)$")
PAGE_KINDS = re.compile(r"(?:WebPage|ItemPage)$")
# The text of a script is raw until its end tag, and the tree of a page does not keep scripts.
SCRIPT = re.compile(r"<script\b[^>]*\bld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
# What surrounds JSON in a script, and what writers by hand leave in it.
AROUND = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$|;\s*$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
PROPERTIES = {
    "headline": "title",
    "name": "title",
    "datePublished": "date",
    "dateCreated": "date",
    "inLanguage": "language",
    "author": "author",
    "creator": "author",
    "translator": "trl",
    "publisher": "publisher",
    "url": "url",
    "mainEntityOfPage": "url",
}
BROKEN = re.compile(r'"(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.)*)"')
BROKEN_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
DEEPEST = 20  # levels of nested graphs
ITEM = {"itemprop", "property"}


def read_json_ld(markup: str) -> Stated:
    """Yield what the scripts of a page say of its article, or else of the page."""
    scripts = SCRIPT.findall(markup)
    parsed = [(text, _parse(text)) for text in scripts]
    nodes = [node for _, value in parsed for node in _nodes(value)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    for kinds in (KINDS, PAGE_KINDS):
        if article := next((node for node in nodes if _is_of(node, kinds)), None):
            yield from _facts(article, by_id)
    for text, value in parsed:
        if value is None:
            yield from _rescue(text)


def _parse(text: str) -> Any:
    """Return the value of a script, None if it is broken beyond the usual mistakes."""
    bare = TRAILING_COMMA.sub("", AROUND.sub("", AROUND.sub("", text)))
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _rescue(text: str) -> Stated:
    """Yield the properties of a broken script that can be read by themselves."""
    for name, value in BROKEN.findall(text):
        yield PROPERTIES[name], _unescape(value)
    for value in BROKEN_AUTHOR.findall(text):
        yield "author", _unescape(value)


def _unescape(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects that stand by themselves: in a list, a graph, or as what a page is about.

    >>> list(_nodes([{"@graph": [{"@type": "Book", "author": {"@type": "Person"}}]}]))[1]["@type"]
    'Book'
    """
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth)
    elif isinstance(value, dict) and depth < DEEPEST:
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth + 1)


def _is_of(node: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    stated = node.get("@type")
    several = stated if isinstance(stated, list) else [stated]
    return any(kinds.search(str(kind)) for kind in several)


def _facts(article: dict[str, Any], by_id: dict[str, Any]) -> Stated:
    """Yield what an article says; one about a thing (an encyclopedia’s) is no work of an author."""
    is_about_thing = isinstance(article.get("mainEntity"), str)
    for name, value in article.items():
        field = PROPERTIES.get(name.removeprefix("schema:"), "")
        if field in ("author", "date") and is_about_thing:
            continue
        if field:
            yield from ((field, each) for each in _values(value, by_id, field))


def _values(value: Any, by_id: dict[str, Any], field: str) -> Iterator[str]:
    """Yield the words of a value: of a person the name, of a page the address."""
    if isinstance(value, list):
        for each in value:
            yield from _values(each, by_id, field)
    elif isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), value)
        found = node.get("@id") or node.get("url") if field == "url" else node.get("name")
        several = found if isinstance(found, list) else [found]
        yield from (each for each in several if isinstance(each, str))
    elif isinstance(value, str):
        yield value


def read_microdata(root: Element) -> Stated:
    """Yield what elements say by `itemprop` (microdata) or `property` (RDFa Lite) in the body.

    Those of an item in an item are read only if the outer one is the article.
    """
    body = root.find("body")
    for element in () if body is None else body.iter("*"):
        names = " ".join(element.get(key) or "" for key in sorted(ITEM)).split()
        for name in (each.rpartition(":")[2] for each in names):
            field = PROPERTIES.get(name, "")
            if field and name != "name" and _belongs(element):
                yield field, _stated_value(element)


def _belongs(element: Element) -> bool:
    """Return whether the item that a property belongs to is an article, or not stated."""
    holder = next((e for e in element.iterancestors() if _kind_of(e)), None)
    return holder is None or bool(KINDS.search(_kind_of(holder)))


def _kind_of(element: Element) -> str:
    stated = element.get("itemtype") or element.get("typeof") or ""
    return stated.split()[0] if stated.split() else ""


def _stated_value(element: Element) -> str:
    """Return the value of a property (HTML Living Standard, 5.2.4); of an item, its name."""
    for key in ("content", "datetime"):
        if value := element.get(key):
            return value
    if element.get("itemscope") is not None or element.get("typeof"):
        inner = (e for e in element.iter("*") if "name" in (e.get("itemprop") or "").split())
        named = next(inner, None)
        return "" if named is None else named.get("content") or words_of(named)
    return element.get("href") or "" if element.tag == "link" else words_of(element)

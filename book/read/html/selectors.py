"""Write selectors of style sheets as XPath, which finds their elements fast.

A selector of a kind that does not matter for text, such as `:hover`, selects nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import cssselect2.parser as css
from lxml import etree

from book.read.html.parse import TYPE

Specificity = tuple[int, int, int]
NAME = re.compile(r"[A-Za-z_][\w-]*")
OPS = "http://www.idpf.org/2007/ops"
PSEUDO_CLASSES = {
    "first-child": "not(preceding-sibling::*)",
    "last-child": "not(following-sibling::*)",
    "only-child": "not(preceding-sibling::*) and not(following-sibling::*)",
    "link": "self::a[@href]",
    "any-link": "self::a[@href]",
    "root": "not(parent::*)",
    "empty": "not(node())",
}
RELATIONS = {" ": "ancestor::*", ">": "parent::*", "+": "preceding-sibling::*[1]"}


class UnknownSelectorError(ValueError):
    """A selector of a kind that XPath is not written for."""


@lru_cache(1024)
def read_selectors(text: str) -> tuple[tuple[etree.XPath, Specificity], ...]:
    """Return the selectors of a rule that can be written as XPath, each with its specificity.

    >>> ((find, specificity),) = read_selectors("p.verse > span, p:hover")
    >>> find(etree.XML("<p class='verse'><span/></p>")), specificity
    ([<Element span at 0x...>], (0, 1, 2))
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[tuple[etree.XPath, Specificity]]:
    namespaces = {"epub": OPS, "xhtml": "http://www.w3.org/1999/xhtml"}
    try:
        selectors = list(css.parse(text, namespaces, forgiving=True))
    except (css.SelectorError, ValueError, RecursionError):
        return
    for selector in selectors:
        if selector.pseudo_element:
            continue
        try:
            path = f"descendant-or-self::*[{_condition(selector.parsed_tree)}]"
            yield etree.XPath(path), selector.specificity
        except (UnknownSelectorError, etree.XPathSyntaxError, RecursionError):
            continue


def _condition(tree: Any) -> str:
    """Return the condition that an element must meet."""
    if isinstance(tree, css.CombinedSelector):
        relation = RELATIONS.get(tree.combinator)
        if not relation:
            raise UnknownSelectorError(tree.combinator)
        return f"{_condition(tree.right)} and {relation}[{_condition(tree.left)}]"
    if isinstance(tree, css.CompoundSelector):
        return " and ".join(map(_simple, tree.simple_selectors)) or "true()"
    raise UnknownSelectorError(type(tree).__name__)


def _simple(selector: Any) -> str:
    match selector:
        case css.LocalNameSelector():
            return f"self::{_name(selector.lower_local_name)}"
        case css.ClassSelector():
            return _has_word("class", selector.class_name)
        case css.IDSelector():
            return f"@id={_quote(selector.ident)}"
        case css.AttributeSelector():
            return _attribute(selector)
        case css.NamespaceSelector():
            return "true()"
        case css.PseudoClassSelector() if selector.name in PSEUDO_CLASSES:
            return PSEUDO_CLASSES[selector.name]
        case css.NegationSelector():
            return f"not({_any(selector.selector_list)})"
        case css.MatchesAnySelector() | css.SpecificityAdjustmentSelector():
            return f"({_any(selector.selector_list)})"
    raise UnknownSelectorError(type(selector).__name__)


def _any(selectors: list[Any]) -> str:
    return " or ".join(f"({_condition(each.parsed_tree)})" for each in selectors) or "false()"


def _attribute(selector: Any) -> str:
    """Return the condition of an attribute selector; `epub|type` is the attribute TYPE."""
    is_type = selector.lower_name == "epub:type" or (
        selector.lower_name == "type" and selector.namespace == OPS
    )
    name = TYPE if is_type else _name(selector.lower_name)
    if selector.operator is None:
        return f"@{name}"
    value = _quote(selector.value or "")
    match selector.operator:
        case "=":
            return f"@{name}={value}"
        case "~=":
            return _has_word(name, selector.value or "")
        case "|=":
            return f"(@{name}={value} or starts-with(@{name},{_quote(selector.value + '-')}))"
        case "^=":
            return f"(@{name} and starts-with(@{name},{value}))"
        case "*=":
            return f"contains(@{name},{value})"
    raise UnknownSelectorError(selector.operator)


def _has_word(name: str, word: str) -> str:
    return f"contains(concat(' ',normalize-space(@{name}),' '),{_quote(f' {word} ')})"


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise UnknownSelectorError(name)
    return name


def _quote(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise UnknownSelectorError(text)

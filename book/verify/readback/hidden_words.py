"""Find the words of a document that its style hides, in any circumstances that its sheets name.

The style of each element is computed as a browser does (CSS Cascade 4). Elements that no rule can
tell apart have the same style, which is computed once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import cssselect2
import tinycss2
from lxml import etree

from book.verify.readback.computed_style import ElementStyle, compute_style
from book.verify.readback.media import Circumstances, apply_in, list_circumstances
from book.verify.readback.style_properties import HARMLESS
from book.verify.readback.style_rules import (
    Conditions,
    Declaration,
    StyleRule,
    read_declarations,
    read_rules,
)

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}type"
# What browsers do not show whatever the style sheets say (HTML, 15.3.1).
UNSHOWN = {XHTML + name for name in ("head", "script", "style", "template", "noscript", "title")}
HIDDEN = Declaration("display", tuple(tinycss2.parse_component_value_list("none")), important=False)
# What depends on more than an element, its ends among its siblings, and those just before it.
ORDERED = re.compile(r"~|:(?:nth|first-of|last-of|only|has|empty)")
ATTRIBUTE = re.compile(r"\[\s*([\w|-]+)")
ID = re.compile(r"#([\w-]+)")
WORD = re.compile(r"\w")
# The numbers of lines and printed pages, which are no words of the text.
NUMBERS = {"attr(data-line)", "attr(data-page)"}
SHORT = 60  # characters of a text that an error quotes
Allowed = Callable[[etree._Element, str], bool]
Cascade = tuple[tuple[Declaration, Conditions], ...]


@dataclass(frozen=True, slots=True)
class HiddenWords:
    """Words that are not seen, and the property that hides them."""

    words: str
    property: str
    circumstances: str

    def __str__(self) -> str:
        when = f", in {self.circumstances}" if self.circumstances else ""
        return f"“{self.words}” is not visible: {self.property}{when}"


@dataclass(frozen=True, slots=True)
class _StyledElement:
    """The styles of an element, one for each of the circumstances; `key` names the element.

    `hiding` and `covering` are the first reasons why its own words, or others, are not seen, each
    with the circumstances. `added` is what style sheets add to the words.
    """

    key: int
    styles: tuple[ElementStyle, ...]
    hiding: tuple[str, str] | None = None
    covering: tuple[str, str] | None = None
    added: str = ""


class StyledDocuments:
    """Documents with the same style sheets. Raise ProofError if these are not understood.

    With a `medium`, only the circumstances of that one count.
    """

    def __init__(self, sheets: Sequence[str], medium: str = "") -> None:
        rules = [rule for rule in read_rules(sheets) if _matters(rule)]
        conditions = {condition for rule in rules for condition in rule.conditions}
        every = list_circumstances(conditions)
        self.circumstances = tuple(each for each in every if each.medium == (medium or each.medium))
        self.matcher = cssselect2.Matcher()
        for rule in rules:
            self.matcher.add_selector(rule.selector, rule)
        written = " ".join(rule.written for rule in rules)
        self.is_ordered = bool(ORDERED.search(written))
        self.attributes = sorted({"dir", "lang", *ATTRIBUTE.findall(written)})
        self.ids = set(ID.findall(written))
        self.has_ends = "-child" in written
        self.neighbors = 2 if "+" in written else 0
        self.known: dict[tuple[Any, ...], _StyledElement] = {}
        self.alike: dict[tuple[int, ...], tuple[_StyledElement, Cascade]] = {}
        self._holding: dict[Conditions, tuple[bool, ...]] = {}
        self._computed: dict[tuple[int, ...], tuple[ElementStyle, ElementStyle, Any]] = {}
        initial = {each.width: _initial(each) for each in self.circumstances}
        self.outer = _StyledElement(0, tuple(initial[each.width] for each in self.circumstances))

    def holding(self, conditions: Conditions) -> tuple[bool, ...]:
        """Return in which of the circumstances the conditions hold."""
        if conditions not in self._holding:
            held = (apply_in(conditions, each) for each in self.circumstances)
            self._holding[conditions] = tuple(held)
        return self._holding[conditions]

    def computed(
        self, declarations: tuple[Declaration, ...], outer: ElementStyle, *, is_root: bool
    ) -> ElementStyle:
        """Return the style of an element with these declarations in another one."""
        key = (id(outer), is_root, *map(id, declarations))
        if key not in self._computed:
            style = compute_style(declarations, outer, is_root=is_root)
            # What the key names must not make room for something else.
            self._computed[key] = (style, outer, declarations)
        return self._computed[key][0]

    def marks(self, element: etree._Element) -> tuple[Any, ...]:
        """Return all that a selector could see of an element alone."""
        get = element.get
        name = get("id") if get("id") in self.ids else None
        named = tuple(get(each.replace("epub|type", OPS)) for each in self.attributes)
        ends = (element.getprevious() is None, element.getnext() is None) if self.has_ends else ()
        return (element.tag, get("class"), name, get("style"), get("hidden"), *ends, *named)

    def hidden_words(
        self, root: etree._Element, allowed: Allowed = lambda _element, _reason: False
    ) -> Iterator[HiddenWords]:
        """Yield the words of a document that are hidden, once each, with the first reason.

        `allowed` says which elements may be hidden.
        """
        yield from _Walk(self, allowed).hidden(root, self.outer)


def _matters(rule: StyleRule) -> bool:
    return any(each.name not in HARMLESS for each in rule.declarations)


def _initial(circumstances: Circumstances) -> ElementStyle:
    return ElementStyle(viewport=circumstances.width)


class _Walk:
    """Goes through one document."""

    def __init__(self, documents: StyledDocuments, allowed: Allowed) -> None:
        self.documents, self.allowed = documents, allowed
        self.wrappers: dict[etree._Element, Any] = {}

    def hidden(self, element: etree._Element, parent: _StyledElement) -> Iterator[HiddenWords]:
        if not isinstance(element.tag, str) or element.tag in UNSHOWN:
            return
        styled = self.styled(element, parent)
        if styled.added or styled.hiding or styled.covering:
            yield from self.faults(element, styled)
        for child in element:
            yield from self.hidden(child, styled)

    def faults(self, element: etree._Element, styled: _StyledElement) -> Iterator[HiddenWords]:
        text = _own_text(element)
        if styled.added:
            yield HiddenWords(text[:SHORT], styled.added, "")
        fault = (styled.hiding if text else None) or styled.covering
        if fault and not self.allowed(element, fault[0]):
            words = text or " ".join("".join(map(str, element.itertext())).split())
            yield HiddenWords(words[:SHORT], *fault)

    def styled(self, element: etree._Element, parent: _StyledElement) -> _StyledElement:
        key = (parent.key, *self.signature(element))
        known = self.documents.known
        if key not in known:
            known[key] = self._newly_styled(element, parent)
        return known[key]

    def _newly_styled(self, element: etree._Element, parent: _StyledElement) -> _StyledElement:
        """Return the styles of an element; with the same rules in force they are the same."""
        cascade, pseudo = self.cascade(element)
        is_root = element.getparent() is None
        rules = tuple(id(each) for part in (cascade, pseudo) for each, _ in part)
        key = (parent.key, is_root, len(cascade), *rules)
        alike = self.documents.alike
        if key not in alike:
            styles = self._styles(cascade, parent, is_root=is_root)
            added = next(filter(None, (_added(each) for each, _ in pseudo)), "")
            # What the key names must not make room for something else.
            alike[key] = (self._judged(len(alike) + 1, styles, added), cascade)
        return alike[key][0]

    def _styles(
        self, cascade: Cascade, parent: _StyledElement, *, is_root: bool
    ) -> tuple[ElementStyle, ...]:
        """Return the style in each of the circumstances; most of them share one."""
        documents = self.documents
        asked = tuple({conditions: None for _, conditions in cascade if conditions})
        held = zip(*map(documents.holding, asked), strict=True) if asked else repeat(())
        found: dict[tuple[object, ...], ElementStyle] = {}
        keys: list[tuple[object, ...]] = []
        for outer, holding in zip(parent.styles, held, strict=False):
            key = (id(outer), holding)
            if key not in found:
                holds = {(): True, **dict(zip(asked, holding, strict=True))}
                declarations = tuple(each for each, when in cascade if holds[when])
                found[key] = documents.computed(declarations, outer, is_root=is_root)
            keys.append(key)
        return tuple(found[key] for key in keys)

    def _judged(self, key: int, styles: tuple[ElementStyle, ...], added: str) -> _StyledElement:
        pairs = tuple(zip(styles, self.documents.circumstances, strict=True))
        hiding = ((style.reason, str(when)) for style, when in pairs if style.reason)
        covering = ((style.covers, str(when)) for style, when in pairs if style.covers)
        return _StyledElement(key, styles, next(hiding, None), next(covering, None), added)

    def signature(self, element: etree._Element) -> tuple[Any, ...]:
        """Return all by which a selector could tell this element from another one beside it."""
        documents = self.documents
        own = documents.marks(element)
        if documents.is_ordered:
            return (*own, id(element), element)
        before: list[Any] = []
        sibling = element
        for _ in range(documents.neighbors):
            previous = sibling.getprevious()
            if previous is None:
                break
            sibling = previous
            before.append(documents.marks(sibling))
        return (*own, *before)

    def cascade(self, element: etree._Element) -> tuple[Cascade, Cascade]:
        """Return the declarations that apply to an element, in order, and those of its pseudos."""
        found: list[tuple[Any, Declaration, Conditions]] = []
        pseudo: list[tuple[Declaration, Conditions]] = []
        if element.get("hidden") is not None:
            found.append(((False, 0, (0, 0, 0), -1), HIDDEN, ()))
        for specificity, _, part, rule in self.documents.matcher.match(self.wrapped(element)):
            for declaration in rule.declarations:
                if part is None:
                    rank = (declaration.important, 0, specificity, rule.order)
                    found.append((rank, declaration, rule.conditions))
                else:
                    pseudo.append((declaration, rule.conditions))
        own = read_declarations(element.get("style") or "")
        found += (((each.important, 1, (0, 0, 0), 0), each, ()) for each in own)
        found.sort(key=lambda each: each[0])
        return tuple((each, when) for _, each, when in found), tuple(pseudo)

    def wrapped(self, element: etree._Element) -> Any:
        """Return an element as the matcher wants it, with those before it and around it."""
        wrappers = self.wrappers
        if element not in wrappers:
            parent = element.getparent()
            if parent is None:
                root = cssselect2.ElementWrapper.from_xml_root(element)
                wrappers[element] = root
                return root
            for child in self.wrapped(parent).iter_children():
                wrappers[child.etree_element] = child
        return wrappers[element]


def _own_text(element: etree._Element) -> str:
    """Return the words that stand in an element itself, not in another one in it."""
    parts = (element.text, *(child.tail for child in element))
    return " ".join(" ".join(part or "" for part in parts).split())


def _added(declaration: Declaration) -> str:
    """Return what a pseudo-element shows, if these are words that the document does not have."""
    if declaration.name != "content":
        return ""
    strings = "".join(token.value for token in declaration.value if token.type == "string")
    functions = [token for token in declaration.value if token.type == "function"]
    is_number = all(tinycss2.serialize([each]) in NUMBERS for each in functions)
    return "" if is_number and not WORD.search(strings) else f"content: {declaration.text}"

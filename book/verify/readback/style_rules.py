"""Read style sheets as rules: which elements they select, when, and what they declare.

Only what this program understands passes: the sheets are our own, and what is not understood might
hide words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2
from cssselect2.compiler import CompiledSelector

from book.errors import ProofError

Token = Any  # tinycss2 has no types
Condition = tuple[str, str]  # the kind of an at-rule, "media" or "supports", and what it asks for
Conditions = tuple[Condition, ...]
NAMESPACES = {
    None: "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
WITHOUT_TEXT = {"font-face", "charset", "namespace", "page", "counter-style"}
# Parts of elements that browsers make themselves, and do not hide what was shown without the rule.
BROWSER_PARTS = {"details-content", "marker", "selection", "first-line", "first-letter", "backdrop"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and the tokens of its value."""

    name: str
    value: tuple[Token, ...]
    important: bool

    @property
    def text(self) -> str:
        """The value as CSS."""
        return str(tinycss2.serialize(self.value)).strip()


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A selector with its declarations; the conditions are those of the at-rules around it."""

    selector: CompiledSelector
    declarations: tuple[Declaration, ...]
    conditions: Conditions
    order: int
    written: str


def read_rules(sheets: Iterable[str]) -> tuple[StyleRule, ...]:
    """Return the rules of style sheets, in order.

    Raise ProofError for what is not understood.
    """
    rules: list[StyleRule] = []
    for sheet in sheets:
        nodes = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for selector, written, declarations, conditions in _rules(nodes, ()):
            rules.append(StyleRule(selector, declarations, conditions, len(rules), written))
    return tuple(rules)


def read_declarations(text: str | Iterable[Token]) -> tuple[Declaration, ...]:
    """Return the declarations of a rule, or of a `style` attribute."""
    nodes = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    return tuple(_declarations(nodes))


def _declarations(nodes: Iterable[Token]) -> Iterator[Declaration]:
    for node in nodes:
        if node.type != "declaration":
            raise ProofError(f"a style sheet is not understood: {node.serialize()[:60]!r}")
        yield Declaration(
            node.name if node.name.startswith("--") else node.lower_name,
            tuple(node.value),
            node.important,
        )


def _rules(
    nodes: Iterable[Token], around: Conditions
) -> Iterator[tuple[CompiledSelector, str, tuple[Declaration, ...], Conditions]]:
    for node in nodes:
        if node.type == "qualified-rule":
            declarations = read_declarations(node.content)
            for selector in _selectors(node.prelude):
                yield selector, tinycss2.serialize(node.prelude), declarations, around
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            asked = " ".join(tinycss2.serialize(node.prelude).lower().split())
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, (*around, (node.lower_at_keyword, asked)))
        elif node.type != "at-rule" or node.lower_at_keyword not in WITHOUT_TEXT:
            raise ProofError(f"a style sheet is not understood: {node.serialize()[:60]!r}")


def _selectors(prelude: list[Token]) -> Iterator[CompiledSelector]:
    written = tinycss2.serialize(prelude).strip()
    if any(f"::{part}" in written for part in BROWSER_PARTS):
        return
    try:
        yield from cssselect2.compile_selector_list(prelude, NAMESPACES)
    except cssselect2.SelectorError as error:
        raise ProofError(f"the selector {written!r} is not understood") from error

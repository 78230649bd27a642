"""Pieces of a witness's lines, and what can be done with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from book.model import Line, Span, Witness, Work

UNSEEN = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
EDGES = re.compile(rf"^[\s{UNSEEN}]+|(?<![\s{UNSEEN}])[\s{UNSEEN}]+$")
State = Literal["open", "removed", "metadata", "heading"]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters of one line. The pieces of a line add up to the line.

    `kept`: the editor keeps it; `continues`: it goes on the paragraph of the piece before it.
    """

    span: Span
    source: str
    state: State = "open"
    rule: str = ""
    field: str = ""
    value: str = ""
    label: str = ""
    style: str = ""
    kept: bool = False
    continues: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == "open" and not self.kept

    @property
    def is_printed(self) -> bool:
        return self.state in ("open", "heading")

    @property
    def text(self) -> str:
        """The piece without what cannot be seen at its ends."""
        return EDGES.sub("", self.source)


Fragments = tuple[Fragment, ...]
Rule = Callable[[Fragments, Witness, Work], Fragments]


def fragments_of(lines: tuple[Line, ...]) -> Fragments:
    """Begin with one open piece a line."""
    return tuple(Fragment(Span(line.number, 0, len(line.text)), line.text) for line in lines)


def cut(fragment: Fragment, offset: int) -> tuple[Fragment, Fragment]:
    """Cut before the character `offset` of the piece."""
    at = fragment.span.start + offset
    head = replace(fragment, span=replace(fragment.span, end=at), source=fragment.source[:offset])
    tail = replace(fragment, span=replace(fragment.span, start=at), source=fragment.source[offset:])
    return head, tail


def remove(fragment: Fragment, rule: str) -> Fragment:
    return replace(fragment, state="removed", rule=rule)


def describe(fragment: Fragment, field: str, value: str, rule: str) -> Fragment:
    """Make the piece metadata: the witness says `value` for `field`."""
    return replace(fragment, state="metadata", field=field, value=value.strip(), rule=rule)


def each_open(fragments: Fragments, decide: Callable[[Fragment], Fragments]) -> Fragments:
    """Let `decide` replace each open piece by one or more."""
    return tuple(
        new
        for fragment in fragments
        for new in (decide(fragment) if fragment.is_open else (fragment,))
    )

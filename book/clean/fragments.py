"""Fragments of a witness's lines, and the operations that cleaning rules use on them."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from book.model import PLAIN_FORM, BlockForm, Line, Span, Witness, Work
from book.text.invisible import ALWAYS

EDGE = re.compile(rf"[\s{ALWAYS}]")
State = Literal["open", "removed", "not carried", "metadata", "heading"]
# No rule looks for furniture or headings in these.
UNPROTECTED_BLOCKS = ("paragraph", "heading")
PROTECTING_CONTAINERS = {"poem", "speech", "note", "epigraph", "dedication", "figure", "cell"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters of one line. The fragments of a line add up to the line.

    `state` is "open" until a rule decides; `rule` names the rule that removed the fragment or
    made it metadata. Metadata have a `field` ("title", "date" …) and a `value`; a heading has a
    `label` (its number) and a `style` of numbering. With `kept`, the editor's `keep` protects the
    fragment from all rules. With `continues`, it continues the paragraph of the fragment before it,
    which must be of the same line or the one above, except `across` the edges of two pages. `form`
    is that of its line.
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
    across: bool = False
    form: BlockForm = PLAIN_FORM

    @property
    def is_open(self) -> bool:
        """Whether a rule may still decide about the fragment."""
        return self.state == "open" and not self.kept and not self.is_protected

    @property
    def is_protected(self) -> bool:
        """Whether the reader of the file knows that this is verse, a note … and no furniture."""
        if self.form is PLAIN_FORM:
            return False
        kinds = {container.kind for container in self.form.containers}
        is_known = self.form.kind not in UNPROTECTED_BLOCKS
        return is_known or not kinds.isdisjoint(PROTECTING_CONTAINERS)

    @property
    def is_printed(self) -> bool:
        """Whether the fragment is part of the text."""
        return self.state in ("open", "heading")

    @property
    def text(self) -> str:
        """The characters without invisible ones at either end."""
        text = self.source.strip()
        if text.isascii():  # most lines; no invisible character is
            return text
        start, end = 0, len(text)
        while start < end and EDGE.match(text, start):
            start += 1
        while start < end and EDGE.match(text, end - 1):
            end -= 1
        return text[start:end]


Fragments = tuple[Fragment, ...]
Rule = Callable[[Fragments, Witness, Work], Fragments]


def fragment_lines(lines: tuple[Line, ...]) -> Fragments:
    """Return one fragment for each line, open unless the reader of the file has decided."""
    return tuple(map(_fragment, lines))


def _fragment(line: Line) -> Fragment:
    value = line.text if line.fate == "metadata" else ""
    return Fragment(
        Span(line.number, line.column, line.column + len(line.text)),
        line.text,
        line.fate,
        line.rule,
        line.field,
        value,
        continues=line.continues,
        form=line.form,
    )


def split_at(fragment: Fragment, offset: int) -> tuple[Fragment, Fragment]:
    """Return the parts of a fragment before and from its character `offset`."""
    return _slice(fragment, 0, offset), _slice(fragment, offset, len(fragment.source))


def _slice(fragment: Fragment, start: int, end: int) -> Fragment:
    first = fragment.span.start
    span = replace(fragment.span, start=first + start, end=first + end)
    return replace(fragment, span=span, source=fragment.source[start:end])


def remove(fragment: Fragment, rule: str) -> Fragment:
    """Return the fragment as removed by `rule`, whose name is printed in the ledger."""
    return replace(fragment, state="removed", rule=rule)


def remove_tail(fragment: Fragment, offset: int, rule: str) -> Fragments:
    """Remove the characters from `offset` on, and those before it too if they are blank."""
    head, tail = split_at(fragment, offset)
    return (head, remove(tail, rule)) if head.text else (remove(fragment, rule),)


def cut_parts(
    fragment: Fragment,
    spans: Sequence[tuple[int, int]],
    change: Callable[[Fragment], Fragment],
) -> Fragments:
    """Change parts of a fragment; what is left of it stays one text.

    `spans` are the first and the last character (half open) of each, in order, without overlaps.
    """
    parts: list[Fragment] = []
    start = 0
    for first, last in spans:
        parts += [_slice(fragment, start, first), change(_slice(fragment, first, last))]
        start = last
    parts.append(_slice(fragment, start, len(fragment.source)))
    parts = [part for part in parts if part.source]
    text = [part.span for part in parts if part.is_printed and part.text]
    return join_to_previous(tuple(parts), text[1:])


def as_metadata(fragment: Fragment, field: str, value: str, rule: str) -> Fragment:
    """Return the fragment as the witness's own statement of `value` for `field`."""
    return replace(fragment, state="metadata", field=field, value=value.strip(), rule=rule)


def replace_open(fragments: Fragments, decide: Callable[[Fragment], Fragments]) -> Fragments:
    """Replace each open fragment by the one or more fragments that `decide` returns for it."""
    decided = (decide(f) if f.is_open else (f,) for f in fragments)
    return tuple(chain.from_iterable(decided))


def replace_at(
    fragments: Fragments, indices: Collection[int], change: Callable[[Fragment], Fragment]
) -> Fragments:
    """Replace the fragments at `indices` by what `change` returns for them."""
    return tuple(change(f) if i in indices else f for i, f in enumerate(fragments))


def join_to_previous(
    fragments: Fragments, spans: Collection[Span], across: Collection[Span] = ()
) -> Fragments:
    """Let the fragments with these spans continue the paragraph of the fragment before them.

    Those `across` the edges of two pages continue it from wherever it stands.
    """
    return tuple(
        replace(f, continues=True, across=f.across or f.span in across) if f.span in spans else f
        for f in fragments
    )


def open_indices(fragments: Fragments) -> list[int]:
    """Return the indices of the fragments about which a rule may still decide."""
    return [index for index, fragment in enumerate(fragments) if fragment.is_open]


def printed_fragments(fragments: Fragments) -> list[Fragment]:
    """Return the fragments that are part of the text."""
    return [fragment for fragment in fragments if fragment.is_printed]


def open_fragments(fragments: Fragments) -> list[Fragment]:
    """Return the fragments about which a rule may still decide."""
    return [fragment for fragment in fragments if fragment.is_open]

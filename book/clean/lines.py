"""Rules about whole lines: blank ones, and hard-wrapped ones."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from book.clean.fragments import (
    Fragment,
    Fragments,
    join_to_previous,
    remove,
    replace_at,
)
from book.model import Witness, Work
from book.text.divisions import read_division
from book.text.invisible import CONTROLS, UNSEEN
from book.text.page_furniture import PAGE_RULES

Neighbors = tuple[Fragment, Fragment]


class Wrapping(NamedTuple):
    """How a file is wrapped: the width of its full lines in columns, and how closely."""

    width: int
    is_loose: bool


TERMINAL = re.compile(r"[.!?:;”’\"'»。！？]$")
WRAP_COLUMNS = range(40, 101)
WIDEST_WRAP = 120  # columns; longer lines show that the file is not wrapped
SEEN = re.compile(rf"(?!{CONTROLS.pattern}|{UNSEEN.pattern})\S")
NUMERAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5})\.\s")
LIST_MARK = re.compile(r"(?:[-–—*•·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
# Columns by which wrapped lines fall short of the width, as words are not broken: in most files,
# and in those wrapped by hand or with balanced lines.
CLOSE, LOOSE = 12, 30
FEW = 20  # lines; fewer do not tell how a file is wrapped
NEARLY_ALL = 0.99


def blank(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove lines without a visible character."""
    undecided = [index for index, fragment in enumerate(fragments) if fragment.state == "open"]
    blanks = {index for index in undecided if not SEEN.search(fragments[index].source)}
    return replace_at(fragments, blanks, partial(remove, rule="blank"))


def unwrap(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Join hard-wrapped lines of a witness in which blank lines divide the paragraphs.

    A line is joined to the one before it if its first word did not fit there; verse, addresses
    and lists break where there was room left.
    """
    undecided = [f for f in fragments if f.state == "open" and f.form.is_plain]
    neighbors = list(pairwise(undecided))
    edges = sorted({f.span.line for f in fragments if f.rule in (*PAGE_RULES, "drop")})
    adjacent = [(line, below) for line, below in neighbors if _distance(line, below, edges) == 1]
    has_gaps = any(_distance(line, below, edges) > 1 for line, below in neighbors)
    if not has_gaps or not _is_wrapped_prose(adjacent):
        return fragments
    wrapping = _measure_wrapping(adjacent, undecided)
    if wrapping.width > WIDEST_WRAP:
        return fragments
    full = {below.span for block in _blocks(adjacent) for below in _full_lines(block, wrapping)}
    across = {b.span for a, b in adjacent if b.span.line - a.span.line > 1}
    return join_to_previous(fragments, full, across)


def _distance(line: Fragment, below: Fragment, edges: Sequence[int]) -> int:
    """Return how many lines a line is below another, without the `edges` of pages between them."""
    first, last = line.span.line, below.span.line
    return last - first - bisect_left(edges, last) + bisect_left(edges, first)


def _is_wrapped_prose(adjacent: list[Neighbors]) -> bool:
    """Return whether at least half of the adjacent lines look wrapped, and those look like prose.

    Nearly all lines of verse begin with a capital; of wrapped prose, even German, fewer than half.
    """
    if not adjacent:
        return False
    wrapped = [below for line, below in adjacent if _ends_like_wrapped(line.text)]
    lowercase = sum(not below.text[:1].isupper() for below in wrapped)
    return 2 * len(wrapped) >= len(adjacent) and 2 * lowercase >= len(wrapped)


def _ends_like_wrapped(line: str) -> bool:
    return len(line) in WRAP_COLUMNS and not TERMINAL.search(line)


def _goes_on(line: Fragment, below: Fragment) -> bool:
    """Return whether the sentence of a wrapped line surely goes on in the line below."""
    return _ends_like_wrapped(line.text) and below.text[:1].islower()


def _measure_wrapping(adjacent: Iterable[Neighbors], lines: Iterable[Fragment]) -> Wrapping:
    """Return how a file is wrapped, by the lines that surely go on in the next one."""
    going_on = [(line.text, below.text) for line, below in adjacent if _goes_on(line, below)]
    if len(going_on) < FEW:
        return Wrapping(max(len(line.text) for line in lines), is_loose=False)
    nearly_all = int(NEARLY_ALL * len(going_on))
    width = sorted(len(line) for line, _ in going_on)[nearly_all]
    room = sorted(_room(line, below, width) for line, below in going_on)[nearly_all]
    return Wrapping(width, is_loose=room >= CLOSE)


def _room(line: str, below: str, width: int) -> int:
    """Return how many columns are left if the first word of the line below is put into a line."""
    return width - len(line) - 1 - len(below.split(maxsplit=1)[0])


def _blocks(adjacent: Iterable[Neighbors]) -> Iterator[list[Neighbors]]:
    """Yield the pairs of adjacent lines of each run of lines that no blank line divides."""
    block: list[Neighbors] = []
    for pair in adjacent:
        if block and block[-1][1] is not pair[0]:
            yield block
            block = []
        block.append(pair)
    if block:
        yield block


def _full_lines(block: list[Neighbors], wrapping: Wrapping) -> Iterator[Fragment]:
    """Yield the lines of a block whose first word did not fit into the line above.

    In a loosely wrapped file, a paragraph is told from verse by its lines that break off within a
    sentence: most lines of verse below such a line begin with a capital. Such files end lines even
    earlier where a sentence ends.
    """
    broken = [below for line, below in block if not TERMINAL.search(line.text)]
    is_verse = 2 * sum(below.text[:1].isupper() for below in broken) > len(block)
    for line, below in block:
        is_tight = not wrapping.is_loose or is_verse or _is_indented(below, line)
        slack = CLOSE if is_tight else LOOSE
        if _may_go_on(line, below) and _room(line.text, below.text, wrapping.width) < slack:
            yield below


def _is_indented(below: Fragment, line: Fragment) -> bool:
    first, second = (len(f.source) - len(f.source.lstrip()) for f in (line, below))
    return second > first


def _may_go_on(line: Fragment, below: Fragment) -> bool:
    """Return whether the line below has no mark of a list.

    After a line that ends no sentence, “I.” and “12.” end one: “said / I.”. Two chapters of a list
    of contents are two lines.
    """
    in_sentence = NUMERAL.match(below.text) and not TERMINAL.search(line.text)
    are_divisions = all(read_division(f.text).kind for f in (line, below))
    is_item = are_divisions or (LIST_MARK.match(below.text) and not in_sentence)
    return below.is_open and not is_item

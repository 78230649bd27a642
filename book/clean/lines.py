"""Rules about whole lines: blank ones, and hard-wrapped ones."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from book.clean.characters import CONTROLS
from book.clean.fragments import (
    Fragment,
    Fragments,
    join_to_previous,
    remove,
    replace_at,
)
from book.model import Witness, Work
from book.text.invisible import UNSEEN
from book.text.page_furniture import PAGE_RULES

Neighbors = tuple[Fragment, Fragment]
TERMINAL = re.compile(r"[.!?:;”’\"'»。！？]$")
WRAP_COLUMNS = range(40, 101)
WIDEST_WRAP = 120  # columns; longer lines show that the file is not wrapped
SEEN = re.compile(rf"(?!{CONTROLS.pattern}|{UNSEEN.pattern})\S")
NUMERAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5})\.\s")
LIST_MARK = re.compile(r"(?:[-–—*•·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
SLACK = 12  # columns by which wrapped lines fall short of the width, as words are not broken


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
    width = max((len(fragment.text) for fragment in undecided), default=0)
    neighbors = list(pairwise(undecided))
    edges = sorted({f.span.line for f in fragments if f.rule in (*PAGE_RULES, "drop")})
    adjacent = [(line, below) for line, below in neighbors if _distance(line, below, edges) == 1]
    has_gaps = any(_distance(line, below, edges) > 1 for line, below in neighbors)
    if not has_gaps or width > WIDEST_WRAP or not _is_wrapped_prose(adjacent):
        return fragments
    full = {below.span for line, below in adjacent if _is_full(line, below, width)}
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


def _is_full(line: Fragment, below: Fragment, width: int) -> bool:
    """Return whether the first word of `below` did not fit into `line`, and is no list mark.

    After a line that ends no sentence, “I.” and “12.” end one: “said / I.”.
    """
    is_marked = LIST_MARK.match(below.text)
    in_sentence = NUMERAL.match(below.text) and not TERMINAL.search(line.text)
    if not below.is_open or (is_marked and not in_sentence):
        return False
    first_word = below.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(first_word) > width - SLACK

"""What the editor decides by hand, and lines that a program wrapped."""

import re
from dataclasses import replace
from itertools import pairwise

from book.clean.characters import CONTROLS, INVISIBLE
from book.clean.fragments import Fragment, Fragments, each_open, remove
from book.errors import EditionError
from book.model import Witness, Work

TERMINAL = re.compile(r"[.!?:;”’\"'»。！？]$")
WRAP_COLUMNS = range(40, 101)
SEEN = re.compile(rf"(?!{CONTROLS.pattern}|{INVISIBLE.pattern})\S")
LIST_MARK = re.compile(r"(?:[-–—*•·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
SLACK = 12  # columns by which lines of one width may differ, as words are not broken


def blank(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove lines in which there is nothing to be seen."""
    return tuple(
        remove(p, "blank") if p.state == "open" and not SEEN.search(p.source) else p
        for p in fragments
    )


def editor_keeps(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Keep for print, whatever a rule says, the lines that match `keep` in edition.toml."""
    patterns = _compiled(witness, "keep")
    return tuple(
        replace(p, kept=True) if any(x.search(p.source) for x in patterns) else p for p in fragments
    )


def editor_drops(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the lines that match `drop` in edition.toml."""
    patterns = _compiled(witness, "drop")
    return each_open(
        fragments,
        lambda p: (remove(p, "drop"),) if any(x.search(p.source) for x in patterns) else (p,),
    )


def _compiled(witness: Witness, key: str) -> list[re.Pattern[str]]:
    try:
        return [re.compile(pattern) for pattern in getattr(witness, key)]
    except re.error as error:
        raise EditionError(
            f"`{key}` of witness {witness.siglum} is not a regular expression: {error}",
            file=witness.file,
            remedy="Mend the pattern in edition.toml; a backslash is written '\\.' in single quotes.",
        ) from error


def unwrap(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Join lines that were wrapped at a fixed width: blank lines divide paragraphs there, line ends do not.

    A line is joined to the one before it if its first word had no room there: verse, addresses and lists had room.
    """
    printed = [p for p in fragments if p.state == "open"]
    pairs = [(a, b) for a, b in pairwise(printed) if b.span.line - a.span.line == 1]
    wrapped = [
        (a, b) for a, b in pairs if len(a.text) in WRAP_COLUMNS and not TERMINAL.search(a.text)
    ]
    # Nearly all lines of verse begin with a capital; of wrapped prose, even German, fewer than every other.
    in_prose = sum(not b.text[:1].isupper() for _, b in wrapped)
    has_gaps = any(b.span.line - a.span.line > 1 for a, b in pairwise(printed))
    width = max((len(p.text) for p in printed), default=0)
    if (
        not pairs
        or not has_gaps
        or width > 120
        or 2 * len(wrapped) < len(pairs)
        or 2 * in_prose < len(wrapped)
    ):
        return fragments
    following = {b.span for a, b in pairs if b.is_open and _is_full(a, b, width)}
    return tuple(replace(p, continues=True) if p.span in following else p for p in fragments)


def _is_full(line: Fragment, after: Fragment, width: int) -> bool:
    """Say whether the first word of `after` had no room in `line`."""
    return (
        not LIST_MARK.match(after.text)
        and len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width - SLACK
    )

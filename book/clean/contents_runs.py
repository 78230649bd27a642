"""Recognize a list of contents that stands under no name, by its entries alone."""

import re
from collections.abc import Callable, Collection
from itertools import pairwise

from book.clean.fragments import Fragments, open_indices
from book.clean.parsed_headings import opens_title, parse_heading
from book.text.divisions import read_division
from book.text.typography import fold

LONGEST_ENTRY = 240
LEADERS = re.compile(r"(?:\s*(?:[.·…_]\s*){3,}|\s*…\s*)(?:\d{1,4}|[ivxlc]+)$")
PAGE = re.compile(r"\s(?:\d{1,4}|[ivxlc]+)$")


def find_entries(fragments: Fragments, outline: Collection[str]) -> dict[int, str]:
    """Return the names of the entries of all lists of contents, by the index of the fragment."""
    short = [i for i in open_indices(fragments) if len(fragments[i].text) <= LONGEST_ENTRY]
    last_index = {fold(fragments[i].text): i for i in short}
    candidates = [i for i in short if _is_entry(fragments[i].text, outline)]
    entries: dict[int, str] = {}
    for run in _group_runs(candidates, fragments):
        names = _entry_names(run, fragments, last_index)
        entries |= zip(run, names, strict=False)
    return entries


def _entry_names(run: list[int], fragments: Fragments, last_index: dict[str, int]) -> list[str]:
    """Return the names of a run's entries; none if the run is not a list of contents."""

    def recurs(name: str) -> bool:
        return last_index.get(fold(name), -1) > run[-1]

    texts = [fragments[i].text for i in run]
    names = _strip_pages(texts, recurs)
    with_leaders = sum(bool(LEADERS.search(text)) for text in texts)
    is_list = with_leaders > 1 or (_has_siblings(names) and any(map(recurs, names)))
    return names if is_list else []


def _has_siblings(names: list[str]) -> bool:
    """Return whether two entries are of one kind: headings of parts and chapters are not a list.

    The title below a number is no entry of its own.
    """
    own = [b for a, b in pairwise(["", *names]) if not opens_title(a) or read_division(b).number]
    parsed = (parse_heading(name, ()) for name in own)
    styles = [heading.style if heading else "" for heading in parsed]
    return len(set(styles)) < len(styles)


def _is_entry(text: str, outline: Collection[str]) -> bool:
    """Return whether a line may be an entry; what the file marks as a heading is none."""
    return not text.startswith("#") and bool(
        LEADERS.search(text)
        or parse_heading(text, outline)
        or parse_heading(PAGE.sub("", text), outline)
    )


def _strip_pages(texts: list[str], recurs: Callable[[str], bool]) -> list[str]:
    """Return the entries without leaders and page numbers.

    A number at the end without leaders is a page only if every entry ends in a number and none
    recurs with its number.
    """
    are_pages = all(PAGE.search(text) or LEADERS.search(text) for text in texts)
    if not are_pages or any(map(recurs, texts)):
        return [LEADERS.sub("", text) for text in texts]
    return [strip_page(text) for text in texts]


def strip_page(text: str) -> str:
    return LEADERS.sub("", text) if LEADERS.search(text) else PAGE.sub("", text)


def _group_runs(indices: list[int], fragments: Fragments) -> list[list[int]]:
    """Group entries without open fragments between them; an entry that recurs begins a new run."""
    runs: list[list[int]] = []
    seen: set[str] = set()
    for index in indices:
        bare = LEADERS.sub("", fragments[index].text)
        names = {fold(bare), fold(PAGE.sub("", bare))}
        if runs and fold(bare) not in seen and _is_adjacent(runs[-1][-1], index, fragments):
            runs[-1].append(index)
            seen |= names
        else:
            runs.append([index])
            seen = names
    return runs


def _is_adjacent(last: int, index: int, fragments: Fragments) -> bool:
    return all(not fragment.is_open for fragment in fragments[last + 1 : index])

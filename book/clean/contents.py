"""Recognize a list of contents, and take it as the outline of the work."""

import re
from collections.abc import Callable, Collection

from book.clean.fragments import Fragment, Fragments, as_metadata, open_indices, replace_at
from book.clean.headings import parse_heading
from book.model import Witness, Work
from book.text.typography import fold

LONGEST_ENTRY = 240
LEADERS = re.compile(r"(?:\s*(?:[.·…_]\s*){3,}|\s*…\s*)\d{1,4}$")
PAGE = re.compile(r"\s\d{1,4}$")
CONTENTS_WORD = re.compile(
    r"^(?:(?:table of )?contents|目录|inhalt(?:sverzeichnis)?|table des matières)$", re.IGNORECASE
)


def contents_list(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Read a list of contents as the outline, and the word above it as a label.

    Such a list is a run of headings without text between them, two of them of the same kind, of
    which one recurs below it. Lines with leaders and page numbers are one even if none recurs.
    """
    entries = _find_entries(fragments, frozenset(map(fold, work.outline)))
    above = (index for index in open_indices(fragments) if index + 1 in entries)
    labels = {index for index in above if CONTENTS_WORD.match(fragments[index].text)}
    fragments = replace_at(fragments, labels - entries.keys(), _as_label)
    return tuple(
        as_metadata(f, "outline", entries[i], "contents list") if i in entries else f
        for i, f in enumerate(fragments)
    )


def _as_label(fragment: Fragment) -> Fragment:
    return as_metadata(fragment, "label", fragment.text, "contents list")


def _find_entries(fragments: Fragments, outline: Collection[str]) -> dict[int, str]:
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
    """Return whether two entries are of one kind: headings of parts and chapters are not a list."""
    parsed = (parse_heading(name, ()) for name in names)
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
    return [_strip_page(text) for text in texts]


def _strip_page(text: str) -> str:
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

"""Find out what the groups of a plain file are, before any of it is written."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from book.read.plain import drama, prose, tables
from book.read.plain.brackets import Bracket, divide, find_brackets
from book.read.plain.notes import NoteLinks, divide_notes, link_notes
from book.read.plain.rows import FileRow, Group, Page, group_rows
from book.read.plain.verse import Poem, find_poems, find_verse

CONTENTS = re.compile(
    r"^_?(?:TABLE OF )?(?:CONTENTS|ILLUSTRATIONS|LIST OF (?:ILLUSTRATIONS|PLATES|FIGURES)|INDEX)\b",
    re.IGNORECASE,
)
TABLE_CAPTION = re.compile(r"^(?:Table)?:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the groups of a file are, each by its index.

    `poems` has a stanza's poem, `quotations` the first group of a quotation, `spoken` is whether
    lines of verse are usual in the speeches.
    """

    groups: tuple[Group, ...]
    page: Page
    brackets: dict[int, Bracket]
    links: NoteLinks
    tables: frozenset[int]
    captions: frozenset[int]
    listed: frozenset[int]
    poems: dict[int, Poem]
    quotations: dict[int, int]
    speeches: dict[int, drama.Speech]
    in_verse: bool


def make_plan(rows: list[FileRow], joined: Collection[int] = ()) -> Plan:
    """Find out what the groups of a file are; rows whose numbers are `joined` begin no group."""
    groups = tuple(divide_notes(divide(group_rows(rows, joined))))
    page = Page(groups)
    found = {each.first: each for each in find_brackets(groups)}
    links = link_notes(groups, list(found.values()))
    listed = frozenset(_listed(groups))
    taken = {i for b in found.values() for i in range(b.first, b.last + 1)} | links.taken | listed
    columns = frozenset(_tables(groups, taken))
    taken |= columns
    speeches = drama.find_speeches(groups, taken)
    spoken = {i for first, speech in speeches.items() for i in range(first, speech.last + 1)}
    verse = find_verse(groups, page, taken | spoken)
    return Plan(
        groups,
        page,
        {i: each for i, each in found.items() if each.kind != "footnote"},
        links,
        columns,
        frozenset(i + 1 for i in columns if _is_caption(groups, i + 1)),
        listed,
        find_poems(groups, verse),
        _quotations(groups, page, taken | spoken | verse),
        speeches,
        drama.is_verse_play(speeches.values()),
    )


def _listed(groups: Sequence[Group]) -> Iterator[int]:
    """Yield the groups of a list of contents, whose columns and titles have rules of their own."""
    is_listed = False
    for index, group in enumerate(groups):
        if len(group) == 1 and CONTENTS.match(group[0].text):
            is_listed = True
        elif is_listed and group[0].number - groups[index - 1][-1].number > 3:
            is_listed = False
        if is_listed:
            yield index


def _tables(groups: Sequence[Group], taken: set[int]) -> Iterator[int]:
    for index, group in enumerate(groups):
        if index not in taken and tables.looks_like_columns(group):
            yield index


def _is_caption(groups: Sequence[Group], index: int) -> bool:
    return index < len(groups) and bool(TABLE_CAPTION.match(groups[index][0].text))


def _quotations(groups: Sequence[Group], page: Page, taken: set[int]) -> dict[int, int]:
    """Return the index of the first group of its quotation for each group of one."""
    first: dict[int, int] = {}
    ended = False
    for index, group in enumerate(groups):
        if index in taken:
            continue
        goes_on = index - 1 in first and not ended
        if prose.is_attribution(group):
            ended = goes_on
            if goes_on:
                first[index] = first[index - 1]
        elif prose.is_quotation(group, page):
            first[index] = first[index - 1] if goes_on else index
            ended = False
    return first

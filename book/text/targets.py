"""List the anchors of a book, and those that its contents, its index and its text refer to."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from book.model import (
    Block,
    ContentsList,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Inlines,
    Locator,
    Note,
    PageReference,
    Paragraph,
)
from book.text.inlines import iter_inlines, text_of
from book.text.plaintext import plain_heading
from book.text.traversal import blocks_of, blocks_of_type, divisions_of, inlines_of


def contents_targets(edition: Edition) -> tuple[str, ...]:
    """Return the anchors whose pages the table of contents names."""
    lists = blocks_of_type(edition.divisions, ContentsList)
    return tuple(entry.target for contents in lists for entry in contents.entries)


def index_targets(edition: Edition) -> tuple[str, ...]:
    """Return the anchors that the locators of the index lead to."""
    locators = chain.from_iterable(map(_locators, _index_entries(edition)))
    return tuple(locator.target for locator in locators)


def _index_entries(edition: Edition) -> Iterator[IndexEntry]:
    for group in blocks_of_type(edition.divisions, IndexGroup):
        yield from group.entries


def _locators(entry: IndexEntry) -> Iterator[Locator]:
    yield from entry.locators
    for inner in entry.entries:
        yield from _locators(inner)


def reference_targets(edition: Edition) -> tuple[str, ...]:
    """Return the anchors whose pages cross-references name."""
    inlines = chain.from_iterable(map(iter_inlines, _texts(edition)))
    return tuple(i.locator.target for i in inlines if isinstance(i, PageReference))


def _texts(edition: Edition) -> Iterator[Inlines]:
    for block in blocks_of(edition.divisions):
        yield from inlines_of(block)
    for note in edition.notes:
        yield note.inlines


def anchor_names(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Yield each anchor of divisions, works cited and the index, with its name in words."""
    for division in divisions_of(divisions):
        yield division.id, plain_heading(division)
        for block in division.blocks:
            yield from _block_names(block)


def note_name(note: Note, labels: Mapping[str, str]) -> str:
    """Return what a note is called in words: by its mark, or by its lemma if it has none."""
    return f"{labels['note']} {note.mark or note.lemma}"


def _block_names(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph) and block.style == "reference":
        yield block.id, text_of(block.inlines)
    if isinstance(block, IndexGroup):
        for entry in block.entries:
            yield from _entry_names(entry)


def _entry_names(entry: IndexEntry) -> Iterator[tuple[str, str]]:
    yield entry.id, entry.heading
    yield from ((locator.target, locator.place) for locator in entry.locators)
    for inner in entry.entries:
        yield from _entry_names(inner)

"""The documents of an e-book: one for each division of the book, or for each part of a long one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from book.model import Division, Edition
from book.text.facing import linked_edition
from book.text.inlines import calls_of, text_of
from book.text.traversal import blocks_of, divisions_of, inlines_of

# Bytes of the words of a document. With its markup it then stays below the 260 kB at which calibre
# divides documents (its manual, EPUB output options), as readers on old devices must: they fail, or
# turn pages slowly.
LONGEST = 160_000


def edition_of_documents(edition: Edition) -> Edition:
    """Return an edition for a book without pages, with a division for each of its documents."""
    return divide(linked_edition(edition), long_divisions(edition))


def long_divisions(edition: Edition) -> frozenset[str]:
    """Return the ids of the divisions that are too long for one document, and have parts."""
    notes = {note.id: len(text_of(note.inlines).encode()) for note in edition.notes}
    return frozenset(
        division.id
        for division in divisions_of(edition.divisions)
        if division.divisions and _bytes_of(division, notes) > LONGEST
    )


def _bytes_of(division: Division, notes: dict[str, int]) -> int:
    texts = (inlines for block in blocks_of((division,)) for inlines in inlines_of(block))
    return sum(
        len(text_of(inlines).encode()) + sum(notes[call] for call in calls_of(inlines))
        for inlines in texts
    )


def divide(edition: Edition, names: frozenset[str]) -> Edition:
    """Return an edition in which the parts of the divisions with these ids stand beside them."""
    return replace(edition, divisions=tuple(_divided(edition.divisions, names)))


def _divided(divisions: Iterable[Division], names: frozenset[str]) -> Iterator[Division]:
    for division in divisions:
        if division.id not in names:
            yield division
            continue
        yield replace(division, divisions=())
        parts = (replace(part, matter=division.matter) for part in division.divisions)
        yield from _divided(parts, names)

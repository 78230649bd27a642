"""Compare the lists of two releases: chronology, glossary, bibliography, index."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from book.compare.matching import IndexPair, Matching, pair_by_key
from book.compare.spots import find_spots, whole_spots
from book.model import Alteration, Spot
from book.text.alignment import heaviest_chain
from book.verify.readback.release.values import ListEntry

NAME_LENGTH = 5  # words by which an entry of the bibliography is named


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with its text and the places it leads to, as the new release names places."""

    entry: ListEntry
    text: str
    places: Counter[str]


def list_changes(old: Sequence[PlacedEntry], new: Sequence[PlacedEntry]) -> Iterator[Alteration]:
    """Yield what became of the entries. One with another key and the same text was renamed."""
    matching = _match_entries(old, new)
    in_order = _in_order(matching.pairs)
    for index in matching.removed:
        yield _whole_entry("removed", old[index])
    for one, two in matching.pairs:
        yield from _entry_changes(old[one], new[two], is_moved=two not in in_order)
    for index in matching.added:
        yield _whole_entry("added", new[index])


def _whole_entry(kind: Literal["added", "removed"], placed: PlacedEntry) -> Alteration:
    entry, spots = placed.entry, whole_spots(kind, placed.text)
    return Alteration(entry.kind, kind, name=_name(entry), spots=spots)


def _entry_changes(old: PlacedEntry, new: PlacedEntry, *, is_moved: bool) -> Iterator[Alteration]:
    is_renamed = old.entry.key != new.entry.key
    spots = (*find_spots(old.text, new.text), *_place_spots(old.places, new.places))
    if spots or is_renamed or is_moved:
        has_former_name = is_renamed and new.entry.kind != "bibliography"
        yield Alteration(
            new.entry.kind,
            "changed" if spots or is_renamed else "moved",
            name=_name(new.entry),
            former=_name(old.entry) if has_former_name else "",
            spots=spots,
        )


def _place_spots(old: Counter[str], new: Counter[str]) -> Iterator[Spot]:
    """Yield the places to which an entry leads no longer, and those to which it leads now."""
    removed, added = ", ".join((old - new).elements()), ", ".join((new - old).elements())
    if removed or added:
        yield Spot(removed, added, "at")


def _in_order(pairs: Sequence[IndexPair]) -> set[int]:
    """Return the new indices of the largest set of entries that are in the same order in both."""
    chain = heaviest_chain((one, two, 1.0) for one, two in pairs)
    return {two for _, two, _ in chain}


def _name(entry: ListEntry) -> str:
    """Return an entry's key; of the bibliography, its first words, as the key is the editor's."""
    return _first_words(entry.words.text) if entry.kind == "bibliography" else entry.key


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:NAME_LENGTH]) + (" …" if len(words) > NAME_LENGTH else "")


def _match_entries(old: Sequence[PlacedEntry], new: Sequence[PlacedEntry]) -> Matching:
    """Match the entries that are alike in all, then those with the same key, then those by text."""
    matching = Matching(len(old), len(new))
    keys: tuple[Callable[[PlacedEntry], Hashable], ...] = (
        lambda placed: (placed.entry.kind, placed.entry.key, placed.text),
        lambda placed: (placed.entry.kind, placed.entry.key),
        lambda placed: (placed.entry.kind, placed.text or placed.entry.key),
    )
    for key in keys:
        removed = [(index, key(old[index])) for index in matching.removed]
        added = [(index, key(new[index])) for index in matching.added]
        matching.add(pair_by_key(removed, added))
    return matching

"""Compare the passages of two releases."""

from collections.abc import Iterator
from typing import Literal

from book.compare.matching import interleave_removed
from book.compare.passages import PassageMatching, PassagePair
from book.compare.places import PlaceNames
from book.compare.renumbering import renumbered_ranges
from book.compare.spots import find_spots, whole_spots
from book.model import Alteration, Spot
from book.verify.readback.release.values import Block, ReleaseReading


def text_changes(
    old: ReleaseReading, new: ReleaseReading, matching: PassageMatching, names: PlaceNames
) -> Iterator[Alteration]:
    """Yield what became of the passages, in the new order, then those with another number."""
    indices = [(pair.old, pair.new) for pair in matching.pairs]
    for is_removed, index in interleave_removed(len(new.blocks), matching.removed, indices):
        if is_removed:
            yield _whole_passage("removed", old.blocks[index])
        elif index not in matching.by_new:
            yield _whole_passage("added", new.blocks[index])
        else:
            pair = matching.by_new[index]
            yield from _changes_of_passage(old.blocks[pair.old], new.blocks[index], pair, names)
    yield from _renumbered(old, new, matching)


def _whole_passage(kind: Literal["added", "removed"], block: Block) -> Alteration:
    spots = whole_spots(kind, block.words.text)
    return Alteration(block.kind, kind, block.place, spots=spots)


def _changes_of_passage(
    old: Block, new: Block, pair: PassagePair, names: PlaceNames
) -> Iterator[Alteration]:
    spots = find_spots(names.translate(old.words), new.words.text)
    if old.role != new.role:
        spots = (*spots, Spot(f"({old.role})", f"({new.role})"))
    if spots or pair.moved:
        kind: Literal["changed", "moved"] = "changed" if spots else "moved"
        former = old.place if pair.moved else ""
        yield Alteration(new.kind, kind, new.place, former=former, spots=spots)


def _renumbered(
    old: ReleaseReading, new: ReleaseReading, matching: PassageMatching
) -> Iterator[Alteration]:
    """Yield the ranges of places with another number, for each kind of passage."""
    kept = [
        (old.blocks[pair.old], new.blocks[pair.new]) for pair in matching.pairs if not pair.moved
    ]
    for kind in dict.fromkeys(block.kind for block in new.blocks):
        places = [(before.place, after.place) for before, after in kept if after.kind == kind]
        for former, place in renumbered_ranges(places):
            yield Alteration(kind, "renumbered", place, former=former)

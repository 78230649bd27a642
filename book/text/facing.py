"""The version that faces the text: its places, and what corresponds."""

from collections.abc import Iterable
from dataclasses import replace

from book.model import AlignedPassage, Division, Edition, Place
from book.text.typography import xml_id

FACING = "Facing"  # before the label of a part


def facing_place(place: Place) -> Place:
    """Return a place in the version that faces the text.

    >>> print(facing_place(Place(("II", "1"), 3)))
    Facing II.1 ¶3
    """
    part, *sections = place.path
    return replace(place, path=(f"{FACING} {part}", *sections))


def is_facing(place: Place) -> bool:
    """Return whether a place is in the version that faces the text."""
    return place.path[0].startswith(f"{FACING} ")


def counterparts(passages: Iterable[AlignedPassage]) -> dict[str, tuple[str, ...]]:
    """Map the anchor of each paragraph that has counterparts to theirs, in both directions."""
    return {
        anchor: others
        for passage in passages
        for own, other in ((passage.text, passage.facing), (passage.facing, passage.text))
        if (others := tuple(map(paragraph_anchor, other)))
        for anchor in map(paragraph_anchor, own)
    }


def facing_divisions(edition: Edition) -> dict[str, tuple[Division, ...]]:
    """Return the divisions that face a division of the text, by its anchor."""
    facing: dict[str, tuple[Division, ...]] = {}
    home = ""
    for division in edition.divisions:
        if division.kind == "facing":
            facing[home] = (*facing.get(home, ()), division)
        else:
            home = division.id
    return facing


def passage_numbers(
    passages: Iterable[AlignedPassage], divisions: Iterable[Division]
) -> dict[str, int]:
    """Return the number of each paragraph's passage among those of some divisions, by anchor."""
    parts = {division.place.path[0] for division in divisions if division.place}
    places = ([p for p in (*each.text, *each.facing) if p.path[0] in parts] for each in passages)
    return {
        paragraph_anchor(place): number
        for number, own in enumerate(filter(None, places))
        for place in own
    }


def paragraph_anchor(place: Place) -> str:
    return xml_id(f"p {place}")

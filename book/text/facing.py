"""The version that faces the text: its places, and what corresponds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from book.model import (
    AlignedPassage,
    Division,
    Edition,
    Inlines,
    Link,
    Paragraph,
    Place,
    Plain,
    Superscript,
)
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


def linked_edition(edition: Edition) -> Edition:
    """Return an edition for a book without facing pages.

    The first paragraph of each passage begins with a link to that of the other version, “¶” and the
    number that this has in its section.
    """
    links = dict(_links(edition.facing))
    if not links:
        return edition
    divisions = tuple(_linked(division, links) for division in edition.divisions)
    return replace(edition, divisions=divisions)


def _links(passages: Iterable[AlignedPassage]) -> Iterator[tuple[str, Inlines]]:
    """Yield the anchor of each paragraph that has a link, with the link."""
    for passage in passages:
        if passage.text and passage.facing:
            first, other = passage.text[0], passage.facing[0]
            yield paragraph_anchor(first), _link(other)
            yield paragraph_anchor(other), _link(first)


def _link(place: Place) -> Inlines:
    words = (Plain(f"¶{place.paragraph}"),)
    link = Superscript((Link(f"#{paragraph_anchor(place)}", words),))
    return link, Plain("\N{NO-BREAK SPACE}")


def _linked(division: Division, links: Mapping[str, Inlines]) -> Division:
    blocks = tuple(
        replace(block, inlines=(*links.get(block.id, ()), *block.inlines))
        if isinstance(block, Paragraph)
        else block
        for block in division.blocks
    )
    inner = tuple(_linked(each, links) for each in division.divisions)
    return replace(division, blocks=blocks, divisions=inner)


def facing_divisions(edition: Edition) -> dict[str, tuple[Division, ...]]:
    """Return the divisions that face a division of the text, by its anchor.

    They correspond to it, or have its label; others stand alone.
    """
    counterparts = part_counterparts(edition.facing)
    facing: dict[str, tuple[Division, ...]] = {}
    home = None
    for division in edition.divisions:
        if division.kind != "facing":
            home = division
        elif home and home.place and division.place:
            label = division.place.path[0]
            if counterparts.get(label, label.removeprefix(f"{FACING} ")) == home.place.path[0]:
                facing[home.id] = (*facing.get(home.id, ()), division)
    return facing


def part_counterparts(passages: Iterable[AlignedPassage]) -> dict[str, str]:
    """Return the label of the part of the text to which each part of the version corresponds."""
    return {
        facing.path[0]: text.path[0]
        for passage in passages
        for facing in passage.facing
        for text in passage.text
    }


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

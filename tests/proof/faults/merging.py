"""Faults in merging."""

from collections.abc import Callable
from dataclasses import replace

from book.model import Edition
from tests.proof.altering import (
    Blocks,
    begins,
    in_paragraphs,
    in_part,
    in_words,
    paragraphs_of,
    without,
)
from tests.proof.fault import Place, StageFault

MERGING = "book.pipeline.edition.merge"
PARTS = ("part-i", "part-iv")


def _in_blocks(alter: Callable[[Blocks], Blocks]) -> Callable[[Edition, Place], Edition]:
    return lambda edition, place: in_part(edition, PARTS[place], alter)


def _without_second(blocks: Blocks) -> Blocks:
    return without(blocks, lambda block: block is paragraphs_of(blocks)[1])


def _doubled(blocks: Blocks) -> Blocks:
    return (*blocks, paragraphs_of(blocks)[0])


def _swapped(blocks: Blocks) -> Blocks:
    first, second = paragraphs_of(blocks)[:2]
    places = {id(first): second, id(second): first}
    return tuple(places.get(id(block), block) for block in blocks)


def _with_words_swapped(blocks: Blocks) -> Blocks:
    """Return blocks in which two paragraphs have each other's words, at their own places."""
    first, second = paragraphs_of(blocks)[:2]
    places = {
        id(first): replace(first, inlines=second.inlines),
        id(second): replace(second, inlines=first.inlines),
    }
    return tuple(places.get(id(block), block) for block in blocks)


def _replaced(*pairs: tuple[str, str]) -> Callable[[Edition, Place], Edition]:
    return lambda edition, place: in_paragraphs(edition, PARTS[place], *pairs[place])


def _without_part(edition: Edition, place: Place) -> Edition:
    divisions = without(edition.divisions, lambda division: division.id == PARTS[place])
    return replace(edition, divisions=divisions)


def _with_heading(edition: Edition, place: Place) -> Edition:
    divisions = tuple(
        replace(each, title=in_words(each.title, "Grapes", "Graces"))
        if place == 0
        else replace(each, title=in_words(each.title, "Ant", "Aunt"))
        for each in edition.divisions
    )
    return replace(edition, divisions=divisions)


def _without_source_note(edition: Edition, place: Place) -> Edition:
    words = ("I ¶1 n1", "III ¶2 n1")[place]
    notes = without(edition.notes, lambda note: str(note.place) == words)
    return replace(edition, notes=notes)


def _with_title(edition: Edition, place: Place) -> Edition:
    old, new = (("Reflexion", "Reflection"), ("Moral", "Morale"))[place]
    (foreword, *others) = edition.divisions
    pieces = tuple(replace(e, title=in_words(e.title, old, new)) for e in foreword.divisions)
    return replace(edition, divisions=(replace(foreword, divisions=pieces), *others))


def _without_byline(edition: Edition, place: Place) -> Edition:
    part = ("foreword-1", "foreword-2")[place]
    return in_part(
        edition, part, lambda blocks: without(blocks, lambda block: begins(block, "Roger"))
    )


FAULTS = (
    StageFault(
        "the title of a commentary altered",
        MERGING,
        _with_title,
        ("reflexion.txt: the title “The Reflexion” is printed", "moral.txt: the title “The Moral”"),
    ),
    StageFault(
        "the author of a commentary lost",
        MERGING,
        _without_byline,
        ("reflexion.txt: the author “Roger", "moral.txt: the author “Roger"),
    ),
    StageFault(
        "a paragraph dropped",
        MERGING,
        _in_blocks(_without_second),
        ("merging lost I ¶2: “At last she", "merging lost IV ¶2: “They then"),
    ),
    StageFault(
        "a paragraph doubled",
        MERGING,
        _in_blocks(_doubled),
        ("merging doubled I ¶1", "merging doubled IV ¶1"),
    ),
    StageFault(
        "two paragraphs swapped",
        MERGING,
        _in_blocks(_swapped),
        ("merging put I ¶2 where I ¶1", "merging put IV ¶2 where IV ¶1"),
    ),
    StageFault(
        "the words of two paragraphs swapped",
        MERGING,
        _in_blocks(_with_words_swapped),
        ("merging altered I ¶1", "merging altered IV ¶1"),
    ),
    StageFault(
        "a word altered",
        MERGING,
        _replaced(("famished", "vanished"), ("foolish", "fooled")),
        ("I ¶1: expected “A famished", "IV ¶2: expected.*foolish"),
    ),
    StageFault(
        "a space lost",
        MERGING,
        _replaced(("turned away", "turnedaway"), ("winter’s day", "winter’sday")),
        ("I ¶2: expected.*turned away", "IV ¶1: expected.*winter’s day"),
    ),
    StageFault(
        "a hyphen added",
        MERGING,
        _replaced(("turned away", "turned-away"), ("winter’s day", "winter’s-day")),
        ("I ¶2: expected.*turned away", "IV ¶1: expected.*winter’s day"),
    ),
    StageFault(
        "a part dropped",
        MERGING,
        _without_part,
        ("merging lost I: “", "merging lost IV: “"),
    ),
    StageFault(
        "a heading altered",
        MERGING,
        _with_heading,
        ("merging altered I: .*Gra", "merging altered IV: .*A"),
    ),
    StageFault(
        "a note of the source dropped",
        MERGING,
        _without_source_note,
        ("merging lost I ¶1 n1: “Some tell it", "merging lost III ¶2 n1: “A well-known"),
    ),
)

"""Faults in cleaning."""

from collections.abc import Callable
from dataclasses import replace

from book.model import Text
from tests.proof.altering import in_units, without
from tests.proof.fault import Place, StageFault

CLEANING = "book.pipeline.witnesses.clean"


def _replaced(*pairs: tuple[str, str]) -> Callable[[Text, Place], Text]:
    return lambda text, place: in_units(text, *pairs[place])


def _without_unit(text: Text, place: Place) -> Text:
    words = ("At last she turned", "All covet")[place]
    units = without(text.units, lambda unit: unit.text.startswith(words))
    return replace(text, units=units)


def _swapped(text: Text, place: Place) -> Text:
    """Return a text in which two units have each other's words."""
    siglum = "AB"[place]
    if text.witness.siglum != siglum:
        return text
    first, second = text.units[1], text.units[2]
    return replace(
        text,
        units=(
            text.units[0],
            replace(first, text=second.text, source=second.source),
            replace(second, text=first.text, source=first.source),
            *text.units[3:],
        ),
    )


def _without_removal(text: Text, place: Place) -> Text:
    words = ("Share this page", "1 2 3")[place]
    return replace(text, removals=without(text.removals, lambda each: words in each.text))


def _without_metadatum(text: Text, place: Place) -> Text:
    file = ("reflexion.txt", "moral.txt")[place]
    if not text.witness.file.endswith(file):
        return text
    return replace(text, metadata=text.metadata[1:])


def _with_title(text: Text, place: Place) -> Text:
    old, new = (("Reflexion", "Reflection"), ("Moral", "Morale"))[place]
    metadata = tuple(replace(each, value=each.value.replace(old, new)) for each in text.metadata)
    return replace(text, metadata=metadata)


FAULTS = (
    StageFault(
        "a title altered",
        CLEANING,
        _with_title,
        ("reflexion.txt:1: .*title “The Reflection”", "moral.txt:1: .*title “The Morale”"),
    ),
    StageFault(
        "a letter altered",
        CLEANING,
        _replaced(("trellised", "trelised"), ("Repulses", "Impulses")),
        ("townsend.md:7.*trellised", "reflexion.txt:3.*Repulses"),
    ),
    StageFault(
        "a word dropped",
        CLEANING,
        _replaced(("ripe black ", "ripe "), ("to thank", "thank")),
        ("ripe black grapes", "moral.txt:3.*to thank"),
    ),
    StageFault(
        "a space lost",
        CLEANING,
        _replaced(("own shadow", "ownshadow"), ("when a Man", "whena Man")),
        ("townsend.md:.*own shadow", "reflexion.txt:3.*when a Man"),
    ),
    StageFault(
        "a hyphen lost",
        CLEANING,
        _replaced(("half-starved", "halfstarved"), ("wiser-hearted", "wiserhearted")),
        ("townsend.md:.*half-starved", "reflexion.txt:4.*wiser-hearted"),
    ),
    StageFault(
        "a comma lost",
        CLEANING,
        _replaced(("Crow, well-nigh", "Crow well-nigh"), ("covet, all", "covet all")),
        ("townsend.md:.*Crow, well-nigh", "moral.txt:4.*covet, all"),
    ),
    StageFault(
        "a paragraph dropped",
        CLEANING,
        _without_unit,
        ("townsend.md:13: cleaning lost.*“At last", "moral.txt:4: cleaning lost.*“All covet"),
    ),
    StageFault(
        "two paragraphs swapped",
        CLEANING,
        _swapped,
        ("townsend.md:\\d+: cleaning altered", "web-copy.txt:\\d+: cleaning altered"),
    ),
    StageFault(
        "a removal not recorded",
        CLEANING,
        _without_removal,
        ("web-copy.txt:\\d+: cleaning lost.*“Share", "web-copy.txt:\\d+: cleaning lost.*“<< 1"),
    ),
    StageFault(
        "a title not recorded",
        CLEANING,
        _without_metadatum,
        ("reflexion.txt:1: cleaning lost.*“The Refl", "moral.txt:1: cleaning lost.*“The Moral"),
    ),
)

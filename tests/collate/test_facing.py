"""The version that faces the text is aligned with it, paragraph by paragraph."""

from dataclasses import replace

from book.collate.facing import with_facing
from book.model import DEFAULT_COMPARISON, AlignedPassage, DraftAlignment, DraftFacing, Text
from tests.factories import WORK, collation, text

FRENCH = (
    "I. Le moulin",
    "Le meunier vivait seul au bord de la rivière depuis vingt ans.",
    "« Qui vient ? » dit-il. « Personne », répondit le vent ; et il ferma la porte.",
    "II. Le fleuve",
    "Le fleuve monta dans la nuit, sans bruit, jusqu’à la porte.",
)
ENGLISH = (
    "I. The Mill",
    "The miller had lived alone by the river for some twenty years.",
    "“Who comes?” he said.",
    "“Nobody,” answered the wind; and he shut the door.",
    "II. The River",
    "The river rose in the night, without a sound, up to the door.",
    "III. The Moral",
    "Only the translator has it.",
)


def version(*rows: str) -> Text:
    own = text("T", *rows)
    return replace(own, witness=replace(own.witness, role="version"))


def passages(facing: Text, *alignments: DraftAlignment) -> list[tuple[str, str]]:
    collated = collation(text("A", *FRENCH), facing)
    draft = DraftFacing("T", alignments)
    aligned = with_facing(collated, facing, WORK, DEFAULT_COMPARISON, draft, "edition.toml").facing
    return [*map(written, aligned.passages)] if aligned else []


def written(passage: AlignedPassage) -> tuple[str, str]:
    text, facing = (" + ".join(map(str, own)) for own in (passage.text, passage.facing))
    return text, facing.replace("Facing ", "")


def test_a_translation_is_aligned_by_its_divisions_and_lengths() -> None:
    assert passages(version(*ENGLISH)) == [
        ("I ¶1", "I ¶1"),
        ("I ¶2", "I ¶2 + I ¶3"),
        ("II ¶1", "II ¶1"),
        ("", "III ¶1"),
    ]


def test_the_editor_corrects_the_alignment() -> None:
    alignment = DraftAlignment("I ¶2", "Facing I ¶3", 9)
    assert passages(version(*ENGLISH), alignment)[:2] == [
        ("I ¶1", "I ¶1 + I ¶2"),
        ("I ¶2", "I ¶3"),
    ]


def test_a_copy_is_aligned_by_the_words_that_it_shares() -> None:
    """What only one of both has faces nothing, whatever its length."""
    rows = (*FRENCH[:2], "Une phrase que la copie seule a, et qui est aussi longue.", *FRENCH[3:])
    assert passages(text("T", *rows)) == [
        ("I ¶1", "I ¶1"),
        ("I ¶2", ""),
        ("I ¶3", "I ¶2"),
        ("II ¶1", "II ¶1"),
    ]

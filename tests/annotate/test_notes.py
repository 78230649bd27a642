"""Notes and variants are called where their lemma ends, and numbered by division."""

from dataclasses import replace

import pytest

from book.annotate.locate import locate_notes
from book.annotate.notes import annotate
from book.errors import EditionError
from book.model import DraftNote, Edition, Plain
from book.text.plaintext import plain_chapters
from tests.factories import edition, text

ONE = "“China’s law” of the land is old, and those – who made it – are not known."
TWO = "The order of the house is older than the law, as children know."
HAN = "各国都重视出口管制，这是出口管制法WTO的原则。"
BOOK = ("I. Law", ONE, "1. Old", TWO, "II. Order", HAN, "The law is the law.")


def annotated(*drafts: DraftNote, others: tuple[str, ...] = ()) -> Edition:
    bare = edition(text("A", *BOOK), *([text("B", *others)] if others else []))
    located = locate_notes(bare, drafts, "notes.toml")
    return annotate(bare, located, tuple((Plain(note.draft.text),) for note in located))


def flow(edition: Edition) -> str:
    """Return the text of the book with its call marks in brackets."""
    signed = replace(edition, notes=tuple(replace(n, mark=f"[{n.mark}]") for n in edition.notes))
    return "\n".join(
        part for chapter in plain_chapters(signed) for part in chapter.flow if isinstance(part, str)
    )


@pytest.mark.parametrize(
    ("lemma", "place", "expected"),
    [
        ("China's law", "", "“China’s law”[1] of the land"),
        ("China’s law", "", "“China’s law”[1] of the land"),
        ("China’s   law”  of", "", "law” of[1] the land"),
        ("those - who", "", "those – who[1] made"),
        ("land is old", "", "is old,[1] and"),
        ("made it", "", "made it[1] – are"),
        ("know", "I.1", "children know.[1]"),
        ("the law", "II", "The law is the law.[1]"),
        ("older than the law", "I.1 ¶1", "the law,[1] as"),
        ("出口管制法", "", "这是出口管制法[1]WTO的原则"),
        ("重视出口管制", "", "各国都重视出口管制，[1]这是"),
        ("“China", "", "“China’s[1] law"),
    ],
)
def test_a_call_stands_after_its_lemma_and_the_punctuation(
    lemma: str, place: str, expected: str
) -> None:
    assert expected in flow(annotated(DraftNote(lemma, "A note.", 4, place)))


@pytest.mark.parametrize(
    "lemma",
    ["the lay", "(", "[a-z]+", "\\", ".*", "$", "law (is", "x" * 20_000, "\N{ZERO WIDTH SPACE}"],
)
def test_a_missing_lemma_is_reported_with_the_nearest_words(lemma: str) -> None:
    with pytest.raises(EditionError, match="is not found") as caught:
        annotated(DraftNote(lemma, "A note.", 12))
    assert (caught.value.file, caught.value.line) == ("notes.toml", 12)
    assert "The most similar words in the text:" in caught.value.remedy


def test_the_nearest_words_come_first_with_their_place() -> None:
    with pytest.raises(EditionError) as caught:
        annotated(DraftNote("older then the law", "A note.", 12))
    assert caught.value.remedy.splitlines()[1].strip().startswith("I.1 ¶1: …house is older than")


def test_a_lemma_found_in_two_places_names_them() -> None:
    with pytest.raises(EditionError, match="is found 2 times") as caught:
        annotated(DraftNote("the law", "A note.", 9))
    assert caught.value.line == 9
    assert "It occurs at I.1 ¶1 and II ¶2." in caught.value.remedy
    assert 'place = "I.1 ¶1"' in caught.value.remedy


def test_a_lemma_found_twice_in_one_paragraph_must_be_longer() -> None:
    with pytest.raises(EditionError, match="is found 2 times in II") as caught:
        annotated(DraftNote("law", "A note.", 9, "II"))
    assert "Add neighboring words" in caught.value.remedy


@pytest.mark.parametrize("lemma", ["", "  ", "\n"])
def test_an_empty_lemma_is_an_error_at_its_line(lemma: str) -> None:
    with pytest.raises(EditionError, match="empty `lemma`") as caught:
        annotated(DraftNote(lemma, "A note.", 5))
    assert caught.value.line == 5


def test_an_unknown_place_is_reported_with_the_known_ones() -> None:
    with pytest.raises(EditionError, match="no place “III”") as caught:
        annotated(DraftNote("law", "A note.", 5, "III"))
    assert "I, I.1, II" in caught.value.remedy


def test_a_place_with_a_decimal_number_is_found() -> None:
    bare = edition(text("A", "1. Law", ONE, "1.1 Old", TWO))
    assert [
        str(f.place)
        for f in locate_notes(bare, (DraftNote("children", "A note.", 1, "1.1.1"),), "notes.toml")
    ] == ["1.1.1 ¶1"]


def test_notes_are_ordered_and_numbered_in_each_division() -> None:
    noted = annotated(
        DraftNote("原则", "d", 1),
        DraftNote("children", "c", 2),
        DraftNote("land", "a", 3),
        DraftNote("made it", "b", 4, author="Ed."),
    )
    assert [(n.mark, n.inlines, n.author) for n in noted.notes] == [
        ("1", (Plain("a"),), ""),
        ("2", (Plain("b"), Plain(" [Ed.]")), "Ed."),
        ("3", (Plain("c"),), ""),
        ("1", (Plain("d"),), ""),
    ]
    assert len({n.id for n in noted.notes}) == 4


def test_two_notes_at_one_place_keep_their_order() -> None:
    noted = annotated(DraftNote("the land", "first", 1), DraftNote("of the land", "second", 2))
    assert "the land[1][2] is old" in flow(noted)
    assert [n.inlines for n in noted.notes] == [(Plain("first"),), (Plain("second"),)]


def test_a_note_that_is_there_twice_is_an_error_at_the_second() -> None:
    notes = (DraftNote("the land", "A note.", 3), DraftNote("of the land", "A note.", 7))
    with pytest.raises(EditionError, match="there twice") as caught:
        annotated(*notes)
    assert caught.value.line == 7
    assert "line 3" in caught.value.remedy
    signed = replace(notes[1], author="Ed.")
    assert len(annotated(notes[0], signed).notes) == 2


def test_more_than_20_notes_at_a_word_are_an_error_at_the_21st() -> None:
    notes = [DraftNote("the land", f"Note {number}.", number) for number in range(1, 23)]
    assert len(annotated(*notes[:20]).notes) == 20
    with pytest.raises(EditionError, match="22 notes at one word; the limit is 20") as caught:
        annotated(*notes)
    assert caught.value.line == 21


def test_variants_have_letters_and_notes_numbers() -> None:
    other = (
        "I. Law",
        ONE.replace("land", "town").replace("known", "seen"),
        "1. Old",
        TWO.replace("older", "much older"),
    )
    noted = annotated(DraftNote("is old", "A note.", 1), others=other)
    assert [(n.kind, n.mark) for n in noted.notes] == [
        ("variant", "a"),
        ("note", "1"),
        ("variant", "b"),
        ("variant", "c"),
    ]
    assert "of the land[a] is old,[1] and those – who made it – are not known.[b]" in flow(noted)
    assert "house is[c] older" in flow(noted)
    assert [c.notes[i].text for c in plain_chapters(noted)[:1] for i in (0, 3)] == [
        "land] town B",
        "adds much B",
    ]


def test_accidental_variants_have_no_call() -> None:
    assert annotated(others=("I. Law", ONE.replace("China’s", "China's"))).notes == ()


def test_an_omitted_paragraph_is_noted_at_its_end() -> None:
    bare = edition(
        text("A", "I. Law", ONE, TWO, "The end of all this."),
        text("B", "I. Law", ONE, "The end of all this."),
    )
    noted = annotate(bare, (), ())
    assert "as children know.[a]" in flow(noted)
    assert [n.text for n in plain_chapters(noted)[0].notes] == ["The order … children know.] om. B"]


def test_no_word_is_lost_by_annotation() -> None:
    bare = edition(text("A", *BOOK))
    noted = annotated(DraftNote("出口管制法", "x", 1), DraftNote("land", "y", 2))
    assert flow(noted).replace("[1]", "") == flow(bare)

"""The outline comes from the settings, a list of contents, or the headings of the witnesses."""

import pytest

from book.collate import find_outline
from book.model import Collation, Work
from tests.collate.samples import FOUR, LAW, ONE, ORDER, THREE, TWO, list_rows, list_sigla
from tests.factories import WORK, collation, text


def test_the_outline_comes_from_the_settings_first() -> None:
    work = Work("", "", "", ("Law", "Chaos", "Order"))
    found = collation(text("A", "Law", ONE, "Order", TWO, work=work), work=work)
    outline = [(heading.label, heading.title) for heading in found.outline]
    assert outline == [("1", "Law"), ("2", "Chaos"), ("3", "Order")]
    assert [place for place, _ in list_sigla(found)] == ["1", "1 ¶1", "3", "3 ¶1"]


def test_a_contents_list_of_any_witness_gives_the_parts_numbered_or_not() -> None:
    listed = (
        "Introduction .... 1",
        "I. Law .... 3",
        "1. Old .... 4",
        "II. Order .... 9",
        "Coda .... 12",
    )
    rows = "Introduction", TWO, LAW, ONE, ORDER, THREE, "Coda", FOUR
    found = collation(text("A", LAW, ONE), text("B", *listed, *rows))
    titles = [heading.title for heading in found.outline]
    assert titles == ["Introduction", "Law", "Order", "Coda"]
    assert [sigla for _, sigla in list_sigla(found)] == ["B", "B", "AB", "AB", "B", "B", "B", "B"]


def test_the_outline_comes_from_headings_in_the_order_of_their_numbers() -> None:
    outline = find_outline([text("A", "III. Peace", THREE), text("B", LAW, ONE, ORDER, TWO)], WORK)
    assert [heading.label for heading in outline.parts] == ["I", "II", "III"]


def test_chinese_headings_stand_in_the_order_of_their_numbers() -> None:
    found = collation(
        text("A", "三、现代化", "现代化不断推进。"),
        text("B", "一、立场", "中国坚持立场。", "二、制度", "制度不断完善。"),
    )
    assert [heading.title for heading in found.outline] == ["一、立场", "二、制度", "三、现代化"]


def test_german_headings_are_matched_between_witnesses() -> None:
    first = "Kapitel 1: Überblick", "Das Recht ist alt und ehrwürdig."
    second = "Kapitel 2: Ausblick", "Das Recht ist neu."
    found = collation(text("A", *first, *second), text("B", *second))
    assert [heading.label for heading in found.outline] == ["Kapitel 1", "Kapitel 2"]
    assert [sigla for _, sigla in list_sigla(found)] == ["A", "A", "AB", "AB"]


def test_parts_that_have_the_same_number_stay_two_parts() -> None:
    work = Work("", "", "", ("1. Law", "2. Order", "1. Peace"))
    rows = "1. Law", ONE, "2. Order", TWO, "1. Peace", THREE
    found = collation(text("A", *rows, work=work), work=work)
    places = [place for place, _ in list_sigla(found)]
    assert places == ["1", "1 ¶1", "2", "2 ¶1", "1b", "1b ¶1"]


def test_a_heading_that_differs_a_little_opens_the_same_part() -> None:
    found = collation(text("A", "I. The Pool of Tears", ONE), text("B", "I. A Pool of Tears", ONE))
    assert [heading.title for heading in found.outline] == ["The Pool of Tears"]
    assert list_rows(found) == [("I", "AB", "I. The Pool of Tears"), ("I ¶1", "AB", ONE)]


FIRST = "In the morning of the first book the heron stood at the weir."
SECOND = "In the evening of the first book the water had gone down."
THIRD = "In the morning of the second book nobody knew where it was."
FOURTH = "In the evening of the second book the water came back."
BOOK_ONE = ("Book the First", "Chapter I", FIRST, "Chapter II", SECOND)
BOOK_TWO = ("Book the Second", "Chapter I", THIRD, "Chapter II", FOURTH)
NESTED = (*BOOK_ONE, *BOOK_TWO)


def paths(found: Collation) -> list[str]:
    return [str(row.place) for row in found.rows if not row.place.paragraph]


def test_chapters_that_begin_again_in_each_book_are_told_apart() -> None:
    books = "Book the First", "Book the Second"
    expected = [f"{book}{chapter}" for book in books for chapter in ("", ".I", ".II")]
    assert paths(collation(text("A", *NESTED))) == expected


@pytest.mark.parametrize(
    "numbers",
    [
        ("CHAPTER 1", "CHAPTER 2"),
        ("CHAPTER THE FIRST", "CHAPTER THE SECOND"),
        ("Erstes Kapitel", "Zweites Kapitel"),
        ("Chapitre premier", "Chapitre II"),
        ("Capítulo primero", "Capítulo segundo"),
        ("I. The Heron", "II. The Water"),
        ("第一章", "第二章"),
    ],
)
def test_headings_that_write_a_number_in_different_ways_are_the_same(
    numbers: tuple[str, str],
) -> None:
    own = numbers[0], FIRST, numbers[1], SECOND
    found = collation(text("A", "Chapter I", FIRST, "Chapter II", SECOND), text("B", *own))
    assert [sigla for _, sigla in list_sigla(found)] == ["AB"] * 4


def test_a_witness_that_has_only_the_second_book_is_placed_there() -> None:
    found = collation(text("A", *NESTED), text("B", *BOOK_TWO))
    assert [sigla for _, sigla in list_sigla(found)] == ["A"] * 5 + ["AB"] * 5


def test_two_sections_with_the_same_heading_keep_their_order() -> None:
    rows = "THE OAK BOOK", FOUR, "INTRODUCTION", ONE, "THE OAK BOOK", TWO
    found = collation(text("A", *rows))
    assert [row.text for row in found.rows] == list(rows)


def test_a_part_that_only_a_list_of_contents_has_stands_between_its_neighbors() -> None:
    listed = "I. Law .... 1", "II. Order .... 5", "III. Peace .... 9"
    found = collation(text("A", *listed, LAW, ONE, "III. Peace", THREE))
    assert [heading.label for heading in found.outline] == ["I", "II", "III"]


def test_an_entry_without_a_number_is_missing_only_beside_a_part_that_is() -> None:
    listed = "I. Law .... 1", "Interlude .... 4", "II. Order .... 5", "Index .... 9"
    found = collation(text("A", *listed, LAW, ONE, ORDER, THREE))
    assert [heading.label for heading in found.outline] == ["I", "II"]


def test_a_listed_part_is_not_missing_if_the_text_has_its_chapters_without_its_heading() -> None:
    listed = "Contents", "", "PART I", "CHAPTER 1. Dawn", "PART II", "CHAPTER 2. Dusk"
    rows = *listed, "", "PART I", "", "CHAPTER 1. Dawn", "", ONE, "", "CHAPTER 2. Dusk", "", TWO
    found = collation(text("A", *rows))
    assert [heading.label for heading in found.outline] == ["PART I"]
    assert paths(found) == ["PART I", "PART I.1", "PART I.2"]


def test_chapters_are_not_in_the_last_numbered_section_of_an_introduction() -> None:
    introduction = "INTRODUCTION", "I. The Mill", ONE, "II. The Weir", TWO
    found = collation(text("A", *introduction, "CHAPTER I", THREE, "CHAPTER II", FOUR))
    assert paths(found) == ["1", "1.I", "1.II", "CHAPTER I", "CHAPTER II"]


def test_chapters_are_in_numbered_parts_that_go_on_below_them() -> None:
    first = "I. The Mill", "CHAPTER 1", ONE, "CHAPTER 2", TWO
    found = collation(text("A", *first, "II. The Weir", "CHAPTER 1", THREE, "CHAPTER 2", FOUR))
    assert paths(found) == ["I", "I.1", "I.2", "II", "II.1", "II.2"]

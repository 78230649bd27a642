"""The outline comes from the settings, a list of contents, or the headings of the witnesses."""

from book.collate import find_outline
from book.model import Work
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
    assert [heading.label for heading in outline] == ["I", "II", "III"]


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

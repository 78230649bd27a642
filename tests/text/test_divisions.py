"""Headings of divisions are known in each language that has labels and letters."""

import pytest

from book.text.divisions import is_frame, read_division

HEADINGS = [
    ("Глава первая", "chapter", 1),
    ("ЧАСТЬ ВТОРАЯ", "part", 2),
    ("Глава 3. Буря", "chapter", 3),
    ("Четвёртая глава", "chapter", 4),
    ("Розділ п’ятий", "chapter", 5),
    ("Rozdział pierwszy", "chapter", 1),
    ("KSIĘGA DRUGA", "book", 2),
    ("Hoofdstuk een", "chapter", 1),
    ("Deel II", "volume", 2),
    ("Capítulo primeiro", "chapter", 1),
    ("ΚΕΦΑΛΑΙΟΝ ΠΡΩΤΟΝ", "chapter", 1),
    ("Κεφάλαιο 2", "chapter", 2),
    ("ΚΕΦΑΛΑΙΟΝ ΙΒ΄", "chapter", 12),
    ("Βιβλίο Γʹ", "book", 3),
    ("Κεφάλαιον ΣΤ΄. Ἡ ἄφιξις", "chapter", 6),
    ("Birinci Bölüm", "chapter", 1),
    ("Liber primus", "book", 1),
]


@pytest.mark.parametrize(("heading", "kind", "number"), HEADINGS)
def test_a_heading_is_known(heading: str, kind: str, number: int) -> None:
    assert read_division(heading)[:2] == (kind, number)


@pytest.mark.parametrize("line", ["List 3", "Tom went home", "Глава семьи", "Часть пути", "On 2"])
def test_a_line_that_only_looks_like_one_is_none(line: str) -> None:
    assert read_division(line).kind == ""


@pytest.mark.parametrize("title", ["Предисловие", "PRZEDMOWA", "ΠΡΟΛΟΓΟΣ", "Önsöz", "Voorwoord"])
def test_what_stands_around_the_work_is_known(title: str) -> None:
    assert is_frame(title)

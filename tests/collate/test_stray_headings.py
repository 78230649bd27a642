"""Headings of a plain copy where the copy that marks its own has text, or has them too."""

from book.collate.agreed_headings import agree_on_headings
from book.model import Text
from tests.factories import text

MORNING = "In the morning the miller of the weir rose before the sun and walked to the water."
NOON = "At noon a fox had come down from the hill to drink, and nobody in the mill saw it."
EVENING = "In the evening the water had gone down, and the wheel of the mill stood still."
MARKED = text("A", "## Chapter 1", MORNING, "## Chapter 2", NOON, "## Chapter 3", EVENING)


def headings(*rows: str) -> list[str]:
    """Return the headings that a plain copy of these lines has beside the marked one."""
    plain: Text = agree_on_headings([MARKED, text("B", *rows)])[1]
    return [unit.text for unit in plain.units if unit.kind == "heading"]


CHAPTERS = ["CHAPTER 1", "CHAPTER 2", "CHAPTER 3"]


def test_the_articles_of_a_treaty_inside_a_chapter_are_text() -> None:
    articles = "ARTICLE I.", "The fox keeps off.", "ARTICLE II.", "The miller keeps a light."
    rows = "CHAPTER 1", MORNING, "CHAPTER 2", NOON, *articles, "CHAPTER 3", EVENING
    assert headings(*rows) == CHAPTERS


def test_a_part_right_above_its_first_chapter_stays() -> None:
    rows = "CHAPTER 1", MORNING, "BOOK II", "CHAPTER 2", NOON, "CHAPTER 3", EVENING
    assert headings(*rows) == ["CHAPTER 1", "BOOK II", "CHAPTER 2", "CHAPTER 3"]


def test_the_sections_of_a_copy_whose_chapters_the_other_does_not_mark_stay() -> None:
    sections = [f"SECTION {n}" for n in range(1, 9)]
    texts = [f"The {n}th law of the water is kept by the miller." for n in range(1, 9)]
    rows = [row for pair in zip(sections, texts, strict=True) for row in pair]
    found = headings("CHAPTER 1", MORNING, *rows, "CHAPTER 2", NOON, "CHAPTER 3", EVENING)
    assert found == ["CHAPTER 1", *sections, "CHAPTER 2", "CHAPTER 3"]


def test_the_name_in_a_dedication_and_the_title_in_an_advertisement_are_text() -> None:
    chapters = "CHAPTER 1", MORNING, "CHAPTER 2", NOON, "CHAPTER 3", EVENING
    advertised = "THE WOLVES OF THE WEIR", "A tale for the winter."
    assert headings("THOMAS OF THE HILL", "with thanks.", *chapters, *advertised) == CHAPTERS


def test_an_introduction_and_what_has_much_text_stay() -> None:
    chapters = "CHAPTER 1", MORNING, "CHAPTER 2", NOON, "CHAPTER 3", EVENING
    tale = [f"The {n}th wolf came down from the hill in the winter." for n in range(1, 5)]
    rows = "INTRODUCTION", "This is the mill.", *chapters, "THE WOLVES OF THE WEIR", *tale
    assert headings(*rows) == ["INTRODUCTION", *CHAPTERS, "THE WOLVES OF THE WEIR"]

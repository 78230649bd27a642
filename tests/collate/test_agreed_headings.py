"""Headings that one copy marks and another has as lines of its own."""

from book.collate import collate
from book.collate.agreed_headings import agree_on_headings
from book.model import Text, Work
from tests.factories import text

MARKED = (
    "## I. The Mill",
    "The miller rose before the sun, and walked down to the water.",
    "It was low.",
    "## II. The Fox of Dr. Grey",
    "A fox had come down from the hill, to drink of the stream in the night.",
    "Sam Grey",
    "He left before the day.",
)
PLAIN = (
    "CHAPTER ONE",
    "The Mill",
    *MARKED[1:3],
    "THE OLD FOX OF DR. GREY.",
    MARKED[4],
    "SAM GREY",
    MARKED[6],
)


def headings(text: Text) -> list[str]:
    return [unit.text for unit in text.units if unit.kind == "heading"]


def test_a_title_below_a_number_and_one_on_a_line_of_its_own_are_headings() -> None:
    marked, plain = agree_on_headings([text("A", *MARKED), text("B", *PLAIN)])
    assert headings(plain) == ["CHAPTER ONE The Mill", "THE OLD FOX OF DR. GREY."]
    assert headings(marked) == ["## I. The Mill", "## II. The Fox of Dr. Grey"]


def test_a_name_in_capitals_is_no_heading_if_the_marked_copy_has_it_as_a_paragraph() -> None:
    _, plain = agree_on_headings([text("A", *MARKED), text("B", *PLAIN)])
    assert "SAM GREY" in [unit.text for unit in plain.units if unit.kind == "paragraph"]


def test_a_line_above_another_text_is_no_heading() -> None:
    other = [line.replace("A fox", "The winter was long, and nobody") for line in PLAIN]
    _, plain = agree_on_headings([text("A", *MARKED), text("B", *other)])
    assert "THE OLD FOX OF DR. GREY." not in headings(plain)


def test_a_placard_in_capitals_between_two_known_headings_is_text() -> None:
    placard = [*PLAIN[:3], "LAST REPRESENTATIONS", "OF THE LONG NOSES", *PLAIN[3:]]
    _, plain = agree_on_headings([text("A", *MARKED), text("B", *placard)])
    assert headings(plain) == ["CHAPTER ONE The Mill", "THE OLD FOX OF DR. GREY."]


def test_a_song_in_the_contents_is_no_heading_if_the_marked_copy_has_it_as_a_paragraph() -> None:
    song, lines = "Song of the Mill", "Turn, wheel, turn, and do not rest. The water does not wait."
    own = "Song of the Mills"
    contents = ["CONTENTS", "The Mill", own, "The Fox of Dr. Grey"]
    marked = [*MARKED[:3], song, lines, *MARKED[3:]]
    plain = [*contents, "The Mill", *MARKED[1:3], own, lines, "The Fox of Dr. Grey", *MARKED[4:]]
    before = text("B", *plain)
    _, after = agree_on_headings([text("A", *marked), before])
    assert headings(before) == ["The Mill", own, "The Fox of Dr. Grey"]
    assert headings(after) == ["The Mill", "The Fox of Dr. Grey"]


def test_a_heading_in_capitals_after_the_last_known_one_stays() -> None:
    longer = [*PLAIN, "THE END OF THE MILL", "The mill burned down in the year of the flood."]
    _, plain = agree_on_headings([text("A", *MARKED), text("B", *longer)])
    assert headings(plain)[-1] == "THE END OF THE MILL"


def test_a_title_that_another_copy_has_as_a_paragraph_is_one() -> None:
    title = "In which the miller rises before the sun."
    marked = ["## I", title, *MARKED[1:3], "## II", "In which a fox comes down.", *MARKED[4:]]
    plain = ["CHAPTER ONE", title.upper()[:-1], *MARKED[1:3], "CHAPTER TWO", MARKED[4]]
    texts = text("A", *marked), text("B", *plain)
    _, agreed = agree_on_headings(texts)
    assert headings(agreed) == ["CHAPTER ONE", "CHAPTER TWO"]
    row = next(row for row in collate(texts, Work("", "", "")).rows if row.text == title)
    assert [siglum for siglum, _ in row.units] == ["A", "B"]


def test_the_division_has_one_heading_and_its_numbering_is_accidental() -> None:
    numbered = [line.replace("THE OLD", "II. THE") for line in PLAIN]
    collation = collate((text("A", *MARKED), text("B", *numbered)), Work("", "", ""))
    assert all(len({siglum for siglum, _ in row.units}) == 2 for row in collation.rows)
    kinds = {v.kind for row in collation.rows if row.text == "I. The Mill" for v in row.variants}
    assert kinds == {"accidental"}

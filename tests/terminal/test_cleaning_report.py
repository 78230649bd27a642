"""What `inv clean` shows: what is kept, what is removed, and what is doubtful."""

from rich.console import Console

from book.clean import clean
from book.clean.doubts import find_doubts
from book.model import Text, Witness, Work
from book.terminal.report.cleaning import cleaning_report
from book.text.decode import split_lines

PROSE = "The ferryman kept his boat tied under the willow, and nobody could cross before noon."


def cleaned(*paragraphs: str) -> Text:
    lines = split_lines("\n\n".join(paragraphs), "a.txt")
    return clean(Witness("A", "a.txt", "text", lines), Work("", "", ""))


def printed(text: Text) -> str:
    console = Console(width=160, no_color=True)
    with console.capture() as capture:
        console.print(cleaning_report(text, find_doubts(text)))
    return capture.get()


def test_kept_text_is_shown_with_its_lines_and_long_runs_are_elided() -> None:
    report = printed(cleaned("I. The Landing", *[PROSE] * 9, "© 2020 Somebody"))
    assert "kept     heading         I. The Landing" in report
    assert report.count("The ferryman") == 4
    assert "… 5 more, 75 words" in report
    assert "removed  copyright line  © 2020 Somebody" in report


def test_kept_text_that_looks_like_furniture_comes_with_an_entry_to_paste() -> None:
    text = cleaned(PROSE, "12", PROSE, "Project Gutenberg is a library.", PROSE, "(3 men) came.")
    doubts = find_doubts(text)
    assert [(d.line, d.key, d.reason) for d in doubts] == [
        (3, "drop", "a number alone"),
        (7, "drop", "names a library"),
    ]
    assert r"'^\s*12\s*$'" in printed(text)
    assert doubts[1].entry == r"'^\s*Project Gutenberg is a library\.\s*$'"


def test_removed_prose_comes_with_an_entry_to_paste() -> None:
    words = "Photo by Tom of a ferryman who kept his boat tied under the old willow"
    text = cleaned(PROSE, words, PROSE)
    assert [removal.rule for removal in text.removals] == ["page chrome"]
    assert find_doubts(text) == ()  # it is no sentence
    sentence = "Copyright by Tom and others who kept the boat for him was lost in the long war."
    (doubt,) = find_doubts(cleaned(PROSE, sentence, PROSE))
    assert (doubt.line, doubt.key, doubt.reason) == (3, "keep", "looks like prose")


def test_entries_to_paste_do_what_they_say() -> None:
    text = cleaned(PROSE, "It's [12] (a) * b", PROSE, "http://example.org/a?b=1", PROSE)
    (doubt,) = find_doubts(text)
    assert doubt.reason == "an address alone"

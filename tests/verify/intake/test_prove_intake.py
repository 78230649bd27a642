"""The proof of a reading: what a reader loses or makes up is named, and what it explains is not."""

from dataclasses import replace

import pytest

from book.errors import ProofError
from book.model import BlockForm, Container, FormCount, Line, Range
from book.verify.intake import words
from book.verify.intake.prove_intake import prove_intake

PAGE = b"""<html lang="en"><title>The Weir</title><body><h1>The Weir</h1>
<p>The boat<sup>1</sup> <em>never</em> sank at the <b>weir</b>.</p>
<ol><li>a net</li><li>a <em>rod</em></li></ol>
<img src="w.png" alt="A weir"></body></html>"""
SHOWN = (("source", "w.png"), ("alt", "A weir"))
LIST, FIGURE = Container("list", "1"), Container("figure", "9", SHOWN)
ITEMS = tuple(Container("item", str(n), (("label", f"{n - 1}."),)) for n in (2, 3))
LINES = (
    Line(1, "The Weir", fate="metadata", rule="title of the page", field="title"),
    Line(3, "# The Weir"),
    Line(
        5,
        "The boat never sank at the weir.",
        ranges=(Range(9, 14, "emphasis"), Range(27, 31, "strong")),
    ),
    Line(7, "1", fate="removed", rule="note mark"),
    Line(9, "a net", BlockForm(containers=(LIST, ITEMS[0]))),
    Line(11, "a rod", BlockForm(containers=(LIST, ITEMS[1])), (Range(2, 5, "emphasis"),)),
    Line(13, "[a picture]", BlockForm("caption", (FIGURE,)), fate="open"),
)
CAPTIONLESS = (*LINES[:6], replace(LINES[6], text="—"))


def prove(lines: tuple[Line, ...], page: bytes = PAGE) -> tuple[FormCount, ...]:
    return prove_intake("a.html", page, "", lines)


def test_a_whole_reading_is_accounted_for() -> None:
    counts = {count.kind: count for count in prove(CAPTIONLESS)}
    assert counts["emphasis"] == FormCount("emphasis", 2, 2)
    assert counts["superscript"] == FormCount("superscript", 1, 0, (("note mark", 1),))
    assert counts["items"] == FormCount("items", 2, 2)
    assert counts["pictures"] == FormCount("pictures", 1, 1)


@pytest.mark.parametrize("lost", [0, 1, 2, 4, 5])
def test_a_lost_line_is_named(lost: int) -> None:
    lines = CAPTIONLESS[:lost] + CAPTIONLESS[lost + 1 :]
    with pytest.raises(ProofError, match=r"a\.html: words were lost as this file was read: “"):
        prove(lines)


def test_a_lost_word_is_shown_where_it_stands() -> None:
    lines = (*CAPTIONLESS[:4], replace(LINES[4], text="a"), *CAPTIONLESS[5:])
    with pytest.raises(ProofError, match="“net” in “a net”"):
        prove(lines)


def test_a_word_that_the_file_lacks_is_named() -> None:
    with pytest.raises(ProofError, match=r"lacks were read: “a” in “\[a picture\]”") as caught:
        prove(LINES)
    assert "bug in Variorum" in str(caught.value)
    assert ".docx" in str(caught.value)


def test_words_in_another_order_with_other_marks_are_the_same() -> None:
    lines = tuple(replace(line, text=line.text.upper() + " …") for line in CAPTIONLESS[::-1])
    prove(lines)


def test_lost_emphasis_is_counted() -> None:
    lines = (*CAPTIONLESS[:5], replace(LINES[5], ranges=()), *CAPTIONLESS[6:])
    counts = {count.kind: count for count in prove(lines)}
    assert counts["emphasis"] == FormCount("emphasis", 2, 1, (), 1)


def test_form_went_with_the_words_that_were_removed() -> None:
    removed = Line(11, "a rod", fate="removed", rule="hidden text")
    counts = {count.kind: count for count in prove((*CAPTIONLESS[:5], removed, CAPTIONLESS[6]))}
    assert counts["emphasis"] == FormCount("emphasis", 2, 1, (("hidden text", 1),))
    assert counts["items"] == FormCount("items", 2, 1, (("hidden text", 1),))


def test_a_lost_picture_and_a_lost_list_are_counted() -> None:
    plain = tuple(replace(line, form=BlockForm()) for line in CAPTIONLESS)
    counts = prove(plain, PAGE.replace(b' alt="A weir"', b""))
    lost = {count.kind: count.lost for count in counts if count.lost}
    assert lost == {"lists": 1, "items": 2, "pictures": 1}


def test_numbers_of_a_list_that_the_file_lacks_are_not_made_up() -> None:
    assert prove(CAPTIONLESS)
    with pytest.raises(ProofError, match="lacks were read: “5”"):
        prove((*CAPTIONLESS, Line(15, "5.")))


def test_a_word_may_be_divided_in_either_count() -> None:
    whole, divided = (
        words.count(["unbelievable boat1 words"]),
        words.count(["un believable", "boat", "1 words"]),
    )
    assert words.compare(whole, divided).is_empty
    assert words.compare(divided, whole).is_empty
    assert not words.compare(whole, words.count(["un believable boat words"])).is_empty


def test_a_hostile_word_is_compared_in_bounded_time() -> None:
    pieces = words.count([" ".join("a" * n for n in range(1, 40))])
    assert not words.compare(words.count(["a" * 2000 + "b"]), pieces).is_empty

"""Markdown, with the HTML in it."""

from functools import cache

import pytest

from book.read.builder import SourceDocument
from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake
from tests.read.office import PNG, forms, kinds, rules, texts

TEXT = """---
title: The Boat
author: [A. Writer, B. Writer]
---

# The Landing

A *boat*[^1] in 10<sup>th</sup> of<br>May. <!-- a remark --> \\textit{raw} and $x^2$.

| The willow keeps the boat,
|     the boat the shore.

(a) one
(b) two

3) three

![The weir](weir.png)

<div><p>In a division.</p></div>

[^1]: A note.
"""


@cache
def document() -> SourceDocument:
    return read_document(SourceFile("a.md", TEXT.encode(), neighbor={"weir.png": PNG}.get))


def test_words_and_form() -> None:
    lines = document().lines
    assert texts(lines) == [
        "# The Landing",
        "A boat in 10th of May. \\textit{raw} and x2.",
        "A note.",
        "The willow keeps the boat, the boat the shore.",
        *("one", "two", "three", "The weir", "In a division."),
    ]
    opened = [line for line in lines if line.fate == "open"]
    assert [(kind, words) for kind, words, _ in forms(opened[1])] == [
        ("emphasis", "boat"),
        ("note", ""),
        ("superscript", "th"),
        ("break", " "),
        ("formula", "x2"),
    ] or {kind for kind, _, _ in forms(opened[1])} == {
        *("emphasis", "note", "superscript", "break", "formula")
    }
    assert kinds(opened[2]) == ["note"]
    assert (opened[3].form.kind, kinds(opened[3])) == ("verse", ["poem"])
    labels = [line.form.container("item") for line in opened[4:7]]
    assert [each and each.get("label") for each in labels] == ["(a)", "(b)", "3)"]
    figure = opened[7].form.container("figure")
    assert figure is not None
    assert (figure.get("source"), figure.get("alt")) == ("weir.png", "The weir")
    assert [each.name for each in document().pictures] == ["weir.png"]


def test_what_is_no_text() -> None:
    lines = document().lines
    assert [(line.field, line.text) for line in lines if line.fate == "metadata"] == [
        ("author", "A. Writer"),
        ("author", "B. Writer"),
        ("title", "The Boat"),
    ]
    assert ("comment", "a remark") in rules(lines)


def test_notes_that_pandoc_would_drop_are_paragraphs() -> None:
    text = (
        "The boat[^1] sank[^2].\n\n[^1]: Old.\n\n[^1]: The ferry.\n\n[^2]: See[^in] there.\n\n"
        "[^in]: It lay deep.\n\n    Very deep.\n\n[^lost]: Nobody calls this.\n\n"
        "```\n[^x]: code\n```\n"
    )
    source = SourceFile("a.md", text.encode())
    lines = read_document(source).lines
    prove_intake(source.name, source.content, "", lines)
    shown = texts(lines)
    for words in ("Old.", "It lay deep.", "Very deep.", "Nobody calls this.", "The ferry."):
        assert words in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: The Weir\n---", ["The Weir"]),
        ("A <script>x = 1</script> willow.", ["A", "willow."]),
        ("---\n\nA line: it is.\n\n---", ["A line: it is."]),
    ],
)
def test_metadata_and_scripts_anywhere_are_what_pandoc_takes_them_for(
    text: str, expected: list[str]
) -> None:
    content = f"The boat.\n\n{text}\n\nThe shore.\n".encode()
    lines = read_document(SourceFile("a.md", content)).lines
    prove_intake("a.md", content, "", lines)
    assert sorted(line.text for line in lines) == sorted(["The boat.", *expected, "The shore."])

"""What is nested so deep that pandoc would take hours is refused with its line."""

import pytest

from book.errors import EditionError
from book.pandoc.nesting import check_aliases, check_nesting


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("The boat.\n\n" + "[" * 9 + "boat" + "]" * 9, 3, "8 brackets"),
        ("[a [b [c\n[d [e [f\n[g [h [i", 3, "8 brackets"),
        ("The boat.\n" + "> " * 300 + "deep", 2, "an indent"),
        ("\n" * 5 + "<div>\n" * 101, 106, "100 elements"),
    ],
)
def test_what_is_nested_too_deep_is_refused(text: str, line: int, problem: str) -> None:
    with pytest.raises(EditionError, match=problem) as caught:
        check_nesting(text, "a.md")
    assert (caught.value.file, caught.value.line) == ("a.md", line)
    with pytest.raises(EditionError) as caught:
        check_nesting(text, "notes.toml", 40)
    assert caught.value.line == 40


@pytest.mark.parametrize(
    "text",
    [
        "[" * 8 + "boat" + "]" * 8,
        "[a\n\n" * 20,
        r"\[" * 30,
        "```\n" + "[" * 30 + "\n```\n",
        "<p>The boat<br>\n" * 200,
        "<b>The boat</b>\n" * 200,
        " " * 500,
    ],
)
def test_what_is_written_by_hand_is_read(text: str) -> None:
    check_nesting(text, "a.md")


def test_aliases_within_aliases_are_refused_with_their_line() -> None:
    with pytest.raises(EditionError, match="a YAML alias within a value") as caught:
        check_aliases("a: &a [boat, boat]\nb: &b [*a, *a]\n", "references.yaml")
    assert caught.value.line == 2
    check_aliases("a: &a [boat]\nb: *a\ntitle: Smith & Sons, *Boats*\n", "references.yaml")

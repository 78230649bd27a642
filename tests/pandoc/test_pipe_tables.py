"""Rows of tables of which pandoc would drop cells are refused, and no others."""

import pytest

from book.errors import EditionError
from book.pandoc.engine import convert
from book.pandoc.pipe_tables import check_tables

HEAD = "| a | b |\n|---|---|\n"
WHOLE = [
    f"{HEAD}| one | two |\n",
    f"{HEAD}| one | two | |\n",
    f"{HEAD}| one |\n",
    f"{HEAD}| `one|x` | two |\n",
    f"{HEAD}| one \\| x | two |\n",
    f"{HEAD}| $one|x$ | two |\n",
    "a | b\n:--|--:\none | two\n",
    f"```\n{HEAD}| one | two | three |\n```\n",
    f"{HEAD}| one | two |\n\nthree | four | five\n",
]
CUT = [
    f"{HEAD}| one | two | three |\n",
    f"{HEAD}|| one | two |\n",
    "a | b\n---|---\none | two | three\n",
    f"{HEAD}| `one|x | two |\n",
    "> | a | b |\n> |---|---|\n> | one | two | three |\n",
]
WORDS = ("one", "two", "three", "x")


def is_whole(text: str) -> bool:
    """Return whether pandoc reads all words of a text."""
    read = convert(text, "markdown", "plain", "a.md")
    return all(read.count(word) == text.count(word) for word in WORDS)


@pytest.mark.parametrize("text", WHOLE)
def test_a_row_that_fits_is_read(text: str) -> None:
    assert is_whole(text)
    check_tables(text, "a.md")


@pytest.mark.parametrize("text", CUT)
def test_a_row_that_pandoc_would_cut_is_an_error_at_its_line(text: str) -> None:
    assert not is_whole(text)
    with pytest.raises(EditionError, match="this row of a table has 3 cells") as caught:
        check_tables(text, "a.md")
    assert caught.value.line == 3

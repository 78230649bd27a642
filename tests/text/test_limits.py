"""What is larger than the limits of an edition is refused with its place."""

import pytest

from book.errors import EditionError
from book.model import DEFAULT_LIMITS, Limits, Line
from book.text.limits import check_lines, check_size

SMALL = Limits(file_size=10, line_length=20, marks=3)
ACUTE = "\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The boat lay at the shore.", "this line has 26 characters"),
        ("e" + 4 * ACUTE, "a letter has 4 combining marks"),
    ],
)
def test_a_line_over_a_limit_is_named_with_the_way_to_raise_it(text: str, message: str) -> None:
    with pytest.raises(EditionError, match=message) as caught:
        check_lines([Line(1, "The boat."), Line(7, text)], SMALL, "a.txt")
    assert (caught.value.file, caught.value.line) == ("a.txt", 7)
    assert "under [limits] in edition.toml" in caught.value.remedy


def test_what_reaches_a_limit_is_read() -> None:
    check_lines([Line(1, "x" * 20), Line(2, "e" + 3 * ACUTE + "a" + 3 * ACUTE)], SMALL, "a.txt")
    check_size(10, SMALL, "a.txt")
    check_lines([Line(1, "x" * DEFAULT_LIMITS.line_length)], DEFAULT_LIMITS, "a.txt")


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    with pytest.raises(EditionError, match=r"a\.txt: this file has 11 bytes"):
        check_size(11, SMALL, "a.txt")

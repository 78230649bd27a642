"""What is larger than the limits of an edition is refused with its place."""

import pytest

from book.errors import EditionError
from book.model import DEFAULT_LIMITS, Limits, Line
from book.read.builder import DocumentBuilder
from book.text.limits import MOST_TAGS, check_lines, check_size, check_tags, refusing_excess

SMALL = Limits(file_size=10, markdown_size=5, line_length=20, lines=9, paragraphs=2, marks=3)
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


def test_a_file_of_too_many_lines_is_refused_at_its_last() -> None:
    with pytest.raises(EditionError, match="this file has 10 lines") as caught:
        check_lines([Line(1, "One."), Line(10, "Two.")], SMALL, "a.txt")
    assert caught.value.line == 10


def test_a_document_of_too_many_paragraphs_is_refused_while_it_is_read() -> None:
    builder = DocumentBuilder(SMALL, "a.docx")
    for _ in range(2):
        with builder.block():
            builder.text("The boat.")
    with pytest.raises(EditionError, match="more than 2 paragraphs") as caught, builder.block():
        builder.text("The shore.")
    assert caught.value.file == "a.docx"
    assert "paragraphs = 4 under [limits]" in caught.value.remedy


def test_more_markup_than_memory_holds_is_refused() -> None:
    check_tags(MOST_TAGS, "a.html")
    with pytest.raises(EditionError, match=r"a\.html: this file has 3,000,001 tags"):
        check_tags(MOST_TAGS + 1, "a.html")


@pytest.mark.parametrize("name", ["a.md", "notes.toml", "references.yaml"])
def test_what_people_write_has_a_smaller_limit(name: str) -> None:
    with pytest.raises(EditionError, match="this file has 6 bytes") as caught:
        check_size(6, SMALL, name)
    assert "markdown_size = 6 under [limits]" in caught.value.remedy
    check_size(5, SMALL, name)


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_exceeds_the_machine_is_an_error_of_the_file(error: type[Exception]) -> None:
    with pytest.raises(EditionError, match=r"a\.rtf: "), refusing_excess("a.rtf"):
        raise error


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    with pytest.raises(EditionError, match=r"a\.txt: this file has 11 bytes"):
        check_size(11, SMALL, "a.txt")

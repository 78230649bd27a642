"""Bytes become lines: encodings, byte order marks, line ends."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.errors import EditionError
from book.model import Line
from book.text.decode import decode, split_lines
from tests.conftest import error_of

WORDS = "Füchse, 狐狸\nGrapes\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_sets_the_encoding_and_is_removed(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks_of_either_order_are_recognized(mark: bytes, encoding: str) -> None:
    assert decode(mark + WORDS.encode(encoding), "a.txt") == WORDS
    assert decode(mark + WORDS.encode(encoding), "a.txt", encoding) == WORDS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("windows-1252", "“café” – §"), ("gb18030", "狐狸"), ("utf-16-be", "fox"), ("utf-8", "café")],
)
def test_an_encoding_named_by_the_editor_is_used(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding), "a.txt", encoding) == words


def test_an_encoding_is_never_guessed() -> None:
    with pytest.raises(EditionError, match="byte 0xe9 is not valid UTF-8"):
        decode("café".encode("windows-1252"), "a.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_of_an_invalid_byte_counts_any_line_end(end: str) -> None:
    error = error_of(lambda: decode(f"one{end}{end}three é".encode("latin-1"), "a.txt"))
    assert error
    assert (error.file, error.line) == ("a.txt", 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_keep_their_numbers_after_blank_ones(end: str) -> None:
    assert split_lines(f"one{end} {end}three{end}", "a.txt") == (Line(1, "one"), Line(3, "three"))


def test_mixed_line_ends_count_once_each() -> None:
    assert split_lines("a\r\nb\rc\nd", "a.txt") == tuple(
        Line(n, c) for n, c in enumerate("abcd", 1)
    )


@pytest.mark.parametrize("separator", ["\N{LINE SEPARATOR}", "\x0b", "\x0c", "\x1c", "\x85"])
def test_unicode_line_separators_are_no_line_ends(separator: str) -> None:
    assert [line.number for line in split_lines(f"one{separator}two\nthree", "a.txt")] == [1, 2]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "\N{NO-BREAK SPACE}\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    error = error_of(lambda: split_lines(text, "a.txt"))
    assert error
    assert (error.file, error.message) == ("a.txt", "this witness is empty")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80))
def test_no_character_is_lost_between_bytes_and_lines(text: str) -> None:
    decoded = decode(text.encode(), "a.txt")
    assert decoded == text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if decoded.strip():
        rows = decoded.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert {line.number: line.text for line in split_lines(decoded, "a.txt")} == {
            n: row for n, row in enumerate(rows, 1) if row.strip()
        }


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_an_error_with_a_remedy(content: bytes) -> None:
    error = error_of(lambda: decode(content, "a.txt"))
    if error is None:
        assert "\0" not in decode(content, "a.txt")
    else:
        assert error.file == "a.txt"
        assert 1 <= error.line <= content.count(b"\n") + content.count(b"\r") + 1
        assert error.remedy

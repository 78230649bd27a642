"""edition.toml and its companions: what their files give, and the line of what is wrong in one."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.errors import EditionError
from book.source.schema import EditionFile, NotesFile, line_of, parse, table_line
from tests.conftest import error_of

WHOLE = '''[edition]
title = "A"
language = "en"
date = "2024"
editor = "E"
publisher = "P"
identifier = "urn:x"
rights = "R"
slug = "a"

[work]
title = "W"
author = "Au"
date = "1900"

[[witness]]
siglum = "A"
file = "a.txt"
role = "text"
note = """
[[witness]]
role = not a key, as it stands in a string
"""

[[witness]]
siglum = "B"
file = "b.txt"
role = "text"
'''


def mistake(text: str, shape: type = EditionFile) -> EditionError:
    with pytest.raises(EditionError) as raised:
        parse(text, shape, "edition.toml")
    return raised.value


def test_a_whole_file_gives_its_tables_in_order_with_defaults_for_what_is_left_out() -> None:
    found = parse(WHOLE, EditionFile, "edition.toml")
    assert [witness.siglum for witness in found.witness] == ["A", "B"]
    assert (found.edition.subtitle, found.work.outline, found.choice, found.witness[1].drop) == (
        "",
        (),
        (),
        (),
    )


def test_a_file_of_notes_may_be_empty() -> None:
    assert parse("", NotesFile, "notes.toml").note == ()
    assert parse("# none yet\n", NotesFile, "notes.toml").note == ()


def test_headers_and_keys_inside_a_long_string_are_not_counted() -> None:
    assert table_line(WHOLE, "witness", 1) == 25
    assert line_of(WHOLE, ".witness[1].role") == 28
    assert mistake(WHOLE.replace('file = "b.txt"\n', "")).line == 25
    assert mistake(WHOLE.replace('siglum = "B"', "siglum = 2")).line == 26


def test_a_header_may_have_spaces_and_a_remark() -> None:
    text = WHOLE.replace(
        '[[witness]]\nsiglum = "B"', '[[ witness ]]  # the second\nsiglum = "B"'
    ).replace('file = "b.txt"', "file = 2")
    assert mistake(text).line == 27


def test_a_key_may_stand_in_quotes() -> None:
    assert mistake(WHOLE.replace('file = "b.txt"', '"file" = 2')).line == 27


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "A"', "title = 'A", 2, "a string that begins here does not end"),
        ('title = "A"', 'title = "A', 2, "a string does not end on its line"),
        ('title = "A"', "title = “A”", 2, "the words here stand in no quotes"),
        (
            'title = "A"',
            'title "A"',
            2,
            "this is not TOML: Expected '=' after a key in a key/value pair",
        ),
        ('title = "A"', 'title = "C:\\data"', 2, "a backslash stands alone"),
        (
            'title = "A"',
            'title = "A" "B"',
            2,
            "this is not TOML: Expected newline or end of document after a statement",
        ),
        ("[work]", "[work", 11, "this is not TOML: Expected ']' at the end of a table declaration"),
        ("[work]", "[edition]", 11, "this table is there already"),
        ('rights = "R"', 'title = "R"', 8, "this key is there already"),
        (
            'role = "text"\nnote',
            "role = true\nnote",
            19,
            "`role` must be words in quotes, and is true or false",
        ),
        (
            'date = "1900"',
            "date = 1900-01-01",
            14,
            "`date` must be words in quotes, and is a date without quotes",
        ),
        (
            'role = "text"\nnote',
            'role = "text"\ndrop = [1]\nnote',
            20,
            "an entry of `drop` must be words in quotes, and is a number",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in WHOLE
    found = mistake(WHOLE.replace(old, new, 1))
    assert (found.line, found.message, found.file) == (line, message, "edition.toml")
    assert found.remedy


def test_a_long_string_that_does_not_end_is_told_where_it_begins() -> None:
    assert mistake('[[note]]\nlemma = """a"""\ntext = """\nb\n\nc\n', NotesFile).line == 3


def test_a_key_before_all_tables_is_told_with_its_line() -> None:
    found = mistake("# a remark\nslug = 'a'\n" + WHOLE)
    assert (found.line, found.message) == (2, "there is no table or key `slug` outside of a table")


@given(st.text(max_size=60))
def test_no_text_at_all_ends_in_anything_but_values_or_a_message(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert 1 <= mistake(text, NotesFile).line <= text.count("\n") + 1


@given(
    st.sampled_from(WHOLE.splitlines()),
    st.sampled_from(["", "x", "[", '"', "'", "]]", "= 3", '"""', "\\"]),
)
def test_no_change_to_a_line_ends_in_a_traceback(line: str, junk: str) -> None:
    text = WHOLE.replace(line, junk, 1) if line else WHOLE + junk
    error = error_of(lambda: parse(text, EditionFile, "edition.toml"))
    assert error is None or (0 <= error.line <= text.count("\n") + 1 and error.remedy)

"""edition.toml and its companions: their values, and the lines of their mistakes."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.errors import EditionError
from book.source.parse import parse_toml
from book.source.schema import EditionFile, NotesFile
from book.source.toml_positions import TomlFile, find_line, find_table
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
        parse_toml(TomlFile("edition.toml", text), shape)
    return raised.value


def test_a_file_gives_its_tables_in_order_with_defaults() -> None:
    settings = parse_toml(TomlFile("edition.toml", WHOLE), EditionFile)
    assert [witness.siglum for witness in settings.witness] == ["A", "B"]
    assert (
        settings.edition.subtitle,
        settings.work.outline,
        settings.choice,
        settings.witness[1].drop,
    ) == (
        "",
        (),
        (),
        (),
    )


def test_a_file_of_notes_may_be_empty() -> None:
    assert parse_toml(TomlFile("notes.toml", ""), NotesFile).note == ()
    assert parse_toml(TomlFile("notes.toml", "# none yet\n"), NotesFile).note == ()


def test_headers_and_keys_inside_a_string_do_not_count() -> None:
    assert find_table(WHOLE, "witness", 1) == 25
    assert find_line(WHOLE, ".witness[1].role") == 28
    assert mistake(WHOLE.replace('file = "b.txt"\n', "")).line == 25
    assert mistake(WHOLE.replace('siglum = "B"', "siglum = 2")).line == 26


def test_a_header_may_have_spaces_and_a_comment() -> None:
    text = WHOLE.replace('[[witness]]\nsiglum = "B"', "[[ witness ]]  # the second\nsiglum = 2")
    assert mistake(text).line == 26


def test_a_key_may_stand_in_quotes() -> None:
    assert mistake(WHOLE.replace('file = "b.txt"', '"file" = 2')).line == 27


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "A"', "title = 'A", 2, "the string that begins here does not end"),
        ('title = "A"', 'title = "A', 2, "a string is not closed at the end of its line"),
        ('title = "A"', "title = “A”", 2, "curly quotes around a text"),
        (
            'title = "A"',
            'title "A"',
            2,
            "invalid TOML: Expected '=' after a key in a key/value pair",
        ),
        ('title = "A"', 'title = "C:\\data"', 2, "a single backslash in a string"),
        (
            'title = "A"',
            'title = "A" "B"',
            2,
            "invalid TOML: Expected newline or end of document after a statement",
        ),
        ("[work]", "[work", 11, "invalid TOML: Expected ']' at the end of a table declaration"),
        ("[work]", "[edition]", 11, "duplicate table"),
        ('rights = "R"', 'title = "R"', 8, "duplicate key"),
        (
            'role = "text"\nnote',
            "role = true\nnote",
            19,
            "`role` must be text in quotes, but is true or false",
        ),
        (
            'date = "1900"',
            "date = 1900-01-01",
            14,
            "`date` must be text in quotes, but is a date without quotes",
        ),
        (
            "[work]",
            '[epub]\nkepub = "yes"\n[work]',
            12,
            "`kepub` must be true or false, but is text",
        ),
        (
            'role = "text"\nnote',
            'role = "text"\ndrop = [1]\nnote',
            20,
            "an entry of `drop` must be text in quotes, or a table, but is a number",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in WHOLE
    error = mistake(WHOLE.replace(old, new, 1))
    assert (error.line, error.message, error.file) == (line, message, "edition.toml")
    assert error.remedy


def test_an_endless_string_is_reported_where_it_begins() -> None:
    assert mistake('[[note]]\nlemma = """a"""\ntext = """\nb\n\nc\n', NotesFile).line == 3


def test_a_key_before_all_tables_is_reported_with_its_line() -> None:
    error = mistake("# a remark\nslug = 'a'\n" + WHOLE)
    assert (error.line, error.message) == (2, "unknown table or top-level key `slug`")


@given(st.text(max_size=60))
def test_any_text_gives_values_or_an_error_with_a_line(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert 1 <= mistake(text, NotesFile).line <= text.count("\n") + 1


@given(
    st.sampled_from(WHOLE.splitlines()),
    st.sampled_from(["", "x", "[", '"', "'", "]]", "= 3", '"""', "\\"]),
)
def test_a_spoiled_line_gives_values_or_an_error_with_a_remedy(line: str, junk: str) -> None:
    text = WHOLE.replace(line, junk, 1) if line else WHOLE + junk
    error = error_of(lambda: parse_toml(TomlFile("edition.toml", text), EditionFile))
    assert error is None or (0 <= error.line <= text.count("\n") + 1 and error.remedy)

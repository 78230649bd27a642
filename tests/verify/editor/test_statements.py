"""What the proof reads in the editor's TOML files: every value, with its lines."""

import textwrap

import pytest

from book.source import schema
from book.verify.editor.account import SETTING_KEYS, fate_of
from book.verify.editor.prove_front import METADATA, PRINTED
from book.verify.editor.statements import StatedValue, read_statements

FILE = '''\
    # A comment.
    [edition]
    title = "Two"

    [[note]]
    lemma = "fox"
    text = """
    [[note]] is no table here,
    and lemma = "dog" no key."""

    [[note]]
    "lemma" = 'dog' # [[note]]
    text = "It barks."

    [[witness]]
    drop = [
      '^[[a-z]]$',
      {from = "x", to = "y"},
    ]
    file = "a.txt"

    [[release]]
    date = "2024"
    [[release.change]]
    old = "a"
    [[release.change]]
    old = "b"

    [[release]]
    date = "2025"
    [[release.change]]
    old = "c"
'''


def statements_of(text: str) -> list[tuple[int, int, str, int]]:
    """Return lines, name and number of each statement."""
    read = read_statements(textwrap.dedent(text).encode())
    return [(each.first, each.last, each.name, each.number) for each in read]


def test_each_value_has_its_lines_and_the_number_of_its_table() -> None:
    assert statements_of(FILE) == [
        (3, 3, "edition.title", 0),
        (6, 6, "note.lemma", 0),
        (7, 9, "note.text", 0),
        (12, 12, "note.lemma", 1),
        (13, 13, "note.text", 1),
        (16, 19, "witness.drop", 0),
        (20, 20, "witness.file", 0),
        (23, 23, "release.date", 0),
        (25, 25, "release.change.old", 0),
        (27, 27, "release.change.old", 1),
        (30, 30, "release.date", 1),
        (32, 32, "release.change.old", 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'note = [{lemma = "fox"}, {lemma = "dog"}]',
            [(1, 1, "note.lemma", 0), (1, 1, "note.lemma", 1)],
        ),
        ('[edition]\r\ntitle = "x"\r\n', [(2, 2, "edition.title", 0)]),
        ("\ufeff[edition]\ntitle = 'x'", [(2, 2, "edition.title", 0)]),
        ("", []),
    ],
)
def test_other_ways_to_write_the_same(text: str, expected: list[tuple[int, int, str, int]]) -> None:
    assert statements_of(text) == expected


SHAPES: dict[str, type[schema.Frozen]] = {
    "edition": schema.EditionTable,
    "work": schema.WorkTable,
    "witness": schema.WitnessTable,
    "contributor": schema.ContributorTable,
    "subject": schema.SubjectTable,
    "isbn": schema.IsbnTable,
    "choice": schema.ChoiceTable,
    "alignment": schema.AlignedTable,
    "note": schema.NoteTable,
    "term": schema.TermTable,
    "event": schema.EventTable,
    "entry": schema.EntryTable,
    "release": schema.ReleaseTable,
    "release.change": schema.ChangeTable,
}
# The keys that are not printed and are in no output: they say how the edition is made.
SETTINGS = {
    *("edition.slug", "edition.labels", "witness.role", "witness.encoding", "witness.language"),
    *("witness.punctuation", "witness.marks", "witness.drop", "witness.keep"),
    *("release.change.what", "release.change.how"),
}


def keys_of(table: str, shape: type[schema.Frozen]) -> list[str]:
    names = (f"{table}.{field}" for field in shape.__struct_fields__)
    return [name for name in names if name not in SHAPES]


@pytest.mark.parametrize("table", SHAPES)
def test_each_key_that_an_editor_can_write_has_its_fate(table: str) -> None:
    """A new key must be entered where it is printed, or said to be a setting."""
    for name in keys_of(table, SHAPES[table]):
        fate = fate_of(StatedValue(1, 1, table, 0, name.removeprefix(f"{table}."), "x"))
        is_setting = name in SETTINGS or name in SETTING_KEYS
        assert (fate == "setting") == is_setting, name
        assert (fate == "metadata") == (name in METADATA), name


def test_what_is_printed_is_a_key() -> None:
    known = {name for table, shape in SHAPES.items() for name in keys_of(table, shape)}
    assert set(PRINTED) | METADATA | SETTING_KEYS <= known

"""An edition in which the editor has still to write something is not published, but drafted."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.source.unfinished import check_finished
from tests.conftest import SLUG, build_quickly, publish_stand_in, snapshot, substitute
from tests.source.edits import Edit, add, both, change

PLACES: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "a setting": (change("edition.toml", "Two Fables", "TODO: title"), ("edition.toml:5: title",)),
    "a note of several lines": (
        add("notes.toml", '[[note]]\nlemma = "x"\ntext = """\nOne.\nTODO two.\n"""\n'),
        ("notes.toml:20: text = 'TODO two.'",),
    ),
    "the old wording": (
        add("edition.toml", '[[contributor]]\nname = "to be written"\nrole = "trl"\n'),
        ("edition.toml:41: name",),
    ),
    "the introduction": (
        add("introduction.md", "\nOn the copies: to be written.\n"),
        ("introduction.md:17: On the copies: to be written.",),
    ),
    "several files": (
        both(
            change("edition.toml", "Two Fables", "TODO"),
            add("glossary.toml", '[[term]]\nterm = "fox"\ndefinition = "TODO"\n'),
        ),
        ("edition.toml:5: title = 'TODO'", "glossary.toml:"),
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_every_place_is_named_with_its_line(name: str, root: Path, folder: Path) -> None:
    edit, expected = PLACES[name]
    edit(folder)
    with pytest.raises(EditionError) as raised:
        check_finished(SLUG, root)
    assert all(f"\n  {place}" in str(raised.value) for place in expected), str(raised.value)
    assert f"inv pdf --edition {SLUG}" in str(raised.value)


def test_nothing_is_published_but_drafts_can_be_made(root: Path, folder: Path) -> None:
    before = publish_stand_in(root)
    substitute(folder / "edition.toml", "Two Fables", "TODO: title")
    with pytest.raises(EditionError, match="this edition is not finished: one place to write"):
        build_quickly(root)
    assert snapshot(root / "dist") == before
    assert assemble_edition(SLUG, BuildContext(root)).edition.imprint.title == "TODO: title"


@pytest.mark.parametrize(
    "edit",
    [
        add("edition.toml", "# TODO: ask the library\n"),
        add("introduction.md", "\nThe charter was to be written in Latin.\n"),
        add("introduction.md", "\n<!-- TODO: shorten -->\n"),
        add("introduction.md", "\nTodo cambia. The TODOS are many.\n"),
        add("townsend.txt", "\nTODO was the name of the fox; the rest is to be written.\n"),
        add("index.toml", '[[entry]]\nheading = "fox"\nmatch = ["TODO"]\n'),
    ],
)
def test_comments_prose_and_the_work_are_no_reminders(edit: Edit, root: Path, folder: Path) -> None:
    edit(folder)
    check_finished(SLUG, root)

"""An editor's mistakes: one message each, with file, line and remedy, and dist/ unchanged."""

import shutil
from pathlib import Path

import pytest

from book.errors import EditionError
from book.runtime import workspace
from tests.conftest import (
    SLUG,
    Inv,
    build_quickly,
    error_of,
    publish_stand_in,
    snapshot,
    substitute,
)
from tests.source.edits import AT
from tests.source.mistakes_in_catalog import CATALOG
from tests.source.mistakes_in_facing import FACING
from tests.source.mistakes_in_fonts import FONTS
from tests.source.mistakes_in_languages import LANGUAGES
from tests.source.mistakes_in_notes import NOTES
from tests.source.mistakes_in_pages import PAGES
from tests.source.mistakes_in_settings import SETTINGS_FILE
from tests.source.mistakes_in_toml import TOML
from tests.source.mistakes_in_witnesses import WITNESSES

MISTAKES = NOTES | SETTINGS_FILE | CATALOG | WITNESSES | PAGES | FACING | FONTS | LANGUAGES | TOML


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_one_message_and_leaves_dist_alone(
    name: str, root: Path, folder: Path
) -> None:
    edit, expected = MISTAKES[name]
    before = publish_stand_in(root)
    edit(folder)
    with pytest.raises(EditionError) as raised:
        build_quickly(root)
    assert str(raised.value).startswith(AT + expected), str(raised.value)
    assert snapshot(root / "dist") == before


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "townsend.txt",
            "A Dog,",
            "A Dog 🐶,",
            "townsend.txt:8: the book's fonts cannot draw 🐶 (U+1F436 DOG FACE): “…A Dog 🐶,",
        ),
        (
            "notes.toml",
            "in the water",
            "in the 🌊",
            "notes.toml:7: the book's fonts cannot draw 🌊 (U+1F30A WATER WAVE): “…",
        ),
        (
            "introduction.md",
            "two copies",
            "two 📚",
            "introduction.md:3: the book's fonts cannot draw 📚 (U+1F4DA BOOKS): “…",
        ),
        (
            "references.yaml",
            "Aesopica",
            "Aesopica 🦊",
            "references.yaml:16: the book's fonts cannot draw 🦊 (U+1F98A FOX FACE): “…",
        ),
        (
            "edition.toml",
            "A Tiny Edition",
            "A Tiny 🤏 Edition",
            "edition.toml: the book's fonts cannot draw 🤏 (U+1F90F PINCHING HAND): “…",
        ),
    ],
)
def test_a_character_missing_from_the_fonts_is_refused(
    file: str, old: str, new: str, expected: str, root: Path, folder: Path
) -> None:
    substitute(folder / file, old, new)
    before = publish_stand_in(root)
    with pytest.raises(EditionError) as raised:
        build_quickly(root)
    assert str(raised.value).startswith(AT + expected), str(raised.value)
    assert snapshot(root / "dist") == before


@pytest.mark.parametrize("slug", ["three-fables", "../sources/two-fables", "two-fables/", "", ".."])
def test_an_unknown_edition_is_refused_with_a_list_of_editions(slug: str, root: Path) -> None:
    with pytest.raises(EditionError) as raised:
        build_quickly(root, slug)
    remedy = "Editions here: two-fables. To make one: python3 tasks.py new SLUG FILES…"
    assert str(raised.value) == f"sources/{slug}: no such edition\n  {remedy}"
    assert not (root / "dist").exists()


def test_without_editions_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    error = error_of(lambda: workspace.editions(tmp_path))
    remedy = "To make one: python3 tasks.py new SLUG FILES…"
    assert str(error) == f"sources: no edition found\n  {remedy}"


ON_THE_COMMAND_LINE = (
    ("build", "a lemma that is nowhere"),
    pytest.param("merge", "a misspelt key", marks=pytest.mark.slow),
    ("merge", "a file that is not there"),
    ("collate", "Latin-1 in place of UTF-8"),
    pytest.param("merge", "an introduction that cites nothing known", marks=pytest.mark.slow),
    pytest.param("clean", "a docx that is none", marks=pytest.mark.slow),
)


@pytest.mark.parametrize(("task", "name"), ON_THE_COMMAND_LINE)
def test_a_mistake_on_the_command_line_exits_with_1(
    task: str, name: str, project: Path, inv: Inv
) -> None:
    edit, expected = MISTAKES[name]
    before = publish_stand_in(project)
    edit(project / "sources" / SLUG)
    done = inv(task)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"variorum: {AT}{expected}"), done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(project / "dist") == before


@pytest.mark.parametrize(
    "task", ["clean", *(pytest.param(task, marks=pytest.mark.slow) for task in ("epub", "check"))]
)
def test_each_task_refuses_an_unknown_edition(task: str, inv: Inv) -> None:
    done = inv(task, "--edition", "nope")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("variorum: ")
    assert "nope" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_editions_the_command_line_exits_with_1(project: Path, inv: Inv) -> None:
    shutil.rmtree(project / "sources")
    done = inv("build")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        ("variorum: sources: no edition found\n  To make one: python3 tasks.py new SLUG FILES…\n"),
    )

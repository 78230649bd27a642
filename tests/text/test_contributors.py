"""Contributors are named in the metadata, and on the title page if the editor words a credit."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.text.contributors import credits_of
from book.text.plaintext import plain_chapters
from tests.conftest import SLUG

TABLES = """
[[contributor]]
name = "George Fyler Townsend"
role = "trl"
credit = "Translated by George Fyler Townsend"

[[contributor]]
name = "The Printer"
role = "tyg"

[sort]
"George Fyler Townsend" = "Townsend, George Fyler"
"""


def add(folder: Path, text: str) -> None:
    path = folder / "edition.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_each_is_named_with_role_and_as_filed(root: Path, folder: Path) -> None:
    add(folder, TABLES)
    contributors = credits_of(assemble_edition(SLUG, BuildContext(root)).edition)
    assert [(c.name, c.role, c.sort) for c in contributors] == [
        ("Aesop", "aut", "Aesop"),
        ("the Test Editors", "edt", "Test Editors, the"),
        ("George Fyler Townsend", "trl", "Townsend, George Fyler"),
        ("The Printer", "tyg", "Printer, The"),
        ("Roger L’Estrange", "aui", "Roger L’Estrange"),
    ]


def test_the_title_page_has_the_editors_credit(root: Path, folder: Path) -> None:
    add(folder, TABLES)
    page = next(
        c
        for c in plain_chapters(assemble_edition(SLUG, BuildContext(root)).edition)
        if c.id == "title-page"
    )
    words = [part for part in page.flow if isinstance(part, str)]
    assert (
        words.index("Translated by George Fyler Townsend")
        == words.index("Edited by the Test Editors") + 1
    )
    assert not [part for part in words if "Printer" in part]


def test_a_name_is_credited_once_in_a_role(root: Path, folder: Path) -> None:
    add(folder, '[[contributor]]\nname = "the Test Editors"\nrole = "edt"\n')
    assert [c.role for c in credits_of(assemble_edition(SLUG, BuildContext(root)).edition)] == [
        "aut",
        "edt",
        "aui",
    ]


def test_a_series_is_named_in_the_imprint(root: Path, folder: Path) -> None:
    path = folder / "edition.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            'slug = "', 'series = "Small Books"\nseries_number = "4"\nslug = "', 1
        ),
        "utf-8",
    )
    page = next(
        c
        for c in plain_chapters(assemble_edition(SLUG, BuildContext(root)).edition)
        if c.id == "imprint"
    )
    assert "Series: Small Books, 4" in page.flow


def test_a_sort_name_must_be_text(root: Path, folder: Path) -> None:
    add(folder, '[sort]\n"The Printer" = 7\n')
    with pytest.raises(EditionError) as raised:
        assemble_edition(SLUG, BuildContext(root))
    assert raised.value.file == f"sources/{SLUG}/edition.toml"
    assert raised.value.line > 0

"""Subjects are looked up in the lists that come with the program."""

from pathlib import Path

import pytest

from book.source.folder import read_folder
from book.source.subject_lists import FILE, SubjectLists
from tests.conftest import SLUG, substitute

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lists() -> SubjectLists:
    return SubjectLists((ROOT / "templates" / FILE).read_bytes())


@pytest.mark.parametrize(
    ("scheme", "code", "heading"),
    [
        ("thema", "A", "The Arts"),
        ("thema", "1FPC", "China"),
        ("thema", "ZZZ", ""),
        ("lcsh", "sh85046493", "Export controls"),
        ("lcsh", "sh2008104028", "Foreign trade regulation--China"),
        ("lcsh", "sh00000000", ""),
    ],
)
def test_a_code_has_its_heading(scheme: str, code: str, heading: str, lists: SubjectLists) -> None:
    assert lists.heading(scheme, code) == heading


def subjects(root: Path, folder: Path, tables: str) -> list[tuple[str, str, str]]:
    path = folder / "edition.toml"
    path.write_text(path.read_text("utf-8") + tables, "utf-8")
    found = read_folder(SLUG, root).imprint.subjects
    return [(each.scheme, each.code, each.heading) for each in found]


def test_headings_come_from_the_list_or_from_the_editor(root: Path, folder: Path) -> None:
    tables = """
[[subject]]
scheme = "thema"
code = "DNT"

[[subject]]
scheme = "thema"
code = "LBBX"
heading = "A category of tomorrow"
listed = false

[[subject]]
scheme = "bisac"
code = "LCO003000"
heading = "LITERARY COLLECTIONS / Ancient & Classical"
"""
    assert subjects(root, folder, tables) == [
        ("thema", "DNT", "Anthologies: general"),
        ("thema", "LBBX", "A category of tomorrow"),
        ("bisac", "LCO003000", "LITERARY COLLECTIONS / Ancient & Classical"),
    ]


def test_thema_s_headings_may_be_translated(root: Path, folder: Path) -> None:
    substitute(folder / "edition.toml", 'language = "en-GB"', 'language = "de"')
    tables = '[[subject]]\nscheme = "thema"\ncode = "1FPC"\nheading = "Volksrepublik China"\n'
    assert subjects(root, folder, tables) == [("thema", "1FPC", "Volksrepublik China")]

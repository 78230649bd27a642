"""The change report: how a build would differ from dist/, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from book.model import Alteration, Differences, PageChange, Spot
from book.pipeline.release import compare_releases
from book.terminal.report.changes import changes_as_json
from tests.compare.cases import CASES
from tests.compare.edits import NOTE, append, edit, report_lines
from tests.conftest import SLUG, Inv, snapshot


@pytest.mark.parametrize("case", CASES)
def test_the_report_describes_an_edit(case: str, released: Path) -> None:
    edits, expected = CASES[case]
    for change in edits:
        change(released / "sources" / SLUG)
    assert (
        report_lines(compare_releases(SLUG, pages=False, root=released))
        == expected.strip("\n").splitlines()
    )


def test_a_comparison_leaves_dist_unchanged(released: Path) -> None:
    before = snapshot(released / "dist")
    edit("notes.toml", "*reflection*", "image")(released / "sources" / SLUG)
    assert not compare_releases(SLUG, pages=False, root=released).is_empty
    assert snapshot(released / "dist") == before


@pytest.mark.slow
def test_diff_prints_lines_or_json_and_sets_the_exit_code(
    published: Path, project: Path, inv: Inv
) -> None:
    shutil.copytree(published / "dist", project / "dist")
    append("notes.toml", NOTE)(project / "sources" / SLUG)
    plain = inv("diff", "--no-pages", "--exit-code")
    assert (plain.returncode, plain.stderr) == (1, "")
    assert plain.stdout.splitlines()[:5] == [
        f"{SLUG}: now, compared with dist/{SLUG} (2024-02-29)",
        "",
        "Notes",
        "  + III ¶1, n. 1, at “Dog, crossing a bridge”",
        "      {+So in all copies.+}",
    ]
    data = inv("diff", "--no-pages", "--json", "--since", f"dist/{SLUG}", PWD=str(project))
    assert (data.returncode, data.stderr) == (0, "")
    (differences,) = json.loads(data.stdout)
    assert [(a["what"], a["how"], a["place"], a["note"]) for a in differences["alterations"]] == [
        ("note", "added", "III ¶1", "1"),
        ("note", "renumbered", "III n. 2–3", ""),
    ]
    assert (differences["folder"], differences["pages"], differences["same_inputs"]) == (
        f"dist/{SLUG}",
        None,
        False,
    )


def test_json_keys_are_stable() -> None:
    """Programs read them: they stay when the fields of the model get other names."""
    differences = Differences(
        *("slug", "folder", "digest", "2024", "2025"),
        alterations=(Alteration("note", "changed", spots=(Spot("old", "new"),)),),
        pages=(PageChange("moved"),),
    )
    (comparison,) = json.loads(changes_as_json((differences,)))
    (alteration,), (page,) = comparison["alterations"], comparison["pages"]
    assert " ".join(comparison) == (
        "slug folder sha256 was_date date alterations pages engines same_inputs"
    )
    assert " ".join(alteration) == "what how place name was spots note count"
    assert " ".join(alteration["spots"][0]) == "old new before after"
    assert " ".join(page) == "fate first last was_first was_last count"

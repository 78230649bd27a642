"""The change report: how a build would differ from dist/, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from book.pipeline.release import compare_releases
from tests.compare.cases import CASES
from tests.compare.edits import NOTE, append, edit, report_lines
from tests.conftest import SLUG, Inv, snapshot


@pytest.mark.parametrize("case", CASES)
def test_an_edit_is_reported_as_what_it_is(case: str, released: Path) -> None:
    edits, expected = CASES[case]
    for change in edits:
        change(released / "sources" / SLUG)
    assert (
        report_lines(compare_releases(SLUG, pages=False, root=released))
        == expected.strip("\n").splitlines()
    )


def test_nothing_is_written_to_what_is_published(released: Path) -> None:
    before = snapshot(released / "dist")
    edit("notes.toml", "*reflection*", "image")(released / "sources" / SLUG)
    assert not compare_releases(SLUG, pages=False, root=released).is_empty
    assert snapshot(released / "dist") == before


@pytest.mark.slow
def test_the_task_reports_in_lines_and_as_data_and_by_its_exit_code(
    published: Path, project: Path, inv: Inv
) -> None:
    shutil.copytree(published / "dist", project / "dist")
    append("notes.toml", NOTE)(project / "sources" / SLUG)
    plain = inv("diff", "--no-pages", "--exit-code")
    assert (plain.returncode, plain.stderr) == (1, "")
    assert plain.stdout.splitlines()[:5] == [
        f"{SLUG}: now, against dist/{SLUG} (2024-02-29)",
        "",
        "Notes",
        "  + III ¶1, n. 1, at “Dog, crossing a bridge”",
        "      {+So in all copies.+}",
    ]
    data = inv("diff", "--no-pages", "--json", "--since", f"dist/{SLUG}", PWD=str(project))
    assert (data.returncode, data.stderr) == (0, "")
    (found,) = json.loads(data.stdout)
    assert [(a["what"], a["how"], a["place"], a["note"]) for a in found["alterations"]] == [
        ("note", "added", "III ¶1", "1"),
        ("note", "renumbered", "III n. 2–3", ""),
    ]
    assert (found["folder"], found["pages"], found["same_inputs"]) == (f"dist/{SLUG}", None, False)

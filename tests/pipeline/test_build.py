"""What a build publishes, and when it builds again."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from book.pipeline import build
from book.pipeline.catalog import refresh_catalog
from book.runtime import catalog_state, files
from tests.conftest import (
    ROOT,
    SLUG,
    Inv,
    build_quickly,
    publish_stand_in,
    snapshot,
    start_task,
    substitute,
)
from tests.pipeline.conftest import PUBLISHED, SEARCH, all_names, in_dist
from tests.pipeline.damages import DAMAGES
from tests.test_layers import ENGINES


def test_a_build_publishes_exactly_its_files(done: Path) -> None:
    assert in_dist(done) == PUBLISHED
    names = all_names(done)
    assert f"{SEARCH}/pagefind.js" in names
    sums = (done / "dist" / SLUG / "SHA256SUMS").read_text().splitlines()
    assert sums == [
        f"{hashlib.sha256((done / 'dist' / SLUG / name).read_bytes()).hexdigest()}  {name}"
        for name in names
        if name != "SHA256SUMS"
    ]
    manifest = json.loads((done / "dist" / SLUG / "manifest.json").read_text())
    assert sorted(manifest["outputs"]) == [
        name for name in names if name not in ("SHA256SUMS", "manifest.json")
    ]


def test_a_second_build_rewrites_nothing(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(done / "dist")
    monkeypatch.setattr(build, "assemble_edition", lambda *_: pytest.fail("built again"))
    assert not build_quickly(done)
    assert snapshot(done / "dist") == before


def test_inv_build_reports_a_current_edition(done: Path, project: Path, inv: Inv) -> None:
    shutil.copytree(done / "dist", project / "dist")
    run = inv("build")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{SLUG}: up to date\n", "")


LOADED = """
import atexit, sys
from invoke.main import program

def names():
    own = {name for name in sys.modules if name.startswith("book")}
    return sorted(own | {name.split(".")[0] for name in sys.modules})

atexit.register(lambda: print(*names(), file=sys.stderr))
program.run(["inv", "build"])
"""


def test_an_idle_build_imports_no_stage_and_no_engine(done: Path, project: Path) -> None:
    """Most builds have nothing to do, and these imports would take most of their time."""
    for name in ("dist", "build"):
        shutil.copytree(done / name, project / name)
    run = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, f"{SLUG}: up to date\n")
    loaded = {
        name for name in run.stderr.split() if name.split(".")[0] not in sys.stdlib_module_names
    }
    light = {
        *("book.commands", "book.commands.build", "book.commands.developer_tasks"),
        "book.commands.errors",
        *("book.errors", "book.pipeline", "book.pipeline.scheduler", "book.runtime"),
        *("book.runtime.catalog_state", "book.runtime.events", "book.runtime.files"),
        *("book.runtime.fingerprint", "book.runtime.libraries", "book.runtime.scratch"),
        *("book.runtime.unchanged", "book.runtime.versions", "book.runtime.workspace"),
        *("book.terminal", "book.terminal.lines", "book.terminal.progress"),
    }
    own = {name for name in loaded if name.startswith("book") and "setup" not in name}
    assert own == {"book", *light}
    assert loaded & ENGINES.keys() == set()


@pytest.mark.parametrize("harm", ["opds.xml", f"{SLUG}/publication.json"])
def test_a_stale_catalog_is_written_again(harm: str, done: Path) -> None:
    before = {name: digest for name, (digest, _) in snapshot(done / "dist").items()}
    assert catalog_state.is_current(done / "dist", catalog_state.read_records(done / "dist"))
    if "/" in harm:
        (done / "dist" / harm).unlink()  # a damaged edition must not be listed
    else:
        substitute(done / "dist" / harm, "Two Fables", "Three Fables")
    assert not catalog_state.is_current(done / "dist", catalog_state.read_records(done / "dist"))
    refresh_catalog(done / "dist")
    assert catalog_state.is_current(done / "dist", catalog_state.read_records(done / "dist"))
    after = {name: digest for name, (digest, _) in snapshot(done / "dist").items()}
    assert ({name for name in before if before[name] != after.get(name)} == set()) == (
        harm == "opds.xml"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("notes.toml", "in the water", "in a stream"),
        pytest.param("web-copy.txt", "bunches", "heaps", marks=pytest.mark.slow),
    ],
)
def test_a_changed_source_is_built_again(file: str, old: str, new: str, done: Path) -> None:
    substitute(done / "sources" / SLUG / file, old, new)
    assert build_quickly(done)
    assert new in (done / "dist" / SLUG / f"{SLUG}.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage", ["a changed PDF", pytest.param("a manifest cut off", marks=pytest.mark.slow)]
)
def test_a_damaged_edition_is_built_again(damage: str, done: Path) -> None:
    before = {name: digest for name, (digest, _) in snapshot(done / "dist").items()}
    DAMAGES[damage](done / "dist" / SLUG)
    assert build_quickly(done)
    assert {name: digest for name, (digest, _) in snapshot(done / "dist").items()} == before


def test_a_build_after_a_kill_finds_the_former_edition(done: Path) -> None:
    before = snapshot(done / "dist")
    (done / "dist" / SLUG).rename(done / "dist" / f".{SLUG}.old")
    (done / "dist" / f".{SLUG}.4711").mkdir()
    assert not build_quickly(done)
    assert snapshot(done / "dist") == before
    assert in_dist(done) == PUBLISHED


def test_recovery_leaves_other_folders_alone(done: Path) -> None:
    for name in (f".{SLUG}-2.old", f".{SLUG}.backup", ".git", "other"):
        (done / "dist" / name).mkdir()
    files.recover(done / "dist" / SLUG)
    left = [".git", f".{SLUG}-2.old", f".{SLUG}.backup", "other"]
    assert sorted(path.name for path in (done / "dist").iterdir()) == sorted(
        [*left, *catalog_state.FIRST, SLUG]
    )


def test_ctrl_c_prints_one_line_and_leaves_dist(project: Path) -> None:
    before = publish_stand_in(project)
    running = start_task(project, "build")
    while len(psutil.Process(running.pid).children()) < 2:  # multiprocessing's tracker, a worker
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes of the build
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert errors == "variorum: stopped; what was published before is untouched\n"
    assert snapshot(project / "dist") == before
    assert [path.name for path in (project / "dist").iterdir()] == [SLUG]


BUILD = """
import sys
from pathlib import Path
from tests.conftest import build_quickly

build_quickly(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_two_builds_at_once_publish_one_whole_edition(root: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(root)]
    running = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert in_dist(root) == PUBLISHED
    assert files.damaged(root / "dist" / SLUG) == []

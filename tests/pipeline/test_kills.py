"""Killed builds leave what was published, and nothing else; the measurement of it can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import kills
from tests.bench.killed_builds import Project, digests, members
from tests.conftest import SLUG

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
SLEEPER = [sys.executable, "-c", "import subprocess; subprocess.run(['sleep', '60'])"]


@pytest.fixture
def killed(done: Path, tmp_path: Path) -> Project:
    """A project whose first version is published, as after a killed build."""
    (tmp_path / "system").mkdir()
    return Project(done, SLUG, tmp_path / "system", [digests(done / "dist"), {}])


def test_a_whole_release_is_recognized_also_between_two_renames(killed: Project) -> None:
    assert killed.published() == 0
    folder = killed.root / "dist" / SLUG
    folder.rename(folder.with_name(f".{SLUG}.old"))
    assert killed.is_between_renames()
    assert killed.published() == 0
    assert len(killed.staging()) == 1


@pytest.mark.parametrize("harm", ["changed", "of another edition", "gone"])
def test_anything_else_is_damage(harm: str, killed: Project) -> None:
    folder = killed.root / "dist" / SLUG
    if harm == "changed":
        (folder / "cover.png").write_bytes(b"")
    elif harm == "gone":
        shutil.rmtree(folder)
    else:
        killed.references = [{}, {}]
    assert killed.published() is None


def test_temporary_files_are_found_in_both_places(killed: Project) -> None:
    assert killed.leftovers() == []
    (killed.temporary / "a").touch()
    (killed.root / "build" / "tmp").mkdir(parents=True)
    (killed.root / "build" / "tmp" / "b").touch()
    assert [Path(path).name for path in killed.leftovers()] == ["a", "b"]


def test_processes_are_found_by_their_session() -> None:
    with subprocess.Popen(SLEEPER, start_new_session=True) as parent:
        while len(pids := [*members(parent.pid)]) < 2:
            assert parent.poll() is None
        parent.kill()
        parent.wait()
        orphans = [*members(parent.pid)]
        assert set(orphans) == set(pids) - {parent.pid}
        for pid in orphans:
            os.kill(pid, 9)


@pytest.mark.slow
def test_killed_builds_leave_nothing() -> None:
    lines = [*kills.measure(3, seed=int.from_bytes(os.urandom(2)), pairs=1)]
    assert lines[-1] == "nothing was lost, damaged or left behind", lines

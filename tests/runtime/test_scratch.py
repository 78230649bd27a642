"""Temporary files are in build/tmp/, and none is left, also by a process that was killed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from book.runtime.scratch import FOLDER, temporary_files

KILLED = """
import os, signal, subprocess, sys, tempfile
from pathlib import Path
from book.runtime.scratch import temporary_files
with temporary_files(Path(sys.argv[1])):
    tempfile.mkstemp()
    made = subprocess.run(["mktemp"], capture_output=True, check=True, text=True).stdout
    print(made, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def left(root: Path) -> list[Path]:
    return sorted((root / FOLDER).iterdir())


def test_nothing_is_left_at_the_end_and_the_system_has_its_folder_again(tmp_path: Path) -> None:
    before = tempfile.gettempdir(), os.environ.get("TMPDIR")
    with temporary_files(tmp_path):
        Path(tempfile.mkdtemp(), "a").write_bytes(b"a")
        assert tempfile.gettempdir().startswith(str(tmp_path / FOLDER))
    assert left(tmp_path) == []
    assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == before


def test_the_next_process_deletes_what_a_killed_one_left(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, check=False, text=True
    )
    assert run.returncode == -9
    assert Path(run.stdout.strip()).is_relative_to(tmp_path / FOLDER)
    assert len(left(tmp_path)) == 2
    with temporary_files(tmp_path):
        assert [path.stem for path in left(tmp_path)] == [str(os.getpid())] * 2
    assert left(tmp_path) == []


def test_a_folder_in_use_stays(tmp_path: Path) -> None:
    with temporary_files(tmp_path):
        mine = Path(tempfile.mkdtemp())
        with temporary_files(tmp_path):
            assert Path(tempfile.mkdtemp()).parent == mine.parent
        assert mine.is_dir()


def test_files_are_where_the_system_has_them_if_build_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"a file, no folder")
    before = tempfile.gettempdir()
    with temporary_files(tmp_path):
        assert tempfile.gettempdir() == before


def test_an_error_goes_through(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), temporary_files(tmp_path):
        raise OSError("full")
    assert left(tmp_path) == []


def test_a_folder_that_lost_its_lock_is_deleted(tmp_path: Path) -> None:
    """A process that outlives the killed one may write into its folder while that is deleted."""
    (tmp_path / FOLDER / "123").mkdir(parents=True)
    with temporary_files(tmp_path):
        assert [path.stem for path in left(tmp_path)] == [str(os.getpid())] * 2
    assert left(tmp_path) == []

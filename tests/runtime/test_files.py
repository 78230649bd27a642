"""Writing: whole or not at all, whatever the disk, a kill or another process does."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from book.errors import EditionError
from book.runtime import files
from book.runtime import fingerprint as fresh
from tests.conftest import (
    ROOT,
    SLUG,
    publish_stand_in,
    snapshot,
)

DISK_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("written", range(3))
def test_a_full_disk_leaves_what_was_published_and_no_stray_file(
    written: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish_stand_in(root)
    write = Path.write_bytes
    count = 0

    def full(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > written:
            write(path, content[:1])
            raise DISK_FULL
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditionError) as raised:
        files.write_folder({"a": b"one", "b": b"two", "c": b"three"}, root / "dist" / SLUG)
    assert (
        str(raised.value) == f"dist/{SLUG}: cannot write: No space left on device\n"
        f"  {files.ROOM} {files.UNTOUCHED}"
    )
    assert snapshot(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_what_was_published(
    failing: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish_stand_in(root)
    rename = Path.rename
    count = 0

    def refuse(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(EditionError, match="cannot write: Read-only file system"):
        files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    assert snapshot(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_a_dist_that_cannot_be_written_is_told(root: Path) -> None:
    """A file in its place refuses even the super-user, whom no permission stops."""
    (root / "dist").write_text("in the way")
    with pytest.raises(EditionError) as raised:
        files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    assert (
        str(raised.value)
        == f"dist/{SLUG}: cannot write: File exists\n  What was published before is untouched."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_dist_without_permission_is_told(root: Path) -> None:
    before = publish_stand_in(root)
    (root / "dist").chmod(0o500)
    try:
        with pytest.raises(EditionError, match="cannot write: Permission denied"):
            files.write_folder({"a": b"one"}, root / "dist" / SLUG)
    finally:
        (root / "dist").chmod(0o700)
    assert snapshot(root / "dist") == before


def test_a_draft_that_cannot_be_written_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"former")
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[:1])
        raise DISK_FULL

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditionError, match=f"^{tmp_path}: cannot write: No space left"):
        files.write_file(tmp_path / "x.pdf", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.pdf", b"former")]


KILLED = """
import os, pathlib, sys
from book.runtime import files, workspace

rename, count = pathlib.Path.rename, 0

def killed(path, target):
    global count
    count += 1
    if count == {moment}:
        os.kill(os.getpid(), 9)
    return rename(path, target)

pathlib.Path.rename = killed
files.write_folder({{"a": b"new"}}, pathlib.Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moment", [1, 2])
def test_after_a_kill_between_the_renames_the_former_edition_comes_back(
    moment: int, root: Path
) -> None:
    before = publish_stand_in(root)
    target = root / "dist" / SLUG
    code = subprocess.run(
        [sys.executable, "-c", KILLED.format(moment=moment), str(target)], cwd=ROOT, check=False
    ).returncode
    assert code == -signal.SIGKILL
    assert target.exists() == (moment == 1)
    files.recover(target)
    assert snapshot(root / "dist") == before
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_what_killed_builds_left_is_put_right_for_all_editions_at_once(root: Path) -> None:
    for name in ("one", "two", ".one.4711", ".two.old", ".three.old", ".git", ".one.backup"):
        (root / "dist" / name).mkdir(parents=True)
    files.recover_all(root / "dist")
    assert sorted(path.name for path in (root / "dist").iterdir()) == [
        ".git",
        ".one.backup",
        "one",
        "three",
        "two",
    ]


def test_two_builds_at_once_wait_for_each_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is held between its renames; the other must neither undo it nor mix with it."""
    target = root / "dist" / SLUG
    files.write_folder({"a": b"former", "b": b"former"}, target)
    between, go_on = threading.Event(), threading.Event()
    rename = Path.rename
    count = 0

    def slow(path: Path, to: Path) -> Path:
        nonlocal count
        count += 1
        if count == 2:
            between.set()
            go_on.wait(5)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", slow)
    first = threading.Thread(target=files.write_folder, args=({"a": b"1", "b": b"1"}, target))
    second = threading.Thread(target=files.write_folder, args=({"a": b"2", "b": b"2"}, target))
    first.start()
    assert between.wait(5)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"a": b"2", "b": b"2"}
    assert [path.name for path in (root / "dist").iterdir()] == [SLUG]


def test_who_reads_what_is_published_waits_while_it_is_between_two_renames(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_stand_in(root)
    seen: list[bool] = []
    rename = Path.rename
    reader = threading.Thread(target=lambda: seen.append(fresh.examine(SLUG, root).is_current))

    def slow(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if not reader.ident:
            reader.start()
            time.sleep(0.2)  # the edition is nowhere now
            assert seen == []
        return moved

    monkeypatch.setattr(Path, "rename", slow)
    files.write_folder({"a": b"new"}, root / "dist" / SLUG)
    reader.join(timeout=10)
    assert seen == [False]

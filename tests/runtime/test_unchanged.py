"""What is known by sizes and times is unchanged, and nothing else."""

import os
import time
from pathlib import Path

import pytest

from book.runtime import unchanged

SLUG, COMMON = "one", "0" * 64
LATER = 2 * unchanged.LATELY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root with an edition that was noted as current, some time after it was written."""
    for name in ("sources/one/a.txt", "sources/one/pictures/b.png", "dist/one/one.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    note(tmp_path)
    return tmp_path


def note(root: Path) -> None:
    unchanged.note_current(SLUG, root, unchanged.read_states(SLUG, root), COMMON)
    wait_in_name(root)


def wait_in_name(root: Path) -> None:
    """Give the note a time that is later than that of all files."""
    path = root / "build" / SLUG / unchanged.NOTE
    os.utime(path, ns=(time.time_ns(), time.time_ns() + LATER))


def is_known(root: Path, common: str = COMMON) -> bool:
    return unchanged.is_unchanged(SLUG, root, unchanged.read_states(SLUG, root), common)


def test_what_was_noted_is_unchanged_until_the_program_changes(root: Path) -> None:
    assert is_known(root)
    assert not is_known(root, common="1" * 64)
    (root / "build" / SLUG / unchanged.NOTE).unlink()
    assert not is_known(root)


@pytest.mark.parametrize("name", ["sources/one/a.txt", "sources/one/pictures/b.png"])
def test_a_change_that_keeps_size_and_modification_time_is_seen(root: Path, name: str) -> None:
    """No program can set the time at which an inode changed."""
    path = root / name
    before = path.stat()
    path.write_text(name.upper())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert not is_known(root)


def test_a_file_that_is_replaced_lost_or_new_is_seen(root: Path) -> None:
    pdf, new = root / "dist/one/one.pdf", root / "sources/one/new.txt"
    new.write_text("new")
    assert not is_known(root)
    new.unlink()
    assert is_known(root)
    pdf.rename(root / "kept")
    assert not is_known(root)
    (root / "kept").rename(pdf)
    note(root)
    pdf.unlink()
    assert not is_known(root)


def test_what_changed_just_before_the_note_is_not_known(root: Path) -> None:
    """It may have changed again at once, with the same times."""
    path = root / "build" / SLUG / unchanged.NOTE
    written = (root / "dist/one/one.pdf").stat().st_mtime_ns
    os.utime(path, ns=(written, written + unchanged.LATELY // 2))
    assert not is_known(root)
    wait_in_name(root)
    assert is_known(root)


def test_an_edition_with_links_is_always_read(root: Path) -> None:
    (root / "elsewhere").write_text("text")
    (root / "sources/one/link.txt").symlink_to(root / "elsewhere")
    assert unchanged.read_states(SLUG, root) == []
    note(root)
    assert not is_known(root)


def test_an_edition_that_is_not_there_is_not_unchanged(tmp_path: Path) -> None:
    assert unchanged.read_states(SLUG, tmp_path) == []
    assert not is_known(tmp_path)
